import type { MeasureRef } from "../../src/domains/index.ts";
import { ownMeanDecimals } from "../contribute/own-decimals.ts";
import { digitsOf, written, writtenOutwards } from "../shared/digits.ts";
import { reliableInterval, type WithMargin } from "../shared/reliable-interval.ts";
import { cellAt, type PublicCommons } from "../visit/commons.ts";
import { followsCold, reachByCold } from "./cold.ts";
import type { Group } from "./group.ts";
import { isMean, type MonthlyFigure } from "./monthly-figure.ts";
import { arePrecise, type Quartiles } from "./position.ts";
import { daysByMonth, daysOf, wholeMonths } from "./prorata.ts";
import { isQuarter, monthsIn, periodsWith } from "./published-months.ts";
import { type Place, rankOf, sideOf } from "./verdict.ts";

/* A part of the year is held against published figures of the same days: those of each quarter or month, by the days that it has in it. */

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

/** Published figures of the months that a seasonal figure covers. */
export interface Season {
  /** `01` to `12` */
  readonly months: readonly string[];
  /** the months or quarters whose figures are taken, each of the figure's own year where that is published */
  readonly periods: readonly string[];
  /** quarters that stand in for months that are not published themselves */
  readonly quarters: readonly string[];
  /** those of another year than the visitor's own days, with the year of these */
  readonly apart: readonly { readonly year: string; readonly period: string }[];
  /** whose figures these are: homes of the group's kind there or further around, else all homes of the commons */
  readonly of: { readonly area: string; readonly type: string };
  readonly statistic: "P50" | "MEAN";
  /** their middle, else their mean, over the same days; null where one is not published */
  readonly centre: WithMargin | null;
  /** the centre with the margin that the days which the figure lacks of its quarters add to it */
  readonly reach: WithMargin | null;
  /** quartiles over the same days, widened likewise; null: not published precisely enough to be drawn */
  readonly quartiles: Quartiles | null;
  /** the figures over these days follow how cold each month was */
  readonly byCold: boolean;
  /** the centre as it is over the whole periods, each by the days that the figure has in it */
  readonly ofWhole: WithMargin | null;
  /** that of each of the periods */
  readonly ofEach: ReadonlyMap<string, WithMargin>;
  /** false: the figure fills one of the periods only in part */
  readonly isWhole: boolean;
  /** where the figure stands; null: nobody can tell */
  readonly place: Place | null;
}

/** A published period that a figure has days in. */
interface Share {
  readonly period: string;
  /** year of the figure's own days in it; undefined: not known */
  readonly year: string | undefined;
  /** days of the figure in it, or its months where days are not known */
  readonly inside: number;
  /** all days or months of the period */
  readonly whole: number;
  /** how much the figures may be over the days of the figure, at least and at most, as multiples of what they are over the period */
  readonly reach: readonly [number, number];
  /** that reach is by the cold of its months */
  readonly byCold: boolean;
  /** the published figures, in the order asked for */
  readonly intervals: readonly WithMargin[];
}

/** The periods, those of the nearest years first and otherwise in the order given. */
function nearestFirst(periods: readonly string[], year: string | undefined): readonly string[] {
  const apart = (period: string): number => (year === undefined ? 0 : Math.abs(Number(period.slice(0, 4)) - Number(year)));
  return [...periods].sort((a, b) => apart(a) - apart(b));
}

type Statistic = "P25" | "P50" | "P75" | "MEAN";

/** The published periods of a figure, of the nearest year first; null where one of its months has none with all the statistics. */
function sharesOf(
  commons: PublicCommons,
  ref: MeasureRef,
  { area, type }: Season["of"],
  statistics: readonly Statistic[],
  { dates, periods, covered }: MonthlyFigure,
): readonly Share[] | null {
  const days = dates && daysByMonth(dates);
  const months = periods.length > 0 ? periods : covered.map((month) => `-${month}`);
  const lengthOf = (month: string): number => (days ? daysOf(month) : 1);
  const published = [...(commons.rest?.groups.keys() ?? [])];
  const found = new Map<string, Omit<Share, "reach" | "byCold"> & { readonly byMonth: Map<string, number> }>();
  for (const month of months) {
    const [year, name] = [month.slice(0, -3) || undefined, month.slice(-2)];
    const intervalsIn = (period: string) =>
      statistics.flatMap((statistic) => reliableInterval(cellAt(commons, ref, area, type, period)?.get(statistic)) ?? []);
    const period = nearestFirst(periodsWith(published, [name]), year).find(
      (one) => intervalsIn(one).length === statistics.length,
    );
    if (period === undefined) return null;
    const key = `${period} ${year}`;
    const own = days?.get(month) ?? 1;
    const { inside = 0, byMonth = new Map<string, number>() } = found.get(key) ?? {};
    const whole = monthsIn(period).reduce((sum, one) => sum + lengthOf(`${year}-${one}`), 0);
    found.set(key, {
      period,
      year,
      inside: inside + own,
      whole,
      intervals: intervalsIn(period),
      byMonth: byMonth.set(name, own),
    });
  }
  const climate = followsCold(ref) ? commons.rest?.climate : null;
  const areWhole = dates ? wholeMonths(dates) !== null : true;
  return [...found.values()].map(({ byMonth, ...share }) => {
    const realDays = new Map(
      [...byMonth].map(([name, own]) => [name, days ? own : daysOf(`${share.period.slice(0, 4)}-${name}`)]),
    );
    const cold = climate ? reachByCold(share.period, realDays, areWhole ? byMonth.size : null, climate) : null;
    // Days of a month that a bill lacks may be as unlike the others as months of a quarter.
    const within = [...byMonth].reduce((sum, [name, own]) => sum + own - own ** 2 / lengthOf(`${share.year}-${name}`), 0);
    const reach = reachOf(share, cold, within / share.inside);
    return { ...share, byCold: cold !== null && lackingOf(share) > 0, reach };
  });
}

