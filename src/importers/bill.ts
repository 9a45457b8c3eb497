import { UNITS } from "../contract/units.ts";
import { type MeasureRef, measureRef } from "../domains/index.ts";
import { decimal, roundedQuotient } from "./amounts.ts";
import { isWhole } from "./completeness.ts";
import type { ImportedReading, PartialMonth } from "./report.ts";
import { stamp } from "./stamps.ts";
import { readPlainAmount, type Typed, type TypedFault } from "./typed.ts";
import { DAY, monthName } from "./zone.ts";

/** No bill covers more: a longer one is two, or a typing error. */
export const MAX_DAYS = 800;
/** A shorter one says nothing of a month: one wash more or less would weigh as much as the home. */
export const MIN_DAYS = 7;
/** From eleven months on a bill is a year's: sharing it out evenly would flatten the seasons. */
export const YEAR_DAYS = 334;

const DATE = /^\d{4}-\d{2}-\d{2}$/;
/** Decimals of an amount that are kept: a millionth of the display unit. */
const PLACES = 6;

/** The civil days that a bill covers, numbered since 1970; both of its dates count. */
export interface BillDays {
  readonly first: number;
  readonly last: number;
  readonly days: number;
}

const dayOf = (text: string) => (DATE.test(text) ? (stamp(text)?.wall ?? Number.NaN) / DAY : Number.NaN);

