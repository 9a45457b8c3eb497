import { readdirSync, readFileSync } from "node:fs";
import { join } from "node:path";
import { fileURLToPath } from "node:url";
import { expect, test } from "vitest";

const root = fileURLToPath(new URL("../../", import.meta.url));

/** Participles that do not say what a type holds: a request is not `Asked`, a reply is not `Told`. */
const PARTICIPLES = [
  ...["Admitted", "Answered", "Asked", "Binned", "Broken", "Cited", "Compared", "Drawn", "Dropped", "Exposed", "Found", "Given"],
  ...["Held", "Kept", "Known", "Listed", "Localised", "Made", "Named", "Opened", "Paid", "Read", "Rehearsed", "Repeated"],
  ...[
    "Asking",
    "Brought",
    "Counted",
    "Refused",
    "Why",
    "Said",
    "Selected",
    "Sent",
    "Settled",
    "Shown",
    "Signed",
    "Standing",
    "Stored",
    "Taken",
    "Told",
    "Typed",
    "Written",
  ],
];

/** Words that by themselves do not say what a function does or what a value is. */
const BARE = [
  ...[
    "after",
    "all",
    "at",
    "before",
    "best",
    "between",
    "beyond",
    "brought",
    "closed",
    "early",
    "expected",
    "given",
    "here",
    "kept",
  ],
  ...[
    "known",
    "made",
    "more",
    "most",
    "next",
    "of",
    "other",
    "plus",
    "pooled",
    "shown",
    "told",
    "whose",
    "with",
    "within",
    "worst",
  ],
];

/** Names of constants that say neither what is bounded nor in which unit; refused even when not exported. */
const BARE_CONSTANT = /^(?:export )?(const) (EVERY|FIRST|LARGEST|LEAST|MOST|PART)\b/gm;

const DECLARATION =
  /^export (?:declare )?(?:abstract )?(?:async )?(const|function\*?|class|interface|type|enum|let) ([A-Za-z_$][\w$]*)/gm;

interface Declared {
  readonly file: string;
  readonly kind: string;
  readonly name: string;
}

function declaredIn(file: string, text: string, pattern = DECLARATION): Declared[] {
  return [...text.matchAll(pattern)].map(([, kind = "", name = ""]) => ({ file, kind, name }));
}

/** Exported names that two files declare: they would be two different things under one name. */
function doubled(all: readonly Declared[]): string[] {
  const files = new Map<string, Set<string>>();
  for (const { file, name } of all) files.set(name, (files.get(name) ?? new Set()).add(file));
  return [...files].filter(([, where]) => where.size > 1).map(([name, where]) => `${name}: ${[...where].sort().join(", ")}`);
}

function participles(all: readonly Declared[]): string[] {
  const types = all.filter(({ kind }) => ["class", "interface", "type"].includes(kind));
  return places(types.filter(({ name }) => PARTICIPLES.includes(name)));
}

const places = (all: readonly Declared[]) => all.map(({ file, name }) => `${name}: ${file}`);
const bare = (all: readonly Declared[]) => places(all.filter(({ name }) => BARE.includes(name)));

const filesOf = (folder: string) =>
  readdirSync(join(root, folder), { recursive: true, encoding: "utf8" })
    .filter((file) => /\.tsx?$/.test(file) && !file.endsWith(".d.ts"))
    .map((file) => join(folder, file))
    .sort()
    .map((file) => [file, readFileSync(join(root, file), "utf8")] as const);
const files = ["src", "dashboards", "test"].flatMap(filesOf);
const everywhere = files.flatMap(([file, text]) => declaredIn(file, text));
const declared = everywhere.filter(({ file }) => file.startsWith("src/"));

test("an exported name is one thing in all of src/", () => {
  expect(declared.length).toBeGreaterThan(1000);
  expect(doubled(declared)).toEqual([]);
  const planted = [
    ...declaredIn("a.ts", "export const text = 1;"),
    ...declaredIn("b.ts", "/** A text. */\nexport function text() {}\nexport { text } from './a.ts';"),
  ];
  expect(doubled(planted)).toEqual(["text: a.ts, b.ts"]);
});

test("an exported type is named after what it holds, not after what was done to it", () => {
  expect(participles(everywhere)).toEqual([]);
  expect(participles(declaredIn("a.ts", "export interface Asked {}\nexport const Told = 1;"))).toEqual(["Asked: a.ts"]);
});

test("an exported name is more than a preposition, an adjective or a participle", () => {
  expect(bare(everywhere)).toEqual([]);
  expect(bare(declaredIn("a.ts", "export function within() {}\nexport const withinBound = 1;"))).toEqual(["within: a.ts"]);
});

test("a constant is named after what it bounds or counts", () => {
  expect(places(files.flatMap(([file, text]) => declaredIn(file, text, BARE_CONSTANT)))).toEqual([]);
  const planted = "const MOST = 1;\nexport const PART: number = 2;\nconst MOST_CORNERS = 3;\n  const LEAST = 4;";
  expect(places(declaredIn("a.ts", planted, BARE_CONSTANT))).toEqual(["MOST: a.ts", "PART: a.ts"]);
});
