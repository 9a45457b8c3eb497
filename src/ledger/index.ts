export { type Debit, type Ledger, openLedger, type Stored } from "./ledger.ts";
export { asSpend, type Paid, spentInLifetime, spentInYear } from "./spend.ts";
