import { Z95 } from "../../privacy/forecast/index.ts";
import {
  type AreaMean,
  areaInterval,
  BINS,
  binsOf,
  composite,
  type Fit,
  fieller,
  fitAreas,
  type Interval,
  keptErrorShare,
  totalOf,
} from "../../privacy/index.ts";
import type { Area as Place, Territory } from "../../territory/index.ts";
import { LEVEL } from "../plan/budget.ts";
import type { Cube, MeasuredCell } from "../plan/cube.ts";
import type { MeasurePublication, PublicationPlan } from "../plan/plan.ts";
import { exactEdges } from "./edges.ts";
import { mayBeLuck } from "./margin.ts";
import type { RowEstimate, RowState } from "./row-states.ts";

/** A modelled mean with its interval, in 1/scale base units per month. */
export interface ModelledMean extends Interval {
  readonly value: number;
}

/** A model that takes less than a tenth of a table's squared error is not worth its assumptions. */
const WORTH = 0.9;

/** A published row of a measure, at the area that it is measured as: twins are one. */
interface PublishedRow {
  readonly area: Place;
  readonly type: string;
  /** itself, or a rung's classes */
  readonly cells: readonly MeasuredCell[];
  readonly estimate: RowEstimate;
}

/** A mean with its relative variance. */
interface Mean {
  readonly value: number;
  readonly variance: number;
}

/**
 * Modelled means (Fay–Herriot), by row of the cube; null where the measured mean stands. A published row below the top is
 * drawn towards what the area above says of it: for all households, the mean above; for a household type, the type's mean
 * above times what the area's own mean is to the mean above. How strongly, the published noisy figures of the level tell.
 * Level by level from the top, so that a type is expected from its area's better mean. All cells of a table are modelled
 * or none, whatever they measured; a rung is the mean of its classes' means; a withheld cell stays so. An interval leaves
 * no cell to its neighbours (`areaInterval`): it is about what the row itself measured.
 */
export function modelledMeans(publication: PublicationPlan, cube: Cube, states: readonly RowState[]): (ModelledMean | null)[] {
  const modelled = new Map(
    publication.measures.map((measure) => {
      const cells = cube.cells.filter((cell) => cell.publication === measure);
      const published = cube.rows.flatMap(({ publication: of, type, cells: own }, i): [string, PublishedRow][] => {
        const [state, area] = [states[i], own[0]?.area];
        if (of !== measure || !area || state?.fate !== "published") return [];
        return [[keyOf(area, type), { area, type, cells: own, estimate: state.estimate }]];
      });
      return [measure, ofMeasure(publication.plan.territory, measure, cells, new Map(published))];
    }),
  );
  return cube.rows.map(({ publication: measure, cells: [cell], type }, i) => {
    if (states[i]?.fate !== "published" || !cell) return null;
    return modelled.get(measure)?.get(keyOf(cell.area, type)) ?? null;
  });
}

/** The modelled means of a measure. All maps are by area and type. */
function ofMeasure(
  territory: Territory,
  measure: MeasurePublication,
  cells: readonly MeasuredCell[],
  published: ReadonlyMap<string, PublishedRow>,
): Map<string, ModelledMean> {
  const modelled = new Map<string, ModelledMean>();
  const rows = [...published.values()];
  const best = new Map([...published].map(([key, { estimate }]) => [key, meanOf(estimate)]));
  const linked = linksOf(territory, cells, published);
  const spread = spreadOf(
    measure,
    rows.filter(isCell).map(({ estimate }) => estimate),
  );
  for (const level of territory.levels) {
    for (const typed of [false, true]) {
      // Published rows below the top.
      const table = rows.flatMap((row) => {
        if (row.area.level !== level || (row.type !== "_T") !== typed) return [];
        const expected = expectedOf(territory, best, row, linked);
        return expected ? [{ ...row, mean: areaOf(row.estimate, expected, spread) }] : [];
      });
      const areas = table.filter(isCell).map(({ mean }) => mean);
      const fit = fitAreas(areas);
      if (!fit || keptErrorShare(areas, fit) > WORTH) continue;
      for (const { area, type, mean } of table) {
        const { value, squaredError } = composite(mean, fit);
        best.set(keyOf(area, type), { value, variance: squaredError / value ** 2 });
      }
      for (const { area, type, cells: own, estimate, mean } of table) {
        const interval = intervalOf(estimate, mean, fit);
        if (interval) modelled.set(keyOf(area, type), { value: within(interval, averageOf(own, best, published)), ...interval });
      }
    }
  }
  return modelled;
}

const isCell = ({ type, cells: [cell] }: PublishedRow): boolean => type === cell?.type;

/** A cell's mean, or that of the classes of a rung, weighed by their counts. */
function averageOf(
  cells: readonly MeasuredCell[],
  best: ReadonlyMap<string, Mean>,
  published: ReadonlyMap<string, PublishedRow>,
): number {
  let [sum, total] = [0, 0];
  for (const { area, type } of cells) {
    const count = Math.max(0, published.get(keyOf(area, type))?.estimate.count ?? 0);
    sum += count * (best.get(keyOf(area, type))?.value ?? 0);
    total += count;
  }
  return sum / total;
}

