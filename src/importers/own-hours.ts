import type { Notebook, Span } from "./notebook.ts";
import { dateOf, dayReader, isUnclear, withCentury } from "./own-dates.ts";
import type { UnreadReason } from "./reasons.ts";
import { betweenTimes, instantReader, labelAt, type Stamp, stampAt } from "./stamps.ts";
import { lengthsOf } from "./steps.ts";
import { civil, DAY_SECONDS, type LocalTime, offsetOf } from "./zone.ts";

/** The cells of a row that tell its time, the hour behind the day. */
export interface OwnTimes {
  readonly period: string;
  /** the end of the interval that begins at `period`; null: the table has no such column */
  readonly until: string | null;
}

export type SpanReader = (row: OwnTimes) => Span | UnreadReason;

/**
 * A date and a time of day in plain letters, which may be followed by its zone or by the end of its hour: `31/01/2025 13:30`,
 * `2025-01-31t13:30:00.000+01:00`, `31 janvier 2025 a 13h`, `1/31/2025 1:30 pm`, `31/01/2025 13h - 14h`.
 */
const TIMED =
  /^(?<date>.+?)(?:,? (?:a )?|t)(?<hour>\d{1,2})(?:[:h](?:(?<minute>\d{2})(?::(?<second>\d{2})(?:[.,]\d{1,9})?)?)?)?(?: ?(?<half>[ap])\.?m\.?)? ?(?<zone>z|utc|[+-]\d{2}:?\d{2})?(?: ?(?:[-–]|a|to) ?(?<end>\d{1,2}(?:[:h](?:\d{2})?)?(?::\d{2})?))?$/;

const partsOf = (cell: string) => TIMED.exec(withCentury(cell))?.groups;

/** Reads a column of dates with their time of day, each text once. @param cells all cells of the column */
function timesIn(cells: readonly string[]) {
  const known = new Map<string, Stamp | UnreadReason>();
  const parts = new Map(cells.map((cell) => [cell, partsOf(cell)] as const));
  const partsIn = (cell: string) => parts.get(cell) ?? partsOf(cell);
  const dateIn = (cell: string) => partsIn(cell)?.date ?? dateOf(withCentury(cell));
  const dayOf = dayReader([...new Set(cells.map(dateIn))], false);
  const all = [...parts.values()].filter((one) => one !== undefined);
  // A home has two offsets a year: more are no zones, but the ends of hours, `13:00-14:00`.
  const areZones = new Set(all.flatMap(({ zone }) => zone ?? [])).size <= 2;
  const read = (cell: string): Stamp | UnreadReason => {
    const { date, hour, minute = 0, second = 0, half, zone } = partsIn(cell) ?? {};
    const written = dateIn(cell);
    const found = dayOf(written);
    if (found === null) return isUnclear(written) ? "unclear-month" : "bad-date";
    if (typeof found === "string") return found;
    // A day without an hour may stand for its sum.
    if (date === undefined) return "unclear-month";
    const { year, month, day = 1 } = found;
    const clock = half === undefined ? Number(hour) : (Number(hour) % 12) + (half === "p" ? 12 : 0);
    const wall = civil(year, month ?? 1, day, clock, Number(minute), Number(second));
    return stampAt(wall, zone === undefined || !areZones ? null : offsetOf(zone)) ?? "bad-date";
  };
  const stampOf = (cell: string): Stamp | UnreadReason => {
    const found = known.get(cell) ?? read(cell);
    known.set(cell, found);
    return found;
  };
  /** which end of an interval the cells say that their times are */
  const edge = (): "start" | "end" | null => {
    if (!areZones || all.some(({ end }) => end !== undefined)) return "start";
    return all.some(({ hour }) => hour === "24") ? "end" : null;
  };
  return { stampOf, edge: edge(), areTimed: all.length > 0 };
}

/** A time on the clock that a file shows, and the instant. */
interface Label {
  readonly wall: number;
  readonly instant: number;
}

