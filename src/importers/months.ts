import { LONGEST_SHARED } from "./completeness.ts";
import { DAY_SECONDS, type LocalTime } from "./zone.ts";

interface Month {
  /** first instant of the month, and the first one after it */
  readonly start: number;
  readonly end: number;
  /** sum of amounts, in the numerators of the series */
  amount: bigint;
  /** seconds covered by readings */
  covered: number;
  estimated: boolean;
  /** days of the month, from 1, that no reading touches */
  readonly empty: Set<number>;
}

/** Sums non-overlapping intervals into local months, exactly. It keeps one entry for each month. */
export function openMonthSums(time: LocalTime) {
  /** months by `monthIndex`; those without a reading are absent */
  const months = new Map<number, Month>();
  let current: Month | undefined;

  const monthAt = (instant: number): Month => {
    if (current !== undefined && instant >= current.start && instant < current.end) return current;
    const index = time.monthOf(instant);
    const [start, end] = [time.startOfMonth(index), time.startOfMonth(index + 1)];
    const days = Math.round((end - start) / DAY_SECONDS);
    const empty = new Set(Array.from({ length: days }, (_, i) => i + 1));
    current = months.get(index) ?? { start, end, amount: 0n, covered: 0, estimated: false, empty };
    months.set(index, current);
    return current;
  };

  /** First instant of a day of a month, from 1. */
  const startOfDay = (month: number, day: number): number =>
    time.startOfDay(Date.UTC(Math.floor(month / 12), month % 12, day) / 1000);

  /** Marks the days that part of an interval touches; days have 23 to 25 hours. */
  const touch = ({ start, empty }: Month, from: number, until: number): void => {
    if (empty.size === 0) return;
    const month = time.monthOf(start);
    const first = Math.max(1, Math.floor((from - start) / DAY_SECONDS));
    const last = Math.ceil((until - start) / DAY_SECONDS) + 1;
    for (let day = first; day <= last; day += 1)
      if (empty.has(day) && startOfDay(month, day) < until && startOfDay(month, day + 1) > from) empty.delete(day);
  };

  /**
   * Counts an interval in its month. An interval of up to a day that spans two months is divided in proportion to time, so that
   * the parts add up exactly. A longer one is not counted, unless its amount is 0.
   *
   * @param start seconds since 1970
   * @param end seconds since 1970, excluded
   * @param amount a safe integer
   * @returns false where the interval is too long to be divided: it counts in no month
   */
  const add = (start: number, end: number, amount: number, estimated: boolean): boolean => {
    if (amount > 0 && end - start > LONGEST_SHARED && end > monthAt(start).end) return false;
    let left = BigInt(amount);
    for (let from = start; from < end; ) {
      const month = monthAt(from);
      const until = Math.min(month.end, end);
      const share = until === end ? left : (BigInt(amount) * BigInt(until - from)) / BigInt(end - start);
      month.amount += share;
      month.covered += until - from;
      touch(month, from, until);
      month.estimated ||= estimated;
      left -= share;
      from = until;
    }
    return true;
  };
  return { months, add };
}
