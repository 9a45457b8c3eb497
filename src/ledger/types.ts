import type { EntryOf, LedgerEntry } from "../contract/chain.ts";
import type { Statement } from "../contract/terms.ts";
import type { RestoredDoubt } from "./lost.ts";
import type { Note, NoteEntry } from "./notes.ts";
import type { Paid } from "./spend.ts";
import type { ForeignSpending } from "./strangers.ts";
import type { YearTerms } from "./year.ts";

/** What a publication asks for, before anything is drawn, and the terms of its year. */
export interface Debit extends YearTerms {
  readonly year: number;
  readonly publication: string;
  /** by `domain.measure` */
  readonly charges: ReadonlyMap<string, Paid>;
}

/** A publication's frozen draw. */
export interface StoredDraw {
  readonly entry: EntryOf<"drawn">;
  readonly payload: Uint8Array;
}

export interface Ledger {
  /** whose chain it is */
  readonly commons: string;
  /** The chain, verified; the same array while nothing is new. What another process wrote is read and verified. @throws Refusal `ledger-broken` */
  entries(): readonly LedgerEntry[];
  /** The same, but what another process wrote in the last millisecond may be missing: for what a service asks with each request. */
  recent(): readonly LedgerEntry[];
  /**
   * Writes the debit and syncs it to disk; the same publication's debit is written once, however
   * often it is asked for, so that a run that crashed goes on without paying twice. A year's first
   * debit opens it, on the terms that are given; they stand.
   *
   * @throws Refusal `budget-exceeded` with what is asked, spent and allowed; nothing is written then
   * @throws Refusal `draw-lost` for a debit without a draw of a year that was counted as spent since
   * @throws Refusal `year-closed`; `invalid-settings` when the year was opened on other terms
   * @throws Refusal `ledger-broken` when the publication was debited on other terms
   */
  debit(debit: Debit): EntryOf<"debit">;
  /** Stores the noisy measurements and says so in the chain, in one transaction. Refuses a second draw. */
  store(publication: string, payload: Uint8Array, digest: string): StoredDraw;
  /** @throws Refusal `draw-lost` when it was drawn and the draw is not here: it is never made again */
  stored(publication: string): StoredDraw | null;
  /** Publications that were drawn, and whose draw is not here. */
  lost(): string[];
  /**
   * Takes over what another record of this chain knows and this ledger does not, as it is: a home that was restored
   * from an old backup counts what it forgot as spent.
   *
   * @param source what the refusal calls the other record
   * @returns the entries that were new
   * @throws Refusal `ledger-broken` when the two contradict each other
   */
  adopt(known: readonly LedgerEntry[], source: string): LedgerEntry[];
  /** Says that the ledger was put back from a backup, and that nothing knew more than it: years up to that one are to be counted as spent. */
  doubt(doubt: RestoredDoubt): void;
  /** What stands on record of that. */
  doubts(): RestoredDoubt[];
  /** Closes a year: nothing is debited to it any more. Asked again, the same. @throws Refusal `invalid-parameter` for a year that is not opened */
  closeYear(year: number): EntryOf<"closed">;
  /**
   * Counts all that is left of a year as spent, opening it on these terms where it is not open. Asked again, the same.
   * It can be said beside a witness that is lost or contradicts the ledger, which stays as it is.
   */
  assumeSpent(year: number, terms: YearTerms): EntryOf<"assumed">;
  /**
   * Writes the witness anew from this ledger. Years of which it has entries that this ledger has not, another copy's, are
   * counted as spent first.
   *
   * @param termsOf the terms of a year, to open it with where it is not open
   * @returns these years
   * @throws Refusal `ledger-broken` where this ledger closed such a year: nothing can be counted in it any more
   */
  renewWitness(termsOf: (year: number) => YearTerms): ForeignSpending[];
  /**
   * States terms for publications of a year and later. The same terms as are in force for it are not stated again.
   *
   * @param isUntouched nothing was contributed yet: then, and before the first debit, any terms are in force at once
   * @throws Refusal `change-too-late` unless they only protect more, or begin after every opened year in 30 days at the earliest
   */
  state(statement: Omit<Statement, "at">, isUntouched: boolean): EntryOf<"terms">;
  /**
   * Says what spends nothing, once: a key, a frozen release, a breach. What was said is not said again.
   *
   * @throws Refusal `ledger-broken` when something else was said of it, or it does not fit what stands
   */
  note(note: Note): NoteEntry;
  close(): void;
}
