import { LONGEST_SHARED } from "./completeness.ts";
import type { LocalTime } from "./zone.ts";

/** What readings say of one month. */
export interface Month {
  /** a sum of amounts, as numerators of the series */
  amount: bigint;
  /** seconds */
  covered: number;
  readonly expected: number;
  estimated: boolean;
}

interface Cell extends Month {
  readonly start: number;
  readonly end: number;
  /** summed exactly as a double, and moved to `amount` before it could be inexact */
  small: number;
}

/** Sums intervals that do not overlap into local months, exactly. Memory: one cell a month. */
export class MonthSums {
  private readonly time: LocalTime;
  private readonly cells = new Map<number, Cell>();
  private current: Cell | undefined;
  /** intervals that were too long to be shared out */
  tooLong = 0;
  /** seconds; Infinity: none */
  finest = Number.POSITIVE_INFINITY;

  constructor(time: LocalTime) {
    this.time = time;
  }

  private cellAt(instant: number): Cell {
    const now = this.current;
    if (now !== undefined && instant >= now.start && instant < now.end) return now;
    const index = this.time.monthOf(instant);
    let cell = this.cells.get(index);
    if (cell === undefined) {
      const [start, end] = [this.time.startOfMonth(index), this.time.startOfMonth(index + 1)];
      cell = { amount: 0n, small: 0, covered: 0, expected: end - start, estimated: false, start, end };
      this.cells.set(index, cell);
    }
    this.current = cell;
    return cell;
  }

  /**
   * Counts an interval in the month that it is in; one of a day or less across two months in both, pro rata by time, so
   * that the parts add up to the whole.
   *
   * @param start @param end seconds since 1970, `end` not included
   * @param amount a safe integer
   */
  add(start: number, end: number, amount: number, estimated: boolean): void {
    const cell = this.cellAt(start);
    if (end <= cell.end) {
      this.count(cell, end - start, amount, estimated);
      return;
    }
    if (amount === 0) {
      // Nothing at all is nothing in each part, however long.
      for (let from = start; from < end; ) {
        const part = this.cellAt(from);
        this.count(part, Math.min(part.end, end) - from, 0, estimated, end - start);
        from = part.end;
      }
      return;
    }
    if (end - start > LONGEST_SHARED) {
      this.tooLong += 1;
      return;
    }
    const first = Number((BigInt(amount) * BigInt(cell.end - start)) / BigInt(end - start));
    this.count(cell, cell.end - start, first, estimated, end - start);
    this.count(this.cellAt(cell.end), end - cell.end, amount - first, estimated, end - start);
  }

  private count(cell: Cell, length: number, amount: number, estimated: boolean, whole = length): void {
    if (cell.small + amount > Number.MAX_SAFE_INTEGER) {
      cell.amount += BigInt(cell.small);
      cell.small = 0;
    }
    cell.small += amount;
    cell.covered += length;
    if (estimated) cell.estimated = true;
    if (whole < this.finest) this.finest = whole;
  }

  /** By `monthIndex`; months without a reading are absent. */
  settle(): Map<number, Month> {
    for (const cell of this.cells.values()) {
      cell.amount += BigInt(cell.small);
      cell.small = 0;
    }
    return new Map([...this.cells].sort(([a], [b]) => a - b));
  }
}
