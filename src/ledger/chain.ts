import { createHash } from "node:crypto";
import { canonicalJson } from "../contract/canonical.ts";
import type { LedgerEntry } from "../contract/manifest.ts";
import { Refusal } from "../contract/problem.ts";

/** What the first entry names as its predecessor. */
export const GENESIS = "0".repeat(64);

/** sha256 of the entry's canonical JSON without its `hash`: it covers `previous`, and so all that came before. */
export function entryHash(entry: Omit<LedgerEntry, "hash">): string {
  const { hash: _, ...rest } = entry as LedgerEntry;
  return createHash("sha256").update(canonicalJson(rest)).digest("hex");
}

/** The entry, linked to the one before it. */
export function link(entry: Omit<LedgerEntry, "seq" | "previous" | "hash">, last: LedgerEntry | undefined): LedgerEntry {
  const linked = { ...entry, seq: (last?.seq ?? 0) + 1, previous: last?.hash ?? GENESIS };
  return { ...linked, hash: entryHash(linked) };
}

/**
 * Checks numbering, links and hashes from the first entry to the last.
 *
 * @throws Refusal `ledger-broken`, naming the first entry that does not fit
 */
export function verifyChain(entries: readonly LedgerEntry[]): void {
  let previous = GENESIS;
  entries.forEach((entry, i) => {
    if (entry.seq !== i + 1) throw new Refusal("ledger-broken", `entry ${i + 1} carries the number ${entry.seq}`);
    if (entry.previous !== previous) throw new Refusal("ledger-broken", `entry ${entry.seq} does not follow the one before it`);
    if (entry.hash !== entryHash(entry))
      throw new Refusal("ledger-broken", `entry ${entry.seq} was changed after it was written`);
    previous = entry.hash;
  });
}
