import { execFile } from "node:child_process";
import { existsSync, mkdirSync, mkdtempSync, readFileSync, rmSync, symlinkSync, writeFileSync } from "node:fs";
import { tmpdir } from "node:os";
import { dirname, join } from "node:path";
import { fileURLToPath } from "node:url";
import { promisify } from "node:util";
import ts from "typescript";
import { afterAll, beforeAll, expect, test } from "vitest";
import { donationSchema } from "../../src/contract/donation.ts";
import { settingsSchema } from "../../src/contract/settings.ts";
import { territoryInputSchema } from "../../src/territory/schema.ts";

/**
 * The package as npm would install it: its tarball, unpacked in an empty folder beside the packages that it names as
 * dependencies, and nothing else of this repository. These are linked instead of fetched, as tests do not leave the machine.
 */
const root = fileURLToPath(new URL("../../", import.meta.url));
const run = promisify(execFile);
const json = (path: string) => JSON.parse(readFileSync(join(root, path), "utf8"));

let folder = "";
const installed = () => join(folder, "node_modules/voisinage");

/** Runs a command of the installed package in the empty folder. */
const voisinage = (...args: string[]) =>
  run(process.execPath, [join(installed(), "dist/cli/main.js"), ...args], { cwd: folder, maxBuffer: 1e8 });

beforeAll(async () => {
  folder = mkdtempSync(join(tmpdir(), "voisinage-package-"));
  const packed = await run("npm", ["pack", "--ignore-scripts", "--json", "--pack-destination", folder], { cwd: root });
  const [{ filename }] = JSON.parse(packed.stdout) as [{ filename: string }];
  mkdirSync(installed(), { recursive: true });
  await run("tar", ["-xzf", join(folder, filename), "-C", installed(), "--strip-components=1"]);
  for (const [path, { dev }] of Object.entries<{ dev?: boolean }>(json("package-lock.json").packages)) {
    // A package inside another's folder comes with it.
    if (!/^node_modules\/(@[^/]+\/)?[^/]+$/.test(path) || dev || !existsSync(join(root, path))) continue;
    mkdirSync(dirname(join(folder, path)), { recursive: true });
    symlinkSync(join(root, path), join(folder, path));
  }
  writeFileSync(join(folder, "package.json"), '{ "type": "module" }');
});

afterAll(() => rmSync(folder, { recursive: true, force: true }));

test("the sample commons is made, planned and published from the package alone", async () => {
  await voisinage("init", "--home", "town");
  expect((await voisinage("plan", "--home", "town")).stdout).toContain("households");
  await voisinage("demo", "--home", "demo", "--households", "40", "--no-serve");
  expect((await voisinage("verify", "demo/releases")).stdout).toContain("as promised");
});

test("a benchmark runs from the package alone", async () => {
  expect((await voisinage("bench", "small", "--runs", "1", "--json")).stdout).toContain("results");
});

test("the README's example of the library runs from the package alone", async () => {
  const example = /<!-- run: library -->\n```js\n([\s\S]*?)^```$/m.exec(readFileSync(join(root, "README.md"), "utf8"))?.[1];
  writeFileSync(join(folder, "example.js"), example ?? "");
  const { stdout } = await run(process.execPath, ["example.js"], { cwd: folder });
  expect(stdout).toMatch(/^[\d.]+ m3 a month, between [\d.]+ and [\d.]+$/m);
});

const CALLER = `
import { type Commons, type DonationInput, openCommons, Refusal } from "voisinage";

const donation: DonationInput = {
  household: { area: "VX0101", size: "2" },
  consent: { version: "1", purposes: ["commons"], domains: ["water"], adult: true, given_at: "2025-01-05T09:00:00Z" },
  readings: [{ domain: "water", measure: "volume", period: "2024", value: 60, unit: "m3", source: "bill" }],
};
const commons: Commons = await openCommons({ home: ":memory:", territory: "territory" });
await commons.donate(donation);
const value: number | null | undefined = (await commons.release("2024")).observations[0]?.OBS_VALUE;
export const refused = (error: unknown): boolean => error instanceof Refusal && error.code === "invalid-donation" && value !== 0;
`;

