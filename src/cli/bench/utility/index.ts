// Measures how accurate releases are: publications of real and made-up households are rehearsed and compared with the known
// truth.

import { join } from "node:path";
import { parsePeriod } from "../../../contract/period.ts";
import { parseSettings } from "../../../contract/settings.ts";
import { makePlan, type PublicationPlan, planPublication, rehearsalOf } from "../../../pipeline/index.ts";
import { openDuck } from "../../../storage/duckdb/index.ts";
import type { SnapshotHousehold } from "../../../vault/index.ts";
import type { Bench, BenchInput, Figures } from "../bench.ts";
import { ownPeak } from "../measure.ts";
import { pipelineSteps } from "../release.ts";
import { Accuracy, accuracyOf } from "./accuracy.ts";
import { naiveErrors } from "./naive.ts";
import { readRealSet, realSets } from "./real.ts";
import { type AccuracyTarget, SETTINGS, type Setting } from "./table.ts";

import { type Truth, truthKey, truthOf } from "./truth.ts";
import { worldHouseholds, worldMeasure, worldTerritory } from "./world.ts";

/** A publication with fewer cells than this is drawn more often, in proportion. */
const FEW_CELLS = 100;

export const utilityBench: Bench = {
  name: "utility",
  about:
    "accuracy of what is published, through the real pipeline, many draws over sums that are made once: mean absolute relative error of means, share of cells published, coverage and half-width of the 95 % intervals of measured means, modelled means, counts and totals; beside it what has to be reached, and what two naive builds get",
  shown: [
    "target_percent",
    "error_percent",
    "published_target_percent",
    "published_percent",
    "coverage_percent",
    "width_percent",
    "modelled_percent",
    "modelled_coverage_percent",
    "least_held_percent",
    "count_coverage_percent",
    "total_coverage_percent",
    "naive_gaussian_percent",
    "naive_laplace_percent",
  ],
  run: async (input) => {
    const results: Figures[] = [];
    for (const setting of SETTINGS.filter(({ households }) => households <= input.sizes.contributors))
      results.push(...(await ofWorld(setting, input)));
    const { data } = input;
    if (data !== undefined) for (const name of realSets(data)) results.push(...(await ofRealSet(data, name, input)));
    return results;
  },
};

async function ofWorld(setting: Setting, input: BenchInput): Promise<Figures[]> {
  const territory = worldTerritory();
  const plan = makePlan(parseSettings(setting.settings), territory);
  const results: Figures[] = [];
  for (const id of new Set(setting.targets.map(({ period }) => period))) {
    input.progress(`utility: ${setting.what}, ${id}`);
    const whole = planPublication(plan, parsePeriod(id));
    // All measures have equal shares, so one is enough: the world has households for one.
    const { key } = worldMeasure();
    const measures = whole.measures.filter(({ measure }) => measure.key === key);
    const publication = { ...whole, measures };
    const mean = Number((measures[0]?.measure.upper ?? 0n) / 4n);
    const households = () => worldHouseholds(territory, setting.households, mean);
    const { tables, truths } = await rehearsed(publication, households, input);
    for (const target of setting.targets.filter(({ period }) => period === id)) {
      const found = tables.find(({ level, table }) => level === target.level && table === target.table);
      const accuracy = found?.accuracy ?? new Accuracy();
      const others = naiveErrors(publication, truthsIn(publication, truths, target), input);
      results.push(figuresOf(setting.what, publication, { ...target, measure: key, accuracy }, truths, target, others));
    }
  }
  return results;
}

async function ofRealSet(data: string, name: string, input: BenchInput): Promise<Figures[]> {
  input.progress(`utility: ${name}`);
  const { publication, households } = readRealSet(join(data, name), input.clock);
  const { tables, truths } = await rehearsed(publication, () => households, input);
  return tables.map((found) => figuresOf(`${name}, ${found.measure}`, publication, found, truths));
}

async function rehearsed(
  publication: PublicationPlan,
  households: () => Iterable<SnapshotHousehold>,
  { sizes, random }: BenchInput,
) {
  const sums = await rehearsalOf({ duck: openDuck, steps: pipelineSteps(), snapshot: households }, publication);
  const truths = truthOf(publication, households());
  // A publication with few cells is drawn more often, since a mean error needs many errors.
  const draws = Math.max(sizes.draws, Math.ceil((FEW_CELLS * sizes.draws) / sums.cube.cells.length));
  return { tables: accuracyOf(sums, truths, draws, random), truths };
}

/** The true values of the cells of one target. */
function truthsIn({ plan }: PublicationPlan, truths: ReadonlyMap<string, Truth>, { level, table }: AccuracyTarget): Truth[] {
  const { key, measure } = worldMeasure();
  const types = table === "_T" ? ["_T"] : measure.similarity.classes.map(({ code }) => code);
  return plan.territory.areas
    .filter((area) => area.level === level)
    .flatMap(({ code }) => types.flatMap((type) => truths.get(truthKey(key, code, type)) ?? []));
}

function figuresOf(
  row: string,
  { plan, period }: PublicationPlan,
  { measure, level, table, accuracy }: ReturnType<typeof accuracyOf>[number],
  truths: ReadonlyMap<string, Truth>,
  target?: AccuracyTarget,
  others: Partial<ReturnType<typeof naiveErrors>> = {},
): Figures {
  const column = table === "_T" ? level : `${level} by type`;
  const whole = truths.get(truthKey(measure, plan.territory.root.code, "_T"));
  const figures = {
    ...accuracy.figures(),
    target_percent: target?.error ?? null,
    published_target_percent: target?.published ?? null,
    naive_gaussian_percent: others.naive_gaussian_percent ?? null,
    naive_laplace_percent: others.naive_laplace_percent ?? null,
    /** share of the total lost by the clamp */
    clamp_loss_percent: whole ? 100 * (1 - whole.mean / whole.unclamped) : null,
    peak_MB: ownPeak(),
  };
  return { what: `${row}: ${column}, ${period.id}`, figures };
}
