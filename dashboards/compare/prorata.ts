import { billDays } from "../../src/importers/bill.ts";
import type { TypedResult } from "../../src/importers/typed-amount.ts";

/** Days of an average month: 365.25 / 12. */
export const MONTH_DAYS = 365.25 / 12;

/** A bill. Both its first and its last day count; the total is in the measure's display unit. */
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

/** An average month from the bill's total, spread evenly over its days. It is an estimate, and shown as one. */
export function monthlyFromBill(bill: Bill): TypedResult<Monthly> {
  if (!Number.isFinite(bill.total) || bill.total < 0) return { ok: false, fault: "amount" };
  const covered = billDays(bill.from, bill.to);
  if (!covered.ok) return covered;
  const { days } = covered.value;
  return { ok: true, value: { perMonth: (bill.total / days) * MONTH_DAYS, days } };
}

/** An average month from a year's total: a twelfth, as in the pipeline. */
export function monthlyFromYear(total: number): number {
  return total / 12;
}