/** Each line is a mistake: an unknown size, no readings, a value that is text. */
const MISTAKEN = `import { type Commons, type DonationInput } from "voisinage"; declare const commons: Commons; declare const good: DonationInput;
await commons.donate({ ...good, household: { area: "VX0101", size: "two" } });
await commons.donate({ household: good.household, consent: good.consent });
await commons.donate({ ...good, readings: [{ domain: "water", measure: "volume", period: "2024", value: "60", unit: "m3", source: "bill" }] });
`;

/** A program of a caller's, with every declaration of every package checked and no types of Node's at hand. */
const CALLERS = {
  files: ["caller.ts", "mistaken.ts"],
  compilerOptions: {
    strict: true,
    exactOptionalPropertyTypes: true,
    noEmit: true,
    skipLibCheck: false,
    target: "es2023",
    lib: ["es2023", "dom"],
    module: "nodenext",
    types: [],
  },
};

test("a caller's program compiles with skipLibCheck off, and a wrong donation does not", async () => {
  for (const [name, text] of Object.entries({
    "caller.ts": CALLER,
    "mistaken.ts": MISTAKEN,
    "tsconfig.json": JSON.stringify(CALLERS),
  }))
    writeFileSync(join(folder, name), text);
  const compiler = join(root, "node_modules/typescript7/bin/tsc");
  const { stdout } = await run(process.execPath, [compiler, "--singleThreaded", "--pretty", "false"], { cwd: folder }).catch(
    (refused: { stdout: string }) => refused,
  );
  // A line a fault; what explains it is indented.
  const faults = stdout.split("\n").filter((line) => /^\S/.test(line));
  expect(faults.filter((line) => !line.startsWith("mistaken.ts("))).toEqual([]);
  expect([...new Set(faults.map((line) => /^mistaken\.ts\((\d+),/.exec(line)?.[1]))]).toEqual(["2", "3", "4"]);
});

test("every public member says what it is when one points at it", () => {
  const silent = members().flatMap(({ type, symbol, own }) =>
    INFERRED.has(type)
      ? []
      : [symbol, ...own].filter(({ comment }) => comment === "").map(({ name }) => (name === type ? type : `${type}.${name}`)),
  );
  expect(silent).toEqual([]);
});

test("what a caller may give has every key of its schema", () => {
  const given = (type: string) =>
    new Set(
      members()
        .find((one) => one.type === type)
        ?.own.map(({ name }) => name),
    );
  expect(given("SettingsInput")).toEqual(new Set(Object.keys(settingsSchema.shape)));
  expect(given("DonationInput")).toEqual(new Set(Object.keys(donationSchema.shape)));
  expect(given("TerritoryInput")).toEqual(new Set(Object.keys(territoryInputSchema.shape)));
});

/** The exported names of the package, their members and what an editor shows of each: read once. */
const members = (() => {
  let read: ReturnType<typeof readMembers> | undefined;
  return () => {
    read ??= readMembers();
    return read;
  };
})();

function readMembers() {
  const index = join(installed(), "dist/index.d.ts");
  const from = ts.createProgram([index], { module: ts.ModuleKind.NodeNext });
  const check = from.getTypeChecker();
  const source = from.getSourceFile(index) as ts.SourceFile;
  const described = (symbol: ts.Symbol, name = symbol.name) => ({
    name,
    comment: ts.displayPartsToString(symbol.getDocumentationComment(check)),
  });
  return check.getExportsOfModule(check.getSymbolAtLocation(source) as ts.Symbol).map((symbol) => {
    const real = symbol.flags & ts.SymbolFlags.Alias ? check.getAliasedSymbol(symbol) : symbol;
    const own = check.getPropertiesOfType(check.getDeclaredTypeOfSymbol(real)).filter(ours);
    return { type: symbol.name, symbol: described(real, symbol.name), own: own.map((one) => described(one)) };
  });
}

/** Answers whose types are inferred from schemas: TypeScript does not carry the comments of a schema's keys into a declaration. */
const INFERRED = new Set(["LedgerEntry", "Manifest", "ManifestHead", "Settings"]);

/** Is it declared in the package, and not by the language or a dependency? */
function ours(symbol: ts.Symbol): boolean {
  return symbol.declarations?.some((one) => one.getSourceFile().fileName.startsWith(join(installed(), "dist"))) ?? false;
}
