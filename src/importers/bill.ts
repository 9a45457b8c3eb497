import { UNITS } from "../contract/units.ts";
import { measureRef } from "../domains/index.ts";
import { decimal, roundedQuotient } from "./amounts.ts";
import { isWhole } from "./completeness.ts";
import type { ImportedReading, PartialMonth } from "./report.ts";
import { readPlainAmount, type Typed, type TypedFault } from "./typed.ts";
import { civil, DAY, monthName } from "./zone.ts";

/** No bill covers more: a longer one is two, or a typing error. */
export const MAX_DAYS = 800;
/** A shorter one says nothing of a month: one wash more or less would weigh as much as the home. */
export const MIN_DAYS = 7;
/** From eleven months on a bill is a year's: sharing it out evenly would flatten the seasons. */
export const YEAR_DAYS = 334;

const DATE = /^(\d{4})-(\d{2})-(\d{2})$/;
/** Decimals of an amount that are kept: a millionth of the display unit. */
const PLACES = 6;

/** The civil days that a bill covers, numbered since 1970; both of its dates count. */
export interface BillDays {
  readonly first: number;
  readonly last: number;
  readonly days: number;
}

function dayOf(text: string): number | null {
  const parts = DATE.exec(text);
  const wall = parts ? civil(Number(parts[1]), Number(parts[2]), Number(parts[3])) : Number.NaN;
  return Number.isNaN(wall) ? null : wall / DAY;
}

/** @param from @param to `YYYY-MM-DD`, both counted */
export function billDays(from: string, to: string): Typed<BillDays> {
  const first = dayOf(from);
  if (first === null) return { ok: false, fault: "from" };
  const last = dayOf(to);
  if (last === null) return { ok: false, fault: "to" };
  if (last < first) return { ok: false, fault: "order" };
  const days = last - first + 1;
  if (days < MIN_DAYS) return { ok: false, fault: "short" };
  if (days > MAX_DAYS) return { ok: false, fault: "length" };
  return { ok: true, value: { first, last, days } };
}

/** A bill, or a month's figure, as a person types it. */
export interface Bill {
  readonly domain: string;
  readonly measure: string;
  readonly from: string;
  readonly to: string;
  /** in the measure's display unit, decimal comma or point */
  readonly total: string;
}

export interface BillsReport {
  readonly readings: readonly ImportedReading[];
  readonly partial: readonly PartialMonth[];
  /** bills that cannot be read, by their position; `overlap` with another bill of the same measure */
  readonly faults: readonly { readonly bill: number; readonly fault: TypedFault | "overlap" | "measure" }[];
}

interface ReadBill extends BillDays {
  readonly bill: number;
  readonly domain: string;
  readonly measure: string;
  /** base units × 10^PLACES */
  readonly total: bigint;
}

function readBill(bill: Bill, position: number): Typed<ReadBill> | "measure" {
  const ref = measureRef(bill.domain, bill.measure);
  if (ref === undefined) return "measure";
  const amount = readPlainAmount(bill.total);
  if (!amount.ok) return amount;
  const days = billDays(bill.from, bill.to);
  if (!days.ok) return days;
  const scaled = decimal(amount.value, PLACES);
  if (typeof scaled === "string") return { ok: false, fault: "amount" };
  const { domain, measure } = bill;
  const total = BigInt(scaled) * UNITS[ref.measure.unit].factor;
  if (total / 10n ** BigInt(PLACES) > BigInt(Number.MAX_SAFE_INTEGER)) return { ok: false, fault: "amount" };
  return { ok: true, value: { ...days.value, bill: position, domain, measure, total } };
}

const dateOf = (day: number) => new Date(day * DAY * 1000);
const monthOf = (day: number) => 12 * dateOf(day).getUTCFullYear() + dateOf(day).getUTCMonth();
const firstOfMonth = (index: number) => Date.UTC(Math.floor(index / 12), index % 12, 1) / 1000 / DAY;

/** What the first `days` of a bill come to, rounded half up: differences of these add up to the rounded total. */
function upTo(bill: ReadBill, days: number): number {
  return Number(roundedQuotient(bill.total * BigInt(days), BigInt(bill.days) * 10n ** BigInt(PLACES)));
}

interface MonthOfBills {
  amount: number;
  days: number;
  whole: boolean;
}

