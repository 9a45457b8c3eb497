// The privacy ledger: an append-only, hash-chained record of every debit and draw, its years and terms, and the public log that is made of it.

export { dayOf } from "./day.ts";
export { openLedger } from "./ledger.ts";
export type { RestoredDoubt } from "./lost.ts";
export { keyOf, type Note, type NoteEntry } from "./notes.ts";
export { asSpend, dearest, type Paid, spentInLifetime, spentInYear, together } from "./spend.ts";
export type { ForeignSpending } from "./strangers.ts";
export type { Debit, Ledger, StoredDraw } from "./types.ts";
export { faultOf, type Witness, witnessAt } from "./witness.ts";
export { lifetimeOf, refuseClosed, type YearSummary, type YearTerms, yearsOf } from "./year.ts";
