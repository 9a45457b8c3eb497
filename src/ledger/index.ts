// The privacy ledger: an append-only, hash-chained record of every debit and draw, its years and terms, and the public log that
// is made of it.

export { keyOf, midnightOf, type Note, type NoteEntry, verifyChain } from "./chain.ts";

export { type Debit, type Ledger, openLedger, type StoredDraw } from "./ledger.ts";
export { allowedIn, asSpend, dearestMeasures, type HouseholdCost, spendOf, spentInYear, sumCosts } from "./spend.ts";
export { refuseFork, type Witness, witnessAt, witnessFault as faultOf } from "./witness.ts";
export { lackingDoubts, lifetimeOf, type RestoredDoubt, refuseClosed, type YearTerms, yearsOf } from "./year.ts";
