import { Refusal } from "../contract/problem.ts";

/** Seconds east of Greenwich at an instant (seconds since 1970, UTC). */
export type OffsetAt = (instant: number) => number;

export const DAY = 86_400;

/** Civil seconds: a wall clock read as if it were UTC. NaN when there is no such date or time. */
export function civil(year: number, month: number, day: number, hour = 0, minute = 0, second = 0): number {
  if (hour > 24 || minute > 59 || second > 59 || (hour === 24 && minute + second > 0)) return Number.NaN;
  const date = new Date(Date.UTC(year, month - 1, day));
  if (date.getUTCMonth() !== month - 1 || date.getUTCDate() !== day || year < 1000) return Number.NaN;
  return date.getTime() / 1000 + 3600 * hour + 60 * minute + second;
}

/** A month as one number, so that months can be counted: 12 × year + month − 1. */
export function monthIndex(year: number, month: number): number {
  return 12 * year + month - 1;
}

/** `YYYY-MM` */
export function monthName(index: number): string {
  return `${String(Math.floor(index / 12)).padStart(4, "0")}-${String((index % 12) + 1).padStart(2, "0")}`;
}

/** Seconds of an offset such as `+02:00` at the end of a text; 0 where there is none, as in `GMT` or `Z`. */
export function offsetOf(text: string): number {
  const [, sign, hours = 0, minutes = 0] = /([+-])(\d{2}):?(\d{2})$/.exec(text) ?? [];
  const seconds = 3600 * Number(hours) + 60 * Number(minutes);
  return sign === "-" ? -seconds : seconds;
}

/**
 * The offsets of a named zone, by `Intl`.
 *
 * @throws Refusal `invalid-parameter` when there is no such zone
 */
export function namedZone(timeZone: string): OffsetAt {
  try {
    const format = new Intl.DateTimeFormat("en-US", { timeZone, timeZoneName: "longOffset" });
    return (instant) => offsetOf(format.format(instant * 1000));
  } catch {
    throw new Refusal("invalid-parameter", "the time zone must be one of the IANA database, such as Europe/Paris");
  }
}

/** A place's clock and calendar: local days and months as instants, wall-clock times with the days when clocks change right. */
export class LocalTime {
  private readonly offsetAt: OffsetAt;
  /** by civil day: the offsets a day before and a day after; equal on all days but a few */
  private readonly offsets = new Map<number, readonly [number, number]>();
  private readonly months = new Map<number, number>();

  constructor(offsetAt: OffsetAt) {
    this.offsetAt = offsetAt;
  }

  private around(wall: number): readonly [number, number] {
    const day = Math.floor(wall / DAY);
    const known = this.offsets.get(day);
    if (known !== undefined) return known;
    const found = [this.offsetAt(day * DAY - DAY), this.offsetAt(day * DAY + 2 * DAY)] as const;
    this.offsets.set(day, found);
    return found;
  }

  /** The instants at which clocks show that civil time: one; none in the hour that is skipped; two in the one that is repeated. */
  instants(wall: number): readonly number[] {
    const [before, after] = this.around(wall);
    if (before === after) return [wall - before];
    return [...new Set([wall - before, wall - after])]
      .filter((instant) => this.offsetAt(instant) === wall - instant)
      .sort((a, b) => a - b);
  }

  /** The first instant of a civil day. */
  startOfDay(wall: number): number {
    return this.instants(wall)[0] ?? wall - this.around(wall)[0];
  }

  /** The first instant of a month (`monthIndex`). */
  startOfMonth(index: number): number {
    const known = this.months.get(index);
    if (known !== undefined) return known;
    const start = this.startOfDay(Date.UTC(Math.floor(index / 12), index % 12, 1) / 1000);
    this.months.set(index, start);
    return start;
  }

  /** The month that an instant is in. */
  monthOf(instant: number): number {
    const date = new Date(instant * 1000);
    const index = monthIndex(date.getUTCFullYear(), date.getUTCMonth() + 1);
    if (instant < this.startOfMonth(index)) return index - 1;
    return instant < this.startOfMonth(index + 1) ? index : index + 1;
  }
}
