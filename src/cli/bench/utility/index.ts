import { fileURLToPath } from "node:url";
import { parsePeriod } from "../../../contract/period.ts";
import { parseSettings } from "../../../contract/settings.ts";
import { makePlan, type PublicationPlan, planPublication, readSteps, rehearsalOf } from "../../../pipeline/index.ts";
import { toNumber } from "../../../privacy/index.ts";
import { openDuck } from "../../../storage/duckdb/index.ts";
import type { SnapshotHousehold } from "../../../vault/index.ts";
import type { Bench, BenchInput, Figures } from "../bench.ts";
import { peakMemory } from "../measure.ts";
import { type Accuracy, accuracyOf } from "./accuracy.ts";
import { type Naive, naive } from "./naive.ts";
import { readRealSet, realSets } from "./real.ts";
import { type AccuracyTarget, SETTINGS, type Setting } from "./table.ts";
import { utilityText } from "./text.ts";
import { cellKey, type Truth, truthOf } from "./truth.ts";
import { world, worldMeasure, worldTerritory } from "./world.ts";

/** Fewer cells than this in a publication, and it is drawn in proportion more often. */
const FEW_CELLS = 100;

/** The steps ship with the package, beside `src` and `dist`. */
const PIPELINES = fileURLToPath(new URL("../../../../pipelines", import.meta.url));

export const utility: Bench = {
  name: "utility",
  about:
    "accuracy of what is published, through the real pipeline, many draws over sums that are made once: mean absolute relative error of means, share of cells published, coverage and half-width of the 95 % intervals of measured means, modelled means, counts and totals; beside it what has to be reached, and what two naive builds get",
  text: utilityText,
  run: async (input) => {
    const results: Figures[] = [];
    for (const setting of SETTINGS.filter(({ households }) => households <= input.sizes.contributors))
      results.push(...(await ofWorld(setting, input)));
    const { data } = input;
    for (const name of data === undefined ? [] : realSets(data)) results.push(...(await ofRealSet(data as string, name, input)));
    return results;
  },
};

const tableName = ({ level, table }: Pick<AccuracyTarget, "level" | "table">) => (table === "_T" ? level : `${level} by type`);

async function ofWorld(setting: Setting, input: BenchInput): Promise<Figures[]> {
  const territory = worldTerritory();
  const plan = makePlan(parseSettings(setting.settings), territory);
  const results: Figures[] = [];
  for (const id of new Set(setting.targets.map(({ period }) => period))) {
    input.progress(`utility: ${setting.what}, ${id}`);
    const publication = ownMeasure(planPublication(plan, parsePeriod(id)));
    const upper = publication.measures[0]?.measure.upper ?? 0n;
    const { accuracy, truths } = await measured(
      publication,
      () => world(territory, setting.households, Number(upper / 4n)),
      input,
    );
    const loss = lossOf(truths.get(cellKey(worldMeasure().key, territory.root.code, "_T")));
    for (const target of setting.targets.filter(({ period }) => period === id)) {
      const found = accuracy.find(({ level, table }) => level === target.level && table === target.table);
      const compared = naiveOf(publication, truths, target, input);
      const column = tableName(target);
      results.push({
        what: `${setting.what}: ${column}, ${id}`,
        place: { row: setting.what, column },
        figures: figuresOf(found, target, compared, loss),
      });
    }
  }
  return results;
}

async function ofRealSet(data: string, name: string, input: BenchInput): Promise<Figures[]> {
  input.progress(`utility: ${name}`);
  const { publication, households } = readRealSet(data, name, input.clock);
  const { accuracy, truths } = await measured(publication, () => households, input);
  const { root } = publication.plan.territory;
  return accuracy.map((found) => {
    const loss = lossOf(truths.get(cellKey(found.measure, root.code, "_T")));
    const row = `${name}, ${found.measure}`;
    const column = tableName(found);
    const figures = figuresOf(found, undefined, undefined, loss);
    return { what: `${row}: ${column}, ${publication.period.id}`, place: { row, column }, figures };
  });
}

/** Every measure pays the same: the world has households for one. */
function ownMeasure(publication: PublicationPlan): PublicationPlan {
  return { ...publication, measures: publication.measures.filter(({ measure }) => measure.key === worldMeasure().key) };
}

async function measured(
  publication: PublicationPlan,
  households: () => Iterable<SnapshotHousehold>,
  { sizes, random }: BenchInput,
): Promise<{ accuracy: Accuracy[]; truths: Map<string, Truth> }> {
  const sums = await rehearsalOf({ duck: openDuck, steps: readSteps(PIPELINES), snapshot: households }, publication);
  const truths = truthOf(publication, households());
  // A publication of few cells is drawn more often: a mean error wants many errors.
  const draws = Math.max(sizes.draws, Math.ceil((FEW_CELLS * sizes.draws) / sums.cube.cells.length));
  return { accuracy: accuracyOf(sums, truths, draws, random), truths };
}

/** The naive builds on the cells of one target. */
function naiveOf(
  { plan, measures }: PublicationPlan,
  truths: ReadonlyMap<string, Truth>,
  target: AccuracyTarget,
  input: BenchInput,
): Naive {
  const [first] = measures;
  if (!first) return { laplace: null, gaussian: null };
  const { classes } = first.measure.measure.similarity;
  const types = target.table === "_T" ? ["_T"] : classes.map(({ code }) => code);
  const cells = plan.territory.areas
    .filter(({ level }) => level === target.level)
    .flatMap(({ code }) => types.flatMap((type) => truths.get(cellKey(first.measure.key, code, type)) ?? []));
  return naive({
    truths: cells,
    epsilon: plan.budget.epsilon,
    delta: toNumber(plan.budget.delta),
    streams: plan.streams,
    tables: plan.levels.reduce((sum, { typed }) => sum + (typed ? 2 : 1), 0),
    upper: first.measure.upper,
    factor: Number(first.measure.factor),
    k: plan.settings.k,
    draws: input.sizes.draws,
    random: input.random,
  });
}

function figuresOf(
  found: Accuracy | undefined,
  target: AccuracyTarget | undefined,
  compared: Naive | undefined,
  loss: number | null,
): Figures["figures"] {
  const held = (kind: keyof Accuracy["intervals"], prefix: string) => ({
    [`${prefix}coverage_percent`]: found?.intervals[kind].coverage ?? null,
    [`${prefix}coverage_se_percent`]: found?.intervals[kind].coverageError ?? null,
    [`${prefix}width_percent`]: found?.intervals[kind].width ?? null,
  });
  return {
    error_percent: found?.error ?? null,
    error_se_percent: found?.errorError ?? null,
    target_percent: target?.error ?? null,
    measured_error_percent: found?.errorMeasured ?? null,
    published_percent: found?.published ?? 0,
    published_se_percent: found?.publishedError ?? null,
    published_target_percent: target?.published ?? null,
    ...held("mean", ""),
    modelled_percent: found?.modelled ?? null,
    ...held("modelled", "modelled_"),
    ...held("count", "count_"),
    ...held("total", "total_"),
    naive_gaussian_percent: compared?.gaussian ?? null,
    naive_laplace_percent: compared?.laplace ?? null,
    clamp_loss_percent: loss,
    peak_MB: peakMemory(),
  };
}

/** What the clamp takes from the total, in %. */
function lossOf(root: Truth | undefined): number | null {
  return root ? 100 * (1 - root.mean / root.unclamped) : null;
}