/** @param from @param to `YYYY-MM-DD`, both counted */
export function billDays(from: string, to: string): Typed<BillDays> {
  const [first, last] = [dayOf(from), dayOf(to)];
  const days = last - first + 1;
  const faults: readonly (readonly [TypedFault, boolean])[] = [
    ["from", Number.isNaN(first)],
    ["to", Number.isNaN(last)],
    ["order", days < 1],
    ["short", days < MIN_DAYS],
    ["length", days > MAX_DAYS],
  ];
  const fault = faults.find(([, isSo]) => isSo)?.[0];
  return fault === undefined ? { ok: true, value: { first, last, days } } : { ok: false, fault };
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

type BillFault = TypedFault | "overlap" | "measure";

export interface BillsReport {
  readonly readings: readonly ImportedReading[];
  readonly partial: readonly PartialMonth[];
  /** bills that cannot be read, by their position; `overlap` with another bill of the same measure */
  readonly faults: readonly { readonly bill: number; readonly fault: BillFault }[];
}

interface ReadBill extends BillDays {
  readonly ref: MeasureRef;
  /** base units × 10^PLACES */
  readonly total: bigint;
}

function readBill({ domain, measure, from, to, total: text }: Bill): Typed<ReadBill, BillFault> {
  const ref = measureRef(domain, measure);
  if (ref === undefined) return { ok: false, fault: "measure" };
  const amount = readPlainAmount(text);
  if (!amount.ok) return amount;
  const days = billDays(from, to);
  if (!days.ok) return days;
  const scaled = decimal(amount.value, PLACES);
  const total = typeof scaled === "string" ? null : BigInt(scaled) * UNITS[ref.measure.unit].factor;
  if (total === null || total / 10n ** BigInt(PLACES) > BigInt(Number.MAX_SAFE_INTEGER)) return { ok: false, fault: "amount" };
  return { ok: true, value: { ...days.value, ref, total } };
}

/** What the first `days` of a bill come to, rounded half up: differences of these add up to the rounded total. */
function upTo(bill: ReadBill, days: number): number {
  return Number(roundedQuotient(bill.total * BigInt(days), BigInt(bill.days) * 10n ** BigInt(PLACES)));
}

const monthOf = (day: number) => {
  const date = new Date(day * DAY * 1000);
  return 12 * date.getUTCFullYear() + date.getUTCMonth();
};
const firstOfMonth = (index: number) => Date.UTC(Math.floor(index / 12), index % 12, 1) / 1000 / DAY;

/** The part of a bill in one month or year: days from the bill's first one on, `until` not included. */
interface BillPart {
  readonly period: string;
  readonly from: number;
  readonly until: number;
  /** days of the whole month or year */
  readonly length: number;
}

function partsOf({ first, last }: BillDays, months: 1 | 12): BillPart[] {
  const parts: BillPart[] = [];
  const begin = monthOf(first);
  for (let index = begin - (begin % months); index <= monthOf(last); index += months) {
    const [start, end] = [firstOfMonth(index), firstOfMonth(index + months)];
    const period = months === 12 ? String(index / 12) : monthName(index);
    parts.push({ period, from: Math.max(start - first, 0), until: Math.min(end, last + 1) - first, length: end - start });
  }
  return parts;
}

const daysIn = ({ from, until }: BillPart) => until - from;

/** The years that a long bill is of: those that it covers; else the one that most of its days are in. */
function yearsOf(bill: ReadBill): Pick<ImportedReading, "period" | "amount" | "estimated">[] {
  const parts = partsOf(bill, 12);
  const covered = parts.filter((part) => daysIn(part) === part.length);
  const most = parts.reduce((a, b) => (daysIn(b) > daysIn(a) ? b : a));
  return (covered.length > 0 ? covered : [most]).map(({ period, length }) => {
    const isExact = bill.days === length && covered.length === 1;
    return { period, amount: upTo(bill, length), ...(isExact ? {} : { estimated: true }) };
  });
}

interface MonthOfBills {
  readonly amount: number;
  readonly days: number;
  readonly length: number;
  /** it is one bill's, and the bill is no other month's */
  readonly isExact: boolean;
}

/** Shares bills out over months, by day. Consecutive bills complete each other's months. */
function monthsOf(bills: readonly ReadBill[]): Map<string, MonthOfBills> {
  const months = new Map<string, MonthOfBills>();
  for (const bill of bills)
    for (const { period, from, until, length } of partsOf(bill, 1)) {
      const { amount = 0, days = 0 } = months.get(period) ?? {};
      months.set(period, {
        amount: amount + upTo(bill, until) - upTo(bill, from),
        days: days + until - from,
        length,
        isExact: bill.days === length && until - from === length,
      });
    }
  return months;
}

function ofMeasure(bills: readonly ReadBill[], { domain, measure }: MeasureRef): Omit<BillsReport, "faults"> {
  const about = { domain: domain.id, measure: measure.id };
  const whole = { ...about, unit: UNITS[measure.unit].base, source: "bill" as const };
  const readings = new Map<string, ImportedReading>();
  const partial: PartialMonth[] = [];
  for (const year of bills.filter(({ days }) => days >= YEAR_DAYS).flatMap(yearsOf))
    if (!readings.has(year.period)) readings.set(year.period, { ...whole, ...year });
  for (const [period, { amount, days, length, isExact }] of monthsOf(bills.filter(({ days }) => days < YEAR_DAYS))) {
    const [covered, expected] = [1440 * days, 1440 * length];
    const marks = { ...(isExact ? {} : { estimated: true as const }), ...(days < length ? { missing: expected - covered } : {}) };
    if (isWhole(covered, expected)) readings.set(period, { ...whole, period, amount, ...marks });
    else partial.push({ ...about, period, reason: "incomplete", covered, expected });
  }
  return { readings: [...readings.values()], partial };
}

/**
 * What bills come to: (measure, first day, last day, total) → whole months, shared out evenly by day, and marked as estimated unless a
 * bill is one month's. A bill of eleven months or more gives its year's total instead, brought to the year's length.
 * A month's own figure is a bill from its first day to its last.
 */
export function readBills(bills: readonly Bill[]): BillsReport {
  const faults: BillsReport["faults"][number][] = [];
  const byMeasure = new Map<MeasureRef, ReadBill[]>();
  for (const [i, bill] of bills.entries()) {
    const read = readBill(bill);
    if (!read.ok) {
      faults.push({ bill: i, fault: read.fault });
      continue;
    }
    const { ref, first, last } = read.value;
    const others = byMeasure.get(ref) ?? [];
    if (others.some((other) => other.first <= last && first <= other.last)) faults.push({ bill: i, fault: "overlap" });
    else byMeasure.set(ref, [...others, read.value]);
  }
  const reports = [...byMeasure].map(([ref, read]) => ofMeasure(read, ref));
  return { readings: reports.flatMap(({ readings }) => readings), partial: reports.flatMap(({ partial }) => partial), faults };
}
