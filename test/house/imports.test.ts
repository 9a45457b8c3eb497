import { execFile } from "node:child_process";
import { mkdirSync, readdirSync, writeFileSync } from "node:fs";
import { dirname, join } from "node:path";
import { fileURLToPath } from "node:url";
import { promisify } from "node:util";
import { describe, expect, test } from "vitest";
import { inFolder } from "../support/folder.ts";

const root = fileURLToPath(new URL("../../", import.meta.url));

interface Cruise {
  readonly modules: readonly { readonly source: string }[];
  readonly summary: {
    readonly violations: readonly { readonly from: string; readonly to: string; readonly rule: { readonly name: string } }[];
  };
}

/** What the checker finds in `src` and `dashboards` of a folder, by the rules of the house. */
async function cruise(folder: string): Promise<Cruise> {
  const command = join(root, "node_modules/dependency-cruiser/bin/dependency-cruise.mjs");
  const args = [command, "--config", join(root, ".dependency-cruiser.mjs"), "--output-type", "json", "src", "dashboards"];
  const { stdout } = await promisify(execFile)(process.execPath, args, { cwd: folder, maxBuffer: 2 ** 28 }).catch(
    (error: { stdout: string }) => error,
  );
  return JSON.parse(stdout) as Cruise;
}

const none = "export const none = 0;\n";

type Files = Readonly<Record<string, string>>;

