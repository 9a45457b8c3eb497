import { createHash } from "node:crypto";
import { canonicalJson, type Json } from "../contract/canonical.ts";
import type { LedgerEntry } from "../contract/chain.ts";
import { statementFault } from "../contract/terms.ts";
import { brokenLedger } from "./broken.ts";
import { isNote, refuseMisplaced } from "./notes.ts";
import type { EntryContent } from "./unlinked.ts";

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
export function link<Entry extends LedgerEntry>(
  entry: EntryContent<Entry>,
  commons: string,
  last: LedgerEntry | undefined,
): Entry {
  const linked = { ...entry, commons, seq: (last?.seq ?? 0) + 1, previous: last?.hash ?? GENESIS };
  return { ...linked, hash: entryHash(linked) } as unknown as Entry;
}

/**
 * Checks numbering, links and hashes of entries that follow others, and that each may stand where it is.
 *
 * @param verified what stands before them, and was checked already
 * @param commons whose chain it is
 * @throws Refusal `ledger-broken`, naming the first entry that does not fit
 */
export function verifyChain(verified: readonly LedgerEntry[], added: readonly LedgerEntry[], commons: string): void {
  const chain = [...verified];
  for (const entry of added) {
    const place = chain.length + 1;
    if (entry.commons !== commons)
      throw brokenLedger(`entry ${place} is of the commons ${entry.commons}; this one is ${commons}`);
    if (entry.seq !== place) throw brokenLedger(`entry ${place} carries the number ${entry.seq}`);
    if (entry.previous !== (chain.at(-1)?.hash ?? GENESIS))
      throw brokenLedger(`entry ${place} does not follow the one before it`);
    if (entry.hash !== entryHash(entry)) throw brokenLedger(`entry ${place} was changed after it was written`);
    refuseDisorder(chain, entry);
    chain.push(entry);
  }
}

/** A year is opened once, and before anything is debited to it; nothing is after it is closed; a draw follows its debit. */
function refuseDisorder(before: readonly LedgerEntry[], entry: LedgerEntry): void {
  const { seq, kind, year } = entry;
  if (isNote(entry)) refuseMisplaced(before, entry);
  const has = (wanted: LedgerEntry["kind"]) => before.some((one) => one.kind === wanted && one.year === year);
  const needsOpen = kind === "debit" || kind === "assumed" || kind === "closed";
  if (needsOpen && !has("opened")) throw brokenLedger(`entry ${seq}: the year ${year} is not opened`);
  if (needsOpen && has("closed")) throw brokenLedger(`entry ${seq}: the year ${year} is closed`);
  if (kind === "opened" && has("opened")) throw brokenLedger(`entry ${seq}: ${year} has a second entry "opened"`);
  if (entry.kind === "debit" || entry.kind === "drawn") {
    const { publication } = entry;
    const ofIt = before.filter((one) => "publication" in one && one.publication === publication);
    if (ofIt.some((one) => one.kind === kind)) throw brokenLedger(`entry ${seq}: ${publication} has a second entry "${kind}"`);
    if (kind === "drawn" && ofIt.length === 0) throw brokenLedger(`entry ${seq}: ${publication} was drawn without a debit`);
  }
  // Whether anything was contributed by then is in no chain.
  const fault = entry.kind === "terms" ? statementFault(before, entry, true) : null;
  if (fault !== null) throw brokenLedger(`entry ${seq}: ${fault}`);
}