/** Part of what a figure lacks of a quarter by which homes may use more or less for another reason than the cold, such as light and holidays. */
const OTHERWISE = 0.15;

/**
 * How much homes may use over the days of a figure, as multiples of what they use over the whole period: more or less by all that is missing
 * of it, for over months of heating it may be twice its mean (0108). Where the cold of its months is known, it lies between use that is even and
 * use for heating alone, but for what else varies, and for what is missing of the months themselves (0115).
 */
function reachOf(share: Pick<Share, "inside" | "whole">, cold: readonly [number, number] | null, within: number): Share["reach"] {
  const lacking = lackingOf(share);
  const [least, most] = [1 - lacking, 1 + lacking];
  if (cold === null || lacking === 0) return [least, most];
  const slack = within + OTHERWISE * lacking;
  return [Math.max(least, cold[0] - slack), Math.min(most, cold[1] + slack)];
}

/**
 * A published figure over the days of the shares. The quartile of a sum is the sum of quartiles where homes keep their order from one quarter
 * to the next. Adding bounds assumes that all errors go the same way: the margin is never too narrow.
 */
function mixedOf(shares: readonly Share[], statistic: number): WithMargin {
  return sumOfFigures(shares, statistic, ({ reach: [least, most] }) => (least + most) / 2);
}

/** A sum over the shares of a published figure and its ends, each so many times. */
function sumOfFigures(shares: readonly Share[], statistic: number, times: (share: Share) => number): WithMargin {
  const over = (end: "value" | "lower" | "upper"): number =>
    sumOver(shares, (share) => times(share) * (share.intervals[statistic]?.[end] ?? 0));
  return { value: over("value"), lower: over("lower"), upper: over("upper") };
}

/** The same, with what is not known of the figure's own days in its margin. */
function widenedOf(shares: readonly Share[], statistic: number): WithMargin {
  const { value, lower, upper } = mixedOf(shares, statistic);
  const slack = sumOver(
    shares,
    ({ intervals, reach: [least, most] }) => ((most - least) / 2) * (intervals[statistic]?.value ?? 0),
  );
  return { value, lower: Math.max(0, lower - slack), upper: upper + slack };
}

/** The quartiles, their middle first, as that of a figure without them. */
const QUARTILES = ["P50", "P25", "P75"] as const;

const quartilesBy = (shares: readonly Share[], over: typeof mixedOf): Quartiles => ({
  p50: over(shares, 0),
  p25: over(shares, 1),
  p75: over(shares, 2),
});

/** The shares of a figure whose quartiles are published precisely; null: they are not. */
function preciseShares(commons: PublicCommons, ref: MeasureRef, of: Season["of"], given: MonthlyFigure) {
  const shares = sharesOf(commons, ref, of, QUARTILES, given);
  return shares && arePrecise(quartilesBy(shares, mixedOf)) ? shares : null;
}

/** Part of a period that the figure lacks. */
const lackingOf = ({ inside, whole }: Pick<Share, "inside" | "whole">): number => Math.max(0, 1 - inside / whole);

/** A sum over the shares, each by its part of the figure. */
function sumOver(shares: readonly Share[], of: (share: Share) => number): number {
  const all = shares.reduce((sum, { inside }) => sum + inside, 0);
  return shares.reduce((sum, share) => sum + (share.inside / all) * of(share), 0);
}

/** Tells whether anything is published of homes there over the months of a figure. */
export function isSeasonPublished(commons: PublicCommons, ref: MeasureRef, of: Season["of"], given: MonthlyFigure): boolean {
  return (["P50", "MEAN"] as const).some((statistic) => sharesOf(commons, ref, of, [statistic], given) !== null);
}

