import type { MeasureRef } from "../../src/domains/index.ts";
import { reliableInterval, type WithMargin } from "../shared/reliable-interval.ts";
import { cellAt, type PublicCommons } from "../visit/commons.ts";
import type { Group } from "./group.ts";
import type { MonthlyFigure } from "./monthly-figure.ts";
import { arePrecise, type Quartiles, quartilesOf } from "./position.ts";
import { daysByMonth } from "./prorata.ts";
import { isQuarter, monthsIn, periodsWith } from "./published-months.ts";
import { type Rank, rankOf, sideOf, type Verdict } from "./verdict.ts";

/* A part of the year has a place in each published quarter that it touches: by its quartiles, else beside its middle or mean. */

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

/** Share of a quarter's figure by which some of its days may differ from it, as December does from October. */
const WITHIN_QUARTER = 0.5;
/** Months and days of a quarter. */
const [MONTHS, DAYS] = [3, 91];

/** A month of a figure, and how much of the figure it is. */
interface Part {
  /** `01` to `12` */
  readonly month: string;
  /** undefined: not known */
  readonly year: string | undefined;
  readonly weight: number;
  /** the visitor's amount, of a bill its monthly mean */
  readonly own: number;
  /** a month that is known by itself, and not from a bill */
  readonly isMonth: boolean;
}

/** The months of a figure: those of a bill by their days, any others alike. */
function partsOf({ dates, periods, covered, months, perMonth }: MonthlyFigure): readonly Part[] {
  const days = dates === null ? null : daysByMonth(dates);
  if (periods.length === 0) return covered.map((month) => ({ month, year: undefined, weight: 1, own: perMonth, isMonth: false }));
  return periods.map((period, i) => ({
    month: period.slice(5),
    year: period.slice(0, 4),
    weight: days?.get(period) ?? 1,
    own: months[i]?.value ?? perMonth,
    isMonth: months[i] !== undefined && months[i]?.sharedBy === undefined,
  }));
}

/** A published quarter that a figure touches, or all its months that are published themselves. */
export interface Stretch {
  /** null: months */
  readonly quarter: string | null;
  /** those of the figure in it, `01` to `12` */
  readonly months: readonly string[];
  /** the visitor's own mean over those */
  readonly own: number;
  readonly interval: WithMargin;
  /** the interval widened by what the days that the figure lacks of the quarter may differ: nobody can tell the side of a figure in it */
  readonly reach: WithMargin;
  /** the middle half of homes; null: not known precisely enough */
  readonly half: { readonly low: number; readonly high: number } | null;
  /** quartiles widened likewise; null: not precise enough for a rank */
  readonly quartiles: Quartiles | null;
}

/** Where a figure stands in a stretch; null where the days that it lacks may make the difference. */
export function placeIn({ own, interval, reach, quartiles }: Stretch): Rank | Extract<Verdict, { kind: "side" }> | null {
  if (quartiles) return rankOf(own, quartiles);
  const side = sideOf(own, interval);
  return side === sideOf(own, reach) ? { kind: "side", side } : null;
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
  /** whose figures these are: homes of the group's kind there or further around, else all homes of the commons */
  readonly of: { readonly area: string; readonly type: string };
  readonly statistic: "P50" | "MEAN";
  /** their middle, else their mean, over these months, which tells no side of several quarters; null where one is not published */
  readonly centre: WithMargin | null;
  /** what the middle is of, oldest first */
  readonly stretches: readonly Stretch[];
  /** false: the figure fills one of them only in part */
  readonly isWhole: boolean;
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

/**
 * The published figure of each month, or of its quarter, of the nearest year first. Where one is not published, those of the quarters that the
 * months fill: a month beside them changes nothing, but of a bill nobody knows what of it was in them.
 */
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
  if (found.length === parts.length) return found;
  const filled = (quarter: string): boolean =>
    isQuarter(quarter) && found.filter(({ part, period }) => period === quarter && part.isMonth).length === MONTHS;
  return found.filter(({ period }) => filled(period));
}

/** The mean of published figures over the parts. Averaging bounds assumes that all errors go the same way: the margin is never too narrow. */
function meanOf(found: readonly Found[]): WithMargin {
  const all = found.reduce((sum, { part }) => sum + part.weight, 0);
  const over = (end: "value" | "lower" | "upper"): number =>
    found.reduce((sum, { part, interval }) => sum + part.weight * interval[end], 0) / all;
  return { value: over("value"), lower: over("lower"), upper: over("upper") };
}

