import { billDays, YEAR_DAYS } from "../../src/importers/bill.ts";
import { type AmountLang, groupedInstead, readAmount, type TypedFault } from "../../src/importers/typed-amount.ts";
import { bareFigure, type FigureFault, readFigure, splitPeriod } from "../shared/typed-figure.ts";
import { missingBetween, type OwnMonth } from "../visit/months-read.ts";
import { kindOf, type OwnEntry } from "../visit/visitor.ts";
import { daysByMonth, monthlyFromBill, monthlyFromYear } from "./prorata.ts";

/** A figure as an average month in the display unit, and what it was computed from. */
export interface MonthlyFigure {
  readonly perMonth: number;
  /** `01` to `12` where the figure is of one month of the calendar; else null */
  readonly month: string | null;
  /** months of the calendar (`01` to `12`) that the figure covers; empty for a whole year or an unknown month */
  readonly covered: readonly string[];
  /** days that a figure covers which is less than a year and more than a month; null for all others */
  readonly days: number | null;
  /** months read from a file, or typed one by one: the newest year of them, oldest first */
  readonly months: readonly OwnMonth[];
  /** those of the year before these, which are drawn and never compared */
  readonly yearBefore: readonly OwnMonth[];
  /** first and last day of a bill that has parts of months; null for all others */
  readonly dates: { readonly from: string; readonly to: string } | null;
  /** a bill or a year's total as it was typed; null for all others */
  readonly total: { readonly amount: number; readonly days: { readonly from: string; readonly to: string } | null } | null;
  /** months that the figure is of, `YYYY-MM`; empty where their year is not known */
  readonly periods: readonly string[];
}

/** Tells whether a figure is the mean of months or of a bill's days, which nobody typed. */
export const isMean = ({ days, months }: Pick<MonthlyFigure, "days" | "months">): boolean => days !== null || months.length > 1;

/** Why an entry is not read; `future`: a bill that has not ended yet. */
export type EntryFault = FigureFault | "future";

export type MonthlyFigureOrFault =
  | { readonly ok: true; readonly value: MonthlyFigure }
  | { readonly ok: false; readonly fault: EntryFault };

/** A figure is of a whole year where it has every month of the calendar: ten months without winter are far below a year. */
const YEAR = 12;
/** Days of a year. */
const YEAR_LONG = 365;

/** How an entry is read. */
interface ReadingOptions {
  /** spellings of the measure's unit that may follow the number */
  readonly units?: readonly string[];
  /** the language in which it was typed */
  readonly lang?: AmountLang;
  /** `YYYY-MM-DD`; absent: a bill may end later */
  readonly today?: string;
  /** the largest amount a month that counts in full */
  readonly clamp?: number;
}

/** The amount of an entry's field as it was typed, in the display unit; null: it cannot be read, or is of another time than the field. */
export function amountTyped(
  entry: OwnEntry,
  { units = [], lang = "fr", clamp = Number.POSITIVE_INFINITY }: ReadingOptions,
): number | null {
  const { figure, period } = splitPeriod(entry.amount);
  if (period !== null && period !== entry.kind) return null;
  const read = readAmount(bareFigure(asMeant(figure, { units, lang, most: clamp * monthsIn(entry) }), units), lang);
  return read.ok ? read.value : null;
}

