import { type Quantity, roundedQuotient } from "./amounts.ts";
import { isWhole } from "./completeness.ts";
import { MonthSums } from "./months.ts";
import type { DroppedReason, UnreadReason } from "./reasons.ts";
import type { InFile } from "./report.ts";
import { lengthsOf } from "./steps.ts";
import { type LocalTime, monthName } from "./zone.ts";

/** Where a series tells what it could not count. */
export interface Complaints {
  drop(what: DroppedReason, count?: number): void;
  /** @param file absent: the one that is read now */
  refuse(place: number, reason: UnreadReason, file?: InFile): void;
}

/** What a series comes to in one month or year. */
export interface PeriodSum {
  /** `YYYY-MM` or `YYYY` */
  readonly period: string;
  /** base units */
  readonly amount: number;
  readonly estimated: boolean;
  /** seconds that readings cover; null: a total, which does not tell */
  readonly covered: number | null;
  /** seconds that the period has */
  readonly expected: number;
  readonly whole: boolean;
}

/** Points of one meter, put in order and summed by period at the end. Columns of numbers: objects would take four times as much. */
export abstract class Series {
  /** what points are ordered by: seconds since 1970 */
  private readonly times: number[] = [];
  /** safe integers ≥ 0, or −1: the point has no value */
  private readonly amounts: number[] = [];
  private readonly places: number[] = [];
  /** positions of the points with a value that is an estimate */
  private readonly estimates = new Set<number>();
  /** in the order in which they were entered, each from its first point on */
  private readonly files: { readonly from: number; readonly file: InFile }[] = [];
  protected readonly unit: Quantity;
  /** how many points have a value */
  points = 0;
  /** seconds of the shortest interval; Infinity: none */
  finest = Number.POSITIVE_INFINITY;

  constructor(unit: Quantity) {
    this.unit = unit;
  }

  get estimated(): number {
    return this.estimates.size;
  }

  /** Says which file the points from here on are in. */
  enter(file: InFile): void {
    if (this.files.at(-1)?.file !== file) this.files.push({ from: this.times.length, file });
  }

  /**
   * @param time what points are ordered by
   * @param amount in the unit's places; null: the point is there without a value
   * @param points how many of the file's the value was made from
   */
  add(time: number, amount: number | null, estimated: boolean, place: number, points = 1): void {
    if (amount !== null) this.points += points;
    if (amount !== null && estimated) this.estimates.add(this.times.length);
    this.times.push(time);
    this.amounts.push(amount ?? -1);
    this.places.push(place);
  }

  protected time(i: number): number {
    return this.times[i] as number;
  }

  protected amount(i: number): number {
    return this.amounts[i] as number;
  }

  protected inBaseUnits(amount: bigint): number {
    return Number(roundedQuotient(amount, this.unit.denominator));
  }

  protected isEstimated(i: number): boolean {
    return this.estimates.has(i);
  }

  /** Names the point, in the file that it is in. */
  protected refuse(complaints: Complaints, i: number, reason: UnreadReason): void {
    complaints.refuse(this.places[i] as number, reason, this.files.findLast(({ from }) => from <= i)?.file);
  }

  /** Calls back with each time in order, its points, and the one that counts; null when none has a value, or they contradict each other. */
  protected byTime(complaints: Complaints, visit: (chosen: number | null, time: number) => void): void {
    const order = this.order();
    for (let from = 0; from < order.length; ) {
      const first = order[from] as number;
      const time = this.time(first);
      let to = from + 1;
      while (to < order.length && this.times[order[to] as number] === time) to += 1;
      const isAlone = to === from + 1 && this.amount(first) >= 0;
      visit(isAlone ? first : this.agreed([...order.subarray(from, to)], complaints), time);
      from = to;
    }
  }

  /** Positions in the order of time; equal times keep theirs. */
  private order(): Uint32Array {
    const order = new Uint32Array(this.times.length);
    let isRising = true;
    for (let i = 0; i < order.length; i += 1) {
      order[i] = i;
      if (i > 0 && this.time(i) < this.time(i - 1)) isRising = false;
    }
    return isRising ? order : order.sort((a, b) => this.time(a) - this.time(b) || a - b);
  }

