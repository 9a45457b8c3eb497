import { monthName } from "../contract/period.ts";
import type { Span } from "./notebook.ts";
import type { UnreadReason } from "./reasons.ts";
import { plain } from "./words.ts";
import { civil, DAY_SECONDS, type LocalTime, monthIndex, offsetOf } from "./zone.ts";

/** A wall-clock time in civil seconds, with its offset where the text states one. */
export interface Stamp {
  readonly wall: number;
  /** seconds east of Greenwich; null: not stated */
  readonly offset: number | null;
}

const DATE = "(?:(\\d{4})-(\\d{2})-(\\d{2})|(\\d{1,2})/(\\d{1,2})/(\\d{4}))";
const TIME = "(\\d{1,2})[:h](\\d{2})(?::(\\d{2})(?:[.,]\\d{1,9})?)?";
const STAMP = new RegExp(`^${DATE}(?:[T ](?:à )?${TIME}\\s?(Z|[+-]\\d{2}:?\\d{2})?)?$`);

/**
 * Reads a date and time as written in French and ISO files: `2024-03-31`, `2024-03-31T01:30:00+01:00`, `31/03/2024 01:30`; or a
 * spreadsheet's date, whose UTC fields are the wall-clock time.
 *
 * @returns null for any other text, or a day that does not exist
 */
export function stamp(value: unknown): Stamp | null {
  if (value instanceof Date) return stampAt(Math.round(value.getTime() / 1000));
  const parts = typeof value === "string" ? STAMP.exec(value.trim()) : null;
  if (parts === null) return null;
  const [, y, m, d, day, month, year, hour = 0, minute = 0, second = 0, zone] = parts;
  const date = [Number(y ?? year), Number(m ?? month), Number(d ?? day)] as const;
  return stampAt(civil(...date, Number(hour), Number(minute), Number(second)), zone === undefined ? null : offsetOf(zone));
}

/** The stamp of a wall-clock time; null where `civil` rejected it. */
export function stampAt(wall: number, offset: number | null = null): Stamp | null {
  return Number.isFinite(wall) ? { wall, offset } : null;
}

const EXACT_LENGTH = "2024-03-31T01:30:00+01:00".length;
const CLOCK = /^([01]\d|2[0-3]):[0-5]\d:[0-5]\d$/;

/** Like `stamp`, faster for the lines of a load curve: lines of the same day share its computation. */
export function stampReader(): typeof stamp {
  let known = { day: " ", zone: " ", midnight: 0, offset: 0 };
  return (value) => {
    if (typeof value !== "string" || value.length !== EXACT_LENGTH || value[10] !== "T") return stamp(value);
    const clock = value.slice(11, 19);
    if (value.startsWith(known.day) && value.endsWith(known.zone) && CLOCK.test(clock)) {
      const seconds = 3600 * Number(clock.slice(0, 2)) + 60 * Number(clock.slice(3, 5)) + Number(clock.slice(6));
      return { wall: known.midnight + seconds, offset: known.offset };
    }
    const found = stamp(value);
    if (found?.offset != null)
      known = {
        day: value.slice(0, 11),
        zone: value.slice(19),
        midnight: found.wall - (found.wall % DAY_SECONDS),
        offset: found.offset,
      };
    return found;
  };
}

const EARLIEST = Date.UTC(1990, 0, 1) / 1000;
const LATEST = Date.UTC(2100, 0, 1) / 1000;

/** Whether a household's file may contain this time. It also bounds the number of months. */
export function inRange(seconds: number): boolean {
  return seconds >= EARLIEST && seconds < LATEST;
}

/** Seconds since 1970 of a stamp with an offset, or why there is no such instant. */
export function exactInstant(value: unknown): number | UnreadReason {
  const found = stamp(value);
  if (found === null || found.offset === null) return "bad-date";
  return inRange(found.wall) ? found.wall - found.offset : "out-of-range";
}

/**
 * Converts stamps to instants. In the hour repeated when summer time ends, a time's first occurrence in the file is the earlier
 * instant and its second the later one; the other way round in a file that goes backwards in time.
 *
 * @returns a function from a stamp to seconds since 1970, or to why there is no such instant
 */
