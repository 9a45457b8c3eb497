import { chmodSync, existsSync, readdirSync, readFileSync, statSync } from "node:fs";
import { join } from "node:path";
import { z } from "zod";
import {
  type BreachEntry,
  type BreachNotice,
  breachEntrySchema,
  breachNoticeSchema,
  breachNotices,
  parseBreach,
  refuseImpossible,
} from "../contract/breach.ts";
import { canonicalJson, type Json } from "../contract/canonical.ts";
import { errorMessage } from "../contract/error-message.ts";
import { faultRefusal, Refusal } from "../contract/problem.ts";
import { replaceFile, writeOnce } from "../storage/files/durable.ts";
import { makeFolder } from "../storage/files/make-folder.ts";

/**
 * The operator's log of breaches: one numbered file for each statement. Files are never changed; a correction is a new statement.
 */
const logOf = (home: string): string => join(home, "breach-log");
/** The public statements, made from the log: the only part of it that a public machine needs. */
const NOTICES = "breaches.json";
const FILE = /^(\d{4,})\.json$/;

/** @throws Refusal `invalid-breach`, naming a file that is not as it was written */
function readJson<T>(file: string, schema: z.ZodType<T>): T {
  try {
    return schema.parse(JSON.parse(readFileSync(file, "utf8")));
  } catch (error) {
    const what = error instanceof z.ZodError ? "is not as it was written" : "cannot be read as JSON";
    throw new Refusal("invalid-breach", `${file} ${what}`);
  }
}

/** The log, oldest first. @throws Refusal `invalid-breach` */
export function readBreaches(home: string): BreachEntry[] {
  const folder = logOf(home);
  if (!existsSync(folder)) return [];
  return readdirSync(folder)
    .filter((name) => FILE.test(name))
    .sort((a, b) => Number(FILE.exec(a)?.[1]) - Number(FILE.exec(b)?.[1]))
    .map((name) => readJson(join(folder, name), breachEntrySchema));
}

/** The public statements, oldest first. @throws Refusal `invalid-breach` */
export function readNotices(home: string): BreachNotice[] {
  const file = join(home, NOTICES);
  return existsSync(file) ? readJson(file, z.array(breachNoticeSchema)) : [];
}

/**
 * Makes the log readable by its owner alone: it has facts that are not public, such as numbers of people, and former versions
 * left it open to every user of the machine.
 */
function restrict(home: string): void {
  const folder = logOf(home);
  if (!existsSync(folder)) return;
  const open = (path: string) => (statSync(path).mode & 0o077) !== 0;
  for (const name of readdirSync(folder)) if (open(join(folder, name))) chmodSync(join(folder, name), 0o600);
  if (open(folder)) chmodSync(folder, 0o700);
}

/**
 * Rewrites the public statements from the log, since a process may have died between writing the two, and restricts access to the
 * log.
 */
export function publishBreaches(home: string): void {
  restrict(home);
  // Repeated until both agree, since another process may record a statement meanwhile.
  for (;;) {
    const notices = breachNotices(readBreaches(home));
    if (canonicalJson(notices as Json) === canonicalJson(readNotices(home) as Json)) return;
    replaceFile(join(home, NOTICES), `${JSON.stringify(notices, null, 2)}\n`, 0o644);
  }
}

/**
 * Records a statement in the log and in the public statements. Both are on the disk when it returns.
 *
 * @param input the statement as the operator wrote it
 * @throws Refusal `invalid-breach`, also for times that are impossible by this clock, and where `replaces` names no recorded
 *   statement
 */
export function recordBreach(home: string, input: unknown, clock: () => Date): BreachEntry {
  const statement = parseBreach(input);
  for (;;) {
    const before = readBreaches(home);
    const { replaces } = statement;
    if (replaces !== undefined && !before.some(({ number }) => number === replaces)) {
      const known = before.map(({ number }) => number).join(", ") || "none";
      const detail = `/replaces: a statement that is recorded; there are ${known}; got ${replaces}`;
      throw faultRefusal("invalid-breach", { detail, pointer: "/replaces" });
    }
    const now = clock();
    refuseImpossible(statement, now);
    const entry = { ...statement, number: (before.at(-1)?.number ?? 0) + 1, recorded_at: now.toISOString() };
    const name = `${String(entry.number).padStart(4, "0")}.json`;
    // If another process has taken the number meanwhile, the next one is tried.
    makeFolder(logOf(home), 0o700);
    if (!writeOnce(logOf(home), name, `${JSON.stringify(entry, null, 2)}\n`, 0o600)) continue;
    publishBreaches(home);
    return entry;
  }
}

/**
 * Returns a function that reads the public statements at each call. If the file cannot be read, that is reported once, and the
 * last statements read are returned: people must still be able to view and withdraw their contributions.
 *
 * @throws Refusal `invalid-breach` where the file cannot be read at the start
 */
export function watchNotices(home: string, progress: (line: string) => void): () => readonly BreachNotice[] {
  let last = readNotices(home);
  let fault = "";
  return () => {
    try {
      last = readNotices(home);
    } catch (error) {
      const line = errorMessage(error);
      if (line !== fault) progress(`statements of breaches cannot be read, the former ones are shown: ${line}`);
      fault = line;
    }
    return last;
  };
}