function within({ lower, upper }: Interval, value: number): number {
  return Math.min(Math.max(value, lower), upper);
}

function nearestAbove(territory: Territory, { code }: Place, is: (area: Place) => boolean): Place | undefined {
  return territory.lineage(code).slice(1).find(is);
}

const keyOf = ({ code }: Pick<Place, "code">, type: string): string => `${code}\n${type}`;

function meanOf({ count, countVariance, sum, sumVariance, centre }: RowEstimate): Mean {
  const value = centre + sum / count;
  return { value, variance: (sumVariance + (sum / count) ** 2 * countVariance) / (count * value) ** 2 };
}

/** Whether a row's estimate was made together with the row above, and with its area's own total. */
interface Links {
  readonly above: (cells: readonly MeasuredCell[]) => boolean;
  readonly total: (cells: readonly MeasuredCell[]) => boolean;
}

/** A sum and its parts are estimated together only where all of the parts are published. */
function linksOf(territory: Territory, cells: readonly MeasuredCell[], published: { has: (key: string) => boolean }): Links {
  const measured = new Set(cells.map(({ area }) => area.code));
  const above = ({ area, type }: MeasuredCell) => {
    const sum = nearestAbove(territory, area, ({ code }) => measured.has(code));
    return sum && keyOf(sum, type);
  };
  const withheld = cells.filter(({ area, type }) => !published.has(keyOf(area, type)));
  const untold = { above: new Set(withheld.map(above)), total: new Set(withheld.map(({ area }) => area.code)) };
  return {
    above: (own) => own.every((cell) => !untold.above.has(above(cell))),
    total: (own) => own.every(({ area }) => !untold.total.has(area.code)),
  };
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
  { area, type, cells, estimate }: PublishedRow,
  links: Links,
): ExpectedMean | undefined {
  const above = nearestAbove(territory, area, (wider) => best.has(keyOf(wider, "_T")));
  const wider = above && positive(best.get(keyOf(above, type)));
  if (!wider) return undefined;
  const ofAbove = links.above(cells);
  if (type === "_T") return { ...wider, covariance: ofAbove && !estimate.scaled ? wider.variance : 0 };
  const [own, all] = [positive(best.get(keyOf(area, "_T"))), positive(best.get(keyOf(above, "_T")))];
  if (!own || !all) return undefined;
  const value = (wider.value * own.value) / all.value;
  const ofTotal = links.total(cells);
  if (ofAbove && ofTotal) {
    const variance = Math.max(wider.variance, own.variance, wider.variance + own.variance - all.variance);
    return { value, variance, covariance: variance };
  }
  const covariance = (ofAbove ? wider.variance : 0) + (ofTotal ? own.variance : 0);
  return { value, variance: wider.variance + own.variance + all.variance, covariance };
}

const positive = (mean: Mean | undefined): Mean | undefined => (mean && mean.value > 0 ? mean : undefined);

/** The noise of a mean at its *expected* value: at the measured one it would depend on the very noise that it describes. */
function areaOf(estimate: RowEstimate, expected: ExpectedMean, spread: number): AreaMean {
  const { count, countVariance, sum, sumVariance, centre } = estimate;
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

/** A count that may have passed its gate by luck is far off on one side: such a row's interval holds the measured one too. */
function intervalOf(estimate: RowEstimate, mean: AreaMean, fit: Fit): Interval | null {
  const fiellers = (z: number): Interval | null => {
    const found = fieller({ ...estimate, z });
    return found && { lower: estimate.centre + found.lower, upper: estimate.centre + found.upper };
  };
  const boundOf = (deviate: number) => fiellers(Math.abs(deviate))?.[deviate > 0 ? "lower" : "upper"] ?? null;
  const own = areaInterval(mean, fit, boundOf, LEVEL);
  const measured = mayBeLuck(estimate) ? fiellers(Z95) : own;
  if (!own || !measured) return null;
  return { lower: Math.min(own.lower, measured.lower), upper: Math.max(own.upper, measured.upper) };
}

/** Squared coefficient of variation of households' amounts, from the largest published histogram; 0 without any. */
function spreadOf(measure: MeasurePublication, estimates: readonly RowEstimate[]): number {
  const [largest] = estimates.filter(({ bins }) => bins !== null).toSorted((a, b) => b.count - a.count);
  const noisy = largest?.bins?.noisy;
  const total = noisy ? totalOf(noisy) : 0;
  if (!noisy || !(total > 0)) return 0;
  const edges = exactEdges(measure).map(Number);
  const shares = binsOf(noisy, total).map((one) => one / total);
  const middle = (bin: number) => {
    if (bin === 0) return 0;
    return bin === BINS - 1 ? (edges.at(-1) as number) : ((edges[bin - 1] as number) + (edges[bin] as number)) / 2;
  };
  const moment = (power: number) => shares.reduce((sum, share, bin) => sum + share * middle(bin) ** power, 0);
  const mean = moment(1);
  return mean > 0 ? moment(2) / mean ** 2 - 1 : 0;
}
