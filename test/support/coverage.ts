import type { Statistic } from "../../src/contract/observation.ts";
import { modelledMeans } from "../../src/pipeline/estimate/model.ts";
import { observationsOf } from "../../src/pipeline/estimate/observations.ts";
import { rowStates } from "../../src/pipeline/estimate/row-states.ts";
import type { CubeRow } from "../../src/pipeline/plan/cube.ts";
import type { RandomBytes } from "../../src/privacy/index.ts";
import { drawOf, type Sums } from "./pipeline.ts";

/** How many published intervals contained the truth, in all and draw by draw: the intervals of one draw depend on each other. */
export interface Coverage {
  inside: number;
  of: number;
  readonly draws: { inside: number; of: number }[];
}

/**
 * What is counted: a measured statistic, or the means that come from a model. With a level's name before it, only intervals of
 * that level that are not marked U.
 */
type Kind = Statistic | "MODELLED";
export type Looked = Kind | `${string} ${Kind}`;

/** The true value that the interval of a row is about; undefined where the row is not counted. */
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

/**
 * Whether the row is one cell, measured in its own area: not a sum, and not the same cell as an only child's. Such intervals are
 * independent.
 */
function hasNoiseOfItsOwn(row: CubeRow): boolean {
  return row.cells.length === 1 && row.cells[0]?.area === row.area;
}

/**
 * Draws a publication again and again and counts which published intervals contain the truth: for every measured statistic, for
 * modelled means, and for both by level without those that are marked unreliable.
 */
export function coverageOf(sums: Sums, truth: Truth, draws: number, random: RandomBytes): Map<Looked, Coverage> {
  const coverages = new Map<Looked, Coverage>();
  const { period } = sums.publication;
  const count = (what: Looked, draw: number, inside: boolean) => {
    const coverage = coverages.get(what) ?? { inside: 0, of: 0, draws: [] };
    coverages.set(what, coverage);
    coverage.draws[draw] ??= { inside: 0, of: 0 };
    for (const tally of [coverage, coverage.draws[draw] as { inside: number; of: number }]) {
      tally.of++;
      if (inside) tally.inside++;
    }
  };
  for (let draw = 0; draw < draws; draw++) {
    const states = rowStates(sums.publication, sums.cube, drawOf(sums, random));
    const modelled = modelledMeans(sums.publication, sums.cube, states);
    for (const [i, row] of sums.cube.rows.entries()) {
      const state = states[i] as (typeof states)[number];
      if (!hasNoiseOfItsOwn(row) || state.fate !== "published") continue;
      const look = (of: CubeRow, model: (typeof modelled)[number], what?: Kind) => {
        for (const { STATISTIC, OBS_VALUE, CI_LOWER, CI_UPPER, OBS_STATUS } of observationsOf(
          of,
          state,
          model,
          period.id,
          false,
        )) {
          const trueValue = truth(row, STATISTIC);
          if (OBS_VALUE === null || trueValue === undefined) continue;
          const inside = (CI_LOWER as number) <= trueValue && trueValue <= (CI_UPPER as number);
          count(what ?? STATISTIC, draw, inside);
          if (OBS_STATUS !== "U") count(`${row.level} ${what ?? STATISTIC}`, draw, inside);
        }
      };
      look(row, null);
      const model = modelled[i];
      if (model) look({ ...row, statistics: ["MEAN"] }, model, "MODELLED");
    }
  }
  return coverages;
}

/** How often the interval of each row's published mean, modelled or not, contained the truth, by a key that people can read. */
export function coverageByRow(sums: Sums, truth: Truth, draws: number, random: RandomBytes) {
  const tallies = new Map<string, { inside: number; of: number; modelled: number }>();
  for (let draw = 0; draw < draws; draw++) {
    const states = rowStates(sums.publication, sums.cube, drawOf(sums, random));
    const modelled = modelledMeans(sums.publication, sums.cube, states);
    for (const [i, row] of sums.cube.rows.entries()) {
      const [state, model, trueMean] = [states[i] as (typeof states)[number], modelled[i] ?? null, truth(row, "MEAN")];
      const [mean] = observationsOf({ ...row, statistics: ["MEAN"] }, state, model, sums.publication.period.id, false);
      if (!mean || mean.OBS_VALUE === null || trueMean === undefined) continue;
      const key = `${row.publication.measure.key} ${row.level} ${row.area.code} ${row.type}`;
      const tally = tallies.get(key) ?? { inside: 0, of: 0, modelled: 0 };
      tallies.set(key, tally);
      tally.of++;
      if (model) tally.modelled++;
      if ((mean.CI_LOWER as number) <= trueMean && trueMean <= (mean.CI_UPPER as number)) tally.inside++;
    }
  }
  return tallies;
}

/**
 * The standard error of a share of intervals. It follows from the spread over the draws, which are independent, and is never less
 * than the standard error of as many independent intervals.
 */
export function standardError({ inside, of, draws }: Coverage): number {
  const share = inside / of;
  const held = draws.filter(({ of: n }) => n > 0);
  const residuals = held.reduce((sum, draw) => sum + (draw.inside - share * draw.of) ** 2, 0);
  return Math.max(
    Math.sqrt((residuals * held.length) / Math.max(1, held.length - 1)) / of,
    Math.sqrt((share * (1 - share)) / of),
  );
}
