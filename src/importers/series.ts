import { monthName } from "../contract/period.ts";
import { type Quantity, roundedQuotient } from "./amounts.ts";
import { isWhole } from "./completeness.ts";
import { openMonthSums } from "./months.ts";
import type { DroppedReason, UnreadReason } from "./reasons.ts";
import type { InFile } from "./report.ts";
import { lengthsOf } from "./steps.ts";
import type { LocalTime } from "./zone.ts";

/** Receives reports of values that a series could not count. */
interface Complaints {
  drop(what: DroppedReason, count?: number): void;
  refuse(place: number, reason: UnreadReason, file?: InFile): void;
}

/**
 * What the values of a series stand for: totals of years or months by a provider; whole years that a household wrote down itself;
 * intervals with both ends; mean power, by one end of its interval; or a counter, where the difference of two readings is the use
 * between them.
 */
export type SeriesKind = "years" | "whole-years" | "months" | "intervals" | "start" | "end" | "index";

export const isOfTotals = (kind: SeriesKind): boolean => kind === "years" || kind === "whole-years" || kind === "months";

export type Series = ReturnType<typeof openSeries>;

/**
 * Collects the points of one meter, and at the end sorts them and sums them by period. They are kept in columns of numbers:
 * objects would take four times as much memory. Long, for its functions share the columns.
 *
 * @param mostAnHour for a counter: the most that a home's connection can carry in an hour, in the unit of amounts. A larger step
 *   means a new meter or a wrong reading
 */