/** Reads an entry as a monthly figure. */
export function monthlyFigureOf(entry: OwnEntry, options: ReadingOptions = {}): MonthlyFigureOrFault {
  const { units = [], lang = "fr", today, clamp = Number.POSITIVE_INFINITY } = options;
  if (kindOf(entry) === "months") return givenMonths(entry, { units, lang, clamp });
  const { figure, period } = splitPeriod(entry.amount);
  const typed = readFigure(asMeant(figure, { units, lang, most: clamp * monthsIn(entry) }), units, lang);
  if (!typed.ok) return typed;
  if (period !== null && period !== entry.kind) return { ok: false, fault: "period" };
  const total = typed.value;
  const whole = { month: null, covered: [], days: null, months: [], yearBefore: [], periods: [], dates: null, total: null };
  if (entry.kind === "month" && entry.month)
    return { ok: true, value: { ...whole, perMonth: total, month: entry.month, covered: [entry.month] } };
  if (entry.kind === "month") return { ok: true, value: { ...whole, perMonth: total } };
  if (entry.kind === "year")
    return {
      ok: true,
      value: { ...whole, perMonth: monthlyFromYear(total), periods: monthsOfYear(entry), total: { amount: total, days: null } },
    };
  const monthly = monthlyFromBill({ from: entry.from, to: entry.to, total });
  if (!monthly.ok) return monthly;
  if (today !== undefined && entry.to > today) return { ok: false, fault: "future" };
  const { perMonth, days } = monthly.value;
  const periods = monthsOfBill(entry);
  const bill = { amount: total, days: { from: entry.from, to: entry.to } };
  const covered = [...new Set(periods.map((period) => period.slice(5)))];
  if (covered.length === YEAR && isOfYears(days)) return { ok: true, value: { ...whole, perMonth, periods, total: bill } };
  return {
    ok: true,
    value: { ...whole, perMonth, month: monthOfBill(entry), covered, days, periods, dates: datesOf(entry), total: bill },
  };
}

/** Tells whether days are one or two whole years, as far as a bill's reading days allow: winters and summers are then as many. */
const isOfYears = (days: number): boolean => Math.abs(days - YEAR_LONG * Math.round(days / YEAR_LONG)) <= YEAR_LONG - YEAR_DAYS;

/** The number of months of an amount, as far as it is known. */
export function monthsIn({ kind, from, to }: Pick<OwnEntry, "kind" | "from" | "to">): number {
  const bill = kind === "bill" ? billDays(from, to) : null;
  return bill === null ? (kind === "year" ? YEAR : 1) : bill.ok ? (YEAR * bill.value.days) / YEAR_LONG : YEAR;
}

/** The largest amount that counts, divided by this, is so little that hardly any home has it. */
const TINY = 50;

/**
 * A figure with its point as it is meant, and without its unit. In French a point before three digits groups thousands, unless that were more
 * than counts and the other reading is not tiny: `1.250` is 1 250 kWh, and 1,250 m³. `most` is the largest amount that counts.
 */
export function asMeant(
  text: string,
  { units, lang, most }: { readonly units: readonly string[]; readonly lang: AmountLang; readonly most: number },
): string {
  const bare = bareFigure(text, units);
  const grouped = lang === "fr" ? groupedInstead(bare) : null;
  if (grouped === null) return bare;
  return Number(grouped) > most && TINY * Number(bare) > most ? bare.replace(".", ",") : grouped;
}

/** Why a typed month cannot be read; null where it can, or was left empty. */
export function monthFault(text: string, units: readonly string[], lang: AmountLang = "fr"): TypedFault | null {
  const amount = readAmount(bareFigure(text, units), lang);
  return amount.ok || amount.fault === "empty" ? null : amount.fault;
}

/** What is typed month by month. */
export const typedOf = ({ kind, typed }: Pick<OwnEntry, "kind" | "typed">): OwnEntry["typed"] => (kind === "months" ? typed : {});

/** Months of files in whose place nothing was typed. */
export function untypedMonths(entry: Pick<OwnEntry, "kind" | "typed" | "months">): readonly OwnMonth[] {
  const typed = typedOf(entry);
  return entry.months.filter(({ period }) => typed[period] === undefined);
}

/**
 * The figure of months of files and of those that are typed, of which one that is typed stands. Empty or unreadable months are left out; a
 * fault is reported only where no month can be read.
 */
function givenMonths(entry: OwnEntry, { units, lang, clamp }: Required<Omit<ReadingOptions, "today">>): MonthlyFigureOrFault {
  const months = [...untypedMonths(entry)];
  let fault: TypedFault = "empty";
  for (const [period, text] of Object.entries(typedOf(entry))) {
    const amount = readAmount(asMeant(text, { units, lang, most: clamp }), lang);
    if (amount.ok) months.push({ period, value: amount.value });
    else if (fault === "empty") fault = amount.fault;
  }
  return months.length === 0 ? { ok: false, fault } : { ok: true, value: ofMonths(months) };
}

