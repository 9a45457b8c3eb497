// The chain itself: how entries are hashed and linked, and which may follow which. `verify/chain.ts` checks it by code of its
// own.

import { createHash } from "node:crypto";
import { canonicalJson, type Json } from "../contract/canonical.ts";
import { type EntryOf, type LedgerEntry, ofKind } from "../contract/chain.ts";
import { isoDay } from "../contract/period.ts";
import { Refusal } from "../contract/problem.ts";
import { planningTerms } from "../contract/standing-terms.ts";
import { statementFault } from "../contract/terms.ts";
import { add, compare, fromNumber, parse, toNumber } from "../privacy/index.ts";

export const GENESIS = "0".repeat(64);

/** An entry before it is linked to the chain of its commons, of any kind. */
export type EntryContent<Entry = LedgerEntry> = Entry extends LedgerEntry
  ? Omit<Entry, "seq" | "commons" | "previous" | "hash">
  : never;

/** Entries that spend nothing and tell something in public: whose key signs, what was frozen, what happened. */
export type NoteEntry = EntryOf<"key"> | EntryOf<"released"> | EntryOf<"breach"> | EntryOf<"search">;
export type Note = EntryContent<NoteEntry>;

/** The refusal of a ledger, or of another record of it, that is not what it must be. */
export function brokenLedger(detail: string): Refusal {
  return new Refusal("ledger-broken", detail);
}

/**
 * Midnight of the instant's day, UTC. The chain is public: were a debit and its draw timed to the second, their
 * distance would tell how many records were read. So both carry the day of the debit.
 */
export function midnightOf(instant: Date): string {
  return `${isoDay(instant)}T00:00:00.000Z`;
}

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
    const fault = orderFault(chain, entry);
    if (fault !== null) throw brokenLedger(`entry ${place}: ${fault}`);
    chain.push(entry);
  }
}

/**
 * Why an entry cannot stand here; null where it can. A year is opened once, on its stated terms, before anything is debited to
 * it, and nothing is debited after it is closed. A draw follows its debit, and a release its draw.
 */
function orderFault(before: readonly LedgerEntry[], entry: LedgerEntry): string | null {
  const { kind, year } = entry;
  const yearHas = (wanted: LedgerEntry["kind"]) => before.some((earlier) => earlier.kind === wanted && earlier.year === year);
  const samePublication = before.filter(
    (earlier) => "publication" in entry && "publication" in earlier && earlier.publication === entry.publication,
  );
  const publicationHas = (wanted: LedgerEntry["kind"]) => samePublication.some((earlier) => earlier.kind === wanted);
  switch (entry.kind) {
    case "opened":
      return yearHas("opened") ? `${year} has a second entry "opened"` : openingFault(before, entry);
    // Any terms may be stated before the first debit, since no chain records whether anything was contributed by then.
    case "terms":
      return statementFault(before, entry, true);
    case "key":
      return keyFault(before, entry);
    case "breach":
    case "search":
      return ofKind(before, entry.kind).some(({ number }) => number === entry.number)
        ? `"${entry.kind}" ${entry.number} stands already`
        : null;
    case "drawn":
      if (!publicationHas("debit")) return `${entry.publication} was drawn without a debit`;
      break;
    case "released":
      if (!publicationHas("drawn")) return `${entry.publication} was released without a draw`;
      break;
    default:
      if (!yearHas("opened")) return `the year ${year} is not opened`;
      if (yearHas("closed")) return `the year ${year} is closed`;
  }
  return "publication" in entry && publicationHas(kind) ? `${entry.publication} has a second entry "${kind}"` : null;
}

/**
 * A year opens with the values of the terms stated for it. Without stated terms, as in tests of a ledger alone, any values are
 * accepted.
 */
function openingFault(before: readonly LedgerEntry[], { year, epsilon, odds, k, streams, conversion, gates }: EntryOf<"opened">) {
  const terms = planningTerms(before, year);
  if (terms === undefined) return null;
  const { budget } = terms;
  const delta = add(parse(conversion), parse(gates));
  if (odds !== budget.odds) return `${year} is opened with the odds ${odds}; its terms state ${budget.odds}`;
  if (odds === undefined && epsilon !== budget.epsilon)
    return `${year} is opened with the epsilon ${epsilon}; its terms state ${budget.epsilon}`;
  if (k !== terms.k) return `${year} is opened with the k ${k}; its terms state ${terms.k}`;
  if (streams !== terms.streams) return `${year} is opened with ${streams} streams; its terms state ${terms.streams}`;
  return budget.delta !== undefined && compare(delta, fromNumber(budget.delta)) !== 0
    ? `${year} is opened with the delta ${toNumber(delta)}; its terms state ${budget.delta}`
    : null;
}

function keyFault(before: readonly LedgerEntry[], { replaces, lost, proof, thumbprint }: EntryOf<"key">): string | null {
  const former = keyOf(before)?.thumbprint ?? null;
  if (replaces !== former) return `a key follows ${replaces ?? "none"}; the last one is ${former ?? "none"}`;
  const isVouched = replaces === null ? !lost && proof === null : lost === (proof === null);
  if (!isVouched) return "a key that follows another is vouched for by it, or said to follow a lost one";
  return ofKind(before, "key").some((earlier) => earlier.thumbprint === thumbprint) ? `"key" ${thumbprint} stands already` : null;
}

/** The key that signs after these entries; undefined where none is named yet. */
export function keyOf(entries: readonly LedgerEntry[]): EntryOf<"key"> | undefined {
  return ofKind(entries, "key").at(-1);
}

/** Identifies a note, and gives its content without the day. */
function contentOf(note: Note | NoteEntry): [name: string | number, content: string] {
  if (note.kind === "key") return [note.thumbprint, String(note.replaces)];
  if (note.kind === "search") return [note.number, ""];
  return note.kind === "released" ? [note.publication, note.manifest] : [note.number, note.notice];
}

/**
 * The note that stands already, if there is one.
 *
 * @throws Refusal `ledger-broken` when it says something else
 */
export function noteOf(entries: readonly LedgerEntry[], note: Note): NoteEntry | undefined {
  const [name, content] = contentOf(note);
  const before = ofKind<NoteEntry["kind"]>(entries, note.kind).find((entry) => contentOf(entry)[0] === name);
  const standing = before && contentOf(before)[1];
  if (standing === undefined || standing === content) return before;
  throw brokenLedger(
    `entry ${before?.seq} of the ledger says "${note.kind}" ${name}: ${standing}; got ${content}. What was said stands`,
  );
}