/** The files of one small tree, renamed so that several trees fit in one folder: `a.ts` of the third is `a-3.ts`. */
function numbered(files: Files, i: number): [string, string][] {
  const base: Files = { "src/contract/none.ts": none };
  return Object.entries({ ...base, ...files }).map(([path, text]) => [
    path.replace(/\b(a|b|none)\.ts$/, `$1-${i}.ts`),
    text.replaceAll(/(\/(?:a|b|none|gone))\.ts"/g, `$1-${i}.ts"`),
  ]);
}

/** For each of the trees, in their order, the names of the rules that it breaks. */
function broken(trees: readonly Files[]): Promise<string[][]> {
  return inFolder(async (folder) => {
    const files: readonly (readonly [string, string])[] = [
      [
        "tsconfig.json",
        JSON.stringify({ compilerOptions: { module: "NodeNext", allowImportingTsExtensions: true, noEmit: true } }),
      ],
      ["package.json", JSON.stringify({ type: "module", dependencies: { "@duckdb/node-api": "1" } })],
      ["dashboards/page.ts", none],
      ...trees.flatMap(numbered),
    ];
    expect(new Set(files.map(([path]) => path)).size).toBe(files.length);
    for (const [path, text] of files) {
      mkdirSync(dirname(join(folder, path)), { recursive: true });
      writeFileSync(join(folder, path), text);
    }
    const { modules, summary } = await cruise(folder);
    // The checker must have read every planted file.
    const seen = new Set(modules.map(({ source }) => source));
    expect(files.filter(([path]) => path.endsWith(".ts") && !seen.has(path))).toEqual([]);
    const at = trees.map((tree, i) => new Set(numbered(tree, i).map(([path]) => path)));
    expect(summary.violations.filter(({ from }) => !at.some((paths) => paths.has(from)))).toEqual([]);
    return at.map((paths) =>
      [...new Set(summary.violations.filter(({ from }) => paths.has(from)).map(({ rule }) => rule.name))].sort(),
    );
  });
}

test("the checker sees every module of src and dashboards, and each keeps the rules", async () => {
  const { modules, summary } = await cruise(root);
  const seen = new Set(modules.map(({ source }) => source));
  const files = ["src", "dashboards"].flatMap((place) =>
    readdirSync(join(root, place), { recursive: true, encoding: "utf8" })
      .filter((path) => /\.tsx?$/.test(path))
      .map((path) => `${place}/${path}`),
  );
  expect(files.length).toBeGreaterThan(30);
  expect(files.filter((file) => !seen.has(file))).toEqual([]);
  expect(summary.violations.map(({ from, to, rule }) => `${rule.name}: ${from} → ${to}`)).toEqual([]);
});

const uses = (path: string) => `import { none } from "${path}";\nexport const used = none;\n`;

const PLANTED: readonly (readonly [string, Files, string[]])[] = [
  [
    "nothing wrong",
    { "src/domains/a.ts": uses("../contract/none.ts"), "src/cli/main.ts": uses("../domains/a.ts").replaceAll("none", "used") },
    [],
  ],
  [
    "a place that looks up",
    { "src/contract/a.ts": uses("../domains/none.ts"), "src/domains/none.ts": none },
    ["contract-goes-down"],
  ],
  [
    "a type that looks up",
    {
      "src/release/a.ts": 'import type { None } from "../vault/none.ts";\nexport type A = None;\n',
      "src/vault/none.ts": "export type None = 0;\n",
    },
    ["release-goes-down"],
  ],
  [
    "the portal on the vault",
    { "src/portal/a.ts": uses("../vault/none.ts"), "src/vault/none.ts": none },
    ["portal-goes-down", "public-side-never-knows-the-vault"],
  ],
  [
    "partners' aggregates on the vault, through who takes measures",
    {
      "src/partners/read/a.ts": uses("../write/none.ts"),
      "src/partners/write/none.ts": 'export { none } from "../../vault/none.ts";\n',
      "src/vault/none.ts": none,
    },
    ["partners-read-goes-down", "public-side-never-knows-the-vault"],
  ],
  [
    "a page on the vault, through others",
    {
      "dashboards/a.ts": uses("../src/territory/none.ts"),
      "src/territory/none.ts": 'export { none } from "../vault/none.ts";\n',
      "src/vault/none.ts": none,
    },
    ["public-side-never-knows-the-vault", "territory-goes-down"],
  ],
  [
    "the portal on DuckDB",
    { "src/portal/a.ts": uses("../storage/duckdb/none.ts"), "src/storage/duckdb/none.ts": none },
    ["portal-goes-down"],
  ],
  [
    "the portal on DuckDB's own package",
    {
      "src/portal/a.ts": 'import { DuckDBInstance } from "@duckdb/node-api";\nexport const d = DuckDBInstance;\n',
      "node_modules/@duckdb/node-api/package.json": '{ "name": "@duckdb/node-api", "main": "index.js" }',
      "node_modules/@duckdb/node-api/index.js": "exports.DuckDBInstance = 0;\n",
    },
    ["visitors-ask-no-sql"],
  ],
  [
    "privacy on Node",
    { "src/privacy/a.ts": 'import { randomBytes } from "node:crypto";\nexport const r = randomBytes;\n' },
    ["privacy-is-pure"],
  ],
  [
    "the contract on Node",
    { "src/contract/a.ts": 'import { readFileSync } from "node:fs";\nexport const r = readFileSync;\n' },
    ["browser-safe"],
  ],
  [
    "a page on Node, through others",
    {
      "dashboards/a.ts": uses("../src/territory/none.ts"),
      "src/territory/none.ts": 'export { readFileSync as none } from "node:fs";\n',
    },
    ["pages-without-node"],
  ],
  ["the issuer on the vault", { "src/issuer/a.ts": uses("../vault/none.ts"), "src/vault/none.ts": none }, ["issuer-goes-down"]],
  [
    "the intake on the issuer",
    { "src/intake/a.ts": uses("../issuer/none.ts"), "src/issuer/none.ts": none },
    ["intake-goes-down"],
  ],
  [
    "the browser's part of eligibility on Node",
    { "src/contract/tokens/a.ts": 'import { randomBytes } from "node:crypto";\nexport const r = randomBytes;\n' },
    ["browser-safe"],
  ],
  [
    "a circle",
    { "src/storage/sqlite/a.ts": 'export * from "./b.ts";\n', "src/storage/sqlite/b.ts": 'export * from "./a.ts";\n' },
    ["no-circles"],
  ],
  ["a place outside the table", { "src/extra/a.ts": uses("../contract/none.ts") }, ["known-place"]],
  ["a root imported", { "src/vault/a.ts": uses("../index.ts"), "src/index.ts": none }, ["roots-are-roots", "vault-goes-down"]],
  ["an import that leads nowhere", { "src/storage/sqlite/a.ts": uses("./gone.ts") }, ["resolvable"]],
];

describe("caught when planted", async () => {
  const brokenRules = await broken(PLANTED.map(([, files]) => files));
  test.each(PLANTED.map(([what, , rules], i) => [what, rules, brokenRules[i]] as const))("%s", (_, rules, caught) => {
    expect(caught).toEqual(rules);
  });
});
