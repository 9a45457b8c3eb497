// After least squares: means of small cells are drawn towards what wider areas suggest (page: `src/privacy/shrinkage.md`).

import {
  type AreaMean,
  areaInterval,
  binsOf,
  composite,
  type Fit,
  fieller,
  fitAreas,
  type Interval,
  keptErrorShare,
  limitedMove,
  totalOf,
} from "../../privacy/index.ts";
import type { Area as Place, Territory } from "../../territory/index.ts";
import { LEVEL } from "../plan/budget.ts";
import { type Cube, hasLowerClamp, type MeasuredCell } from "../plan/cube.ts";
import type { MeasurePublication, PublicationPlan } from "../plan/plan.ts";
import { exactEdges } from "./edges.ts";
import { feelsGate, meanWithEnds } from "./margin.ts";
import type { RowEstimate, RowState } from "./row-states.ts";

/** A modelled mean with its interval, in 1/scale base units per month. */
export interface ModelledMean extends Interval {
  readonly value: number;
}

/** A model must remove at least a tenth of a table's squared error to be worth its assumptions. */
export const MAX_KEPT_ERROR = 0.9;

/** A published row of a measure. Its area is the one that the cell is measured as, so that twins share one row. */
interface PublishedRow {
  readonly area: Place;
  readonly type: string;
  /** its own cell, or the cells of a rung's classes */
  readonly cells: readonly MeasuredCell[];
  readonly estimate: RowEstimate;
}

/** A mean with its relative variance. */
interface Mean {
  readonly value: number;
  readonly relativeVariance: number;
}

/**
 * Means improved by a Fay–Herriot model, by row of the cube; null where the measured mean stays.
 *
 * A published row below the top is drawn towards what the area above suggests. For all households that is the mean above; for a
 * household type it is the type's mean above, times the ratio of the area's own mean to the mean above. How strongly it is drawn
 * follows from the published noisy figures of its level. Levels are modelled from the top down, so that a type's expectation uses
 * its area's improved mean.
 *
 * Cells of one table are all modelled or none, whatever they measured. A rung has the mean of its classes' means. A withheld cell
 * stays withheld. An interval is about what the row itself measured: neighbours never decide it (`areaInterval`).
 */
export function modelledMeans(publication: PublicationPlan, cube: Cube, states: readonly RowState[]): (ModelledMean | null)[] {
  const modelled = new Map(
    publication.measures.map((measure) => {
      const cells = cube.cells.filter((cell) => cell.publication === measure);
      const published = cube.rows.flatMap(({ publication: owner, type, cells: own }, i): [string, PublishedRow][] => {
        const [state, area] = [states[i], own[0]?.area];
        if (owner !== measure || !area || state?.fate !== "published") return [];
        return [[keyOf(area, type), { area, type, cells: own, estimate: state.estimate }]];
      });
      return [measure, modelMeasure(publication.plan.territory, measure, cells, new Map(published))];
    }),
  );
  return cube.rows.map(({ publication: measure, cells: [cell], type }, i) => {
    if (states[i]?.fate !== "published" || !cell) return null;
    return modelled.get(measure)?.get(keyOf(cell.area, type)) ?? null;
  });
}

