import { LONGEST_SHARED } from "./completeness.ts";
import type { LocalTime } from "./zone.ts";

interface Month {
  /** first instant, and the first one after it */
  readonly start: number;
  readonly end: number;
  /** a sum of amounts, as numerators of the series */
  amount: bigint;
  /** seconds */
  covered: number;
  estimated: boolean;
}

/** Sums intervals that do not overlap into local months, exactly. Memory: one entry a month. */
export function openMonthSums(time: LocalTime) {
  /** by `monthIndex`; months without a reading are absent */
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
   * Counts an interval in the month that it is in; one of a day or less across two months in both, pro rata by time, so
   * that the parts add up to the whole. Nothing at all is nothing in each part, however long.
   *
   * @param start @param end seconds since 1970, `end` not included
   * @param amount a safe integer
   * @returns false where the interval is too long to be shared out: it counts in no month
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
