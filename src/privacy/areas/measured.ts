import { fieller } from "../fieller.ts";
// Past the index, so that a page with areas alone does not load forecasts.
import { Z95 } from "../forecast/noise.ts";
import { type LeafRatio, leafRatioVariance } from "../leaf-clamp.ts";

/** What was measured of one cell: noisy, and unbiased. Its two noises are independent, and so are those of any two cells. */
export interface CellMeasurement {
  /** noisy households */
  readonly count: number;
  readonly countVariance: number;
  /** noisy Σ(x − centre) of the clamped amounts, in the display unit per month */
  readonly sum: number;
  readonly sumVariance: number;
  /** half the clamp, in the display unit per month */
  readonly centre: number;
  /** standard deviation of what its sum may be off by for the ratio that it was multiplied by; absent: it was by none (`scaledCell`) */
  readonly spread?: number | undefined;
}

/** An estimate with the two ends of its 95 % interval. */
export interface EstimateWithEnds {
  readonly value: number;
  readonly lower: number;
  readonly upper: number;
}

/**
 * A leaf that was measured under a lower clamp, as if under the measure's (`../leaf-clamp.md`): times the ratio of the whole.
 *
 * @param ratio of the release's report, its mean in the unit of the cell
 */
export function scaledCell(cell: CellMeasurement, ratio: LeafRatio): CellMeasurement {
  const { count, sum, sumVariance, centre } = cell;
  const total = sum + count * centre;
  const variance = leafRatioVariance(ratio, total / count, count);
  return {
    ...cell,
    sum: ratio.ratio * sum,
    sumVariance: ratio.ratio ** 2 * sumVariance,
    centre: ratio.ratio * centre,
    spread: ratio.ratio * Math.abs(total) * Math.sqrt(variance),
  };
}

/**
 * Several cells that have no household in common as one: sums add up, and so do variances (`areas.md`). What ratios are off by is an error
 * that neighbours may share: it is added up as if they did. Of cells with other centres the sum is centred on their mean.
 *
 * @throws RangeError with no cell
 */
export function sumOfCells(cells: readonly CellMeasurement[]): CellMeasurement {
  const [first] = cells;
  if (!first) throw new RangeError("a sum needs at least 1 cell; got 0");
  const add = (of: (cell: CellMeasurement) => number): number => cells.reduce((sum, cell) => sum + of(cell), 0);
  const count = add((cell) => cell.count);
  const isOne = cells.every((cell) => cell.centre === first.centre);
  const centre = isOne ? first.centre : add((cell) => cell.centre * cell.count) / count;
  return {
    count,
    countVariance: add(({ countVariance }) => countVariance),
    sum: add((cell) => cell.sum + (cell.centre - centre) * cell.count),
    sumVariance: add((cell) => cell.sumVariance + (cell.centre - centre) ** 2 * cell.countVariance),
    centre,
    ...(cells.some(({ spread }) => spread !== undefined) && { spread: add(({ spread = 0 }) => spread) }),
  };
}

/** The mean of a cell by Fieller (`fieller.md`); null: its count is not clearly above zero. */
export function measuredMean(cell: CellMeasurement): EstimateWithEnds | null {
  const { centre, spread = 0 } = cell;
  const found = fieller({ ...cell, sumVariance: cell.sumVariance + spread ** 2, z: Z95 });
  return found && { value: centre + found.estimate, lower: centre + found.lower, upper: centre + found.upper };
}

/** The households of a cell. */
export function measuredCount({ count, countVariance }: CellMeasurement): EstimateWithEnds {
  const half = Z95 * Math.sqrt(countVariance);
  return { value: count, lower: count - half, upper: count + half };
}