/** The modelled means of one measure. All maps are by area and type (`keyOf`). */
function modelMeasure(
  territory: Territory,
  measure: MeasurePublication,
  cells: readonly MeasuredCell[],
  published: ReadonlyMap<string, PublishedRow>,
): Map<string, ModelledMean> {
  const modelled = new Map<string, ModelledMean>();
  const rows = [...published.values()];
  const best = new Map([...published].map(([key, { estimate }]) => [key, meanOf(estimate)]));
  const linked = sharedErrorsOf(territory, cells, published);
  const clamp = 2 * Number(measure.centre);
  const spread = spreadOf(
    measure,
    rows.filter(isMeasuredCell).map(({ estimate }) => estimate),
  );
  for (const level of territory.levels) {
    for (const typed of [false, true]) {
      // Rows at the top have no area above, so nothing is expected of them and they stay as measured.
      const table = rows.flatMap((row) => {
        if (row.area.level !== level || (row.type !== "_T") !== typed) return [];
        const expected = expectedOf(territory, best, row, linked);
        return expected ? [{ ...row, mean: areaOf(row.estimate, expected, spread) }] : [];
      });
      const areas = table.filter(isMeasuredCell).map(({ mean }) => mean);
      const fit = fitAreas(areas);
      if (!fit) continue;
      const keptShare = keptErrorShare(areas, fit);
      if (keptShare > MAX_KEPT_ERROR) continue;
      for (const { area, type, mean } of table) {
        const { value, squaredError } = limitedMove(composite(mean, fit), mean, keptShare);
        best.set(keyOf(area, type), { value, relativeVariance: squaredError / value ** 2 });
      }
      for (const { area, type, cells: own, estimate, mean } of table) {
        const interval = intervalOf(estimate, mean, fit, clamp);
        if (interval) modelled.set(keyOf(area, type), { value: clampTo(interval, averageOf(own, best, published)), ...interval });
      }
    }
  }
  return modelled;
}

const isMeasuredCell = ({ type, cells: [cell] }: PublishedRow): boolean => type === cell?.type;

/** The mean of a cell, or of a rung's classes weighted by their counts. */
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

function clampTo({ lower, upper }: Interval, value: number): number {
  return Math.min(Math.max(value, lower), upper);
}

function nearestAbove(territory: Territory, { code }: Place, is: (area: Place) => boolean): Place | undefined {
  return territory.lineage(code).slice(1).find(is);
}

const keyOf = ({ code }: Pick<Place, "code">, type: string): string => `${code}\n${type}`;

function meanOf({ count, countVariance, sum, sumVariance, centre }: RowEstimate): Mean {
  const value = centre + sum / count;
  return { value, relativeVariance: (sumVariance + (sum / count) ** 2 * countVariance) / (count * value) ** 2 };
}

/**
 * Whether least squares estimated a row together with the row above it, and with its area's own total. Rows that were estimated
 * together share their errors.
 */
interface SharedErrors {
  readonly above: (cells: readonly MeasuredCell[]) => boolean;
  readonly total: (cells: readonly MeasuredCell[]) => boolean;
}

/** A sum and its parts are estimated together only where all of the parts are published, and none has a lower clamp. */
function sharedErrorsOf(
  territory: Territory,
  cells: readonly MeasuredCell[],
  published: { has: (key: string) => boolean },
): SharedErrors {
  const measured = new Set(cells.map(({ area }) => area.code));
  const above = ({ area, type }: MeasuredCell) => {
    const sum = nearestAbove(territory, area, ({ code }) => measured.has(code));
    return sum && keyOf(sum, type);
  };
  const missing = cells.filter((cell) => hasLowerClamp(cell) || !published.has(keyOf(cell.area, cell.type)));
  const incomplete = { above: new Set(missing.map(above)), total: new Set(missing.map(({ area }) => area.code)) };
  return {
    above: (own) => own.every((cell) => !incomplete.above.has(above(cell))),
    total: (own) => own.every(({ area }) => !incomplete.total.has(area.code)),
  };
}

interface ExpectedMean extends Mean {
  readonly covariance: number;
}

/**
 * The mean that the areas above suggest for a row; undefined where they suggest none. Estimates that add up share their errors:
 * the covariance of a sum with each of its parts is the sum's own variance (exactly so where the parts are measured alike).
 */