/**
 * Which end of its interval a time is, by the first and the last of the file: whole days begin at 00:00 and end at 23:00 where times
 * begin their hours, and begin at 01:00 and end at 00:00 where they end them. Times in another zone may tell both, one by the
 * clock that they show and one by the home's: then they tell nothing.
 */
function edgeOf(first: Label, last: Label, lengths: Float64Array, time: LocalTime): "start" | "end" | null {
  const [before = 0, after = 0] = [lengths[0], lengths.at(-1)];
  const told = (from: number, to: number, isMidnight: (at: number) => boolean) =>
    isMidnight(from) && isMidnight(to + after) ? "start" : isMidnight(from - before) && isMidnight(to) ? "end" : null;
  const byHome = told(first.instant, last.instant, (at) => {
    const day = at - (at % DAY_SECONDS);
    return time.startOfDay(day) === at || time.startOfDay(day + DAY_SECONDS) === at;
  });
  const shown = told(first.wall, last.wall, (at) => at % DAY_SECONDS === 0);
  return byHome === null || shown === null || byHome === shown ? (byHome ?? shown) : null;
}

/** Reads rows that have both ends of their interval. */
function betweenReader(rows: readonly OwnTimes[], { time, context: { today } }: Notebook): () => SpanReader {
  const { stampOf } = timesIn(rows.flatMap(({ period, until }) => [period, until ?? ""]));
  return () => {
    const instantOf = instantReader(time);
    return ({ period, until }) => {
      const [from, to] = [stampOf(period), stampOf(until ?? "")];
      if (typeof from === "string") return from;
      if (typeof to === "string") return to;
      const span = betweenTimes(from, to, instantOf, time);
      return typeof span !== "string" && today !== null && (span.end ?? 0) > today ? "unfinished" : span;
    };
  };
}

/**
 * For rows of hours, or of any step of whole minutes that divides the hour: opens readers of their spans. Null where they are days,
 * months or years.
 *
 * Which end of its interval a time is: its title tells; or a second column has the other end, or the cell itself; or an hour is 24, which
 * only ends one; or the first and last time of the file do (`edgeOf`). Where nothing does, times are taken to begin their steps. A month
 * is then wrong by one step at most at each end, an hour of 672 at least, where the rule of completeness lets 33 be absent.
 *
 * @param title which end the title says
 */
export function hoursOf(rows: readonly OwnTimes[], title: "start" | "end" | null, notebook: Notebook): (() => SpanReader) | null {
  const { time } = notebook;
  const { today } = notebook.context;
  if (rows.some(({ until }) => until !== null)) return betweenReader(rows, notebook);
  const cells = rows.map(({ period }) => period);
  const { stampOf, edge: shown, areTimed } = timesIn(cells);
  if (!areTimed) return null;
  const instantOf = instantReader(time);
  const labels = cells.flatMap((cell): Label[] => {
    const stamp = stampOf(cell);
    const instant = typeof stamp === "string" ? stamp : instantOf(stamp);
    return typeof stamp === "string" || typeof instant === "string" ? [] : [{ wall: stamp.wall, instant }];
  });
  if (labels.every(({ wall }) => wall % DAY_SECONDS === 0)) return null;
  labels.sort((a, b) => a.instant - b.instant);
  const lengths = lengthsOf(Float64Array.from(new Set(labels.map(({ instant }) => instant))), "start");
  const [[first], last, [step = Number.NaN]] = [labels, labels.at(-1), lengths];
  if (first === undefined || last === undefined) return null;
  const refused: SpanReader = ({ period }) => {
    const stamp = stampOf(period);
    return typeof stamp === "string" ? stamp : "unclear-hour";
  };
  if (Number.isNaN(step)) return () => refused;
  const edge = title ?? shown ?? edgeOf(first, last, lengths, time) ?? "start";
  return () => {
    const read = instantReader(time);
    return ({ period }) => {
      const stamp = stampOf(period);
      const instant = typeof stamp === "string" ? stamp : read(stamp);
      if (typeof instant === "string") return instant;
      return today !== null && instant + (edge === "start" ? step : 0) > today ? "unfinished" : labelAt(edge, instant);
    };
  };
}