export function openSeries(kind: SeriesKind, unit: Quantity, time: LocalTime, complaints: Complaints, mostAnHour = 0) {
  /** times by which points are sorted, in seconds since 1970 */
  const times: number[] = [];
  /** ends, for intervals only */
  const ends: number[] = [];
  /** safe integers ≥ 0; −1 where the point has no value */
  const amounts: number[] = [];
  const places: number[] = [];
  /** indices of points whose value is an estimate */
  const estimates = new Set<number>();
  /** files in the order read, each with the index of its first point */
  const files: { readonly from: number; readonly file: InFile }[] = [];
  /** `points`: how many have a value; `finest`: seconds of the shortest interval, Infinity while there is none */
  const counts = { points: 0, estimated: 0, finest: Number.POSITIVE_INFINITY };
  const at = (column: ArrayLike<number>, i: number) => column[i] as number;
  const inBaseUnits = (amount: bigint) => Number(roundedQuotient(amount, unit.denominator));

  /** Reports a point as unread, with its file. */
  const refuse = (i: number, reason: UnreadReason) =>
    complaints.refuse(at(places, i), reason, files.findLast(({ from }) => from <= i)?.file);

  /**
   * Chooses the point that counts among points with the same time; null where none has a value, or they contradict each other.
   */
  function pointThatCounts(group: readonly number[]): number | null {
    if (kind === "intervals") {
      // Of intervals that begin together, the longest counts.
      const longest = group.reduce((most, i) => Math.max(most, at(ends, i)), Number.NEGATIVE_INFINITY);
      for (const i of group) if (ends[i] !== longest) refuse(i, "overlap");
      group = group.filter((i) => ends[i] === longest);
    }
    const valued = group.filter((i) => at(amounts, i) >= 0);
    const [first] = valued;
    if (valued.length < group.length) complaints.drop("empty", group.length - valued.length);
    if (first === undefined) return null;
    if (valued.some((i) => amounts[i] !== amounts[first])) {
      for (const i of valued) refuse(i, "contradiction");
      return null;
    }
    if (valued.length > 1) complaints.drop("repeated", valued.length - 1);
    return valued.find((i) => !estimates.has(i)) ?? first;
  }

  /** Yields the times in order, each with the point that counts. */
  function* byTime(): Generator<[time: number, chosen: number | null]> {
    const order = Uint32Array.from(times, (_, i) => i);
    if (times.some((one, i) => one < at(times, i - 1))) order.sort((a, b) => at(times, a) - at(times, b) || a - b);
    for (let from = 0, to = 1; from < order.length; from = to, to += 1) {
      const first = at(order, from);
      while (to < order.length && times[at(order, to)] === times[first]) to += 1;
      const isAlone = to === from + 1 && at(amounts, first) >= 0;
      yield [at(times, first), isAlone ? first : pointThatCounts([...order.subarray(from, to)])];
    }
  }

  /**
   * Sums totals. The first and last are not whole: exports are cut off where they begin and end, and a total does not show it.
   */
  function sumTotals() {
    const valued = new Set(times.filter((_, i) => at(amounts, i) >= 0));
    const edges = [Math.min(...valued), Math.max(...valued)];
    return [...byTime()].flatMap(([from, i]) => {
      const whole = kind === "whole-years" || !edges.includes(from);
      if (!valued.has(from) || (i === null && whole)) return [];
      const start = new Date(1000 * from);
      const period = start.toISOString().slice(0, kind === "months" ? 7 : 4);
      // The length is computed in UTC, since it is only displayed.
      const end = Date.UTC(start.getUTCFullYear(), kind !== "months" ? 12 : start.getUTCMonth() + 1);
      const [amount, estimated] = i === null ? [0, false] : [inBaseUnits(BigInt(at(amounts, i))), estimates.has(i)];
      return {
        period,
        amount,
        estimated,
        /** a total does not tell */ covered: null,
        expected: (end / 1000 - from) / 60,
        whole,
        emptyDays: [],
      };
    });
  }

  const { months, add: addToMonths } = openMonthSums(time);

  /** Adds a point's value for an interval, or reports why it does not count. */
  function count(i: number, start: number, end: number, value = at(amounts, i), estimated = estimates.has(i)): void {
    const amount = value * (unit.power ? end - start : 1);
    if (!(end > start)) refuse(i, "bad-length");
    else if (amount > Number.MAX_SAFE_INTEGER) refuse(i, "too-large");
    else if (addToMonths(start, end, amount, estimated)) counts.finest = Math.min(counts.finest, end - start);
    else complaints.drop("long-interval");
  }

  function countIntervals(): void {
    let covered = Number.NEGATIVE_INFINITY;
    for (const [start, i] of byTime()) {
      if (i === null) continue;
      const end = at(ends, i);
      if (end > start && start < covered) refuse(i, "overlap");
      else {
        count(i, start, end);
        covered = Math.max(covered, end);
      }
    }
  }

  function countCurve(label: "start" | "end"): void {
    const labels: number[] = [];
    const points: (number | null)[] = [];
    for (const [one, i] of byTime()) {
      labels.push(one);
      points.push(i);
    }
    const lengths = lengthsOf(labels, label);
    for (const [k, i] of points.entries()) {
      const start = at(labels, k) - (label === "end" ? at(lengths, k) : 0);
      if (i !== null) count(i, start, start + at(lengths, k));
    }
  }

  /** Why a reading cannot follow an earlier one on the same meter; null where it can. */
  function indexFault(from: number, to: number): "index-falls" | "index-jumps" | null {
    const used = at(amounts, to) - at(amounts, from);
    if (used < 0) return "index-falls";
    return 3600 * used > mostAnHour * (at(times, to) - at(times, from)) ? "index-jumps" : null;
  }

  function countIndex(): void {
    const readings = [...byTime()].flatMap(([, i]) => i ?? []);
    const runs: number[][] = [[]];
    for (const [k, i] of readings.entries()) {
      const run = runs.at(-1) ?? [];
      const [before, last] = [run.at(-2), run.at(-1)];
      const fault = last === undefined ? null : indexFault(last, i);
      if (last !== undefined && fault !== null) {
        refuse(i, fault);
        // A single wrong reading is left out, whichever of the two it is; otherwise the meter was changed.
        const [next, falls] = [readings[k + 1], fault === "index-falls"];
        // A reading that is wrongly high is followed by a lower one. After a change of meter, readings continue from the new
        // level.
        const isAlone = next !== undefined && (falls || indexFault(i, next) !== null);
        if (isAlone && indexFault(last, next) === null) continue;
        if (falls && before !== undefined && indexFault(before, i) === null) run.pop();
        else runs.push([]);
      }
      runs.at(-1)?.push(i);
    }
    for (const run of runs)
      for (const [k, i] of run.entries()) {
        const from = run[k - 1];
        if (from === undefined) continue;
        const estimated = estimates.has(i) || estimates.has(from);
        count(i, at(times, from), at(times, i), at(amounts, i) - at(amounts, from), estimated);
      }
  }

  return {
    counts,

    /**
     * Adds a point.
     *
     * @param start the time by which points are sorted
     * @param end end of an interval
     * @param amount in the unit's places; null: the point has no value
     * @param points number of the file's points that the value was made from
     */
    add(file: InFile, place: number, start: number, end: number, amount: number | null, estimated = false, points = 1): void {
      if (files.at(-1)?.file !== file) files.push({ from: times.length, file });
      if (amount !== null) {
        counts.points += points;
        if (estimated) estimates.add(times.length);
        counts.estimated = estimates.size;
      }
      times.push(start);
      if (kind === "intervals") ends.push(end);
      amounts.push(amount ?? -1);
      places.push(place);
    },

    /** Decides what counts and returns the sums by period. Called once, after all points were added. */
    settle() {
      if (isOfTotals(kind)) return sumTotals();
      if (kind === "intervals") countIntervals();
      else if (kind === "index") countIndex();
      else countCurve(kind as "start" | "end");
      return [...months].map(([index, { start, end, amount: sum, covered, estimated, empty }]) => {
        const amount = inBaseUnits(sum);
        const whole = isWhole(covered, end - start) && Number.isSafeInteger(amount);
        const minutes = { covered: Math.floor(covered / 60), expected: Math.round((end - start) / 60) };
        const period = monthName(index);
        const emptyDays = [...empty].map((day) => `${period}-${String(day).padStart(2, "0")}`);
        return { period, amount, estimated, ...minutes, whole, emptyDays };
      });
    },
  };
}