function expectedOf(
  territory: Territory,
  best: ReadonlyMap<string, Mean>,
  { area, type, cells }: PublishedRow,
  links: SharedErrors,
): ExpectedMean | undefined {
  const above = nearestAbove(territory, area, (wider) => best.has(keyOf(wider, "_T")));
  const wider = above && positive(best.get(keyOf(above, type)));
  if (!wider) return undefined;
  const ofAbove = links.above(cells);
  if (type === "_T") return { ...wider, covariance: ofAbove ? wider.relativeVariance : 0 };
  const [own, all] = [positive(best.get(keyOf(area, "_T"))), positive(best.get(keyOf(above, "_T")))];
  if (!own || !all) return undefined;
  const value = (wider.value * own.value) / all.value;
  const ofTotal = links.total(cells);
  if (ofAbove && ofTotal) {
    const variance = Math.max(
      wider.relativeVariance,
      own.relativeVariance,
      wider.relativeVariance + own.relativeVariance - all.relativeVariance,
    );
    return { value, relativeVariance: variance, covariance: variance };
  }
  const covariance = (ofAbove ? wider.relativeVariance : 0) + (ofTotal ? own.relativeVariance : 0);
  return { value, relativeVariance: wider.relativeVariance + own.relativeVariance + all.relativeVariance, covariance };
}

const positive = (mean: Mean | undefined): Mean | undefined => (mean && mean.value > 0 ? mean : undefined);

/**
 * The model's input for one row. Its noise is computed at the *expected* mean: at the measured one it would depend on the very
 * noise that it describes.
 */
function areaOf(estimate: RowEstimate, expected: ExpectedMean, spread: number): AreaMean {
  const { count, countVariance, sum, sumVariance, centre } = estimate;
  const directVariance = (sumVariance + (expected.value - centre) ** 2 * countVariance) / (count * expected.value) ** 2;
  return {
    direct: centre + sum / count,
    expected: expected.value,
    directVariance,
    expectedVariance: expected.relativeVariance,
    // No part is known better than the sum that it is estimated from, so the covariance stays below its variance.
    covariance: Math.min(expected.covariance, 0.9 * directVariance),
    withinVariance: spread / count,
  };
}

/**
 * Interval of a modelled mean. A count that appeared near its gate's threshold is too large, and its mean too near the centre: away from
 * there the interval reaches as far as that of the measured mean, which knows of the gate.
 */
function intervalOf(estimate: RowEstimate, mean: AreaMean, fit: Fit, clamp: number): Interval | null {
  const { sum, sumVariance, count, countVariance, centre } = estimate;
  const boundOf = (deviate: number) => {
    const ratio = fieller({ sum, sumVariance, count, countVariance, z: Math.abs(deviate) });
    return ratio && centre + ratio[deviate > 0 ? "lower" : "upper"];
  };
  const modelInterval = areaInterval(mean, fit, boundOf, LEVEL);
  const measured = feelsGate(estimate) ? meanWithEnds(estimate, clamp) : modelInterval;
  if (!modelInterval || !measured) return null;
  return estimate.sum < 0
    ? { ...modelInterval, lower: Math.min(modelInterval.lower, measured.lower) }
    : { ...modelInterval, upper: Math.max(modelInterval.upper, measured.upper) };
}

/** Squared coefficient of variation of households' amounts, from the largest published histogram; 0 without any. */
function spreadOf(measure: MeasurePublication, estimates: readonly RowEstimate[]): number {
  const [largest] = estimates.filter(({ bins }) => bins !== null).toSorted((a, b) => b.count - a.count);
  const noisy = largest?.bins?.noisy;
  const total = noisy ? totalOf(noisy) : 0;
  if (!noisy || !(total > 0)) return 0;
  const edges = exactEdges(measure).map(Number);
  const shares = binsOf(noisy, total).map((households) => households / total);
  const middle = (bin: number) => {
    if (bin === 0) return 0;
    return bin === edges.length ? (edges.at(-1) as number) : ((edges[bin - 1] as number) + (edges[bin] as number)) / 2;
  };
  const moment = (power: number) => shares.reduce((sum, share, bin) => sum + share * middle(bin) ** power, 0);
  const mean = moment(1);
  return mean > 0 ? moment(2) / mean ** 2 - 1 : 0;
}
