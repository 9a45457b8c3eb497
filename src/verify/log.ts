import { readFile } from "node:fs/promises";
import { basename, dirname } from "node:path";
import { canonicalJson, type Json } from "../contract/canonical.ts";
import type { EntryOf, LedgerEntry } from "../contract/chain.ts";
import { type Checkpoint, checkpointSchema, logSchema, type PublicLog } from "../contract/log.ts";
import { canonicalHash, type Finding } from "../release/index.ts";
import { budgetFaults, chainFaults, worst } from "./chain.ts";
import { findingsOf } from "./check.ts";
import { readJsonFile } from "./documents.ts";
import { jwksOf, keyEntries } from "./keys.ts";
import { epsilonIn, openingFaults } from "./openings.ts";
import { openSignature, thumbprintOf } from "./signature.ts";

/** What a year has cost the worst household, added up and converted anew from the chain alone. */
export interface YearSpent {
  readonly year: number;
  readonly rho: number;
  readonly epsilon: number;
  readonly epsilon_allowed: number;
}

/** A public log that was checked by itself. */
export interface CheckedLog {
  readonly file: string;
  readonly findings: readonly Finding[];
  /** what could not be checked */
  readonly notes: readonly string[];
  readonly commons: string;
  readonly entries: readonly LedgerEntry[];
  /** thumbprint of the key under which it verifies; null: it is not signed, or not under a key that it names */
  readonly signedBy: string | null;
  readonly years: readonly YearSpent[];
}

/** Checks a public log from its file alone: form, chain, signature, budget, and what it announces. */
export async function checkLog(file: string): Promise<CheckedLog> {
  const name = basename(file);
  const { raw, value: log, findings } = await readJsonFile(dirname(file), name, logSchema);
  if (log === null) return { file, findings, notes: [], commons: "", entries: [], signedBy: null, years: [] };
  const { entries } = log;
  const signed = signatureOf(log);
  const faults = chainFaults(entries);
  if (log.commons !== (entries[0]?.commons ?? log.commons))
    faults.push(`it is of the commons ${log.commons}; its entries are of ${entries[0]?.commons}`);
  if (log.size !== entries.length) faults.push(`it has ${entries.length} of ${log.size} entries: one page is not the log`);
  const { announcements } = raw as { announcements: readonly { settings: Json }[] };
  const announced = announcementFaults(
    log,
    announcements.map(({ settings }) => settings),
  );
  return {
    file,
    commons: log.commons,
    entries,
    signedBy: typeof signed === "string" || signed === null ? null : signed.thumbprint,
    years: yearsOf(entries),
    notes: [
      ...(signed === null ? ["no key is named and nothing is signed: anybody may have made this log"] : []),
      ...announced.notes,
    ],
    findings: [
      ...findingsOf(name, "log chain", faults),
      ...findingsOf(name, "signature", typeof signed === "string" ? [signed] : []),
      ...findingsOf(name, "keys", keyListFaults(log)),
      ...findingsOf(name, "budget", [...openingFaults(entries), ...budgetFaults(entries)]),
      ...findingsOf(name, "announced terms", announced.faults),
    ],
  };
}

/** The newest key of the chain must have signed just what the chain has come to. */
function signatureOf({ checkpoint, entries }: PublicLog): { thumbprint: string } | string | null {
  const key = keyEntries(entries).at(-1);
  if (checkpoint === null) return key === undefined && entries.length === 0 ? null : "there is no checkpoint: it is not signed";
  if (key === undefined) return "there is a checkpoint, and the chain names no key";
  const opened = openSignature(checkpoint, "checkpoint", [key.jwk]);
  if (typeof opened === "string") return opened;
  const last = entries.at(-1) as LedgerEntry;
  const expected = canonicalJson({
    schema: "voisinage-checkpoint/1",
    commons: last.commons,
    size: entries.length,
    head: last.hash,
    at: last.at,
  });
  return opened.payload === expected ? opened : `it is of ${opened.payload}; the chain has come to ${expected}`;
}

