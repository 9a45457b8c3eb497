import { billDays } from "../../src/importers/bill.ts";
import type { TypedResult } from "../../src/importers/typed-amount.ts";

/** Days of an average month, by which a bill that begins or ends within a month is divided: 365.25 / 12. */
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

/** Number of days of a calendar month, `YYYY-MM`. */
export const daysOf = (month: string): number =>
  new Date(Date.UTC(Number(month.slice(0, 4)), Number(month.slice(5)), 0)).getUTCDate();

/** The days that a bill has in each of its months, `YYYY-MM`. */
export function daysByMonth({ from, to }: Pick<Bill, "from" | "to">): ReadonlyMap<string, number> {
  const days = new Map<string, number>();
  for (let day = Date.parse(from); day <= Date.parse(to); day += 86_400_000) {
    const month = new Date(day).toISOString().slice(0, 7);
    days.set(month, (days.get(month) ?? 0) + 1);
  }
  return days;
}

/** Number of calendar months that a bill covers exactly; null where it begins or ends within one. */
export function wholeMonths({ from, to }: Pick<Bill, "from" | "to">): number | null {
  if (!from.endsWith("-01") || Number(to.slice(8)) !== daysOf(to.slice(0, 7))) return null;
  const monthOf = (day: string): number => 12 * Number(day.slice(0, 4)) + Number(day.slice(5, 7));
  return monthOf(to) - monthOf(from) + 1;
}

/**
 * An average month from the bill's total: divided by the number of its months where they are whole, as a reader divides, else spread
 * evenly over its days. It is an estimate, and shown as one.
 */
export function monthlyFromBill(bill: Bill): TypedResult<Monthly> {
  if (!Number.isFinite(bill.total) || bill.total < 0) return { ok: false, fault: "amount" };
  const covered = billDays(bill.from, bill.to);
  if (!covered.ok) return covered;
  const { days } = covered.value;
  const months = wholeMonths(bill) ?? days / MONTH_DAYS;
  return { ok: true, value: { perMonth: bill.total / months, days } };
}

/** An average month from a year's total: a twelfth, as in the pipeline. */
export function monthlyFromYear(total: number): number {
  return total / 12;
}
