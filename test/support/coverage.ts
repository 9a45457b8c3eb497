import type { Statistic } from "../../src/contract/observation.ts";
import { observationsOf } from "../../src/pipeline/estimate/observations.ts";
import { rowStates } from "../../src/pipeline/estimate/row-states.ts";
import type { CubeRow } from "../../src/pipeline/plan/cube.ts";
import type { RandomBytes } from "../../src/privacy/index.ts";
import { drawOf, type Sums } from "./pipeline.ts";

/** How many published intervals held the truth. */
export interface Coverage {
  inside: number;
  of: number;
}

/** The truth that an interval of a row is about; undefined where it is not looked at. */
export type Truth = (row: CubeRow, statistic: Statistic) => number | undefined;

/** The exact count, clamped mean and total of a row, from the sums before noise. */
export function sumsTruth({ exact }: Sums): Truth {
  return (row, statistic) => {
    const add = (figures: readonly bigint[]) => Number(row.cells.reduce((all, { cell }) => all + (figures[cell] as bigint), 0n));
    const n = add(exact.households);
    const unit = Number(row.publication.scale.scale * row.publication.measure.factor);
    const total = (n * Number(row.publication.centre) + add(exact.centred)) / unit;
    if (statistic === "COUNT") return n;
    if (statistic === "TOTAL") return total;
    return statistic === "MEAN" ? total / n : undefined;
  };
}

/** Not a sum of rows, nor the only child of one: so that what is counted is independent. */
function hasNoiseOfItsOwn(row: CubeRow): boolean {
  return row.cells.length === 1 && row.cells[0]?.area === row.area;
}

/** Draws a publication again and again, and counts by statistic which published intervals hold the truth. */
export function coverageOf(sums: Sums, truth: Truth, draws: number, random: RandomBytes): Map<Statistic, Coverage> {
  const found = new Map<Statistic, Coverage>();
  const { period } = sums.publication;
  for (let r = 0; r < draws; r++) {
    const states = rowStates(sums.publication, sums.cube, drawOf(sums, random));
    for (const [i, row] of sums.cube.rows.entries()) {
      const state = states[i] as (typeof states)[number];
      if (!hasNoiseOfItsOwn(row)) continue;
      if (state.fate !== "published") continue;
      for (const { STATISTIC, OBS_VALUE, CI_LOWER, CI_UPPER } of observationsOf(row, state, null, period.id, false)) {
        const is = truth(row, STATISTIC);
        if (OBS_VALUE === null || is === undefined) continue;
        const coverage = found.get(STATISTIC) ?? { inside: 0, of: 0 };
        coverage.of++;
        if ((CI_LOWER as number) <= is && is <= (CI_UPPER as number)) coverage.inside++;
        found.set(STATISTIC, coverage);
      }
    }
  }
  return found;
}

/**
 * The shares that so many independent intervals may show without an alarm if each holds the truth with a probability in
 * `claimed`: outside, the probability is ≤ 1e-9 on each side, by Chernoff's bound Pr[X ≤ aN] ≤ exp(−N·KL(a‖p)).
 */
export function sharesWithoutAlarm(of: number, claimed: readonly [number, number]): [number, number] {
  const exponent = Math.log(1e9) / of;
  const divergence = (a: number, p: number) =>
    (a > 0 ? a * Math.log(a / p) : 0) + (a < 1 ? (1 - a) * Math.log((1 - a) / (1 - p)) : 0);
  const solve = (p: number, end: 0 | 1) => {
    if (p === end || divergence(end, p) <= exponent) return end;
    let [near, far] = [p, end as number];
    for (let i = 0; i < 60; i++) {
      const middle = (near + far) / 2;
      if (divergence(middle, p) > exponent) far = middle;
      else near = middle;
    }
    return far;
  };
  return [solve(claimed[0], 0), solve(claimed[1], 1)];
}
