import { readdirSync, readFileSync } from "node:fs";
import { builtinModules } from "node:module";
import { dirname, join, relative } from "node:path";
import { fileURLToPath } from "node:url";
import { parseSync } from "vite";
import { expect, test } from "vitest";

const root = fileURLToPath(new URL("../../", import.meta.url));
const dist = join(root, "dist");
const PROGRAMS = ["cli/main", "cli/run", "cli/sql/process-main", "vault/page-thread", "intake/vault-client/thread-main"];

/** What a built file imports, at once or later, as it names it. */
function importsOf(file: string): string[] {
  const code = readFileSync(join(dist, file), "utf8");
  const { staticImports, dynamicImports } = parseSync(file, code).module;
  // A package may import what its caller names, by a variable.
  const later = dynamicImports.flatMap(({ moduleRequest: { start, end } }) => /^"(.+)"$/.exec(code.slice(start, end))?.[1] ?? []);
  return [...staticImports.map(({ moduleRequest }) => moduleRequest.value), ...later];
}

const imports = new Map(
  [...PROGRAMS.map((name) => `${name}.js`), ...readdirSync(join(dist, "parts")).map((name) => `parts/${name}`)]
    .filter((file) => file.endsWith(".js"))
    .map((file) => [file, importsOf(file)]),
);

test.each(PROGRAMS)(
  "dist/%s.js is one file and parts, and looks for those packages alone that have compiled parts or files",
  (name) => {
    const reached = new Set([`${name}.js`]);
    const packages = new Set<string>();
    for (const file of reached) {
      for (const one of imports.get(file) ?? [`unknown: ${file}`]) {
        if (one.startsWith(".")) reached.add(relative(dist, join(dist, dirname(file), one)));
        else if (!builtinModules.includes(one.replace(/^node:/, ""))) packages.add(one);
      }
    }
    expect([...packages].filter((one) => !["@duckdb/node-api", "better-sqlite3", "pino"].includes(one))).toEqual([]);
  },
);

test("the licence of each package whose code is in the parts goes with it", () => {
  const texts = readFileSync(join(dist, "parts/LICENCES.txt"), "utf8").split(/\n\n={78}\n\n/);
  const { packages } = JSON.parse(readFileSync(join(root, "package-lock.json"), "utf8"));
  expect(texts.length).toBeGreaterThan(15);
  for (const text of texts) {
    const [, name = "", version = "", licence = ""] = /^(\S+) (\S+) \((.+)\)\n/.exec(`${text}\n`) ?? [];
    const shipped = Object.entries<{ version: string; dev?: boolean }>(packages).filter(
      ([path, one]) => path.endsWith(`node_modules/${name}`) && one.version === version && one.dev !== true,
    );
    expect([name, shipped.length > 0, licence.length > 2]).toEqual([name, true, true]);
  }
});
