import { type Month, MonthSums } from "./months.ts";
import { Points } from "./points.ts";
import { lengthsOf } from "./steps.ts";
import type { DroppedReason, UnreadReason } from "./words.ts";
import type { LocalTime } from "./zone.ts";

/** Where a series tells what it could not count. */
export interface Complaints {
  drop(what: DroppedReason, count?: number): void;
  refuse(place: number, reason: UnreadReason): void;
}

/** What a series comes to: amounts are numerators over `denominator`, which makes base units of them. */
export interface Settled {
  readonly months: ReadonlyMap<number, Month>;
  readonly denominator: bigint;
  /** with a value */
  readonly points: number;
  readonly estimated: number;
  /** seconds; Infinity: none */
  readonly finest: number;
}

export interface Series {
  readonly points: number;
  settle(complaints: Complaints): Settled;
}

/** Points of one meter, put in order and summed by month at the end. */
abstract class PointSeries implements Series {
  protected readonly kept = new Points();
  protected readonly sums: MonthSums;
  private readonly denominator: bigint;
  private values = 0;
  private guesses = 0;

  constructor(time: LocalTime, denominator: bigint) {
    this.sums = new MonthSums(time);
    this.denominator = denominator;
  }

  get points(): number {
    return this.values;
  }

  protected keep(time: number, amount: number | null, estimated: boolean, place: number): void {
    this.kept.add(time, amount ?? -1, estimated ? 1 : 0, place);
    if (amount === null) return;
    this.values += 1;
    if (estimated) this.guesses += 1;
  }

  /** The one point that counts among points of the same time; null when they contradict each other. */
  protected agreed(group: readonly number[], complaints: Complaints): number | null {
    const valued = group.filter((i) => this.kept.amount(i) >= 0);
    const empty = group.length - valued.length;
    if (empty > 0) complaints.drop("empty", empty);
    const [first] = valued;
    if (first === undefined) return null;
    if (valued.some((i) => this.kept.amount(i) !== this.kept.amount(first))) {
      for (const i of valued) complaints.refuse(this.kept.place(i), "contradiction");
      return null;
    }
    if (valued.length > 1) complaints.drop("repeated", valued.length - 1);
    return valued.find((i) => !this.kept.estimated(i)) ?? first;
  }

  protected abstract sum(complaints: Complaints): void;

  settle(complaints: Complaints): Settled {
    this.sum(complaints);
    if (this.sums.tooLong > 0) complaints.drop("long-interval", this.sums.tooLong);
    return {
      months: this.sums.settle(),
      denominator: this.denominator,
      points: this.values,
      estimated: this.guesses,
      finest: this.sums.finest,
    };
  }

  /** Calls back with each group of points of the same time, in order. */
  protected byTime(visit: (group: readonly number[]) => void): void {
    const order = this.kept.order();
    for (let from = 0; from < order.length; ) {
      const time = this.kept.time(order[from] as number);
      let to = from + 1;
      while (to < order.length && this.kept.time(order[to] as number) === time) to += 1;
      visit(to === from + 1 ? [order[from] as number] : Array.from(order.subarray(from, to)));
      from = to;
    }
  }
}

/** Mean power by labels: thousandths of a watt, each over an interval of which the label is one end. */
export class Curve extends PointSeries {
  private readonly at: "start" | "end";

  constructor(time: LocalTime, at: "start" | "end") {
    super(time, 3600n * 1000n);
    this.at = at;
  }

  /** @param power thousandths of a watt; null: the label stands without a value */
  add(instant: number, power: number | null, estimated: boolean, place: number): void {
    this.keep(instant, power, estimated, place);
  }

  protected sum(complaints: Complaints): void {
    const times = new Float64Array(this.kept.length);
    const chosen = new Int32Array(this.kept.length);
    let n = 0;
    this.byTime((group) => {
      times[n] = this.kept.time(group[0] as number);
      chosen[n] = this.agreed(group, complaints) ?? -1;
      n += 1;
    });
    const lengths = lengthsOf(times.subarray(0, n), this.at);
    for (let k = 0; k < n; k += 1) {
      const i = chosen[k] as number;
      if (i < 0) continue;
      const length = lengths[k] as number;
      const energy = this.kept.amount(i) * length;
      if (Number.isNaN(length)) complaints.refuse(this.kept.place(i), "bad-length");
      else if (energy > Number.MAX_SAFE_INTEGER) complaints.refuse(this.kept.place(i), "too-large");
      else {
        const start = this.at === "end" ? (times[k] as number) - length : (times[k] as number);
        this.sums.add(start, start + length, energy, this.kept.estimated(i));
      }
    }
  }
}

/** Amounts of intervals that the file gives with both ends. */
export class Intervals extends PointSeries {
  private readonly ends: number[] = [];

  add(start: number, end: number, amount: number | null, estimated: boolean, place: number): void {
    this.keep(start, amount, estimated, place);
    this.ends.push(end);
  }

  protected sum(complaints: Complaints): void {
    let covered = Number.NEGATIVE_INFINITY;
    this.byTime((group) => {
      const longest = group.reduce((most, i) => Math.max(most, this.ends[i] as number), Number.NEGATIVE_INFINITY);
      const alike = group.filter((i) => this.ends[i] === longest);
      for (const i of group) if (this.ends[i] !== longest) complaints.refuse(this.kept.place(i), "overlap");
      const chosen = this.agreed(alike, complaints);
      if (chosen === null) return;
      const start = this.kept.time(chosen);
      if (longest <= start) complaints.refuse(this.kept.place(chosen), "bad-length");
      else if (start < covered) complaints.refuse(this.kept.place(chosen), "overlap");
      else {
        covered = longest;
        this.sums.add(start, longest, this.kept.amount(chosen), this.kept.estimated(chosen));
      }
    });
  }
}

/** What a meter's counter shows: the difference of two readings is what was used between them. */
export class Index extends PointSeries {
  add(instant: number, value: number | null, estimated: boolean, place: number): void {
    this.keep(instant, value, estimated, place);
  }

  protected sum(complaints: Complaints): void {
    const read: number[] = [];
    this.byTime((group) => {
      const chosen = this.agreed(group, complaints);
      if (chosen !== null) read.push(chosen);
    });
    const value = (i: number | undefined) => (i === undefined ? Number.NEGATIVE_INFINITY : this.kept.amount(i));
    let rising: number[] = [];
    for (const [k, i] of read.entries()) {
      const last = rising.at(-1);
      if (value(i) < value(last)) {
        complaints.refuse(this.kept.place(i), "index-falls");
        // One wrong reading is left out, whichever of the two it is; otherwise the meter was changed.
        const next = read[k + 1];
        if (next !== undefined && value(next) >= value(last)) continue;
        if (rising.length > 1 && value(i) >= value(rising.at(-2))) rising.pop();
        else {
          this.count(rising);
          rising = [];
        }
      }
      rising.push(i);
    }
    this.count(rising);
  }

  private count(rising: readonly number[]): void {
    rising.forEach((i, k) => {
      const from = rising[k - 1];
      if (from === undefined) return;
      const used = this.kept.amount(i) - this.kept.amount(from);
      this.sums.add(this.kept.time(from), this.kept.time(i), used, this.kept.estimated(i) || this.kept.estimated(from));
    });
  }
}