/** Shares bills out over months, by day. Consecutive bills complete each other's months. */
function monthsOf(bills: readonly ReadBill[]): Map<number, MonthOfBills> {
  const months = new Map<number, MonthOfBills>();
  for (const bill of bills) {
    for (let index = monthOf(bill.first); index <= monthOf(bill.last); index += 1) {
      const from = Math.max(bill.first, firstOfMonth(index));
      const until = Math.min(bill.last + 1, firstOfMonth(index + 1));
      const month = months.get(index) ?? { amount: 0, days: 0, whole: false };
      month.amount += upTo(bill, until - bill.first) - upTo(bill, from - bill.first);
      month.days += until - from;
      month.whole = bill.days === until - from && bill.days === firstOfMonth(index + 1) - firstOfMonth(index);
      months.set(index, month);
    }
  }
  return months;
}

/** The years that a long bill is of: those that it covers; else the one that most of its days are in. */
function* yearsOf(bill: ReadBill): Generator<{ period: string; amount: number; exact: boolean }> {
  const [from, to] = [dateOf(bill.first).getUTCFullYear(), dateOf(bill.last).getUTCFullYear()];
  const years = Array.from({ length: to - from + 1 }, (_, i) => {
    const [start, end] = [firstOfMonth(12 * (from + i)), firstOfMonth(12 * (from + i + 1))];
    return { year: from + i, length: end - start, inside: Math.min(end, bill.last + 1) - Math.max(start, bill.first) };
  });
  const covered = years.filter(({ length, inside }) => inside === length);
  const most = years.reduce((a, b) => (b.inside > a.inside ? b : a));
  for (const { year, length } of covered.length > 0 ? covered : [most])
    yield { period: String(year), amount: upTo(bill, length), exact: bill.days === length && covered.length === 1 };
}

/**
 * What bills come to: (measure, first day, last day, total) → whole months, shared out evenly by day, and marked as estimated unless a
 * bill is one month's. A bill of eleven months or more gives its year's total instead, brought to the year's length.
 * A month's own figure is a bill from its first day to its last.
 */
export function readBills(bills: readonly Bill[]): BillsReport {
  const faults: BillsReport["faults"][number][] = [];
  const byMeasure = new Map<string, ReadBill[]>();
  for (const [i, bill] of bills.entries()) {
    const read = readBill(bill, i);
    if (read === "measure") faults.push({ bill: i, fault: "measure" });
    else if (!read.ok) faults.push({ bill: i, fault: read.fault });
    else {
      const { domain, measure, first, last } = read.value;
      const key = `${domain}.${measure}`;
      const others = byMeasure.get(key) ?? [];
      if (others.some((other) => other.first <= last && first <= other.last)) faults.push({ bill: i, fault: "overlap" });
      else byMeasure.set(key, [...others, read.value]);
    }
  }
  const reports = [...byMeasure.values()].map(ofMeasure);
  return { readings: reports.flatMap(({ readings }) => readings), partial: reports.flatMap(({ partial }) => partial), faults };
}

function ofMeasure(bills: readonly ReadBill[]): Omit<BillsReport, "faults"> {
  const [{ domain, measure }] = bills as [ReadBill];
  const ref = measureRef(domain, measure);
  if (ref === undefined) throw new RangeError(`there is no measure ${domain}.${measure}`);
  const about = { domain, measure, unit: UNITS[ref.measure.unit].base, source: "bill" as const };
  const readings: ImportedReading[] = [];
  const partial: PartialMonth[] = [];
  const years = new Set<string>();
  for (const bill of bills.filter(({ days }) => days >= YEAR_DAYS)) {
    for (const { period, amount, exact } of yearsOf(bill)) {
      if (years.has(period)) continue;
      years.add(period);
      readings.push({ ...about, period, amount, ...(exact ? {} : { estimated: true }) });
    }
  }
  for (const [index, { amount, days, whole }] of monthsOf(bills.filter(({ days }) => days < YEAR_DAYS))) {
    const [period, length] = [monthName(index), firstOfMonth(index + 1) - firstOfMonth(index)];
    const [covered, expected] = [1440 * days, 1440 * length];
    if (!isWhole(covered, expected)) partial.push({ domain, measure, period, reason: "incomplete", covered, expected });
    else
      readings.push({
        ...about,
        period,
        amount,
        ...(whole ? {} : { estimated: true }),
        ...(covered < expected ? { missing: expected - covered } : {}),
      });
  }
  return { readings, partial };
}
