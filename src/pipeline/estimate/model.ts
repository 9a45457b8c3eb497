import { type AreaMean, BINS, composite, errorKept, fitAreas, projectOnSimplex } from "../../privacy/index.ts";
import type { Area as Place, Territory } from "../../territory/index.ts";
import type { Cube, CubeRow, MeasuredCell } from "../plan/cube.ts";
import type { MeasurePublication, PublicationPlan } from "../plan/plan.ts";
import { exactEdges } from "./edges.ts";
import type { RowEstimate, RowState } from "./row-states.ts";

/** A modelled mean with its mean squared error, in 1/scale base units per month. */
export interface ModelledMean {
  readonly value: number;
  readonly squaredError: number;
  /** part of it that comes from what was expected, which the types of an area share */
  readonly sharedError: number;
}

/** A model that takes less than a tenth of a table's squared error is not worth its assumptions. */
const WORTH = 0.9;

/** A mean with its relative variance. */
interface Mean {
  readonly value: number;
  readonly variance: number;
}

/**
 * Modelled means (Fay–Herriot), by row of the cube; null where the measured mean stands. A published cell below the top is
 * drawn towards what the area above says of it: for all households, the mean above; for a household type, the type's mean
 * above times what the area's own mean is to the mean above. How strongly, the published noisy figures of the level tell.
 * Level by level from the top, so that a type is expected from its area's better mean. All cells of a table are modelled
 * or none, whatever they measured; a rung is the mean of its classes' means; a withheld cell stays so.
 */
export function modelledMeans(publication: PublicationPlan, cube: Cube, states: readonly RowState[]): (ModelledMean | null)[] {
  const estimates = new Map<MeasuredCell, RowEstimate>();
  for (const [i, { cells }] of cube.rows.entries()) {
    const [state, [cell, ...more]] = [states[i], cells];
    if (cell && more.length === 0 && state?.fate === "published") estimates.set(cell, state.estimate);
  }
  const modelled = new Map(
    publication.measures.flatMap((measure) => {
      const cells = cube.cells.filter((cell) => cell.publication === measure);
      return [...ofMeasure(publication.plan.territory, measure, cells, estimates)];
    }),
  );
  return cube.rows.map((row, i) => (states[i]?.fate === "published" ? ofRow(row, modelled, estimates) : null));
}

function ofMeasure(
  territory: Territory,
  measure: MeasurePublication,
  cells: readonly MeasuredCell[],
  estimates: ReadonlyMap<MeasuredCell, RowEstimate>,
): Map<MeasuredCell, ModelledMean> {
  const modelled = new Map<MeasuredCell, ModelledMean>();
  const published = cells.filter((cell) => estimates.has(cell));
  const best = new Map(
    published.map((cell) => [keyOf(cell.area, cell.type), meanOf(measure, estimates.get(cell) as RowEstimate)]),
  );
  const linked = linksOf(territory, cells, estimates);
  const spread = spreadOf(
    measure,
    published.map((cell) => estimates.get(cell) as RowEstimate),
  );
  for (const level of territory.levels) {
    for (const typed of [false, true]) {
      const table = published.filter((cell) => cell.level === level && (cell.type !== "_T") === typed);
      // Published cells below the top.
      const candidates = table.flatMap((cell) => {
        const expected = expectedOf(territory, best, cell, linked);
        return expected ? [{ cell, area: areaOf(measure, estimates.get(cell) as RowEstimate, expected, spread) }] : [];
      });
      const areas = candidates.map(({ area }) => area);
      const fit = fitAreas(areas);
      if (!fit || errorKept(areas, fit) > WORTH) continue;
      for (const { cell, area } of candidates) {
        const found = composite(area, fit);
        modelled.set(cell, found);
        best.set(keyOf(cell.area, cell.type), { value: found.value, variance: found.squaredError / found.value ** 2 });
      }
    }
  }
  return modelled;
}

/** A row's cell, or the classes of a rung weighed by their counts: what they share of their errors does not average out. */
function ofRow(
  row: CubeRow,
  modelled: ReadonlyMap<MeasuredCell, ModelledMean>,
  estimates: ReadonlyMap<MeasuredCell, RowEstimate>,
): ModelledMean | null {
  const means = row.cells.flatMap((cell) => modelled.get(cell) ?? []);
  const counts = row.cells.map((cell) => Math.max(0, estimates.get(cell)?.count ?? 0));
  const total = counts.reduce((a, b) => a + b, 0);
  if (means.length < row.cells.length || !(total > 0)) return null;
  const sum = (of: (mean: ModelledMean, weight: number) => number) =>
    means.reduce((all, mean, i) => all + of(mean, (counts[i] as number) / total), 0);
  const sharedError = sum(({ sharedError: one }, weight) => weight * Math.sqrt(one)) ** 2;
  return {
    value: sum(({ value }, weight) => weight * value),
    squaredError: sharedError + sum(({ squaredError, sharedError: one }, weight) => weight ** 2 * (squaredError - one)),
    sharedError,
  };
}

