import type { MeasureRef } from "../../src/domains/index.ts";
import { reliableInterval, type WithMargin } from "../shared/reliable-interval.ts";
import { cellAt, type PublicCommons } from "../visit/commons.ts";
import type { Group } from "./group.ts";
import type { MonthlyFigure } from "./monthly-figure.ts";
import { daysByMonth } from "./prorata.ts";
import { isQuarter, monthsIn, periodsWith } from "./published-months.ts";

/*
 * The rule of ranks: a figure has a rank among homes only where what is published covers the same days, of that year or of another. Any
 * other part of the year stands beside the middle of each published quarter that it touches: below it, about there, or above.
 */

/** Days by which a bill and a published period may differ, at both ends together. */
const LEEWAY = 7;

const DAY = 86_400_000;
const dayOf = (text: string): number => Date.parse(text) / DAY;

/** Tells whether a bill covers the days of a published month or quarter, which may be of another year. */
export function areDaysOf({ from, to }: { readonly from: string; readonly to: string }, period: string): boolean {
  const months = monthsIn(period).map(Number);
  const [first = 1, last = 12] = [months[0], months.at(-1)];
  const middle = new Date((DAY * (dayOf(from) + dayOf(to))) / 2).getUTCFullYear();
  const [start, end] = [Date.UTC(middle, first - 1, 1) / DAY, Date.UTC(middle, last, 0) / DAY];
  return Math.abs(dayOf(from) - start) + Math.abs(dayOf(to) - end) <= LEEWAY;
}

/** A month of a figure, and how much of the figure it is. */
interface Part {
  /** `01` to `12` */
  readonly month: string;
  /** undefined: not known */
  readonly year: string | undefined;
  readonly weight: number;
}

/** The months of a figure: those of a bill by their days, any others alike. */
function partsOf({ dates, periods, covered }: MonthlyFigure): readonly Part[] {
  const days = dates === null ? null : daysByMonth(dates);
  if (periods.length === 0) return covered.map((month) => ({ month, year: undefined, weight: 1 }));
  return periods.map((period) => ({ month: period.slice(5), year: period.slice(0, 4), weight: days?.get(period) ?? 1 }));
}

/** A published quarter that a figure touches, or all its months that are published themselves. */
export interface Stretch {
  /** null: months */
  readonly quarter: string | null;
  /** those of the figure in it, `01` to `12` */
  readonly months: readonly string[];
  readonly interval: WithMargin;
  /** the interval widened by what days of its quarters that the figure lacks may differ: nobody can tell the side of a figure in it */
  readonly reach: WithMargin;
}

/** Published figures of the months that a seasonal figure covers. */
export interface Season {
  /** `01` to `12` */
  readonly months: readonly string[];
  /** the months or quarters whose figures are taken, each of the figure's own year where that is published */
  readonly periods: readonly string[];
  /** years of those */
  readonly years: readonly string[];
  /** quarters that stand in for months that are not published themselves */
  readonly quarters: readonly string[];
  /** some of them is of another year than the visitor's own month */
  readonly ofOtherYear: boolean;
  /** false: they are the nearest that are published, of another year or of more months than the figure's own */
  readonly isExact: boolean;
  /** whose figures these are: homes of the group's kind there or further around, else all homes of the commons */
  readonly of: { readonly area: string; readonly type: string };
  readonly statistic: "P50" | "MEAN";
  /** their middle, else their mean, over these months, which tells no side of several quarters; null where one is not published */
  readonly centre: WithMargin | null;
  /** what the middle is of, oldest first */
  readonly stretches: readonly Stretch[];
  /** false: the figure fills one of them only in part */
  readonly isWhole: boolean;
  /** the same over the whole year; null: not published */
  readonly year: WithMargin | null;
  /** whether people have more or less in these months than over the year; null: cannot be told */
  readonly direction: "more" | "less" | null;
}

interface Found {
  readonly part: Part;
  readonly period: string;
  readonly interval: WithMargin;
}

/** The periods, those of the nearest years first and otherwise in the order given. */
function nearestFirst(periods: readonly string[], year: string | undefined): readonly string[] {
  const apart = (period: string): number => (year === undefined ? 0 : Math.abs(Number(period.slice(0, 4)) - Number(year)));
  return [...periods].sort((a, b) => apart(a) - apart(b));
}