/**
 * The figures of homes in the days of a figure: those of the group's kind, at the group's place or the nearest around it where their middle is
 * published over all these days, else their mean; else those of all homes. A place further around is never taken for a rank alone: whoever
 * types month after month would be among other homes with every month. The choice depends on what is published and on the days, never on the
 * visitor's amount.
 */
export function seasonOf(commons: PublicCommons, ref: MeasureRef, group: Group | null, given: MonthlyFigure): Season {
  const whole = { area: commons.tree.root.code, type: "_T" };
  const around = group ? commons.tree.lineage(group.area).map(({ code }) => ({ area: code, type: group.type })) : [];
  for (const places of [around, [whole]])
    for (const statistic of ["P50", "MEAN"] as const)
      for (const of of places) {
        const precise = statistic === "P50" ? preciseShares(commons, ref, of, given) : null;
        const shares = precise ?? sharesOf(commons, ref, of, [statistic], given);
        if (shares) return madeOf(given, ref.measure, of, statistic, shares);
      }
  return madeOf(given, ref.measure, whole, "MEAN", []);
}

/** The season of shares whose first figure is its centre, and the others, where there are any, precise quartiles. */
function madeOf(
  given: MonthlyFigure,
  measure: MeasureRef["measure"],
  of: Season["of"],
  statistic: Season["statistic"],
  shares: readonly Share[],
): Season {
  const quartiles = shares.some(({ intervals }) => intervals.length > 1) ? quartilesBy(shares, widenedOf) : null;
  const periods = [...new Set(shares.map(({ period }) => period))].sort();
  const centre = shares.length > 0 ? mixedOf(shares, 0) : null;
  // With the ends that are written, so that what is told goes by them.
  const widened = widenedOf(shares, 0);
  const digits = centre ? digitsOf(centre, measure.decimals) : 0;
  const reach = centre && writtenOutwards({ ...widened, digits }, measure.decimals);
  const isWhole = shares.every((share) => lackingOf(share) === 0);
  const isNarrow = widened.upper - widened.value <= ABOUT * widened.value;
  const isAlike = Math.abs(given.perMonth - widened.value) < ALIKE * widened.value;
  return {
    months: given.covered,
    periods,
    quarters: periods.filter(isQuarter),
    apart: shares.flatMap(({ period, year }) => (year === undefined || period.startsWith(year) ? [] : [{ year, period }])),
    of,
    statistic,
    centre,
    reach,
    quartiles,
    byCold: shares.some((share) => share.byCold),
    ofWhole: centre && sumOfFigures(shares, 0, () => 1),
    ofEach: new Map(shares.flatMap(({ period, intervals: [one] }) => (one ? [[period, one]] : []))),
    isWhole,
    // Whether a side may be told goes by what is published, and which it is by what is written.
    place:
      reach &&
      placeOf(given.perMonth, sideOf(ownWritten(given, measure, digits), reach), quartiles, isWhole || (isNarrow && isAlike)),
  };
}

/** One's own figure as it is written beside others': a mean is rounded, and one that reads as an end of their margin is on no side of it. */
const ownWritten = (given: MonthlyFigure, measure: MeasureRef["measure"], beside: number): number =>
  isMean(given) ? written(given.perMonth, Math.max(ownMeanDecimals(given.perMonth, measure), beside)) : given.perMonth;

/** Widest margin of a middle, as a share of it, within which a figure is still "about the middle": within a wider one nobody can tell. */
export const ABOUT = 0.25;

/**
 * From this distance to a middle on, as a share of it, no reader calls a figure "about" it. Where the margin is made by the days that a figure
 * lacks, what lies between is not told.
 */
const ALIKE = 0.1;

/** A rank where one can be told, else a side of the middle, or "about" it where that may be said. */
function placeOf(value: number, side: ReturnType<typeof sideOf>, quartiles: Quartiles | null, mayBeAbout: boolean): Place | null {
  return (quartiles && seasonRank(value, quartiles)) ?? (side !== "about" || mayBeAbout ? { kind: "side", side } : null);
}

/**
 * A rank among quartiles whose margins have what the figure lacks of its quarters. Where these are too wide for an edge, one beyond even them, in
 * a quarter or in the middle half for sure: two bills of nearly the same months then have the same rank. Else null.
 */
function seasonRank(value: number, quartiles: Quartiles): ReturnType<typeof rankOf> {
  const rank = rankOf(value, quartiles);
  const isSure = quartiles.p25.upper < quartiles.p75.lower && rank?.kind === "quarter";
  return isSure || arePrecise(quartiles) ? rank : null;
}

/** What a figure is held against: the middle of its own days where homes of the group have one, else that of the group's period. */
export function heldAgainst({ season, group }: { readonly season: Season | null; readonly group: Group | null }) {
  if (season?.centre && season.of.type === group?.type) return { ...season.centre, statistic: season.statistic };
  return group?.quartiles ? { ...group.quartiles.p50, statistic: "P50" as const } : (group?.centre ?? null);
}