function nearestAbove(territory: Territory, { code }: Place, is: (area: Place) => boolean): Place | undefined {
  return territory.lineage(code).slice(1).find(is);
}

const keyOf = ({ code }: Pick<Place, "code">, type: string): string => `${code}\n${type}`;

function meanOf(measure: MeasurePublication, { count, countVariance, sum, sumVariance }: RowEstimate): Mean {
  const value = Number(measure.centre) + sum / count;
  return { value, variance: (sumVariance + (sum / count) ** 2 * countVariance) / (count * value) ** 2 };
}

/** Whether a cell's estimate was made together with the cell above, and with its area's own total. */
interface Links {
  readonly above: (cell: MeasuredCell) => boolean;
  readonly total: (cell: MeasuredCell) => boolean;
}

/** A sum and its parts are estimated together only where all of the parts are published. */
function linksOf(territory: Territory, cells: readonly MeasuredCell[], estimates: ReadonlyMap<MeasuredCell, RowEstimate>): Links {
  const measured = new Set(cells.map(({ area }) => area.code));
  const above = ({ area, type }: MeasuredCell) => {
    const sum = nearestAbove(territory, area, ({ code }) => measured.has(code));
    return sum && keyOf(sum, type);
  };
  const withheld = cells.filter((cell) => !estimates.has(cell));
  const untold = { above: new Set(withheld.map(above)), total: new Set(withheld.map(({ area }) => area.code)) };
  return { above: (cell) => !untold.above.has(above(cell)), total: ({ area }) => !untold.total.has(area.code) };
}

interface ExpectedMean extends Mean {
  readonly covariance: number;
}

/**
 * What the areas above say of a cell, or undefined where they say nothing. Estimates that add up share their errors: a sum's
 * error has with each of its parts the covariance of its own variance (exactly so where the parts are measured alike).
 */
function expectedOf(
  territory: Territory,
  best: ReadonlyMap<string, Mean>,
  cell: MeasuredCell,
  links: Links,
): ExpectedMean | undefined {
  const above = nearestAbove(territory, cell.area, (area) => best.has(keyOf(area, "_T")));
  const wider = above && positive(best.get(keyOf(above, cell.type)));
  if (!wider) return undefined;
  const ofAbove = links.above(cell);
  if (cell.type === "_T") return { ...wider, covariance: ofAbove ? wider.variance : 0 };
  const [own, all] = [positive(best.get(keyOf(cell.area, "_T"))), positive(best.get(keyOf(above, "_T")))];
  if (!own || !all) return undefined;
  const value = (wider.value * own.value) / all.value;
  const ofTotal = links.total(cell);
  if (ofAbove && ofTotal) {
    const variance = Math.max(wider.variance, own.variance, wider.variance + own.variance - all.variance);
    return { value, variance, covariance: variance };
  }
  const covariance = (ofAbove ? wider.variance : 0) + (ofTotal ? own.variance : 0);
  return { value, variance: wider.variance + own.variance + all.variance, covariance };
}

const positive = (mean: Mean | undefined): Mean | undefined => (mean && mean.value > 0 ? mean : undefined);

/** The noise of a mean at its *expected* value: at the measured one it would depend on the very noise that it describes. */
function areaOf(measure: MeasurePublication, estimate: RowEstimate, expected: ExpectedMean, spread: number): AreaMean {
  const { count, countVariance, sum, sumVariance } = estimate;
  const centre = Number(measure.centre);
  const directVariance = (sumVariance + (expected.value - centre) ** 2 * countVariance) / (count * expected.value) ** 2;
  return {
    direct: centre + sum / count,
    expected: expected.value,
    directVariance,
    expectedVariance: expected.variance,
    // No part is known better than the sum that it is estimated from.
    covariance: Math.min(expected.covariance, 0.9 * directVariance),
    withinVariance: spread / count,
  };
}

/** Squared coefficient of variation of households' amounts, from the largest published histogram; 0 where there is none. */
function spreadOf(measure: MeasurePublication, estimates: readonly RowEstimate[]): number {
  const [largest] = estimates.filter(({ bins }) => bins !== null).toSorted((a, b) => b.count - a.count);
  const noisy = largest?.bins?.noisy.map(Number) ?? [];
  const total = noisy.reduce((a, b) => a + b, 0);
  if (!(total > 0)) return 0;
  const edges = exactEdges(measure).map(Number);
  const shares = projectOnSimplex(noisy, total).map((one) => one / total);
  const middle = (bin: number) => {
    if (bin === 0) return 0;
    return bin === BINS - 1 ? (edges.at(-1) as number) : ((edges[bin - 1] as number) + (edges[bin] as number)) / 2;
  };
  const moment = (power: number) => shares.reduce((sum, share, bin) => sum + share * middle(bin) ** power, 0);
  const mean = moment(1);
  return mean > 0 ? moment(2) / mean ** 2 - 1 : 0;
}