/** The published figure of each month, or of its quarter, of the nearest year first; empty where one is not published. */
function figuresOver(
  commons: PublicCommons,
  ref: MeasureRef,
  { area, type }: Season["of"],
  statistic: Season["statistic"],
  parts: readonly Part[],
): readonly Found[] {
  const published = [...(commons.rest?.groups.keys() ?? [])];
  const found = parts.flatMap((part): Found[] => {
    for (const period of nearestFirst(periodsWith(published, [part.month]), part.year)) {
      const interval = reliableInterval(cellAt(commons, ref, area, type, period)?.get(statistic));
      if (interval) return [{ part, period, interval }];
    }
    return [];
  });
  return found.length < parts.length ? [] : found;
}

/** Share of a quarter's figure by which some of its days may differ from it, as December does from October. */
const WITHIN_QUARTER = 0.5;
/** Months and days of a quarter. */
const [MONTHS, DAYS] = [3, 91];

/** The mean of published figures over the parts. Averaging bounds assumes that all errors go the same way: the margin is never too narrow. */
function meanOf(found: readonly Found[]): WithMargin {
  const all = found.reduce((sum, { part }) => sum + part.weight, 0);
  const over = (end: "value" | "lower" | "upper"): number =>
    found.reduce((sum, { part, interval }) => sum + part.weight * interval[end], 0) / all;
  return { value: over("value"), lower: over("lower"), upper: over("upper") };
}

/** The published stretches that a figure touches, oldest first. */
function stretchesOf(found: readonly Found[], isInDays: boolean): readonly Stretch[] {
  const quarterOf = ({ period }: Found): string | null => (isQuarter(period) ? period : null);
  const oldestFirst = [...found].sort((a, b) => a.period.localeCompare(b.period));
  const inQuarters = found.filter((one) => quarterOf(one) !== null);
  const days = new Set(inQuarters.map(quarterOf)).size * (isInDays ? DAYS : MONTHS);
  const missing = Math.max(0, 1 - inQuarters.reduce((sum, { part }) => sum + part.weight, 0) / days);
  return [...new Set(oldestFirst.map(quarterOf))].map((quarter) => {
    const within = found.filter((one) => quarterOf(one) === quarter);
    const interval = meanOf(within);
    const slack = quarter === null ? 0 : WITHIN_QUARTER * missing * interval.value;
    const reach = { ...interval, lower: interval.lower - slack, upper: interval.upper + slack };
    return { quarter, months: within.map(({ part }) => part.month), interval, reach };
  });
}

/** Tells whether anything is published of homes there over the months of a figure. */
export function isSeasonPublished(commons: PublicCommons, ref: MeasureRef, of: Season["of"], given: MonthlyFigure): boolean {
  const parts = partsOf(given);
  return (["P50", "MEAN"] as const).some((statistic) => figuresOver(commons, ref, of, statistic, parts).length > 0);
}

/**
 * The figures of homes in the months of a figure: those of the group's kind, there or further around, where all the months are published of
 * it, else those of all homes; in each the middle before the mean. The choice depends on what is published, never on the visitor's amount.
 */
export function seasonOf(commons: PublicCommons, ref: MeasureRef, group: Group | null, given: MonthlyFigure): Season {
  const months = given.covered;
  const parts = partsOf(given);
  const whole = { area: commons.tree.root.code, type: "_T" };
  const around = group ? commons.tree.lineage(group.area).map(({ code }) => ({ area: code, type: group.type })) : [];
  const choices = [around, [whole]].flatMap((places) =>
    (["P50", "MEAN"] as const).flatMap((statistic) => places.map((of) => ({ of, statistic }))),
  );
  const chosen = choices.find(({ of, statistic }) => figuresOver(commons, ref, of, statistic, parts).length > 0);
  const { of, statistic } = chosen ?? { of: whole, statistic: "MEAN" as const };
  const found = figuresOver(commons, ref, of, statistic, parts);
  const ofOtherYear = found.some(({ part, period }) => part.year !== undefined && !period.startsWith(part.year));
  const stretches = stretchesOf(found, given.dates !== null);
  const isWhole = stretches.every(({ interval, reach }) => reach.upper === interval.upper);
  const periods = [...new Set(found.map(({ period }) => period))].sort();
  const base = {
    months,
    stretches,
    isWhole,
    periods,
    years: [...new Set(periods.map((period) => period.slice(0, 4)))],
    quarters: periods.filter(isQuarter),
    ofOtherYear,
    isExact: !ofOtherYear && isWhole,
    of,
    statistic,
  };
  if (found.length === 0) return { ...base, centre: null, year: null, direction: null };
  const centre = meanOf(found);
  const inYear = commons.main?.step === "year" ? cellAt(commons, ref, of.area, of.type, commons.main.period) : undefined;
  const year = reliableInterval(inYear?.get(statistic));
  const less = year && centre.upper < year.lower ? "less" : null;
  return { ...base, centre, year, direction: year && centre.lower > year.upper ? "more" : less };
}