/** The calendar month of a bill within one month; null where the bill touches several. */
function monthOfBill({ from, to }: OwnEntry): string | null {
  return from.slice(0, 7) === to.slice(0, 7) ? from.slice(5, 7) : null;
}

/** The dates of a bill; null where it is of whole months, whose names say as much. */
function datesOf({ from, to }: OwnEntry): MonthlyFigure["dates"] {
  const dayAfter = new Date(Date.parse(to) + 86_400_000).toISOString();
  return from.endsWith("-01") && dayAfter.slice(8, 10) === "01" ? null : { from, to };
}

/** The months (`YYYY-MM`) of which a bill has more than a week; where there is none, all that it touches. */
function monthsOfBill({ from, to }: OwnEntry): string[] {
  const days = [...daysByMonth({ from, to })];
  const most = days.filter(([, count]) => count > 7);
  return (most.length > 0 ? most : days).map(([month]) => month);
}

/** The months of a year's total; empty where its year is not known. */
function monthsOfYear({ year }: OwnEntry): string[] {
  return year === "" ? [] : Array.from({ length: YEAR }, (_, i) => `${year}-${String(i + 1).padStart(2, "0")}`);
}

/** Months missing over a new year from which those before the hole are of another year than those after it. */
const HOLE = YEAR / 2;

/**
 * Months in two years of one's own: the newest with those of the eleven months before it, back to a new year in a hole of half a year,
 * which are compared with others'; and those of the year before, which are drawn and never compared.
 */
function ownYears(all: readonly OwnMonth[]) {
  const oldestFirst = [...all].sort((a, b) => a.period.localeCompare(b.period));
  const last = oldestFirst.at(-1)?.period ?? "";
  const within = (months: number) => oldestFirst.filter(({ period }) => missingBetween(period, last) + 1 < months);
  const newest = within(YEAR);
  const isAfterHole = ({ period }: OwnMonth, i: number): boolean => {
    const before = newest[i - 1]?.period ?? period;
    return before.slice(0, 4) !== period.slice(0, 4) && missingBetween(before, period) >= HOLE;
  };
  const months = newest.slice(Math.max(0, newest.findLastIndex(isAfterHole)));
  return { months, yearBefore: within(2 * YEAR).filter((month) => !months.includes(month)) };
}

/** What months come to. */
export const sumOf = (months: readonly OwnMonth[]): number => months.reduce((sum, { value }) => sum + value, 0);

/** The average of the newest year of months. Fewer than all twelve are a part of a year. */
export function ofMonths(all: readonly OwnMonth[]): MonthlyFigure {
  const { months, yearBefore } = ownYears(all);
  const names = months.map(({ period }) => period.slice(5));
  const only = names.length === 1 ? (names[0] ?? null) : null;
  const isPart = names.length < YEAR;
  return {
    perMonth: sumOf(months) / months.length,
    month: only,
    covered: isPart ? names : [],
    days: isPart && only === null ? Math.round(names.length * 30.4) : null,
    months,
    yearBefore,
    periods: months.map(({ period }) => period),
    dates: null,
    total: null,
  };
}

/** The largest of a figure's months where they are known each, else the figure itself: what a wrong unit would be seen by. */
export const largestOf = ({ perMonth, months }: MonthlyFigure): number => Math.max(perMonth, ...months.map(({ value }) => value));

/** The year that most of a figure's months are of, and of two the newer; undefined where it is not known. */
export function mainYear({ periods }: Pick<MonthlyFigure, "periods">): string | undefined {
  const counts = new Map<string, number>();
  for (const period of periods) counts.set(period.slice(0, 4), (counts.get(period.slice(0, 4)) ?? 0) + 1);
  return [...counts].sort(([a, n], [b, m]) => m - n || b.localeCompare(a))[0]?.[0];
}

/** Years between a published period and the main year of a figure; 0 where that year is not known. */
export function yearsApart(figure: Pick<MonthlyFigure, "periods">, published: string): number {
  const year = mainYear(figure);
  return year === undefined || published === "" ? 0 : Math.abs(Number(year) - Number(published.slice(0, 4)));
}
