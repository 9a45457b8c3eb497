import type { MonthOfYear } from "../charts/months.tsx";
import type { Cell } from "../shared/cells.ts";
import type { WithMargin } from "../shared/reliable-interval.ts";
import { cellAt, type PublicCommons } from "../visit/commons.ts";
import type { OwnMonth } from "../visit/months-read.ts";
import { centreOf, quartilesOf } from "./position.ts";
import { isQuarter, monthsIn, periodsWith } from "./published-months.ts";
import type { TopicAnswer } from "./topic-answer.ts";

/** The newest year of a file beside the year before, month by month. */
export interface OwnYear {
  readonly months: readonly MonthOfYear[];
  /** whose months stand beside; null: nobody's are published */
  readonly beside: { readonly area: string; readonly type: string } | null;
  /** of some months only the quarter that they are in is published */
  readonly quarters: boolean;
  /** months that both years have; the sum of each over these */
  readonly both: { readonly count: number; readonly now: number; readonly before: number };
}

/**
 * Whose months stand beside one's own: the group's where they are published, else those of the same kind of home further around, else
 * of all homes; always one group for all months. It follows from what is published, and from nothing that was given.
 */
function besideOf(commons: PublicCommons, { ref, group }: TopicAnswer, periods: readonly string[]): OwnYear["beside"] {
  if (!group) return null;
  const around = commons.tree.lineage(group.area).map(({ code }) => code);
  const all = [...new Set([group.type, "_T"])].flatMap((type) => around.map((area) => ({ area, type })));
  const counted = all.map((one) => ({
    one,
    count: new Set(periods.filter((period) => middleOf(cellAt(commons, ref, one.area, one.type, period))).flatMap(monthsIn)).size,
  }));
  const most = Math.max(0, ...counted.map(({ count }) => count));
  // Nearly as many months of the nearer group say more than one month more of the wider.
  return most === 0 ? null : (counted.find(({ count }) => 2 * count > most)?.one ?? null);
}

/** The middle of a cell, else its mean; null: neither is published well enough. */
function middleOf(cell: Cell | undefined): WithMargin | null {
  const centre = cell ? centreOf(cell) : null;
  return centre?.reliable ? { value: centre.value, lower: centre.lower, upper: centre.upper } : null;
}

/** What others have in a month of the calendar: in that month where it is published, else in its quarter. */
function othersIn(commons: PublicCommons, ref: TopicAnswer["ref"], beside: OwnYear["beside"], periods: readonly string[]) {
  for (const period of periods) {
    const cell = beside ? cellAt(commons, ref, beside.area, beside.type, period) : undefined;
    const middle = middleOf(cell);
    if (!cell || !middle) continue;
    const quartiles = quartilesOf(cell);
    return { period, middle, half: quartiles ? { low: quartiles.p25.value, high: quartiles.p75.value } : null };
  }
  return { period: null, middle: null, half: null };
}

const monthBefore = (period: string, years: number): string => `${Number(period.slice(0, 4)) - years}${period.slice(4)}`;

/** The twelve months up to the newest, with what is published of the same months of the calendar. */
export function ownYear(
  commons: PublicCommons,
  answer: TopicAnswer,
  months: readonly OwnMonth[],
  letters: readonly string[],
): OwnYear {
  const mine = new Map(months.map(({ period, value }) => [period, value]));
  const newest = [...mine.keys()].sort().at(-1) ?? "";
  const [year, last] = [Number(newest.slice(0, 4)), Number(newest.slice(5))];
  const published = [...(commons.rest?.groups.keys() ?? [])].filter((period) => monthsIn(period).length > 0);
  const beside = besideOf(commons, answer, published);
  let both = { count: 0, now: 0, before: 0 };
  const drawn = letters.map((_, step): MonthOfYear => {
    // In the order of time: the newest month is the last.
    const i = (last + step) % letters.length;
    const number = String(i + 1).padStart(2, "0");
    const period = `${i + 1 > last ? year - 1 : year}-${number}`;
    const now = mine.get(period) ?? null;
    const before = mine.get(monthBefore(period, 1)) ?? null;
    if (now !== null && before !== null) both = { count: both.count + 1, now: both.now + now, before: both.before + before };
    const others = othersIn(commons, answer.ref, beside, periodsWith(published, [number]));
    return { name: letters[i] ?? "", ...others, mine: now, before };
  });
  return { months: drawn, beside, quarters: drawn.some(({ period }) => period !== null && isQuarter(period)), both };
}

/** Are others' figures drawn beside any of mine? What is published may be of other months. */
export const hasOthers = ({ months }: Pick<OwnYear, "months">): boolean =>
  months.some(({ middle, half }) => middle !== null || half !== null);
