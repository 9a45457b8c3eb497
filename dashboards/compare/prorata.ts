/** Days of an average month: 365.25 / 12. */
const MONTH_DAYS = 365.25 / 12;
const DAY_MS = 86_400_000;
const DATE = /^(\d{4})-(\d{2})-(\d{2})$/;
/** No bill covers more: a longer one is two, or a typing error. */
export const MAX_DAYS = 800;
/** A shorter one says nothing of a month: one wash more or less would weigh as much as the home. */
export const MIN_DAYS = 7;

export type Fault = "empty" | "negative" | "amount" | "from" | "to" | "order" | "short" | "length";
export type Result<T> = { readonly ok: true; readonly value: T } | { readonly ok: false; readonly fault: Fault };

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

/**
 * A number as people type it: `1 234,5`, `1234.5`. Null when it is not a finite number ≥ 0.
 * A single comma or point is the decimal sign; the other one, and spaces, group thousands.
 */
export function parseAmount(text: string): number | null {
  const tight = text.replace(/[\s\u00a0\u202f’']/g, "");
  const plain = tight.includes(",")
    ? tight.lastIndexOf(",") > tight.lastIndexOf(".")
      ? tight.replace(/\./g, "").replace(",", ".")
      : tight.replace(/,/g, "")
    : tight;
  if (!/^\d+(\.\d*)?$|^\.\d+$/.test(plain)) return null;
  const value = Number(plain);
  return Number.isFinite(value) ? value : null;
}

/** The number typed, or what is wrong with it. */
export function readAmount(text: string): Result<number> {
  const value = parseAmount(text);
  if (value !== null) return { ok: true, value };
  if (text.trim() === "") return { ok: false, fault: "empty" };
  const opposite = /^\s*[-\u2212](.+)$/.exec(text)?.[1];
  return { ok: false, fault: opposite !== undefined && parseAmount(opposite) !== null ? "negative" : "amount" };
}

function dayOf(text: string): number | null {
  const parts = DATE.exec(text);
  if (!parts) return null;
  const [year, month, day] = [Number(parts[1]), Number(parts[2]), Number(parts[3])];
  const time = Date.UTC(year, month - 1, day);
  const date = new Date(time);
  return date.getUTCMonth() === month - 1 && date.getUTCDate() === day ? time / DAY_MS : null;
}

/** The bill's total spread evenly over its days, as an average month: an estimate, and said to be one. */
export function monthlyFromBill(bill: Bill): Result<Monthly> {
  if (!Number.isFinite(bill.total) || bill.total < 0) return { ok: false, fault: "amount" };
  const from = dayOf(bill.from);
  if (from === null) return { ok: false, fault: "from" };
  const to = dayOf(bill.to);
  if (to === null) return { ok: false, fault: "to" };
  if (to < from) return { ok: false, fault: "order" };
  const days = to - from + 1;
  if (days < MIN_DAYS) return { ok: false, fault: "short" };
  if (days > MAX_DAYS) return { ok: false, fault: "length" };
  return { ok: true, value: { perMonth: (bill.total / days) * MONTH_DAYS, days } };
}

/** A year's total as an average month: exact, as the pipeline does it. */
export function monthlyFromYear(total: number): number {
  return total / 12;
}
