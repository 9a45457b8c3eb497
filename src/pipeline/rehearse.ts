import type { Observation, Statistic } from "../contract/observation.ts";
import type { RandomBytes } from "../privacy/index.ts";
import { modelledMeans } from "./estimate/model.ts";
import { observationsOf } from "./estimate/observations.ts";
import { rowStates } from "./estimate/row-states.ts";
import { boundedQueries, type ExactSource, exactCells } from "./exact.ts";
import { measureCells } from "./mechanism.ts";
import { makeDraw } from "./payload.ts";
import { makeCube } from "./plan/cube.ts";
import type { PublicationPlan } from "./plan/plan.ts";
import { decideFates } from "./protect.ts";

export type Rehearsal = Awaited<ReturnType<typeof rehearsalOf>>;

/**
 * A publication whose exact sums were made and not yet drawn, of made-up or openly published households, for `rehearse`: no
 * ledger, and so no release.
 */
export async function rehearsalOf(source: ExactSource, publication: PublicationPlan) {
  const cube = makeCube(publication);
  return { publication, cube, bounded: boundedQueries(cube, await exactCells(source, publication, cube)) };
}

/** What one draw would publish of a row of the cube, and its mean as measured, without a model. */
export type RehearsedRow = ReturnType<typeof rehearse>[number];

/**
 * What one draw of the noise would publish, row by row of the cube. Drawing again and again over the same sums shows what a plan
 * is worth, and would reveal the sums too. It is only for benchmarks, whose households are made up or openly published; a commons
 * goes through `publish`, which draws once.
 */
export function rehearse({ publication, cube, bounded }: Rehearsal, random: RandomBytes) {
  const noisy = measureCells(cube.cells, bounded, BigInt(publication.plan.settings.k), random);
  const states = rowStates(publication, cube, makeDraw("", noisy, decideFates(publication, cube, noisy)).cells);
  const modelled = modelledMeans(publication, cube, states);
  return cube.rows.map((row, i) => {
    const state = states[i] as (typeof states)[number];
    const observed = (statistic: Statistic, model: (typeof modelled)[number] | null) => {
      const [observation] = observationsOf({ ...row, statistics: [statistic] }, state, model, publication.period.id, false);
      return observation as Observation;
    };
    const model = modelled[i] ?? null;
    const [count, mean, total] = [observed("COUNT", model), observed("MEAN", model), observed("TOTAL", model)];
    const measuredMean = observed("MEAN", null);
    return { count, mean, total, measuredMean };
  });
}
