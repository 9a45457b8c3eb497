import { signal } from "@preact/signals";
import type { AttributeName } from "../../src/contract/attributes.ts";
import { missingBetween, monthsOf, newestTotals, type OwnMonth, type Share } from "../visit/months-read.ts";
import { NO_ENTRY, newVisitor, type OwnEntry, type Visitor } from "../visit/visitor.ts";
import { daysOf } from "./prorata.ts";

/** A monthly or yearly figure in base units. */
interface OwnFigure {
  readonly domain: string;
  readonly measure: string;
  readonly period: string;
  readonly amount: number;
}

/** Base units per day by which months of one bill may differ, since each of them is rounded. */
const ROUNDED = 0.1;

/** The source of a figure that was corrected after it was given. */
export const CORRECTED = "correction" as const;

const perDay = ({ amount, period }: OwnFigure): number => amount / daysOf(period);
/** Tells whether two months may be of one bill. */
export const isAlike = (one: OwnFigure, other: OwnFigure): boolean => Math.abs(perDay(one) - perDay(other)) <= ROUNDED;

/**
 * Figures with the months of a divided bill made equal, without a change of their sum: within a bill they differ by the length of the
 * month alone, and a line of them would show changes that nobody measured. They stay months of a bill where one of them is corrected.
 */
export function levelled<F extends OwnFigure>(
  figures: readonly F[],
  isDivided: (figure: F) => boolean,
  isCorrected: (figure: F) => boolean = () => false,
): (F & Share)[] {
  const keyOf = ({ domain, measure }: F): string => `${domain}.${measure}`;
  const months = figures.filter(({ period }) => period.length === 7);
  const levelledOf = (key: string): (F & Share)[] => {
    const own = months.filter((one) => keyOf(one) === key);
    const divided = own.filter(isDivided);
    const sharedBy = sharedMonths(divided, own.filter(isCorrected));
    return divided.map((figure) => {
      const ofBill = divided.filter((one) => isAlike(one, figure));
      const amount = ofBill.reduce((sum, one) => sum + one.amount, 0) / ofBill.length;
      const shared = sharedBy.get(figure.period);
      return { ...figure, amount, ...(shared === undefined ? {} : { sharedBy: shared }) };
    });
  };
  const levelledByKey = new Map([...new Set(months.map(keyOf))].map((key) => [key, levelledOf(key)]));
  return figures.map((figure) =>
    isDivided(figure) ? (levelledByKey.get(keyOf(figure))?.find(({ period }) => period === figure.period) ?? figure) : figure,
  );
}

/**
 * The months among which its bill was divided, by month: a corrected one beside them was one of them. A month between two bills that has
 * days of each is of both. A month that stands for itself is left out.
 */
function sharedMonths(divided: readonly OwnFigure[], corrected: readonly OwnFigure[]): ReadonlyMap<string, readonly string[]> {
  const bills = new Map<string, readonly string[]>();
  for (const { period, ...one } of divided) {
    const alike = divided.filter((other) => isAlike(other, { ...one, period })).map((other) => other.period);
    const bill = stretchAround(period, [...alike, ...corrected.map((other) => other.period)]);
    if (alike.filter((other) => bill.includes(other)).length > 1) bills.set(period, bill);
  }
  const shared = new Map(bills);
  for (const one of divided) {
    const before = divided.find(({ period }) => missingBetween(period, one.period) === 0);
    const after = divided.find(({ period }) => missingBetween(one.period, period) === 0);
    const both = [before, after].map((other) => (other && bills.get(other.period)) ?? []);
    if (!before || !after || bills.has(one.period) || both.some(({ length }) => length === 0)) continue;
    if (!isOfBoth(one, before, after)) continue;
    for (const period of both.flat()) shared.set(period, [...(shared.get(period) ?? []), one.period]);
    shared.set(one.period, [...both.flat(), one.period]);
  }
  return shared;
}

/** Base units by which a month may differ from its days of two bills: the three months are rounded. */
const ROUNDED_MONTH = 3;

/** Tells whether a month's amount is that of some whole days of the bill before it, and the others of the bill after it. */
function isOfBoth(month: OwnFigure, before: OwnFigure, after: OwnFigure): boolean {
  const days = daysOf(month.period);
  const step = perDay(before) - perDay(after);
  const first = Math.round((month.amount - perDay(after) * days) / step);
  const sum = perDay(after) * days + step * first;
  return first > 0 && first < days && Math.abs(month.amount - sum) <= ROUNDED_MONTH;
}

/** The months without a gap around one of them, since a bill has none. */
function stretchAround(month: string, months: readonly string[]): string[] {
  const sorted = [...months].sort();
  const at = sorted.indexOf(month);
  const hasGap = (i: number): boolean => missingBetween(sorted[i - 1] ?? "", sorted[i] ?? "") > 0;
  const first = sorted.findLastIndex((_, i) => i <= at && (i === 0 || hasGap(i)));
  const end = sorted.findIndex((_, i) => i > at && hasGap(i));
  return sorted.slice(first, end < 0 ? undefined : end);
}

/** The calendar month or year that a bill covers exactly; null where it covers none. */
export function periodOfBill({ from, to }: { readonly from: string; readonly to: string }): string | null {
  const [month, year] = [from.slice(0, 7), from.slice(0, 4)];
  if (from === `${month}-01` && to === `${month}-${daysOf(month)}`) return month;
  return from === `${year}-01-01` && to === `${year}-12-31` ? year : null;
}

/** A figure in the form in which it is given and kept. */
interface GivenFigure extends OwnFigure {
  /** where it is from, as a donation says it */
  readonly source: string;
}

/** Tells whether a figure is a month of a bill, of which only the months are given and not the days that it covered. */
export const isBillMonth = ({ source, period }: Pick<GivenFigure, "source" | "period">): boolean =>
  source === "bill" && period.length === 7;

/** Months of a year: what is placed of bills. */
const YEAR = 12;

/** Of months of bills those of the newest year, whatever is missing between them: an older bill is kept, and has no place. Measured months are all kept. */
function newestOfBills(months: readonly OwnMonth[]): readonly OwnMonth[] {
  if (months.every(({ sharedBy }) => sharedBy === undefined)) return months;
  const last =
    months
      .map(({ period }) => period)
      .sort()
      .at(-1) ?? "";
  return months.filter(({ period }) => missingBetween(period, last) < YEAR - 1);
}

/**
 * A visitor with the figures that a household gives, to be placed by months where there are any, else by the newest year. Nothing else of
 * a bill is used, so that one's place is the same before they are sent as after. An unusual one is asked about before it is placed.
 */
export function visitorWith(
  area: string | null,
  attributes: Readonly<Partial<Record<AttributeName, string>>>,
  given: readonly GivenFigure[],
): Visitor {
  const figures = levelled(given, isBillMonth, ({ source }) => source === CORRECTED);
  const entries: Record<string, OwnEntry> = {};
  for (const [key, read] of monthsOf(figures))
    entries[key] = { ...NO_ENTRY, confirmed: true, ...read, months: newestOfBills(read.months) };
  for (const [key, { year, total }] of newestTotals(figures))
    entries[key] ??= { ...NO_ENTRY, confirmed: true, kind: "year", amount: String(total), year };
  return { ...newVisitor(), area: signal(area), attributes: signal(attributes), entries: signal(entries) };
}