  /** The one point that counts among points of the same time; null when there is none. */
  protected agreed(group: readonly number[], complaints: Complaints): number | null {
    const valued = group.filter((i) => this.amount(i) >= 0);
    if (valued.length < group.length) complaints.drop("empty", group.length - valued.length);
    const [first] = valued;
    if (first === undefined) return null;
    if (valued.some((i) => this.amounts[i] !== this.amounts[first])) {
      for (const i of valued) this.refuse(complaints, i, "contradiction");
      return null;
    }
    if (valued.length > 1) complaints.drop("repeated", valued.length - 1);
    return valued.find((i) => !this.isEstimated(i)) ?? first;
  }

  /** Settles what counts. It is called once, when all points are there. */
  abstract settle(complaints: Complaints): PeriodSum[];
}

/** Totals by month, or by year, as a provider sums them up. */
export class Totals extends Series {
  private readonly periods = new Map<number, string>();

  /** @param period `YYYY-MM` or `YYYY`; one series has one of the two */
  addTotal(period: string, amount: number | null, estimated: boolean, place: number, points = 1): void {
    const time = Date.parse(period);
    if (amount !== null) this.periods.set(time, period);
    this.add(time, amount, estimated, place, points);
  }

  /** The first and the last total are not whole: exports are cut where they begin and end, and a total does not tell. */
  settle(complaints: Complaints): PeriodSum[] {
    const edges = [Math.min(...this.periods.keys()), Math.max(...this.periods.keys())];
    const sums: PeriodSum[] = [];
    this.byTime(complaints, (chosen, time) => {
      const period = this.periods.get(time);
      const whole = !edges.includes(time);
      if (period === undefined || (chosen === null && whole)) return;
      const [year = 0, month] = period.split("-").map(Number);
      sums.push({
        period,
        amount: chosen === null ? 0 : this.inBaseUnits(BigInt(this.amount(chosen))),
        estimated: chosen !== null && this.isEstimated(chosen),
        covered: null,
        // In UTC: it is shown only.
        expected: (Date.UTC(year, month ?? 12) - Date.UTC(year, (month ?? 1) - 1)) / 1000,
        whole,
      });
    });
    return sums;
  }
}

/** Points whose values hold for intervals, which are summed into months. */
abstract class IntervalSeries extends Series {
  protected readonly sums: MonthSums;

  constructor(unit: Quantity, time: LocalTime) {
    super(unit);
    this.sums = new MonthSums(time);
  }

  protected abstract sum(complaints: Complaints): void;

  /** Counts a point's value for an interval, or says why it does not. */
  protected countPoint(i: number, start: number, end: number, complaints: Complaints): void {
    const amount = this.amount(i) * (this.unit.power ? end - start : 1);
    if (!(end > start)) this.refuse(complaints, i, "bad-length");
    else if (amount > Number.MAX_SAFE_INTEGER) this.refuse(complaints, i, "too-large");
    else this.sums.add(start, end, amount, this.isEstimated(i));
  }

  settle(complaints: Complaints): PeriodSum[] {
    this.sum(complaints);
    if (this.sums.tooLong > 0) complaints.drop("long-interval", this.sums.tooLong);
    this.finest = this.sums.finest;
    return [...this.sums.months].map(([index, { start, end, amount: sum, covered, estimated }]) => {
      const [amount, expected] = [this.inBaseUnits(sum), end - start];
      const whole = isWhole(covered, expected) && Number.isSafeInteger(amount);
      return { period: monthName(index), amount, estimated, covered, expected, whole };
    });
  }
}

/** Mean power by labels, each of which is one end of its interval. */
export class Curve extends IntervalSeries {
  private readonly at: "start" | "end";

  constructor(unit: Quantity, time: LocalTime, at: "start" | "end") {
    super(unit, time);
    this.at = at;
  }

