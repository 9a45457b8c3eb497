import { readFile } from "node:fs/promises";
import { basename, dirname } from "node:path";
import { canonicalJson, type Json } from "../contract/canonical.ts";
import { type LedgerEntry, ofKind } from "../contract/chain.ts";
import { checkpointSchema, logSchema, type PublicLog } from "../contract/log.ts";
import type { Terms } from "../contract/settings.ts";
import { termsIn } from "../contract/standing-terms.ts";
import type { Finding } from "../release/index.ts";
import { chainFaults } from "./chain.ts";
import { type Faults, findingsOf } from "./check.ts";
import { readJsonFile } from "./documents.ts";
import { budgetFaults, epsilonIn, openingFaults, paidForBets, worstPaid } from "./ledger.ts";
import { bestBets } from "./odds.ts";
import { jwksOf, openSignature, pinnedKeyFault, thumbprintOf } from "./signature.ts";

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
  /** what each year has cost the worst household, added up and converted anew from the chain alone */
  readonly years: ReturnType<typeof yearsOf>;
}

/** Checks a public log from its file alone: form, chain, signature, budget, and what it announces. */
export async function checkLog(file: string): Promise<CheckedLog> {
  const name = basename(file);
  const { value: log, findings } = await readJsonFile(dirname(file), name, logSchema);
  if (log === null) return { file, findings, notes: [], commons: "", entries: [], signedBy: null, years: [] };
  const { commons, entries } = log;
  const signed = signatureOf(log);
  return {
    file,
    commons,
    entries,
    signedBy: typeof signed === "string" || signed === null ? null : signed.thumbprint,
    years: yearsOf(entries),
    notes: signed === null ? ["no key is named and nothing is signed: anybody may have made this log"] : [],
    findings: [
      ...findingsOf(name, "log chain", [...chainFaults(entries), ...headFaults(log)]),
      ...findingsOf(name, "signature", typeof signed === "string" ? [signed] : []),
      ...findingsOf(name, "keys", keyListFaults(log)),
      ...findingsOf(name, "budget", [...openingFaults(entries), ...budgetFaults(entries)]),
      ...findingsOf(name, "announced terms", announcementFaults(log)),
    ],
  };
}

/**
 * Why a log must not be shown as its operator's, in words; null where its newest key signed all of it.
 *
 * @param pinned thumbprint of a key that is known from elsewhere, which must stand behind that key; null: none is known
 */
export function logFault(log: PublicLog, pinned: string | null): string | null {
  for (const fault of [...chainFaults(log.entries), ...headFaults(log)]) return fault;
  const signed = signatureOf(log);
  if (signed === null || typeof signed === "string") return signed;
  return pinned === null ? null : pinnedKeyFault(log.entries, pinned, signed.thumbprint);
}

function* headFaults({ commons, size, entries }: PublicLog): Faults {
  const [first] = entries;
  if (first && commons !== first.commons) yield `it is of the commons ${commons}; its entries are of ${first.commons}`;
  if (size !== entries.length) yield `it has ${entries.length} of ${size} entries: one page is not the log`;
}

/** The newest key of the chain must have signed just what the chain has come to. */
function signatureOf({ checkpoint, entries }: PublicLog): { thumbprint: string } | string | null {
  const [key, last] = [jwksOf(entries).at(-1), entries.at(-1)];
  if (checkpoint === null) return last === undefined ? null : "there is no checkpoint: it is not signed";
  if (key === undefined || last === undefined) return "there is a checkpoint, and the chain names no key";
  const opened = openSignature(checkpoint, "checkpoint", [key]);
  if (typeof opened === "string") return opened;
  const { commons, hash: head, at } = last;
  const expected = canonicalJson({ schema: "voisinage-checkpoint/1", commons, size: entries.length, head, at });
  return opened.payload === expected ? opened : `it is of ${opened.payload}; the chain has come to ${expected}`;
}

