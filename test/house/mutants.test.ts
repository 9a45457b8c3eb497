import { cpSync, mkdirSync, mkdtempSync, readdirSync, readFileSync, rmSync, symlinkSync, writeFileSync } from "node:fs";
import { tmpdir } from "node:os";
import { dirname, join } from "node:path";
import { fileURLToPath } from "node:url";
import ts from "typescript";
import { afterEach, expect, test } from "vitest";

interface Mutant {
  readonly name: string;
  readonly in?: string;
  readonly of?: string;
  readonly becomes: unknown;
}

const root = fileURLToPath(new URL("../../", import.meta.url));
const part = (name: string) => import(join(root, "scripts/mutants", `${name}.mjs`));
const { MUTANTS } = (await part("list")) as { MUTANTS: readonly Mutant[] };
const { plant } = (await part("plant")) as { plant: (folder: string, mutant: Omit<Mutant, "name">) => Map<string, string> };
const { faultsOf } = (await part("promises")) as { faultsOf: (folder: string, mutants: readonly Mutant[]) => string[] };

const made: string[] = [];
afterEach(() => {
  for (const folder of made.splice(0)) rmSync(folder, { recursive: true, force: true });
});

/** A repository in which the files that a test changes are copies, and all others are links. */
function repository(...copied: string[]): string {
  const folder = mkdtempSync(join(tmpdir(), "voisinage-places-"));
  made.push(folder);
  const enter = (path: string) => {
    for (const name of readdirSync(join(root, path))) {
      const place = join(path, name);
      if (copied.some((one) => one.startsWith(`${place}/`))) {
        mkdirSync(join(folder, place));
        enter(place);
      } else if (copied.includes(place)) cpSync(join(root, place), join(folder, place), { recursive: true });
      else symlinkSync(join(root, place), join(folder, place));
    }
  };
  enter("");
  return folder;
}

function rewrite(folder: string, file: string, change: (text: string) => string): void {
  const before = readFileSync(join(folder, file), "utf8");
  const after = change(before);
  expect(after).not.toBe(before);
  writeFileSync(join(folder, file), after);
}

test("every mutant has its place, and every invariant and fake a mutant: some ninety of them", () => {
  expect(faultsOf(root, MUTANTS)).toEqual([]);
  expect(MUTANTS.length).toBeGreaterThanOrEqual(75);
  expect(MUTANTS.length).toBeLessThanOrEqual(98);
});

test("a body that is rewritten, and moved to another file, keeps its mutants", () => {
  const folder = repository("src/privacy");
  rewrite(folder, "src/privacy/gate.ts", (text) =>
    text.replace(/export function passesGate\([\s\S]*?\n}\n/, 'export { passesGate } from "./publishable.ts";\n'),
  );
  writeFileSync(
    join(folder, "src/privacy/publishable.ts"),
    "export function passesGate({ k, n, tau, noisy }: Record<string, bigint>): boolean {\n  if (n < k) return false;\n  return noisy + 1n >= k + tau;\n}\n",
  );
  expect(faultsOf(folder, MUTANTS)).toEqual([]);
  const [mutant] = MUTANTS.filter(({ name }) => name === "k − 1 households are enough");
  expect([...plant(folder, mutant as Mutant).keys()]).toEqual(["src/privacy/publishable.ts"]);
});

test("a name that is gone is said, with the mutant that looks for it", () => {
  const folder = repository("src/privacy");
  rewrite(folder, "src/privacy/gate.ts", (text) => text.replaceAll("passesGate", "isPublishable"));
  expect(faultsOf(folder, MUTANTS)).toContain(
    "k − 1 households are enough: passesGate in src/privacy must be there once; found none",
  );
});

test("an invariant that nothing holds is said, and so is a table that says otherwise", () => {
  const folder = repository("ARCHITECTURE.md", "docs/decisions");
  rewrite(folder, "ARCHITECTURE.md", (text) =>
    text.replace("\n## Pages", "99. **Nobody is counted twice.** *Held by* nothing.\n\n## Pages"),
  );
  const decision = readdirSync(join(folder, "docs/decisions")).find((name) => name.endsWith("mutants-change-a-meaning.md"));
  rewrite(folder, `docs/decisions/${decision}`, (text) => text.replace("k − 1 households are enough", "k households are enough"));
  expect(faultsOf(folder, MUTANTS)).toEqual([
    expect.stringMatching(/^no mutant holds "99. Nobody is counted twice"/),
    expect.stringMatching(/^the table of .* is another one/),
  ]);
});

test("a function, a constant and a method mean what they became, and may remember; what is not named is as it was", async () => {
  const folder = mkdtempSync(join(tmpdir(), "voisinage-planted-"));
  made.push(folder);
  const file = join(folder, "src/numbers.ts");
  mkdirSync(dirname(file), { recursive: true });
  writeFileSync(
    file,
    `export const sum = (values: readonly number[]): number => values.reduce((a, b) => a + twice(b) / 2, 0);
export function twice(n: string): string;
export function twice(n: number): number;
export function twice(n: never): unknown { return n + n; }
export const CEILING: number = 3;
export class Counter { #at = 0; next(by: number): number { return (this.#at += by); } other(): number { return this.next(1); } }
`,
  );
  const becomes = async (of: string, meaning: (original: never) => unknown) => {
    const text = plant(folder, { in: "src", of, becomes: meaning }).get("src/numbers.ts") as string;
    const { outputText } = ts.transpileModule(text, {
      compilerOptions: { module: ts.ModuleKind.ESNext, target: ts.ScriptTarget.ES2023 },
    });
    return import(`data:text/javascript,${encodeURIComponent(outputText)}`);
  };
  const functions = await becomes("twice", (twice: (n: number) => number) => (n: number) => twice(n) + 2);
  expect([functions.twice(4), functions.sum([1, 2]), functions.CEILING]).toEqual([10, 5, 3]);
  const arrow = await becomes("sum", (sum: (values: number[]) => number) => (values: number[]) => -sum(values));
  expect([arrow.sum([1, 2]), arrow.twice(4)]).toEqual([-3, 8]);
  expect((await becomes("CEILING", (most: number) => most + 1)).CEILING).toBe(4);
  const methods = await becomes("Counter.next", (next: (by: number) => number) => {
    let first: number | undefined;
    return (by: number) => {
      first ??= next(by);
      return first;
    };
  });
  const [one, two] = [new methods.Counter(), new methods.Counter()];
  expect([one.next(5), one.next(7), one.other(), two.next(1)]).toEqual([5, 5, 5, 1]);
});
