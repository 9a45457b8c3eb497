import type { MonthOfYear } from "../charts/months.tsx";
import type { Cell } from "../shared/cells.ts";
import type { Lang } from "../shared/i18n.ts";
import type { WithMargin } from "../shared/reliable-interval.ts";
import { cellAt, type PublicCommons } from "../visit/commons.ts";
import type { OwnMonth } from "../visit/months-read.ts";
import { centreOf, quartilesOf } from "./position.ts";
import { isQuarter, monthsIn, ownYearFirst, periodsWith } from "./published-months.ts";
import type { TopicAnswer } from "./topic-answer.ts";
import { sideOf } from "./verdict.ts";

/** A calendar year, or the twelve months up to the newest month of a file, beside those of the year before. */
export interface OwnYear {
  /** with the number of each month, `01` to `12` */
  readonly months: readonly (MonthOfYear & { readonly number: string })[];
  /** the group whose months stand beside; null: no group's are published */
  readonly beside: { readonly area: string; readonly type: string } | null;
  /** true where some months are published only as part of their quarter */
  readonly quarters: boolean;
  /** the months known in both years: their number, and the sum of each year over them */
  readonly both: { readonly count: number; readonly now: number; readonly before: number };
}

/** Months as they are drawn. */
interface Drawn {
  readonly months: readonly MonthOfYear[];
}

/**
 * The group whose months stand beside the visitor's: of part of a year the homes that the sentence is about, else the visitor's group, the
 * same kind of home in a wider area, or all homes. One group serves all months. The choice depends on what is published and on which months
 * the visitor gave, never on their amounts.
 */
function besideOf(commons: PublicCommons, answer: TopicAnswer, periods: readonly string[]): OwnYear["beside"] {
  const { ref, group, season } = answer;
  if (!group) return null;
  // Where the nearest homes have no figure for some of the months, the sentence is about homes further around.
  if (season?.centre) return season.of;
  const around = commons.tree.lineage(group.area).map(({ code }) => code);
  const candidates = [...new Set([group.type, "_T"])].flatMap((type) => around.map((area) => ({ area, type })));
  const counted = candidates.map((candidate) => ({
    one: candidate,
    count: new Set(
      periods.filter((period) => middleOf(cellAt(commons, ref, candidate.area, candidate.type, period))).flatMap(monthsIn),
    ).size,
  }));
  const most = Math.max(0, ...counted.map(({ count }) => count));
  // A nearer group with over half as many months is preferred to a wider one.
  return most === 0 ? null : (counted.find(({ count }) => 2 * count > most)?.one ?? null);
}

/** The median of a cell, else its mean; null where neither is precise enough. */
function middleOf(cell: Cell | undefined): (WithMargin & Pick<MonthOfYear, "statistic">) | null {
  const centre = cell ? centreOf(cell) : null;
  return centre?.reliable ? { value: centre.value, lower: centre.lower, upper: centre.upper, statistic: centre.statistic } : null;
}

/** Others' figures for a calendar month: of the month where it is published, else of its quarter. */
function othersIn(commons: PublicCommons, ref: TopicAnswer["ref"], beside: OwnYear["beside"], periods: readonly string[]) {
  for (const period of periods) {
    const cell = beside ? cellAt(commons, ref, beside.area, beside.type, period) : undefined;
    const found = middleOf(cell);
    if (!cell || !found) continue;
    const { statistic, ...middle } = found;
    const quartiles = quartilesOf(cell);
    return { period, statistic, middle, half: quartiles ? { low: quartiles.p25.value, high: quartiles.p75.value } : null };
  }
  return { period: null, statistic: null, middle: null, half: null };
}

/** The calendar year of the visitor's months, or the twelve months up to the newest, beside published figures of the same calendar months. */
export function ownYear(commons: PublicCommons, answer: TopicAnswer, letters: readonly string[]): OwnYear {
  const { months, yearBefore } = answer.given ?? { months: [], yearBefore: [] };
  const newest = months.at(-1)?.period ?? "";
  const year = Number(newest.slice(0, 4));
  // Months of one calendar year begin in its January; months over the new year end with the newest.
  const last = months.every(({ period }) => period.startsWith(String(year))) ? letters.length : Number(newest.slice(5));
  const published = [...(commons.rest?.groups.keys() ?? [])].filter((period) => monthsIn(period).length > 0);
  const beside = besideOf(commons, answer, published);
  const named = (all: readonly OwnMonth[], number: string) => all.findLast(({ period }) => period.endsWith(`-${number}`));
  let both = { count: 0, now: 0, before: 0 };
  const drawn = letters.map((_, step): OwnYear["months"][number] => {
    const i = (last + step) % letters.length;
    const number = String(i + 1).padStart(2, "0");
    const period = `${i + 1 > last ? year - 1 : year}-${number}`;
    const { value: now = null, sharedBy } = named(months, number) ?? {};
    const before = named(yearBefore, number)?.value ?? null;
    if (now !== null && before !== null) both = { count: both.count + 1, now: both.now + now, before: both.before + before };
    const others = othersIn(commons, answer.ref, beside, periodsWith(ownYearFirst(published, period.slice(0, 4)), [number]));
    const shared = sharedBy === undefined ? {} : { shared: true };
    return { name: letters[i] ?? "", number, year: period.slice(0, 4), ...others, mine: now, ...shared, before };
  });
  return { months: drawn, beside, quarters: drawn.some(({ period }) => period !== null && isQuarter(period)), both };
}

/** Tells whether others' figures are drawn beside any of the visitor's months; published figures may be of other months. */
export const hasOthers = ({ months }: Drawn): boolean => months.some(({ middle, half }) => middle !== null || half !== null);

/**
 * One's own months, `01` to `12`, by the side of others' middle on which they are: a published month by itself, a quarter where all of its
 * months are known. Shares of a bill are no months of their own, so they tell nothing. Null where others' figures are of two kinds.
 */
export function sidesOf({ months }: Pick<OwnYear, "months">): Record<ReturnType<typeof sideOf>, readonly string[]> | null {
  const sides: Record<ReturnType<typeof sideOf>, string[]> = { below: [], about: [], above: [] };
  if (new Set(months.flatMap(({ statistic }) => statistic ?? [])).size > 1) return null;
  for (const period of new Set(months.map((month) => month.period))) {
    const within = months.filter((month) => month.period === period);
    const own = within.flatMap(({ mine, shared = false }) => (mine === null || shared ? [] : [mine]));
    const [middle] = within.map((month) => month.middle);
    if (period === null || middle == null || own.length < monthsIn(period).length) continue;
    const mean = own.reduce((sum, value) => sum + value, 0) / own.length;
    sides[sideOf(mean, middle)].push(...within.map(({ number }) => number));
  }
  return sides;
}

/** The years of others' figures in words; empty where there are none. */
export function yearsText({ months }: Drawn, lang: Lang): string {
  return listedYears(
    months.flatMap(({ period }) => (period === null ? [] : [period.slice(0, 4)])),
    lang,
  );
}

/** The years of the visitor's months in words. */
export function ownYearsText({ months }: Drawn, lang: Lang): string {
  return listedYears(
    months.flatMap(({ mine, year }) => (mine === null ? [] : [year])),
    lang,
  );
}

function listedYears(years: readonly string[], lang: Lang): string {
  return new Intl.ListFormat(lang, { type: "conjunction" }).format([...new Set(years)].sort());
}
