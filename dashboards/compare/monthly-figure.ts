import { type AmountLang, readAmount, type TypedFault } from "../../src/importers/typed-amount.ts";
import type { OwnMonth } from "../visit/months-read.ts";
import type { OwnEntry } from "../visit/visitor.ts";
import { monthlyFromBill, monthlyFromYear } from "./prorata.ts";

/** A figure as an average month in the display unit, and what it was made of. */
export interface MonthlyFigure {
  readonly perMonth: number;
  /** `01` to `12` where it is of one month of the calendar; null: of no month in particular */
  readonly month: string | null;
  /** `01` to `12`: the months of the calendar that it is of; none: a whole year, or no month in particular */
  readonly covered: readonly string[];
  /** days of a bill that covers no whole year; null: not a bill, or a whole year */
  readonly days: number | null;
  /** of a file, or typed one by one */
  readonly months: readonly OwnMonth[];
}

export type MonthlyFigureOrFault =
  | { readonly ok: true; readonly value: MonthlyFigure }
  | { readonly ok: false; readonly fault: TypedFault };

/** A bill that covers at least these days has every season in it. */
const WHOLE_YEAR = 330;
/** Months of a file that make a year's average. */
const YEAR = 12;

/**
 * @param units how the measure's unit is written: a figure may be typed with it, and with no other
 * @param lang that it is typed in
 */
export function monthlyFigureOf(entry: OwnEntry, units: readonly string[] = [], lang: AmountLang = "fr"): MonthlyFigureOrFault {
  if (entry.months.length > 0) return { ok: true, value: ofMonths(entry.months) };
  if (entry.kind === "months") return typedMonths(entry.typed, units, lang);
  const typed = readAmount(bareFigure(entry.amount, units), lang);
  if (!typed.ok) return typed;
  const total = typed.value;
  const whole = { month: null, covered: [], days: null, months: [] };
  if (entry.kind === "month" && entry.month)
    return { ok: true, value: { ...whole, perMonth: total, month: entry.month, covered: [entry.month] } };
  if (entry.kind === "month") return { ok: true, value: { ...whole, perMonth: total } };
  if (entry.kind === "year") return { ok: true, value: { ...whole, perMonth: monthlyFromYear(total) } };
  const monthly = monthlyFromBill({ from: entry.from, to: entry.to, total });
  if (!monthly.ok) return monthly;
  const { perMonth, days } = monthly.value;
  if (days >= WHOLE_YEAR) return { ok: true, value: { ...whole, perMonth } };
  return { ok: true, value: { ...whole, perMonth, month: monthOfBill(entry), covered: monthsOfBill(entry), days } };
}

/** A figure without the unit that was typed after it. */
export function bareFigure(text: string, units: readonly string[]): string {
  const typed = text.trim().toLowerCase();
  const unit = units.find((one) => typed.endsWith(one.toLowerCase()));
  return unit === undefined ? text : typed.slice(0, -unit.length).trim();
}

/** Why a month that was typed cannot be read; null: it can, or it was left empty. */
export function monthFault(text: string, units: readonly string[], lang: AmountLang = "fr"): TypedFault | null {
  const read = readAmount(bareFigure(text, units), lang);
  return read.ok || read.fault === "empty" ? null : read.fault;
}

/** Months that were typed: those that were left empty, or cannot be read, are not known; the fault is said where there is no other. */
function typedMonths(typed: OwnEntry["typed"], units: readonly string[], lang: AmountLang): MonthlyFigureOrFault {
  const months: OwnMonth[] = [];
  let wrong: TypedFault = "empty";
  for (const [period, text] of Object.entries(typed)) {
    const read = readAmount(bareFigure(text, units), lang);
    if (read.ok) months.push({ period, value: read.value });
    else if (wrong === "empty") wrong = read.fault;
  }
  return months.length === 0 ? { ok: false, fault: wrong } : { ok: true, value: ofMonths(months) };
}

/** The month of the calendar that a bill of about a month is of; null: it is of several. */
function monthOfBill({ from, to }: OwnEntry): string | null {
  return from.slice(0, 7) === to.slice(0, 7) ? from.slice(5, 7) : null;
}

/** The months of the calendar that a bill has most days of; of a bill shorter than that, those that it touches. */
function monthsOfBill({ from, to }: OwnEntry): string[] {
  const days = new Map<string, number>();
  const last = Date.parse(to);
  for (let day = Date.parse(from); day <= last; day += 86_400_000) {
    const month = new Date(day).toISOString().slice(5, 7);
    days.set(month, (days.get(month) ?? 0) + 1);
  }
  const most = [...days].filter(([, count]) => count > 14);
  return (most.length > 0 ? most : [...days]).map(([month]) => month);
}

/** The average of the newest twelve months, or of as many as there are; fewer are of their season. */
function ofMonths(months: readonly OwnMonth[]): MonthlyFigure {
  const newest = [...months].sort((a, b) => b.period.localeCompare(a.period)).slice(0, YEAR);
  const perMonth = newest.reduce((sum, { value }) => sum + value, 0) / newest.length;
  const only = newest.length === 1 ? (newest[0]?.period.slice(5) ?? null) : null;
  const days = newest.length < 10 ? Math.round(newest.length * 30.4) : null;
  const covered = days === null ? [] : newest.map(({ period }) => period.slice(5)).reverse();
  return { perMonth, month: only, covered, days: only === null ? days : null, months };
}