/** Quartiles of a quarter that are precise enough to place a home; null where there are none. */
function preciseAt(commons: PublicCommons, ref: MeasureRef, { area, type }: Season["of"], period: string): Quartiles | null {
  const cell = isQuarter(period) ? cellAt(commons, ref, area, type, period) : undefined;
  const quartiles = cell ? quartilesOf(cell) : null;
  return quartiles && arePrecise(quartiles) ? quartiles : null;
}

/** The published stretches that a figure touches, oldest first. */
function stretchesOf(
  found: readonly Found[],
  isInDays: boolean,
  quartilesIn: (quarter: string) => Quartiles | null,
): readonly Stretch[] {
  const quarterOf = ({ period }: Found): string | null => (isQuarter(period) ? period : null);
  const oldestFirst = [...found].sort((a, b) => a.period.localeCompare(b.period));
  return [...new Set(oldestFirst.map(quarterOf))].map((quarter) => {
    const within = found.filter((one) => quarterOf(one) === quarter);
    const weight = within.reduce((sum, { part }) => sum + part.weight, 0);
    const missing = quarter === null ? 0 : Math.max(0, 1 - weight / (isInDays ? DAYS : MONTHS));
    const widened = ({ value, lower, upper }: WithMargin): WithMargin => {
      const slack = WITHIN_QUARTER * missing * value;
      return { value, lower: lower - slack, upper: upper + slack };
    };
    const interval = meanOf(within);
    const published = quarter === null ? null : quartilesIn(quarter);
    const quartiles = published && { p25: widened(published.p25), p50: widened(published.p50), p75: widened(published.p75) };
    return {
      quarter,
      months: within.map(({ part }) => part.month),
      own: within.reduce((sum, { part }) => sum + part.weight * part.own, 0) / weight,
      interval,
      reach: widened(interval),
      half: published && { low: published.p25.value, high: published.p75.value },
      quartiles: quartiles && arePrecise(quartiles) ? quartiles : null,
    };
  });
}

/** Tells whether anything is published of homes there over the months of a figure. */
export function isSeasonPublished(commons: PublicCommons, ref: MeasureRef, of: Season["of"], given: MonthlyFigure): boolean {
  const parts = partsOf(given);
  return (["P50", "MEAN"] as const).some((statistic) => figuresOver(commons, ref, of, statistic, parts).length > 0);
}

/**
 * The figures of homes in the months of a figure: those of the group's kind, there or further around, where all the months have quartiles for
 * a rank, else where all are published, else those of all homes; in each the middle before the mean. The choice depends on what is published,
 * never on the visitor's amount.
 */
export function seasonOf(commons: PublicCommons, ref: MeasureRef, group: Group | null, given: MonthlyFigure): Season {
  const months = given.covered;
  const parts = partsOf(given);
  const whole = { area: commons.tree.root.code, type: "_T" };
  const around = group ? commons.tree.lineage(group.area).map(({ code }) => ({ area: code, type: group.type })) : [];
  const choices = [around, [whole]].flatMap((places) =>
    (["P50", "MEAN"] as const).flatMap((statistic) => places.map((of) => ({ of, statistic }))),
  );
  const figures = ({ of, statistic }: (typeof choices)[number]) => figuresOver(commons, ref, of, statistic, parts);
  const isRanked = (choice: (typeof choices)[number]): boolean => {
    const found = figures(choice);
    return found.length > 0 && found.every(({ period }) => preciseAt(commons, ref, choice.of, period) !== null);
  };
  const chosen = choices.slice(0, around.length).find(isRanked) ??
    choices.find((choice) => figures(choice).length > 0) ?? { of: whole, statistic: "MEAN" as const };
  const { of, statistic } = chosen;
  const found = figures(chosen);
  const ofOtherYear = found.some(({ part, period }) => part.year !== undefined && !period.startsWith(part.year));
  const stretches = stretchesOf(found, given.dates !== null, (quarter) => preciseAt(commons, ref, of, quarter));
  const isWhole = stretches.every(({ interval, reach }) => reach.upper === interval.upper);
  const periods = [...new Set(found.map(({ period }) => period))].sort();
  return {
    months,
    stretches,
    isWhole,
    periods,
    years: [...new Set(periods.map((period) => period.slice(0, 4)))],
    quarters: periods.filter(isQuarter),
    ofOtherYear,
    of,
    statistic,
    centre: found.length > 0 ? meanOf(found) : null,
  };
}
