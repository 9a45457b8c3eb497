import { LONGEST_SHARED } from "./completeness.ts";
import type { LocalTime } from "./zone.ts";

/** What readings say of one month. */
export interface Month {
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
export class MonthSums {
  private readonly time: LocalTime;
  /** by `monthIndex`; months without a reading are absent */
  readonly months = new Map<number, Month>();
  private current: Month | undefined;
  /** intervals that were too long to be shared out */
  tooLong = 0;
  /** seconds of the shortest interval; Infinity: none */
  finest = Number.POSITIVE_INFINITY;

  constructor(time: LocalTime) {
    this.time = time;
  }

  private monthAt(instant: number): Month {
    if (this.current !== undefined && instant >= this.current.start && instant < this.current.end) return this.current;
    const index = this.time.monthOf(instant);
    const [start, end] = [this.time.startOfMonth(index), this.time.startOfMonth(index + 1)];
    this.current = this.months.get(index) ?? { start, end, amount: 0n, covered: 0, estimated: false };
    this.months.set(index, this.current);
    return this.current;
  }

  /**
   * Counts an interval in the month that it is in; one of a day or less across two months in both, pro rata by time, so
   * that the parts add up to the whole. Nothing at all is nothing in each part, however long.
   *
   * @param start @param end seconds since 1970, `end` not included
   * @param amount a safe integer
   */
  add(start: number, end: number, amount: number, estimated: boolean): void {
    if (amount > 0 && end - start > LONGEST_SHARED && end > this.monthAt(start).end) {
      this.tooLong += 1;
      return;
    }
    let left = BigInt(amount);
    for (let from = start; from < end; ) {
      const month = this.monthAt(from);
      const until = Math.min(month.end, end);
      const share = until === end ? left : (BigInt(amount) * BigInt(until - from)) / BigInt(end - start);
      month.amount += share;
      month.covered += until - from;
      if (estimated) month.estimated = true;
      left -= share;
      from = until;
    }
    this.finest = Math.min(this.finest, end - start);
  }
}
