/**
 * The promises that mutants break: the invariants of ARCHITECTURE.md on privacy, ledger and erasure, and what would make the
 * system a fake.
 */
import { existsSync, readFileSync, writeFileSync } from "node:fs";
import { join } from "node:path";
import { Misplaced, plant } from "./plant.mjs";

/** What would make an anonymising system a fake, whatever it claims. Each needs a mutant. */
const FAKES = [
  "k on true counts with a deterministic output",
  "exact n, exact totals",
  "the exact number of withheld cells",
  "fresh noise without a ledger",
  "noise keyed by format, query, data or a public id",
  "the same noise in two releases",
  "clamp, bins, centre or hierarchy taken from the data",
  "ε per measure or per table reported as the total",
  "row-level privacy unit",
  "a household with several donations counted as several units",
  "floats or Math.random",
  "noise only on non-empty cells",
  "a withheld cell that subtraction recovers",
  "choosing by true error",
  "intervals computed before rounding or clipping",
  "redrawing until plausible",
  "publishing accuracy against the truth",
  "raw values in logs, Parquet statistics, WAL or error texts",
  "NaN or overflow that breaks the sensitivity",
  "a transform after bounding that changes it",
  "off-by-one at the threshold",
  "one draw for all rows, or another one at each reference",
  "empty maps mended by a smaller k, a larger ε or tuned data",
];

const IMPORTS = "an import that breaks it is planted and caught in `test/house/imports.test.ts`";
const NEITHER = "about neither privacy nor ledger nor erasure; its tests are named there";

/** Invariants without a mutant, and the reason. */
const WITHOUT = {
  1: IMPORTS,
  2: IMPORTS,
  3: IMPORTS,
  17: "its test compares what a browser asks for while all answers differ: minutes, and pages that are built first",
  18: NEITHER,
  19: NEITHER,
  24: NEITHER,
  26: `${NEITHER}; that documents know no vault is an import`,
  28: NEITHER,
  30: NEITHER,
  31: NEITHER,
  32: NEITHER,
  36: NEITHER,
};

const DECISION = "docs/decisions/0029-mutants-change-a-meaning.md";
const [BEGIN, END] = ["<!-- written by `npm run test:mutants -- --table` -->", "<!-- end -->"];

/** Numbers and first sentences of the invariants in ARCHITECTURE.md. */
function invariantsOf(root) {
  const [, text] = readFileSync(join(root, "ARCHITECTURE.md"), "utf8").split(/^## Invariants$|^## Pages of the mechanisms$/m);
  return new Map(
    [...text.matchAll(/^(\d+)\. \*\*(.+?)\*\*/gm)].map(([, number, words]) => [Number(number), words.replace(/[.,:]$/, "")]),
  );
}

/** Every promise that needs a mutant, in order: invariants, then fakes. */
function promisesOf(root) {
  const invariants = [...invariantsOf(root)].filter(([number]) => !(number in WITHOUT));
  return [
    ...invariants.map(([number, words]) => ({ promise: number, words: `${number}. ${words}` })),
    ...FAKES.map((fake) => ({ promise: fake, words: fake })),
  ];
}

function tableOf(root, mutants) {
  const invariants = invariantsOf(root);
  const rows = promisesOf(root).flatMap(({ promise, words }) =>
    mutants
      .filter(({ holds }) => holds.includes(promise))
      .map(({ name, lost, tests }, i) => `| ${i === 0 ? words : ""} | ${name} | ${lost} | \`${tests.join("`, `")}\` |`),
  );
  const without = Object.entries(WITHOUT).map(([number, why]) => `- ${number}. ${invariants.get(Number(number))}: ${why}.`);
  return [
    "| invariant, or fake | mutant | what would be lost | noticed by |",
    "|---|---|---|---|",
    ...rows,
    "",
    "Invariants without a mutant:",
    "",
    ...without,
  ].join("\n");
}

/** Writes the table into the decision. */
export function writeTable(root, mutants) {
  const file = join(root, DECISION);
  const [before, rest] = split(readFileSync(file, "utf8"));
  writeFileSync(file, `${before}${BEGIN}\n\n${tableOf(root, mutants)}\n\n${END}${rest}`);
}

function split(text) {
  const [begin, end] = [text.indexOf(BEGIN), text.indexOf(END)];
  if (begin < 0 || end < begin) throw new RangeError(`${DECISION} must have ${BEGIN} and, behind it, ${END}`);
  return [text.slice(0, begin), text.slice(end + END.length), text.slice(begin + BEGIN.length, end).trim()];
}

/** Faults of the list: mutants without a place, promises without a mutant, and differences from the decision's table. */
export function faultsOf(root, mutants) {
  const known = new Set(promisesOf(root).map(({ promise }) => promise));
  const names = new Set();
  const faults = mutants.flatMap((mutant) => faultsOfOne(root, mutant, known));
  for (const { name } of mutants) if (names.size === names.add(name).size) faults.push(`${name}: two mutants have this name`);
  return [...faults, ...faultsOfPromises(root, mutants)];
}

function faultsOfOne(root, mutant, known) {
  const { name, tests, holds } = mutant;
  const faults = [
    ...misplaced(root, mutant),
    ...tests.filter((test) => !existsSync(join(root, test))).map((test) => `there is no ${test}`),
    ...holds
      .filter((promise) => !known.has(promise))
      .map((promise) => `there is no invariant or fake ${JSON.stringify(promise)}`),
  ];
  if (tests.length === 0) faults.push("no test is named");
  if (holds.length === 0) faults.push("it holds nothing");
  return faults.map((fault) => `${name}: ${fault}`);
}

function misplaced(root, mutant) {
  try {
    plant(root, mutant);
    return [];
  } catch (error) {
    if (error instanceof Misplaced) return [error.message];
    throw error;
  }
}

function faultsOfPromises(root, mutants) {
  const held = new Set(mutants.flatMap(({ holds }) => holds));
  const faults = promisesOf(root)
    .filter(({ promise }) => !held.has(promise))
    .map(({ words }) => `no mutant holds "${words}": add one, or say in scripts/mutants/promises.mjs why there is none`);
  const invariants = invariantsOf(root);
  for (const number of Object.keys(WITHOUT))
    if (!invariants.has(Number(number))) faults.push(`ARCHITECTURE.md has no invariant ${number}`);
  const [, , table] = split(readFileSync(join(root, DECISION), "utf8"));
  if (table !== tableOf(root, mutants)) faults.push(`the table of ${DECISION} is another one: npm run test:mutants -- --table`);
  return faults;
}
