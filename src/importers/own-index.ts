import type { Quantity } from "./amounts.ts";
import { YEAR_DAYS } from "./bill.ts";
import type { FilePoint, PointOrReason, SeriesOf } from "./notebook.ts";
import { DAY_SECONDS, type LocalTime } from "./zone.ts";

/** What stands on a meter at a day, as a household writes it down. */
export interface MeterReading {
  /** the day as the row writes it, by which the row is found again */
  readonly date: string;
  /** first instant of the day, in seconds since 1970 */
  readonly at: number;
  readonly amount: number;
}

/** Days between rows from which a table may be of readings taken now and then. */
const [DAYS_APART, MONTHS_APART] = [2 * DAY_SECONDS, 62 * DAY_SECONDS];
/** Rows of single days that tell a meter, and the rises that a meter in use has among them. */
const [ENOUGH, ENOUGH_RISES] = [20, 5];
/** Over so long a home's use has a season, so that only a meter never falls. */
const SEASONS = 300 * DAY_SECONDS;
const MONTH = 30 * DAY_SECONDS;

/**
 * Tells by the numbers alone whether rows are what stands on a meter, which never falls, or what was used. `unclear` where they never
 * fall and may be either: a few months of a season that rises.
 *
 * @param readings in the order of their days
 * @param mostAMonth more than any home uses in a month; null: not known
 */
export function amountsAre(readings: readonly MeterReading[], mostAMonth: number | null): "uses" | "meter" | "unclear" {
  const [first, last] = [readings[0], readings.at(-1)];
  if (first === undefined || last === undefined || readings.length < 3) return "uses";
  const steps = readings.slice(1).map(({ amount }, i) => amount - (readings[i]?.amount ?? amount));
  const rises = steps.filter((by) => by > 0).length;
  if (steps.some((by) => by < 0) || rises < 2) return "uses";
  const span = last.at - first.at;
  const apart = span / (readings.length - 1);
  if (apart < DAYS_APART) return readings.length >= ENOUGH && rises >= ENOUGH_RISES ? "meter" : "uses";
  if (mostAMonth !== null && first.amount > mostAMonth * Math.max(1, apart / MONTH)) return "meter";
  return rises >= ENOUGH_RISES && span >= SEASONS && apart <= MONTHS_APART ? "meter" : "unclear";
}

/**
 * What was used between each reading and the one before, by the date of the later one. Between two months it is divided by time, as a
 * bill is, and marked as estimated; of so long a time as a year it is not, which would flatten the seasons.
 *
 * @param readings in the order of their days
 */
export function usesBetween(
  readings: readonly MeterReading[],
  of: SeriesOf,
  unit: Quantity,
  time: LocalTime,
): ReadonlyMap<string, readonly PointOrReason[]> {
  const found = new Map<string, readonly PointOrReason[]>();
  for (const [i, to] of readings.entries()) {
    const from = readings[i - 1];
    if (from === undefined) found.set(to.date, []);
    else if (to.at === from.at) found.set(to.date, to.amount === from.amount ? ["repeated"] : ["contradiction"]);
    else if (to.amount < from.amount) found.set(to.date, ["index-falls"]);
    else if (to.at - from.at >= YEAR_DAYS * DAY_SECONDS) found.set(to.date, ["long-interval"]);
    else found.set(to.date, partsBetween(from, to, of, unit, time));
  }
  return found;
}

/** One use as a point for each month that it touches; the parts add up exactly. */
function partsBetween(from: MeterReading, to: MeterReading, of: SeriesOf, unit: Quantity, time: LocalTime): FilePoint[] {
  const used = BigInt(to.amount - from.amount);
  const upTo = (at: number): bigint => (used * BigInt(at - from.at)) / BigInt(to.at - from.at);
  const parts: FilePoint[] = [];
  for (let start = from.at; start < to.at; ) {
    const end = Math.min(to.at, time.startOfMonth(time.monthOf(start) + 1));
    const estimated = start !== from.at || end !== to.at;
    const value = Number(upTo(end) - upTo(start));
    parts.push({ of, when: { start, end }, value, unit, estimated, points: start === from.at ? 1 : 0 });
    start = end;
  }
  return parts;
}
