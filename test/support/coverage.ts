import type { Statistic } from "../../src/contract/observation.ts";
import { modelledMeans } from "../../src/pipeline/estimate/model.ts";
import { observationsOf } from "../../src/pipeline/estimate/observations.ts";
import { rowStates } from "../../src/pipeline/estimate/row-states.ts";
import type { CubeRow } from "../../src/pipeline/plan/cube.ts";
import type { RandomBytes } from "../../src/privacy/index.ts";
import { drawOf, type Sums } from "./pipeline.ts";

/** How many published intervals held the truth, draw by draw: those of one draw are not independent of each other. */
export interface Coverage {
  inside: number;
  of: number;
  readonly draws: { inside: number; of: number }[];
}

/** What is looked at: a statistic as measured, or the means that a model stands for; and of a level, those that are not marked U. */
type Kind = Statistic | "MODELLED";
export type CoverageKey = Kind | `${string} ${Kind}` | `${string} COUNT, marked or not`;

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

/** Whether a row is neither a sum nor an only child, so that the counted intervals are independent. */
function hasNoiseOfItsOwn(row: CubeRow): boolean {
  return row.cells.length === 1 && row.cells[0]?.area === row.area;
}

/** What one draw of a publication shows: its rows, and their modelled means, made when they are asked for. */
export interface Drawing {
  readonly states: ReturnType<typeof rowStates>;
  readonly modelled: () => ReturnType<typeof modelledMeans>;
}

/** Draws a publication again and again. Tests of several statistics may look at the same draws. */
export function* drawings(sums: Sums, draws: number, random: RandomBytes): Generator<Drawing> {
  for (let draw = 0; draw < draws; draw++) {
    const states = rowStates(sums.publication, sums.cube, drawOf(sums, random));
    let modelled: ReturnType<typeof modelledMeans> | undefined;
    yield {
      states,
      modelled: () => {
        modelled ??= modelledMeans(sums.publication, sums.cube, states);
        return modelled;
      },
    };
  }
}

/**
 * Looks at the draws of a publication, and counts which published intervals hold the truth: of every measured statistic,
 * and of modelled means apart; and of each, by level, those alone that are not marked unreliable (of counts, all that appear too).
 */
export function coverageOf(sums: Sums, truth: Truth, draws: Iterable<Drawing>): Map<CoverageKey, Coverage> {
  const found = new Map<CoverageKey, Coverage>();
  const { period } = sums.publication;
  const count = (what: CoverageKey, draw: number, inside: boolean) => {
    const coverage = found.get(what) ?? { inside: 0, of: 0, draws: [] };
    found.set(what, coverage);
    coverage.draws[draw] ??= { inside: 0, of: 0 };
    for (const tally of [coverage, coverage.draws[draw] as { inside: number; of: number }]) {
      tally.of++;
      if (inside) tally.inside++;
    }
  };
  let draw = -1;
  for (const { states, modelled } of draws) {
    draw++;
    const models = modelled();
    for (const [i, row] of sums.cube.rows.entries()) {
      const state = states[i] as (typeof states)[number];
      if (!hasNoiseOfItsOwn(row) || state.fate !== "published") continue;
      // Quantiles take as long as all else: what nobody looks at is not estimated.
      const statistics = row.statistics.filter((statistic) => truth(row, statistic) !== undefined);
      const look = (of: CubeRow, model: (typeof models)[number], what?: Kind) => {
        for (const { STATISTIC, OBS_VALUE, CI_LOWER, CI_UPPER, OBS_STATUS } of observationsOf(
          of,
          state,
          model,
          period.id,
          false,
        )) {
          const is = truth(row, STATISTIC);
          if (OBS_VALUE === null || is === undefined) continue;
          const inside = (CI_LOWER as number) <= is && is <= (CI_UPPER as number);
          count(what ?? STATISTIC, draw, inside);
          if (OBS_STATUS !== "U") count(`${row.level} ${what ?? STATISTIC}`, draw, inside);
          if (STATISTIC === "COUNT") count(`${row.level} COUNT, marked or not`, draw, inside);
        }
      };
      look({ ...row, statistics }, null);
      const model = models[i];
      if (model) look({ ...row, statistics: ["MEAN"] }, model, "MODELLED");
    }
  }
  return found;
}

/** How often each row's published statistics, means modelled or not, had the truth in their intervals; keyed for people. */
export function coverageByRow(sums: Sums, truth: Truth, draws: Iterable<Drawing>, looked: readonly Statistic[] = ["MEAN"]) {
  const found = new Map<string, { inside: number; of: number; modelled: number }>();
  for (const { states, modelled } of draws) {
    const models = looked.includes("MEAN") ? modelled() : [];
    for (const [i, row] of sums.cube.rows.entries()) {
      const [state, model] = [states[i] as (typeof states)[number], models[i] ?? null];
      const statistics = row.statistics.filter((statistic) => looked.includes(statistic));
      for (const shown of observationsOf({ ...row, statistics }, state, model, sums.publication.period.id, false)) {
        const is = truth(row, shown.STATISTIC);
        if (shown.OBS_VALUE === null || is === undefined) continue;
        const key = `${row.publication.measure.key} ${row.level} ${row.area.code} ${row.type} ${shown.STATISTIC}`;
        const tally = found.get(key) ?? { inside: 0, of: 0, modelled: 0 };
        found.set(key, tally);
        tally.of++;
        if (model) tally.modelled++;
        if ((shown.CI_LOWER as number) <= is && is <= (shown.CI_UPPER as number)) tally.inside++;
      }
    }
  }
  return found;
}

/**
 * The standard error of a share of intervals: from the spread of the draws, which are independent, and no less than that of as
 * many independent intervals.
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
