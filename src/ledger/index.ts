export { openLedger } from "./ledger.ts";
export { asSpend, type Paid, spentInLifetime, spentInYear } from "./spend.ts";
export type { Announcement, Debit, Ledger, Stored } from "./types.ts";
export { type Witness, witnessAt } from "./witness.ts";
export { lifetimeOf, refuseLateChange, type YearSummary, type YearTerms, yearsOf } from "./year.ts";
