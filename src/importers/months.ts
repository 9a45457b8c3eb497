import { LONGEST_SHARED } from "./completeness.ts";
import type { LocalTime } from "./zone.ts";

interface Month {
  /** first instant of the month, and the first one after it */
  readonly start: number;
  readonly end: number;
  /** sum of amounts, in the numerators of the series */
  amount: bigint;
  /** seconds covered by readings */
  covered: number;
  estimated: boolean;
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
    current = months.get(index) ?? { start, end, amount: 0n, covered: 0, estimated: false };
    months.set(index, current);
    return current;
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
      month.estimated ||= estimated;
      left -= share;
      from = until;
    }
    return true;
  };
  return { months, add };
}
