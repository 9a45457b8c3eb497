export { type Announcement, type Debit, type Ledger, openLedger, type Stored } from "./ledger.ts";
export { asSpend, type Paid, spentInLifetime, spentInYear } from "./spend.ts";
export { lifetimeOf, openedIn, refuseLateChange, type YearSummary, type YearTerms, yearsOf } from "./year.ts";
