import { signal } from "@preact/signals";
import type { AttributeName } from "../../src/contract/attributes.ts";
import { missingBetween, monthsOf, newestTotals, type Share } from "../visit/months-read.ts";
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

/**
 * Figures with the months of a divided bill made equal, without a change of their sum: within a bill they differ by the length of the
 * month alone, and a line of them would show changes that nobody measured.
 */
export function levelled<F extends OwnFigure>(figures: readonly F[], isDivided: (figure: F) => boolean): (F & Share)[] {
  const divided = figures.filter((one) => one.period.length === 7 && isDivided(one));
  const perDay = ({ amount, period }: F): number => amount / daysOf(period);
  return figures.map((figure) => {
    if (!divided.includes(figure)) return figure;
    const ofBill = divided.filter(
      (one) =>
        one.domain === figure.domain && one.measure === figure.measure && Math.abs(perDay(one) - perDay(figure)) <= ROUNDED,
    );
    const amount = ofBill.reduce((sum, one) => sum + one.amount, 0) / ofBill.length;
    const sharedBy = stretchAround(
      figure.period,
      ofBill.map(({ period }) => period),
    );
    return { ...figure, amount, ...(sharedBy.length > 1 ? { sharedBy } : {}) };
  });
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

/**
 * A visitor with the figures that a household gives, to be placed by months where there are any, else by the newest year. Nothing else of
 * a bill is used, so that one's place is the same before they are sent as after.
 */
export function visitorWith(
  area: string | null,
  attributes: Readonly<Partial<Record<AttributeName, string>>>,
  given: readonly GivenFigure[],
): Visitor {
  const figures = levelled(given, isBillMonth);
  const entries: Record<string, OwnEntry> = {};
  for (const [key, read] of monthsOf(figures)) entries[key] = { ...NO_ENTRY, ...read };
  for (const [key, { year, total }] of newestTotals(figures))
    entries[key] ??= { ...NO_ENTRY, kind: "year", amount: String(total), year };
  return { ...newVisitor(), area: signal(area), attributes: signal(attributes), entries: signal(entries) };
}
