/**
 * Writes `docs/errors.md` and `docs/reference/` (verbs, settings, columns, metrics) from the built program. `npm run reference`
 * writes; `--check` (a test) names the pages that differ, and writes nothing.
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

/** The members of an interface, or of a constant that is an object: the name, the line comments before it, and its JSDoc. */
function membersOf(file, name) {
  const text = readFileSync(join(root, file), "utf8");
  const source = ts.createSourceFile(file, text, ts.ScriptTarget.Latest, true);
  const nodes = source.statements.flatMap((node) => (ts.isVariableStatement(node) ? node.declarationList.declarations : [node]));
  const found = nodes.find((node) => node.name?.text === name);
  return (found.members ?? found.initializer.expression.properties).map((member) => ({
    name: member.name.text,
    before: (ts.getLeadingCommentRanges(text, member.pos) ?? [])
      .filter(({ kind }) => kind === ts.SyntaxKind.SingleLineCommentTrivia)
      .map(({ pos, end }) => text.slice(pos + 3, end))
      .join(" "),
    doc: ts.getJSDocCommentsAndTags(member)[0],
  }));
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
  const members = membersOf("src/contract/settings.ts", "SettingsInput");
  const about = new Map(members.map(({ name, doc }) => [name, (doc?.comment ?? "").replace(/\s+/g, " ")]));
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
  const { METRICS } = await built("http/operator.js");
  const rows = Object.entries(METRICS).map(([name, about]) => [`\`voisinage_${name}\``, about]);
  return `# Metrics

\`/metrics\` of the operator's port (\`serve --operator-port N\`), for Prometheus. It is for the operator alone: rates of the intake say when people contribute. None counts contributors, readings, areas or topics.

${table(["metric", "means"], rows)}

Beside these are prom-client's figures of the process: \`process_cpu_seconds_total\`, \`process_resident_memory_bytes\`, \`nodejs_eventloop_lag_seconds\` and its percentiles, heap and garbage collection.
`;
}

/** Joins the lines of a comment into paragraphs and list items. */
const unwrapped = (text) => text.replace(/(?<!\n)\n(?!\n|- )\s*/g, " ");

async function errors() {
  const { PROBLEMS } = await built("contract/problem-codes.js");
  const sections = membersOf("src/contract/problem-codes.ts", "PROBLEMS").flatMap(({ name, before, doc }) => {
    const [, group, about] = /^([^:]+)(?:: (.+))?$/.exec(before) ?? [];
    const [means, ...remedy] = unwrapped(doc.comment).split("\n\n");
    const { status, title } = PROBLEMS[name];
    return [
      ...(group ? [`## ${group}`] : []),
      ...(about ? [sentence(about)] : []),
      `### \`${name}\``,
      `**${status}, “${title}”.** ${means}`,
      `*What to do.* ${remedy.join("\n\n")}`,
      `*Example:* “${unwrapped(doc.tags[0].comment)}”`,
    ];
  });
  return `# Errors

Voisinage says no with a code of this closed list. Codes and statuses do not change; the wording of a sentence may. Each sentence names the field, the bound and the value. Errors of the public side never quote a raw record.

Over HTTP a refusal is a problem detail (RFC 9457). Its \`type\` ends with the code, and begins with the portal's address where \`--base-url\` states it:

\`\`\`json
{
  "type": "/problems/wrong-unit",
  "title": "The unit does not fit the measure",
  "status": 422,
  "detail": "/readings/0/unit must be L or m3 for water.volume; got kWh",
  "errors": [{ "detail": "must be L or m3; got kWh", "pointer": "/readings/0/unit" }]
}
\`\`\`

Each member of \`errors\` has a \`pointer\` into a JSON body, or a \`parameter\`: one of the query or path as \`/openapi.json\` calls it, a header's name, or \`address\`.

On the command line the sentence goes to standard error, and the exit code is 1 whatever the code; 2 is wrong usage. Bulk intake prints one line for each kind of fault, with its count, and writes one line for each refused donation to its rejects file. It ends with 1 if no donation was accepted or known from before.

${sections.join("\n\n")}
`;
}

const PAGES = {
  "errors.md": errors,
  "reference/verbs.md": verbs,
  "reference/settings.md": settings,
  "reference/columns.md": columns,
  "reference/metrics.md": metrics,
};

const folder = join(root, "docs");
mkdirSync(join(folder, "reference"), { recursive: true });
const stale = [];
for (const [name, make] of Object.entries(PAGES)) {
  const file = join(folder, name);
  const text = `${GENERATED}\n${await make()}`;
  if (existsSync(file) && readFileSync(file, "utf8") === text) continue;
  if (process.argv.includes("--check")) stale.push(`docs/${name}`);
  else writeFileSync(file, text);
}
if (stale.length > 0) {
  console.error(`${stale.join(", ")}: not what the code says; run "npm run reference"`);
  process.exitCode = 1;
}