function keyListFaults({ keys, entries }: PublicLog): string[] {
  const listed = jwksOf(entries)
    .reverse()
    .map((jwk) => ({ ...jwk, kid: thumbprintOf(jwk), alg: "EdDSA", use: "sig" }));
  const [said, expected] = [canonicalJson(keys), canonicalJson(listed)];
  return said === expected ? [] : [`it lists ${said}; the chain names ${expected}`];
}

/** Each announcement of the chain in full, once; what is announced hashes to what the chain says. */
function announcementFaults({ announcements, entries }: PublicLog, raw: readonly Json[]): { faults: string[]; notes: string[] } {
  const [faults, notes]: [string[], string[]] = [[], []];
  const chain = entries.filter((entry): entry is EntryOf<"announced"> => entry.kind === "announced");
  const [said, expected] = [announcements, chain].map((list) => list.map(({ seq }) => seq).join(", "));
  if (said !== expected) faults.push(`it announces entries ${said || "none"} in full; the chain has ${expected || "none"}`);
  for (const [i, told] of announcements.entries()) {
    const entry = chain.find(({ seq }) => seq === told.seq);
    if (!entry) continue;
    if (told.at !== entry.at || told.year !== entry.year || told.territory !== entry.territory)
      faults.push(`the announcement of entry ${entry.seq} differs from it in its day, its year or its territory`);
    const settings = raw[i] ?? null;
    if (settings === null) {
      if (entry.settings !== null) notes.push(`the settings that entry ${entry.seq} announces are not given in full`);
      if (told.changes.length > 0) faults.push(`the announcement of entry ${entry.seq} names changes without settings`);
      continue;
    }
    if (canonicalHash(settings) !== entry.settings)
      faults.push(`the settings announced by entry ${entry.seq} are not those of its digest`);
    for (const { setting, is } of told.changes) {
      const value = (told.settings as Record<string, unknown> | null)?.[setting];
      const found = value === undefined ? null : canonicalJson(value as Json);
      if (found !== is)
        faults.push(`the announcement of entry ${entry.seq} says that ${setting} will be ${is}; its settings say ${found}`);
    }
  }
  return { faults, notes };
}

function yearsOf(entries: readonly LedgerEntry[]): YearSpent[] {
  return entries.flatMap((opened) => {
    if (opened.kind !== "opened") return [];
    const { year, epsilon: epsilon_allowed } = opened;
    const ofYear = entries.filter((entry) => entry.year === year);
    const rho = worst(ofYear, "rho");
    return [{ year, rho: rho.valueOf(), epsilon: epsilonIn(opened, rho), epsilon_allowed }];
  });
}

/** A kept checkpoint is signed by the key that stood then, and is on the way of each log of its commons that is given. */
export async function checkpointFaults(file: string, logs: readonly CheckedLog[]): Promise<string[]> {
  const token = (await readFile(file, "utf8")).trim();
  const payload = token.split(".")[1] ?? "";
  let checkpoint: Checkpoint;
  try {
    checkpoint = checkpointSchema.parse(JSON.parse(Buffer.from(payload, "base64url").toString("utf8")));
  } catch {
    return ["it is no checkpoint"];
  }
  const { commons, size, head } = checkpoint;
  const own = logs.filter((log) => log.commons === commons);
  if (own.length === 0) return [`no log of its commons ${commons} was given`];
  return own.flatMap(({ entries }) => {
    const key = keyEntries(entries.slice(0, size)).at(-1);
    const opened = openSignature(token, "checkpoint", key ? [key.jwk] : []);
    if (typeof opened === "string") return [opened];
    if (size > entries.length) return [`it is of ${size} entries; the log has ${entries.length}: entries were taken away`];
    const found = entries[size - 1]?.hash;
    if (found === head) return [];
    return [`entry ${size} was ${head.slice(0, 12)}… when it was signed; in the log it is ${found?.slice(0, 12)}…: a fork`];
  });
}
