import type { UnreadReason } from "./words.ts";
import { civil, type LocalTime, monthIndex, monthName } from "./zone.ts";

/** A wall clock's time in civil seconds, and the offset where the text gives one. */
export interface Stamp {
  readonly wall: number;
  /** seconds east of Greenwich; null: the text leaves it open */
  readonly offset: number | null;
}

const ISO = /^(\d{4})-(\d{2})-(\d{2})(?:[T ](\d{1,2}):(\d{2})(?::(\d{2})(?:[.,]\d{1,9})?)?\s?(Z|[+-]\d{2}:?\d{2})?)?$/;
const FRENCH = /^(\d{1,2})\/(\d{1,2})\/(\d{4})(?:[T ](?:à )?(\d{1,2})[:h](\d{2})(?::(\d{2}))?)?$/;

function offsetOf(text: string | undefined): number | null {
  if (text === undefined) return null;
  if (text === "Z") return 0;
  const sign = text.startsWith("-") ? -1 : 1;
  return sign * (3600 * Number(text.slice(1, 3)) + 60 * Number(text.slice(-2)));
}

/**
 * A date and time as French and ISO files write them: `2024-03-31`, `2024-03-31T01:30:00+01:00`, `31/03/2024 01:30`.
 *
 * @returns null when it is none, or there is no such day
 */
export function stamp(text: string): Stamp | null {
  const iso = ISO.exec(text);
  if (iso) {
    const [, y, m, d, hour = 0, minute = 0, second = 0, zone] = iso;
    const wall = civil(Number(y), Number(m), Number(d), Number(hour), Number(minute), Number(second));
    return Number.isNaN(wall) ? null : { wall, offset: offsetOf(zone) };
  }
  const french = FRENCH.exec(text);
  if (!french) return null;
  const [, d, m, y, hour = 0, minute = 0, second = 0] = french;
  const wall = civil(Number(y), Number(m), Number(d), Number(hour), Number(minute), Number(second));
  return Number.isNaN(wall) ? null : { wall, offset: null };
}

/** A cell of a table as a stamp: spreadsheets give dates as dates, whose UTC is the wall clock. */
export function stampOf(value: unknown): Stamp | null {
  if (value instanceof Date) {
    const wall = Math.round(value.getTime() / 1000);
    return Number.isFinite(wall) ? { wall, offset: null } : null;
  }
  return typeof value === "string" ? stamp(value.trim()) : null;
}

const EARLIEST = Date.UTC(1990, 0, 1) / 1000;
const LATEST = Date.UTC(2100, 0, 1) / 1000;

/** Is it a time that a household's file may speak of? A bound on the number of months, too. */
export function inRange(seconds: number): boolean {
  return seconds >= EARLIEST && seconds < LATEST;
}

/** Characters of `2024-03-31T01:30:00+01:00`. */
const EXACT = 25;

/** The time of day in such a text; −1 where it is not exactly one. */
function secondsOf(text: string): number {
  const two = (i: number) => {
    const [a, b] = [text.charCodeAt(i) - 48, text.charCodeAt(i + 1) - 48];
    return a >= 0 && a <= 9 && b >= 0 && b <= 9 ? 10 * a + b : 99;
  };
  const [hour, minute, second] = [two(11), two(14), two(17)];
  const colons = text.charCodeAt(13) === 0x3a && text.charCodeAt(16) === 0x3a;
  return colons && hour < 24 && minute < 60 && second < 60 ? 3600 * hour + 60 * minute + second : -1;
}

/**
 * Turns stamps into instants. A wall clock's hour that comes twice, when summer time ends, is the earlier one the first
 * time that the file names it and the later one the second time; the other way round in a file that goes back in time.
 */
export class Instants {
  private readonly time: LocalTime;
  private readonly seen = new Set<number>();
  private previous: number | null = null;
  private falling: boolean | null = null;
  /** of the last text with an offset, in range */
  private day: { readonly text: string; readonly zone: string; readonly wall: number; readonly offset: number } | null = null;

  constructor(time: LocalTime) {
    this.time = time;
  }

  /** The same of a text. Lines of load curves are alike but for digits: their day is worked out once. */
  read(text: string): number | UnreadReason {
    if (text.length !== EXACT || text.charCodeAt(10) !== 0x54) return this.of(stamp(text));
    const day = text.slice(0, 10);
    const clock = this.day?.text === day ? secondsOf(text) : -1;
    if (clock < 0 || this.day === null || this.day.zone !== text.slice(19)) {
      const found = stamp(text);
      if (found !== null && found.offset !== null && inRange(found.wall))
        this.day = { text: day, zone: text.slice(19), wall: found.wall - (found.wall % 86_400), offset: found.offset };
      return this.of(found);
    }
    this.previous = this.day.wall + clock;
    return this.previous - this.day.offset;
  }

  /** @returns seconds since 1970, or why there is no such instant */
  of(stamp: Stamp | null): number | UnreadReason {
    if (stamp === null) return "bad-date";
    const { wall, offset } = stamp;
    if (!inRange(wall)) return "out-of-range";
    if (this.falling === null && this.previous !== null && wall !== this.previous) this.falling = wall < this.previous;
    this.previous = wall;
    if (offset !== null) return wall - offset;
    const [first, second] = this.time.instants(wall);
    if (first === undefined) return "no-such-hour";
    if (second === undefined) return first;
    const again = this.seen.has(wall);
    this.seen.add(wall);
    return again === (this.falling ?? false) ? first : second;
  }
}

/** A civil day of the file as the instants at which it begins and ends there, 23, 24 or 25 hours later. */
export function dayOf(stamp: Stamp | null, time: LocalTime): { start: number; end: number } | UnreadReason {
  if (stamp === null) return "bad-date";
  if (!inRange(stamp.wall)) return "out-of-range";
  const day = stamp.wall - (stamp.wall % 86_400);
  return { start: time.startOfDay(day), end: time.startOfDay(day + 86_400) };
}

const MONTHS = [
  "janvier",
  "fevrier",
  "mars",
  "avril",
  "mai",
  "juin",
  "juillet",
  "aout",
  "septembre",
  "octobre",
  "novembre",
  "decembre",
];

/** Without accents, case or spaces around: for comparing headers. */
export function plain(text: string): string {
  return text.normalize("NFD").replace(/\p{M}/gu, "").toLowerCase().replace(/\s+/g, " ").trim();
}

/** `Novembre 2020`, `11/2020`, `2020-11` or a date as `YYYY-MM`; null when it is no month. */
export function monthPeriod(value: unknown): string | null {
  const date = value instanceof Date ? stampOf(value) : null;
  if (date !== null) return inRange(date.wall) ? new Date(date.wall * 1000).toISOString().slice(0, 7) : null;
  if (typeof value !== "string") return null;
  const text = plain(value);
  const named = /^([a-z]+)\.? (\d{4})$/.exec(text);
  const slashed = /^(?:\d{2}\/)?(\d{2})\/(\d{4})$/.exec(text);
  const dashed = /^(\d{4})-(\d{2})(?:-\d{2})?$/.exec(text);
  const month = named ? MONTHS.indexOf(named[1] ?? "") + 1 : Number(slashed?.[1] ?? dashed?.[2] ?? 0);
  const year = Number(named?.[2] ?? slashed?.[2] ?? dashed?.[1] ?? 0);
  if (month < 1 || month > 12 || year < 1990 || year > 2099) return null;
  return monthName(monthIndex(year, month));
}
