import { monthName } from "../contract/period.ts";
import { UNITS } from "../contract/units.ts";
import { type MeasureRef, measureRef } from "../domains/index.ts";
import { parseDecimal, roundedQuotient } from "./amounts.ts";
import { isWhole } from "./completeness.ts";
import type { ImportedReading, PartialMonth } from "./report.ts";
import { stamp } from "./stamps.ts";
import { readPlainAmount, type TypedFault, type TypedResult } from "./typed-amount.ts";
import { DAY_SECONDS, localTime } from "./zone.ts";

/** The most days of a bill: a longer one is two bills, or a typing error. */
export const MAX_DAYS = 800;
/** The fewest days of a bill: a shorter one says little about a month, since a single wash would weigh as much as the home. */
export const MIN_DAYS = 7;
/** Days from which a bill counts as a whole year's: dividing it evenly over months would flatten the seasons. */
export const YEAR_DAYS = 334;

const DATE = /^\d{4}-\d{2}-\d{2}$/;
/** Decimals kept of an amount: a millionth of the display unit. */
const PLACES = 6;

/** The calendar days that a bill covers, numbered since 1970, first and last included. */
interface BillDays {
  readonly first: number;
  readonly last: number;
  readonly days: number;
}

const dayOf = (text: string) => (DATE.test(text) ? (stamp(text)?.wall ?? Number.NaN) / DAY_SECONDS : Number.NaN);

/**
 * @param from first day, `YYYY-MM-DD`
 * @param to last day, `YYYY-MM-DD`, included
 */
export function billDays(from: string, to: string): TypedResult<BillDays> {
  const [first, last] = [dayOf(from), dayOf(to)];
  const days = last - first + 1;
  const refuse = (fault: TypedFault) => ({ ok: false, fault }) as const;
  if (Number.isNaN(first)) return refuse("from");
  if (Number.isNaN(last)) return refuse("to");
  if (days < 1) return refuse("order");
  if (days < MIN_DAYS) return refuse("short");
  return days > MAX_DAYS ? refuse("length") : { ok: true, value: { first, last, days } };
}

/** Tells whether a bill gives a year's total instead of months. */
export function isYearTotal({ from, to }: Pick<Bill, "from" | "to">): boolean {
  const days = billDays(from, to);
  return days.ok && days.value.days >= YEAR_DAYS;
}

/** A bill, or a month's figure, as typed in. */
export interface Bill {
  readonly domain: string;
  readonly measure: string;
  readonly from: string;
  readonly to: string;
  /** in the measure's display unit, decimal comma or point */
  readonly total: string;
}

type BillFault = TypedFault | "overlap" | "measure";

interface ReadBill extends BillDays {
  readonly ref: MeasureRef;
  /** base units × 10^PLACES */
  readonly total: bigint;
}

function readBill({ domain, measure, from, to, total: text }: Bill): TypedResult<ReadBill, BillFault> {
  const ref = measureRef(domain, measure);
  if (ref === undefined) return { ok: false, fault: "measure" };
  const amount = readPlainAmount(text);
  if (!amount.ok) return amount;
  const days = billDays(from, to);
  if (!days.ok) return days;
  const scaled = parseDecimal(amount.value, PLACES);
  const total = typeof scaled === "string" ? null : BigInt(scaled) * UNITS[ref.measure.unit].factor;
  if (total === null || total / 10n ** BigInt(PLACES) > BigInt(Number.MAX_SAFE_INTEGER)) return { ok: false, fault: "amount" };
  return { ok: true, value: { ...days.value, ref, total } };
}

/** The amount of a bill's first `days`, rounded half up: differences of such amounts add up to the rounded total. */
function upTo(bill: ReadBill, days: number): number {
  return Number(roundedQuotient(bill.total * BigInt(days), BigInt(bill.days) * 10n ** BigInt(PLACES)));
}

/** Calendar days are computed in UTC. */
const CALENDAR = localTime(() => 0);

/**
 * Splits a bill by month or year: days counted from the bill's first one, `until` excluded, and the length of the whole period in
 * days.
 */
