import type { LedgerEntry } from "../contract/chain.ts";

/** An entry before it is linked to the chain of its commons, of any kind. */
export type EntryContent<Entry = LedgerEntry> = Entry extends LedgerEntry
  ? Omit<Entry, "seq" | "commons" | "previous" | "hash">
  : never;
