/**
 * Writes `docs/reference/`: verbs, settings and columns as the built program has them. `npm run reference` writes; `--check`
 * (a test) says which page is not what the code says, and writes nothing.
 */
import { existsSync, mkdirSync, readFileSync, writeFileSync } from "node:fs";
import { join } from "node:path";
import ts from "typescript";
import { z } from "zod";
import { root } from "./ensure.mjs";

const built = (path) => import(new URL(`../dist/${path}`, import.meta.url).href);
const GENERATED = "<!-- Made by `npm run reference` from the code: change it there. -->";

const cell = (text) => String(text).replaceAll("|", "\\|").replaceAll("\n", " ");
const table = (head, rows) => [head, head.map(() => "---"), ...rows].map((row) => `| ${row.map(cell).join(" | ")} |`).join("\n");
const sentence = (text) => `${text[0].toUpperCase()}${text.slice(1)}${/[.!?]$/.test(text) ? "" : "."}`;

async function verbs() {
  const { VERB_GROUPS } = await built("cli/verbs/index.js");
  const sections = [];
  for (const { title, verbs } of VERB_GROUPS) {
    sections.push(`## ${title.replace(/:$/, "")}`);
    for (const { name, summary, examples, load } of verbs) {
      const { more, words, options } = await load();
      const rows = Object.entries(options).map(([option, { value, help, ...rest }]) => [
        `\`--${option}${value === undefined ? "" : ` ${value}`}\``,
        `${help}${rest.required ? " (required)" : ""}${rest.default === undefined ? "" : ` (default ${rest.default})`}`,
      ]);
      sections.push(
        `### \`${name}${words ? ` ${words}` : ""}\``,
        sentence(summary) + (more ? ` ${more}` : ""),
        ...(rows.length > 0 ? [table(["option", "means"], rows)] : []),
        `\`\`\`sh\n${examples.map((example) => `voisinage ${example}`).join("\n")}\n\`\`\``,
      );
    }
  }
  return `# Verbs

Every verb has \`--help\`, and \`--json\` for machines. Results go to standard output, progress and faults to standard error. Exit 0 is success, 1 a refused or failed operation, 2 wrong usage; what a refusal means is in [errors](../errors.md).
No verb writes over a file that it did not write itself.

${sections.join("\n\n")}
`;
}

/** The sentence above each member of an interface, by the member's name. */
function commentsOf(file, name) {
  const text = readFileSync(join(root, file), "utf8");
  const source = ts.createSourceFile(file, text, ts.ScriptTarget.Latest, true);
  const found = source.statements.find((node) => ts.isInterfaceDeclaration(node) && node.name.text === name);
  return new Map(
    found.members.map((member) => [
      member.name.getText(),
      (ts.getJSDocCommentsAndTags(member)[0]?.comment ?? "").replace(/\s+/g, " "),
    ]),
  );
}

const typeOf = (schema) => {
  if (schema.enum) return schema.enum.map((value) => `\`${value}\``).join(", ");
  if (schema.anyOf) return schema.anyOf.map(typeOf).join(" or ");
  if (schema.type === "array") return `list of ${typeOf(schema.items)}`;
  if (schema.type === "object" && schema.properties)
    return `object of ${Object.keys(schema.properties)
      .map((key) => `\`${key}\``)
      .join(", ")}`;
  if (schema.type === "object") return "object by name";
  if (schema.type === "integer" || schema.type === "number") {
    const bounds = [schema.minimum, schema.maximum].every((bound) => bound !== undefined && Math.abs(bound) < 1e15);
    return `${schema.type === "integer" ? "whole number" : "number"}${bounds ? `, ${schema.minimum} to ${schema.maximum}` : ""}`;
  }
  if (schema.type === "boolean") return "true or false";
  return "text";
};

async function settings() {
  const contract = await built("contract/settings.js");
  const { properties } = z.toJSONSchema(contract.settingsSchema, { io: "input" });
  const about = commentsOf("src/contract/settings.ts", "SettingsInput");
  const rows = (names) => names.map((name) => [`\`${name}\``, about.get(name) ?? "", typeOf(properties[name])]);
  const lists = [
    [
      "Terms",
      "They bind: they stand whole in the ledger's chain, and change for a later year (`voisinage change`).",
      Object.keys(contract.termsSchema.shape),
    ],
    ["About the commons", "Free to edit at any time, in `commons.json`.", Object.keys(contract.aboutSchema.shape)],
  ];
  const sections = lists.map(
    ([title, text, names]) => `## ${title}\n\n${text}\n\n${table(["setting", "means", "form"], rows(names))}`,
  );
  return `# Settings

\`voisinage init --settings FILE\` takes one JSON file with both kinds. What it leaves out is the pilot's; an unknown key is refused.

${sections.join("\n\n")}
`;
}

async function columns() {
  const { TABLES } = await built("contract/tables.js");
  const { AREAS, MEASURES_TABLE } = await built("texts/sql/index.js");
  const sections = [...TABLES, AREAS, MEASURES_TABLE].map(
    ({ name, about, columns }) =>
      `## \`${name}\`\n\n${sentence(about.en)}\n\n${table(
        ["column", "type", "means"],
        columns.map((column) => [
          `\`${column.name}\``,
          `${column.type}${column.nullable ? ", may be empty" : ""}`,
          column.about.en,
        ]),
      )}`,
  );
  return `# Columns

The tables that \`voisinage sql\` and \`/sql\` have. The first four are files of a release (\`NAME.parquet\`); \`measures\` is built from its manifest, and \`areas\` from the territory (a portal, or \`sql --home\`). A portal's \`/v1/datasets/{id}/dictionary\` says the same of each topic, in French too.

${sections.join("\n\n")}
`;
}

async function metrics() {
  const { METRICS } = await built("http/metrics.js");
  const rows = Object.entries(METRICS).map(([name, about]) => [`\`voisinage_${name}\``, about]);
  return `# Metrics

\`/metrics\` of the operator's port (\`serve --operator-port N\`), for Prometheus. It is for the operator alone: rates of the intake say when people contribute. None counts contributors, readings, areas or topics.

${table(["metric", "means"], rows)}

Beside these are prom-client's figures of the process: \`process_cpu_seconds_total\`, \`process_resident_memory_bytes\`, \`nodejs_eventloop_lag_seconds\` and its percentiles, heap and garbage collection.
`;
}

const PAGES = { verbs, settings, columns, metrics };

const folder = join(root, "docs/reference");
mkdirSync(folder, { recursive: true });
const stale = [];
for (const [name, make] of Object.entries(PAGES)) {
  const file = join(folder, `${name}.md`);
  const text = `${GENERATED}\n${await make()}`;
  if (existsSync(file) && readFileSync(file, "utf8") === text) continue;
  if (process.argv.includes("--check")) stale.push(`docs/reference/${name}.md`);
  else writeFileSync(file, text);
}
if (stale.length > 0) {
  console.error(`${stale.join(", ")}: not what the code says; run "npm run reference"`);
  process.exitCode = 1;
}
