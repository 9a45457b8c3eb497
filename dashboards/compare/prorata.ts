import { billDays } from "../../src/importers/bill.ts";
import type { TypedResult } from "../../src/importers/typed-amount.ts";

/** Days of an average month: 365.25 / 12. */
const MONTH_DAYS = 365.25 / 12;

/** A bill as it is written: both days are counted, the total is in the measure's display unit. */
export interface Bill {
  readonly from: string;
  readonly to: string;
  readonly total: number;
}

export interface Monthly {
  /** display unit per month */
  readonly perMonth: number;
  readonly days: number;
}

/** The bill's total spread evenly over its days, as an average month: an estimate, and said to be one. */
export function monthlyFromBill(bill: Bill): TypedResult<Monthly> {
  if (!Number.isFinite(bill.total) || bill.total < 0) return { ok: false, fault: "amount" };
  const covered = billDays(bill.from, bill.to);
  if (!covered.ok) return covered;
  const { days } = covered.value;
  return { ok: true, value: { perMonth: (bill.total / days) * MONTH_DAYS, days } };
}

/** A year's total as an average month: exact, as the pipeline does it. */
export function monthlyFromYear(total: number): number {
  return total / 12;
}