export function instantReader(time: LocalTime): (stamp: Stamp | null) => number | UnreadReason {
  const seen = new Set<number>();
  let previous: number | null = null;
  let isFalling: boolean | null = null;
  return (stamp) => {
    if (stamp === null) return "bad-date";
    const { wall, offset } = stamp;
    if (!inRange(wall)) return "out-of-range";
    if (previous !== null && wall !== previous) isFalling ??= wall < previous;
    previous = wall;
    if (offset !== null) return wall - offset;
    const [first, second] = time.instants(wall);
    if (first === undefined) return "no-such-hour";
    if (second === undefined) return first;
    const isAgain = seen.has(wall);
    seen.add(wall);
    return isAgain === (isFalling ?? false) ? first : second;
  };
}

/** The span of a load curve's label, which is one end of its interval. */
export function labelAt(end: "start" | "end", instant: number | UnreadReason): Span | UnreadReason {
  return typeof instant === "string" ? instant : { [end]: instant };
}

/** A calendar day as the instants at which it begins and ends locally, 23, 24 or 25 hours later. */
export function civilDay(stamp: Stamp | null, time: LocalTime): { start: number; end: number } | UnreadReason {
  if (stamp === null) return "bad-date";
  if (!inRange(stamp.wall)) return "out-of-range";
  const day = stamp.wall - (stamp.wall % DAY_SECONDS);
  return { start: time.startOfDay(day), end: time.startOfDay(day + DAY_SECONDS) };
}

/** The span from the beginning of one calendar day to that of another. */
export function betweenDays(first: Stamp | null, next: Stamp | null, time: LocalTime): Span | UnreadReason {
  const [from, to] = [civilDay(first, time), civilDay(next, time)];
  if (typeof from === "string") return from;
  return typeof to === "string" ? to : { start: from.start, end: to.start };
}

/**
 * The span between two wall-clock times. Where a clock change makes its civil and real lengths differ, the shorter one is used.
 *
 * @param instantOf reads the first of them, from `instantReader`
 */
export function betweenTimes(
  from: Stamp | null,
  to: Stamp | null,
  instantOf: ReturnType<typeof instantReader>,
  time: LocalTime,
): Span | UnreadReason {
  const start = instantOf(from);
  if (typeof start === "string") return start;
  if (from === null || to === null) return "bad-date";
  if (!inRange(to.wall)) return "out-of-range";
  const ends = to.offset === null ? time.instants(to.wall) : [to.wall - to.offset];
  const end = ends.find((instant) => instant > start);
  // In the repeated hour, an interval may seem to end an hour before it begins.
  if (end === undefined || (to.offset === null && to.wall <= from.wall - 3600)) return "bad-length";
  const isCivil = to.offset === null && to.wall > from.wall;
  return { start, end: isCivil ? Math.min(end, start + to.wall - from.wall) : end };
}

const MONTHS = "janvier fevrier mars avril mai juin juillet aout septembre octobre novembre decembre".split(" ");

/** Reads `Novembre 2020`, `11/2020`, `2020-11` or a date as `YYYY-MM`; null where it is no month. */
export function monthPeriod(value: unknown): string | null {
  if (value instanceof Date) {
    const wall = stamp(value)?.wall ?? Number.NaN;
    return inRange(wall) ? new Date(wall * 1000).toISOString().slice(0, 7) : null;
  }
  const text = typeof value === "string" ? plain(value) : "";
  const [, name, named] = /^([a-z]+)\.? (\d{4})$/.exec(text) ?? [];
  const [, slashed, inYear] = /^(?:\d{2}\/)?(\d{2})\/(\d{4})$/.exec(text) ?? [];
  const [, dashedYear, dashed] = /^(\d{4})-(\d{2})(?:-\d{2})?$/.exec(text) ?? [];
  const month = name === undefined ? Number(slashed ?? dashed) : MONTHS.indexOf(name) + 1;
  const year = Number(named ?? inYear ?? dashedYear);
  return month >= 1 && month <= 12 && year >= 1990 && year <= 2099 ? monthName(monthIndex(year, month)) : null;
}
