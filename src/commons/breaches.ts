import { existsSync, readdirSync, readFileSync } from "node:fs";
import { join } from "node:path";
import { type BreachEntry, type BreachNotice, breachEntrySchema, breachNotices, parseBreach } from "../contract/breach.ts";
import { Refusal } from "../contract/problem.ts";
import { writeOnce } from "./write-once.ts";

/** Statements of breaches in `HOME/breaches`, one a file, numbered; none is ever changed: a later one stands for it. */
const folderOf = (home: string): string => join(home, "breaches");
const FILE = /^(\d{4,})\.json$/;

/** @throws Refusal `invalid-breach` for a file that is not as it was written, by its name */
export function readBreaches(home: string): BreachEntry[] {
  const folder = folderOf(home);
  if (!existsSync(folder)) return [];
  return readdirSync(folder)
    .filter((name) => FILE.test(name))
    .sort((a, b) => Number(FILE.exec(a)?.[1]) - Number(FILE.exec(b)?.[1]))
    .map((name) => readOne(join(folder, name)));
}

function readOne(file: string): BreachEntry {
  let input: unknown;
  try {
    input = JSON.parse(readFileSync(file, "utf8"));
  } catch {
    throw new Refusal("invalid-breach", `${file} cannot be read as JSON`);
  }
  const parsed = breachEntrySchema.safeParse(input);
  if (!parsed.success) throw new Refusal("invalid-breach", `${file} is not a statement of a breach as it was recorded`);
  return parsed.data;
}

/**
 * Records a statement: durable when it returns.
 *
 * @param input what the operator wrote
 * @throws Refusal `invalid-breach`; for `replaces`, where there is no statement of that number
 */
export function recordBreach(home: string, input: unknown, clock: () => Date): BreachEntry {
  const statement = parseBreach(input);
  for (;;) {
    const before = readBreaches(home);
    const { replaces } = statement;
    if (replaces !== undefined && !before.some(({ number }) => number === replaces)) {
      const known = before.map(({ number }) => number).join(", ") || "none";
      const detail = `/replaces: a statement that is recorded; there are ${known}; got ${replaces}`;
      throw new Refusal("invalid-breach", detail, [{ detail, pointer: "/replaces" }]);
    }
    const entry = { ...statement, number: (before.at(-1)?.number ?? 0) + 1, recorded_at: clock().toISOString() };
    const name = `${String(entry.number).padStart(4, "0")}.json`;
    // Another process may have taken the number meanwhile: the next one is ours.
    if (writeOnce(folderOf(home), name, `${JSON.stringify(entry, null, 2)}\n`)) return entry;
  }
}

/**
 * What people are told, as it stands at each call. A file that cannot be read is told, and stops nobody from viewing or
 * withdrawing: what was read last is shown on.
 *
 * @throws Refusal `invalid-breach` where it cannot be read at the beginning
 */
export function watchBreaches(home: string, progress: (line: string) => void): () => readonly BreachNotice[] {
  let last = breachNotices(readBreaches(home));
  let told = "";
  return () => {
    try {
      last = breachNotices(readBreaches(home));
    } catch (error) {
      const line = error instanceof Error ? error.message : String(error);
      if (line !== told) progress(`statements of breaches cannot be read, the former ones are shown: ${line}`);
      told = line;
    }
    return last;
  };
}