  protected sum(complaints: Complaints): void {
    const labels: number[] = [];
    const points: (number | null)[] = [];
    this.byTime(complaints, (chosen, time) => {
      labels.push(time);
      points.push(chosen);
    });
    const lengths = lengthsOf(labels, this.at);
    for (const [k, i] of points.entries()) {
      if (i === null) continue;
      const [label, length] = [labels[k] as number, lengths[k] as number];
      const start = this.at === "end" ? label - length : label;
      this.countPoint(i, start, start + length, complaints);
    }
  }
}

/** Values of intervals that the file gives with both ends. */
export class Intervals extends IntervalSeries {
  private readonly ends: number[] = [];

  addInterval(start: number, end: number, amount: number | null, estimated: boolean, place: number): void {
    this.add(start, amount, estimated, place);
    this.ends.push(end);
  }

  /** Of those that begin together, the longest stands. */
  protected override agreed(group: readonly number[], complaints: Complaints): number | null {
    const longest = group.reduce((most, i) => Math.max(most, this.ends[i] as number), Number.NEGATIVE_INFINITY);
    for (const i of group) if (this.ends[i] !== longest) this.refuse(complaints, i, "overlap");
    return super.agreed(
      group.filter((i) => this.ends[i] === longest),
      complaints,
    );
  }

  protected sum(complaints: Complaints): void {
    let covered = Number.NEGATIVE_INFINITY;
    this.byTime(complaints, (i, start) => {
      if (i === null) return;
      const end = this.ends[i] as number;
      if (end > start && start < covered) this.refuse(complaints, i, "overlap");
      else {
        this.countPoint(i, start, end, complaints);
        covered = Math.max(covered, end);
      }
    });
  }
}

/** What a meter's counter shows: the difference of two readings is what was used between them. */
export class Index extends IntervalSeries {
  private readonly mostAnHour: number;

  /** @param mostAnHour what a home's connection can carry, in the amounts given: a wider step is another meter, or a wrong reading */
  constructor(unit: Quantity, time: LocalTime, mostAnHour: number) {
    super(unit, time);
    this.mostAnHour = mostAnHour;
  }

  protected sum(complaints: Complaints): void {
    const readings: number[] = [];
    this.byTime(complaints, (chosen) => {
      if (chosen !== null) readings.push(chosen);
    });
    let run: number[] = [];
    for (const [k, i] of readings.entries()) {
      const last = run.at(-1);
      const fault = last === undefined ? null : this.faultOf(last, i);
      if (last !== undefined && fault !== null) {
        this.refuse(complaints, i, fault);
        // One wrong reading is left out, whichever of the two it is; otherwise the meter was changed.
        const [next, before, falls] = [readings[k + 1], run.at(-2), fault === "index-falls"];
        // What comes after a reading far too high falls back below it; after another meter's it goes on from there.
        const isAlone = next !== undefined && (falls || this.faultOf(i, next) !== null);
        if (isAlone && this.faultOf(last, next) === null) continue;
        if (falls && before !== undefined && this.faultOf(before, i) === null) run.pop();
        else {
          this.countRun(run);
          run = [];
        }
      }
      run.push(i);
    }
    this.countRun(run);
  }

  /** Why the later of two readings cannot have followed the earlier one on the same meter; null: it can. */
  private faultOf(from: number, to: number): "index-falls" | "index-jumps" | null {
    const used = this.amount(to) - this.amount(from);
    if (used < 0) return "index-falls";
    const seconds = this.time(to) - this.time(from);
    return 3600 * used > this.mostAnHour * seconds ? "index-jumps" : null;
  }

  private countRun(run: readonly number[]): void {
    for (const [k, i] of run.entries()) {
      const from = run[k - 1];
      if (from === undefined) continue;
      const estimated = this.isEstimated(i) || this.isEstimated(from);
      this.sums.add(this.time(from), this.time(i), this.amount(i) - this.amount(from), estimated);
    }
  }
}
