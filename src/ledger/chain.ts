import { createHash } from "node:crypto";
import { canonicalJson, type Json } from "../contract/canonical.ts";
import type { LedgerEntry } from "../contract/chain.ts";
import { broken } from "./broken.ts";
import { refuseMisplaced } from "./notes.ts";
import type { Unlinked } from "./unlinked.ts";

/** What the first entry names as its predecessor. */
export const GENESIS = "0".repeat(64);

/** sha256 of the entry's canonical JSON without its `hash`: it covers `previous`, and so all that came before. */
export function entryHash(entry: object): string {
  const { hash: _, ...rest } = entry as LedgerEntry;
  return createHash("sha256")
    .update(canonicalJson(rest as Json))
    .digest("hex");
}

/** The entry of a commons, linked to the one before it. */
export function link<Entry extends LedgerEntry>(entry: Unlinked<Entry>, commons: string, last: LedgerEntry | undefined): Entry {
  const linked = { ...entry, commons, seq: (last?.seq ?? 0) + 1, previous: last?.hash ?? GENESIS };
  return { ...linked, hash: entryHash(linked) } as unknown as Entry;
}

/**
 * Checks numbering, links and hashes from the first entry to the last, and that each may stand where it is.
 *
 * @param commons whose chain it is
 * @throws Refusal `ledger-broken`, naming the first entry that does not fit
 */
export function verifyChain(entries: readonly LedgerEntry[], commons: string): void {
  let previous = GENESIS;
  entries.forEach((entry, i) => {
    if (entry.commons !== commons) throw broken(`entry ${i + 1} is of the commons ${entry.commons}; this one is ${commons}`);
    if (entry.seq !== i + 1) throw broken(`entry ${i + 1} carries the number ${entry.seq}`);
    if (entry.previous !== previous) throw broken(`entry ${entry.seq} does not follow the one before it`);
    if (entry.hash !== entryHash(entry)) throw broken(`entry ${entry.seq} was changed after it was written`);
    previous = entry.hash;
  });
  verifyOrder(entries);
}

/** A year is opened once, and before anything is debited to it; nothing is after it is closed; a draw follows its debit. */
function verifyOrder(entries: readonly LedgerEntry[]): void {
  const [opened, closed] = [new Set<number>(), new Set<number>()];
  const [debited, drawn] = [new Set<string>(), new Set<string>()];
  for (const [i, entry] of entries.entries()) {
    const { seq, kind, year } = entry;
    if (entry.kind === "key" || entry.kind === "stated" || entry.kind === "released" || entry.kind === "breach")
      refuseMisplaced(entries.slice(0, i), entry);
    const needsOpen = kind === "debit" || kind === "assumed" || kind === "closed";
    if (needsOpen && !opened.has(year)) throw broken(`entry ${seq}: the year ${year} is not opened`);
    if (needsOpen && closed.has(year)) throw broken(`entry ${seq}: the year ${year} is closed`);
    if (kind === "opened") once(opened, year, entry);
    else if (kind === "closed") closed.add(year);
    else if (kind === "debit") once(debited, entry.publication, entry);
    else if (kind === "drawn") {
      if (!debited.has(entry.publication)) throw broken(`entry ${seq}: ${entry.publication} was drawn without a debit`);
      once(drawn, entry.publication, entry);
    }
  }
}

function once<T>(seen: Set<T>, what: T, { seq, kind }: LedgerEntry): void {
  if (seen.has(what)) throw broken(`entry ${seq}: ${what} has a second entry "${kind}"`);
  seen.add(what);
}
