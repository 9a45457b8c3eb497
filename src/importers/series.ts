import { type Month, MonthSums } from "./months.ts";
import { Points } from "./points.ts";
import type { InFile } from "./report.ts";
import { lengthsOf } from "./steps.ts";
import type { DroppedReason, UnreadReason } from "./words.ts";
import type { LocalTime } from "./zone.ts";

/** Where a series tells what it could not count. */
export interface Complaints {
  drop(what: DroppedReason, count?: number): void;
  /** @param file absent: the one that is read now */
  refuse(place: number, reason: UnreadReason, file?: InFile): void;
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
  /** Says which file the points from here on stand in. */
  enter(file: InFile): void;
  settle(complaints: Complaints): Settled;
}

/** Points of one meter, put in order and summed by month at the end. */
abstract class PointSeries implements Series {
  protected readonly kept = new Points();
  protected readonly sums: MonthSums;
  private readonly denominator: bigint;
  private values = 0;
  private guesses = 0;
  /** in the order in which they were entered, each from its first point on */
  private readonly files: { readonly from: number; readonly file: InFile }[] = [];

  constructor(time: LocalTime, denominator: bigint) {
    this.sums = new MonthSums(time);
    this.denominator = denominator;
  }

  get points(): number {
    return this.values;
  }

  enter(file: InFile): void {
    const last = this.files.at(-1)?.file;
    if (last?.in !== file.in || last.entry !== file.entry) this.files.push({ from: this.kept.length, file });
  }

  /** Names the point, in the file that it stands in. */
  protected refuse(complaints: Complaints, i: number, reason: UnreadReason): void {
    complaints.refuse(this.kept.place(i), reason, this.files.findLast(({ from }) => from <= i)?.file);
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
      for (const i of valued) this.refuse(complaints, i, "contradiction");
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
      if (Number.isNaN(length)) this.refuse(complaints, i, "bad-length");
      else if (energy > Number.MAX_SAFE_INTEGER) this.refuse(complaints, i, "too-large");
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
      for (const i of group) if (this.ends[i] !== longest) this.refuse(complaints, i, "overlap");
      const chosen = this.agreed(alike, complaints);
      if (chosen === null) return;
      const start = this.kept.time(chosen);
      if (longest <= start) this.refuse(complaints, chosen, "bad-length");
      else if (start < covered) this.refuse(complaints, chosen, "overlap");
      else {
        covered = longest;
        this.sums.add(start, longest, this.kept.amount(chosen), this.kept.estimated(chosen));
      }
    });
  }
}

/** What a meter's counter shows: the difference of two readings is what was used between them. */
export class Index extends PointSeries {
  private readonly mostAnHour: number;

  /** @param mostAnHour what a home's connection can carry, in the amounts given: a wider step is another meter, or a wrong reading */
  constructor(time: LocalTime, denominator: bigint, mostAnHour: number) {
    super(time, denominator);
    this.mostAnHour = mostAnHour;
  }

  add(instant: number, value: number | null, estimated: boolean, place: number): void {
    this.keep(instant, value, estimated, place);
  }

  protected sum(complaints: Complaints): void {
    const read: number[] = [];
    this.byTime((group) => {
      const chosen = this.agreed(group, complaints);
      if (chosen !== null) read.push(chosen);
    });
    let run: number[] = [];
    for (const [k, i] of read.entries()) {
      const last = run.at(-1);
      const fault = last === undefined ? null : this.faultOf(last, i);
      if (last !== undefined && fault !== null) {
        this.refuse(complaints, i, fault);
        // One wrong reading is left out, whichever of the two it is; otherwise the meter was changed.
        const [next, before, falls] = [read[k + 1], run.at(-2), fault === "index-falls"];
        // What comes after a reading far too high falls back below it; after another meter's it goes on from there.
        const isAlone = next !== undefined && (falls || this.faultOf(i, next) !== null);
        if (isAlone && this.faultOf(last, next) === null) continue;
        if (falls && before !== undefined && this.faultOf(before, i) === null) run.pop();
        else {
          this.count(run);
          run = [];
        }
      }
      run.push(i);
    }
    this.count(run);
  }

  /** Why the later of two readings cannot have followed the earlier one on the same meter; null: it can. */
  private faultOf(from: number, to: number): "index-falls" | "index-jumps" | null {
    const used = this.kept.amount(to) - this.kept.amount(from);
    if (used < 0) return "index-falls";
    return 3600 * used > this.mostAnHour * (this.kept.time(to) - this.kept.time(from)) ? "index-jumps" : null;
  }

  private count(run: readonly number[]): void {
    run.forEach((i, k) => {
      const from = run[k - 1];
      if (from === undefined) return;
      const used = this.kept.amount(i) - this.kept.amount(from);
      this.sums.add(this.kept.time(from), this.kept.time(i), used, this.kept.estimated(i) || this.kept.estimated(from));
    });
  }
}