function partsOf({ first, last }: BillDays, months: 1 | 12) {
  const begin = CALENDAR.monthOf(first * DAY_SECONDS);
  const parts = [];
  for (let index = begin - (begin % months); index <= CALENDAR.monthOf(last * DAY_SECONDS); index += months) {
    const [start, end] = [CALENDAR.startOfMonth(index) / DAY_SECONDS, CALENDAR.startOfMonth(index + months) / DAY_SECONDS];
    const [from, until] = [Math.max(start - first, 0), Math.min(end, last + 1) - first];
    parts.push({ period: monthName(index), from, until, days: until - from, length: end - start });
  }
  return parts;
}

/** The yearly totals of a long bill: for each year that it covers completely, else for the year with most of its days. */
function yearsOf(bill: ReadBill) {
  const parts = partsOf(bill, 12);
  const covered = parts.filter(({ days, length }) => days === length);
  const most = parts.reduce((a, b) => (b.days > a.days ? b : a));
  return (covered.length > 0 ? covered : [most]).map(({ period, length }) => {
    const isExact = bill.days === length && covered.length === 1;
    return { period: period.slice(0, 4), amount: upTo(bill, length), ...(isExact ? {} : { estimated: true as const }) };
  });
}

/** Divides bills over months, by day. Consecutive bills complete each other's months. */
function monthsOf(bills: readonly ReadBill[]) {
  /** `isExact`: a single bill covers exactly this month */
  const months = new Map<string, { amount: number; days: number; length: number; isExact: boolean }>();
  for (const bill of bills)
    for (const { period, from, until, days, length } of partsOf(bill, 1)) {
      const before = months.get(period) ?? { amount: 0, days: 0 };
      const amount = before.amount + upTo(bill, until) - upTo(bill, from);
      months.set(period, { amount, days: before.days + days, length, isExact: bill.days === length && days === length });
    }
  return months;
}

/**
 * Converts bills (measure, first day, last day, total) to whole months, divided evenly by day and marked as estimated unless a
 * bill is exactly one month's. A bill of eleven months or more gives a yearly total instead, scaled to the year's length. A
 * month's own figure is a bill from its first day to its last.
 */
export function readBills(bills: readonly Bill[]) {
  /** bills that cannot be read, by their position; `overlap` with another bill of the same measure */
  const faults: { readonly bill: number; readonly fault: BillFault }[] = [];
  const read: ReadBill[] = [];
  for (const [i, bill] of bills.entries()) {
    const one = readBill(bill);
    const overlaps = ({ ref, first, last }: ReadBill) =>
      read.some((other) => other.ref === ref && other.first <= last && first <= other.last);
    if (!one.ok) faults.push({ bill: i, fault: one.fault });
    else if (overlaps(one.value)) faults.push({ bill: i, fault: "overlap" });
    else read.push(one.value);
  }

  const readings: ImportedReading[] = [];
  const partial: PartialMonth[] = [];
  for (const ref of new Set(read.map((bill) => bill.ref))) {
    const own = read.filter((bill) => bill.ref === ref);
    const about = { domain: ref.domain.id, measure: ref.measure.id };
    const whole = { ...about, unit: UNITS[ref.measure.unit].base, source: "bill" as const };
    const years = own.filter(({ days }) => days >= YEAR_DAYS).flatMap(yearsOf);
    for (const [i, year] of years.entries())
      if (years.findIndex(({ period }) => period === year.period) === i) readings.push({ ...whole, ...year });
    for (const [period, { amount, days, length, isExact }] of monthsOf(own.filter((bill) => bill.days < YEAR_DAYS))) {
      const [covered, expected] = [1440 * days, 1440 * length];
      const marks = {
        ...(isExact ? {} : { estimated: true as const }),
        ...(days < length ? { missing: expected - covered } : {}),
      };
      if (isWhole(covered, expected)) readings.push({ ...whole, period, amount, ...marks });
      else partial.push({ ...about, period, reason: "incomplete", covered, expected });
    }
  }
  return { readings, partial, faults };
}
