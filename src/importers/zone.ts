import { Refusal } from "../contract/problem.ts";

/** Seconds east of Greenwich at an instant (seconds since 1970, UTC). */
export type OffsetAt = (instant: number) => number;

/** One day of 24 hours, in seconds. */
export const DAY_SECONDS = 86_400;

/** Civil seconds: a wall-clock time read as if it were UTC. NaN where there is no such date or time. */
export function civil(year: number, month: number, day: number, hour = 0, minute = 0, second = 0): number {
  if (hour > 24 || minute > 59 || second > 59 || (hour === 24 && minute + second > 0)) return Number.NaN;
  const date = new Date(Date.UTC(year, month - 1, day));
  if (date.getUTCMonth() !== month - 1 || date.getUTCDate() !== day || year < 1000) return Number.NaN;
  return date.getTime() / 1000 + 3600 * hour + 60 * minute + second;
}

/** A month as one number, for arithmetic: 12 × year + month − 1. */
export function monthIndex(year: number, month: number): number {
  return 12 * year + month - 1;
}

/** Seconds of an offset such as `+02:00` at the end of a text; 0 where there is none, as in `GMT` or `Z`. */
export function offsetOf(text: string): number {
  const [, sign, hours = 0, minutes = 0] = /([+-])(\d{2}):?(\d{2})$/.exec(text) ?? [];
  const seconds = 3600 * Number(hours) + 60 * Number(minutes);
  return sign === "-" ? -seconds : seconds;
}

/**
 * The offsets of a named time zone, from `Intl`.
 *
 * @throws Refusal `invalid-parameter` where there is no such zone
 */
export function namedZone(timeZone: string): OffsetAt {
  try {
    const format = new Intl.DateTimeFormat("en-US", { timeZone, timeZoneName: "longOffset" });
    return (instant) => offsetOf(format.format(instant * 1000));
  } catch {
    throw new Refusal("invalid-parameter", "the time zone must be one of the IANA database, such as Europe/Paris");
  }
}

export type LocalTime = ReturnType<typeof localTime>;

/** A place's local time: its days and months as instants, and wall-clock times as instants, correct at clock changes. */
export function localTime(offsetAt: OffsetAt) {
  /** offsets the day before and the day after each calendar day; they differ only near clock changes */
  const offsets = new Map<number, readonly [number, number]>();
  const months = new Map<number, number>();

  const offsetsAround = (wall: number): readonly [number, number] => {
    const day = Math.floor(wall / DAY_SECONDS);
    const known = offsets.get(day);
    if (known !== undefined) return known;
    const found = [offsetAt(day * DAY_SECONDS - DAY_SECONDS), offsetAt(day * DAY_SECONDS + 2 * DAY_SECONDS)] as const;
    offsets.set(day, found);
    return found;
  };

  /** The instants at which clocks show a civil time: one; none in a skipped hour; two in a repeated hour. */
  const instants = (wall: number): readonly number[] => {
    const [before, after] = offsetsAround(wall);
    if (before === after) return [wall - before];
    const found = [...new Set([wall - before, wall - after])].filter((instant) => offsetAt(instant) === wall - instant);
    return found.sort((a, b) => a - b);
  };

  /** The first instant of a calendar day. */
  const startOfDay = (wall: number): number => instants(wall)[0] ?? wall - offsetsAround(wall)[0];

  /** The first instant of a month (`monthIndex`). */
  const startOfMonth = (index: number): number => {
    const known = months.get(index);
    if (known !== undefined) return known;
    const start = startOfDay(Date.UTC(Math.floor(index / 12), index % 12, 1) / 1000);
    months.set(index, start);
    return start;
  };

  /** The month that an instant is in. */
  const monthOf = (instant: number): number => {
    const date = new Date(instant * 1000);
    const index = monthIndex(date.getUTCFullYear(), date.getUTCMonth() + 1);
    if (instant < startOfMonth(index)) return index - 1;
    return instant < startOfMonth(index + 1) ? index : index + 1;
  };
  return { instants, startOfDay, startOfMonth, monthOf };
}
