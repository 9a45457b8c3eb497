import { cpSync, mkdtempSync, readFileSync, rmSync, symlinkSync, writeFileSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { fileURLToPath, pathToFileURL } from "node:url";
import ts from "typescript";
import { afterAll, beforeAll, expect, test } from "vitest";

const root = fileURLToPath(new URL("../../", import.meta.url));
const section = /^## How to add a domain$([\s\S]*?)^## /m.exec(readFileSync(join(root, "docs/develop.md"), "utf8"))?.[1] ?? "";

/** The code blocks of the section, by the path on their first line. */
const blocks = new Map(
  [...section.matchAll(/^ {3}```ts\n([\s\S]*?)^ {3}```$/gm)].map((match) => {
    const text = (match[1] ?? "").replace(/^ {3}/gm, "");
    return [/^\/\/ (\S+)\n/.exec(text)?.[1] ?? "", text.replace(/^.*\n/, "")];
  }),
);

let folder = "";

beforeAll(() => {
  folder = mkdtempSync(join(tmpdir(), "voisinage-domain-"));
  for (const place of ["src/contract", "src/domains"]) cpSync(join(root, place), join(folder, place), { recursive: true });
  for (const file of ["tsconfig.json", "package.json"]) cpSync(join(root, file), join(folder, file));
  symlinkSync(join(root, "node_modules"), join(folder, "node_modules"));

  writeFileSync(join(folder, "src/domains/waste.ts"), blocks.get("src/domains/waste.ts") ?? "");
  const list = join(folder, "src/domains/index.ts");
  const before = readFileSync(list, "utf8");
  const after = before.replace(/(export const DOMAINS[^=]*= \[)([\s\S]*?),?(\s*\];)/, "$1$2, waste$3");
  expect(after).not.toBe(before);
  writeFileSync(list, `${blocks.get("src/domains/index.ts")}${after}`);
});

afterAll(() => rmSync(folder, { recursive: true, force: true }));

/** Compiles the copy. @returns the type errors */
function compiled(): string[] {
  const { config } = ts.readConfigFile(join(folder, "tsconfig.json"), ts.sys.readFile);
  const { options } = ts.parseJsonConfigFileContent({ ...config, include: ["src"] }, ts.sys, folder);
  const files = ["src/domains/index.ts", "src/domains/similarity.ts"].map((file) => join(folder, file));
  const program = ts.createProgram(files, {
    ...options,
    noEmit: false,
    outDir: join(folder, "dist"),
    rootDir: join(folder, "src"),
  });
  return [...ts.getPreEmitDiagnostics(program), ...program.emit().diagnostics].map(({ messageText }) =>
    ts.flattenDiagnosticMessageText(messageText, "\n"),
  );
}

test("the section gives a domain's file and its line", () => {
  expect([...blocks.keys()]).toEqual(["src/domains/waste.ts", "src/domains/index.ts"]);
});

test("with the file and the line alone, the registry compiles, knows the domain, and its partition is sound", async () => {
  expect(compiled()).toEqual([]);

  type Registry = typeof import("../../src/domains/index.ts") &
    Pick<typeof import("../../src/domains/similarity.ts"), "checkSimilarity">;
  const load = async (file: string) =>
    (await import(/* @vite-ignore */ pathToFileURL(join(folder, "dist/domains", file)).href)) as Registry;
  const { DOMAINS, MEASURES } = await load("index.js");
  const { checkSimilarity } = await load("similarity.js");
  expect(DOMAINS.at(-1)?.id).toBe("waste");
  expect(MEASURES.at(-1)?.key).toBe("waste.residual");
  expect(DOMAINS.flatMap(({ measures }) => measures.flatMap(({ similarity }) => checkSimilarity(similarity)))).toEqual([]);
});

test("a unit of its own is one line in a third file, and says how people write it", async () => {
  const units = join(folder, "src/contract/units.ts");
  const edit = (file: string, from: string, to: string) => {
    const before = readFileSync(file, "utf8");
    expect(before).toContain(from);
    writeFileSync(file, before.replace(from, to));
  };
  edit(units, "  cent: {", '  bag: { base: "bag", factor: 1n, labels: { fr: "sacs", en: "bags" } },\n  cent: {');
  edit(join(folder, "src/domains/waste.ts"), 'unit: "L"', 'unit: "bag"');
  expect(compiled()).toEqual([]);
  const { unitLabels } = (await import(
    /* @vite-ignore */ pathToFileURL(join(folder, "dist/contract/units.js")).href
  )) as typeof import("../../src/contract/units.ts");
  expect(unitLabels("bag")).toEqual({ fr: "sacs", en: "bags" });
});
