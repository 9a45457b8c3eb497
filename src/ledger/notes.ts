import type { EntryOf, LedgerEntry } from "../contract/chain.ts";
import { brokenLedger } from "./broken.ts";
import type { EntryContent } from "./unlinked.ts";

/** Entries that spend nothing and tell something in public: whose key signs, what was frozen, what happened. */
export type NoteEntry = EntryOf<"key"> | EntryOf<"released"> | EntryOf<"breach">;
export type Note = EntryContent<NoteEntry>;

export function isNote(entry: LedgerEntry): entry is NoteEntry {
  return entry.kind === "key" || entry.kind === "released" || entry.kind === "breach";
}

/** What makes two notes the same one: of each there is one at most. */
function nameOf(note: Note | NoteEntry): string | number {
  if (note.kind === "key") return note.thumbprint;
  return note.kind === "released" ? note.publication : note.number;
}

/** What a note says, but for the day. */
function contentOf(note: Note | NoteEntry): string {
  if (note.kind === "key") return String(note.replaces);
  return note.kind === "released" ? note.manifest : note.notice;
}

/**
 * The note that stands already, if there is one.
 *
 * @throws Refusal `ledger-broken` when it says something else
 */
export function noteOf(entries: readonly LedgerEntry[], note: Note): NoteEntry | undefined {
  const before = entries.filter(isNote).find((entry) => entry.kind === note.kind && nameOf(entry) === nameOf(note));
  if (before === undefined || contentOf(before) === contentOf(note)) return before;
  throw brokenLedger(
    `entry ${before.seq} of the ledger says "${note.kind}" ${nameOf(note)}: ${contentOf(before)}; got ${contentOf(note)}. What was said stands`,
  );
}

/** The key that signs after these entries; undefined: none yet. */
export function keyOf(entries: readonly LedgerEntry[]): EntryOf<"key"> | undefined {
  return entries.findLast((entry) => entry.kind === "key");
}

/** @throws Refusal `ledger-broken` for a note that does not fit what stands before it */
export function refuseMisplaced(before: readonly LedgerEntry[], entry: NoteEntry): void {
  if (entry.kind === "key") {
    const former = keyOf(before)?.thumbprint ?? null;
    if (entry.replaces !== former)
      throw brokenLedger(`entry ${entry.seq}: a key follows ${entry.replaces ?? "none"}; the last one is ${former ?? "none"}`);
    const vouched = entry.replaces === null ? !entry.lost && entry.proof === null : entry.lost === (entry.proof === null);
    if (!vouched)
      throw brokenLedger(`entry ${entry.seq}: a key that follows another is vouched for by it, or said to follow a lost one`);
  }
  if (entry.kind === "released" && !before.some((one) => one.kind === "drawn" && one.publication === entry.publication))
    throw brokenLedger(`entry ${entry.seq}: ${entry.publication} was released without a draw`);
  if (before.filter(isNote).some((one) => one.kind === entry.kind && nameOf(one) === nameOf(entry)))
    throw brokenLedger(`entry ${entry.seq}: "${entry.kind}" ${nameOf(entry)} stands already`);
}