function* keyListFaults({ keys, entries }: PublicLog): Faults {
  const listed = jwksOf(entries).map((jwk) => ({ ...jwk, kid: thumbprintOf(jwk), alg: "EdDSA", use: "sig" }));
  const [claim, expected] = [canonicalJson(keys), canonicalJson(listed.reverse())];
  if (claim !== expected) yield `it lists ${claim}; the chain names ${expected}`;
}

/** Each statement of terms but the first is announced as the chain has it, with the old and new value of what it changes. */
function* announcementFaults({ announcements, entries }: PublicLog): Faults {
  const chain = ofKind(entries, "terms").slice(1);
  const [listed, expected] = [announcements, chain].map((list) => list.map(({ seq }) => seq).join(", "));
  if (listed !== expected) yield `it announces entries ${listed || "none"}; the chain has ${expected || "none"}`;
  for (const announced of announcements) {
    const entry = chain.find(({ seq }) => seq === announced.seq);
    const before = entry && termsIn(entries.slice(0, entry.seq - 1), entry.year);
    if (!entry || !before) continue;
    const { at, year, terms: settings, territory } = entry;
    const changes = [...new Set([...Object.keys(before.terms), ...Object.keys(settings)])].flatMap((setting) => {
      const [was, is] = [before.terms, settings].map((terms) => text(terms[setting as keyof Terms]));
      return was === is ? [] : [{ setting, was, is }];
    });
    const expectedAnnouncement = {
      at,
      year: Math.max(year, Number(at.slice(0, 4))),
      settings,
      territory: territory === before.territory ? null : territory,
      changes: changes.map(text).sort(),
    };
    const actualAnnouncement = { ...announced, changes: announced.changes.map(text).sort() };
    for (const key of ["at", "year", "settings", "territory", "changes"] as const)
      if (text(expectedAnnouncement[key]) !== text(actualAnnouncement[key]))
        yield `the announcement of entry ${entry.seq} has other ${key} than the chain`;
  }
}

/** Canonical JSON; null: it is absent. */
function text(value: unknown): string | null {
  return value === undefined || value === null ? null : canonicalJson(value as Json);
}

function yearsOf(entries: readonly LedgerEntry[]) {
  return ofKind(entries, "opened").map((opened) => {
    const { year, epsilon: epsilon_allowed } = opened;
    const ofYear = entries.filter((entry) => entry.year === year);
    const rho = worstPaid(ofYear, "rho");
    return {
      year,
      rho: rho.valueOf(),
      epsilon: epsilonIn(opened, rho),
      epsilon_allowed,
      odds: bestBets(paidForBets(ofYear, entries)),
    };
  });
}

/** A kept checkpoint is signed by the key that stood then, and every given log of its commons goes on from it. */
export async function checkpointFaults(file: string, logs: readonly CheckedLog[]): Promise<string[]> {
  const token = (await readFile(file, "utf8")).trim();
  const parsed = checkpointSchema.safeParse(payloadOf(token));
  if (!parsed.success) return ["it is no checkpoint"];
  const { commons, size, head } = parsed.data;
  const ownLogs = logs.filter((log) => log.commons === commons);
  if (ownLogs.length === 0) return [`no log of its commons ${commons} was given`];
  return ownLogs.flatMap(({ entries }) => {
    const opened = openSignature(token, "checkpoint", jwksOf(entries.slice(0, size)).slice(-1));
    if (typeof opened === "string") return [opened];
    if (size > entries.length) return [`it is of ${size} entries; the log has ${entries.length}: entries were taken away`];
    const hash = entries[size - 1]?.hash;
    if (hash === head) return [];
    return [`entry ${size} was ${head.slice(0, 12)}… when it was signed; in the log it is ${hash?.slice(0, 12)}…: a fork`];
  });
}

function payloadOf(token: string): unknown {
  try {
    return JSON.parse(Buffer.from(token.split(".")[1] ?? "", "base64url").toString("utf8"));
  } catch {
    return undefined;
  }
}
