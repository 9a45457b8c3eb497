import { fieller } from "../fieller.ts";
// Past the index, so that a page with areas alone does not load forecasts.
import { Z95 } from "../forecast/z95.ts";
import { type LeafRatio, leafRatioVariance } from "../leaf-clamp.ts";

/** Measurements of one cell: noisy and unbiased. Its two noises are independent, and so are those of any two cells. */
export interface CellMeasurement {
  /** noisy households */
  readonly count: number;
  readonly countVariance: number;
  /** noisy Σ(x − centre) of the clamped amounts, in the display unit per month */
  readonly sum: number;
  readonly sumVariance: number;
  /** half the clamp, in the display unit per month */
  readonly centre: number;
  /** standard deviation of the error that a leaf's ratio brings into the sum (`scaledCell`); absent where it was multiplied by none */
  readonly spread?: number | undefined;
}

/** An estimate with the two ends of its 95 % interval. */
export interface EstimateWithEnds {
  readonly value: number;
  readonly lower: number;
  readonly upper: number;
}

/**
 * Converts a leaf that was measured under a lower clamp to the measure's own clamp, by the ratio of the whole
 * (`../leaf-clamp.md`).
 *
 * @param ratio as in the release's report, with its mean in the unit of the cell
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
 * Adds up cells that share no household: their sums add up, and so do their variances (`areas.md`). Errors of ratios may be
 * common to neighbours, so their standard deviations are added. Where the cells' centres differ, the sum is centred on their
 * mean, weighed by the variances of the counts: only there are its two noises uncorrelated, as Fieller's interval takes them.
 *
 * @throws RangeError with no cell
 */
export function sumOfCells(cells: readonly CellMeasurement[]): CellMeasurement {
  const [first] = cells;
  if (!first) throw new RangeError("a sum needs at least 1 cell; got 0");
  const add = (read: (cell: CellMeasurement) => number): number => cells.reduce((sum, cell) => sum + read(cell), 0);
  const count = add((cell) => cell.count);
  const sameCentre = cells.every((cell) => cell.centre === first.centre);
  const countVariance = add((cell) => cell.countVariance);
  const centre = sameCentre ? first.centre : add((cell) => cell.centre * cell.countVariance) / countVariance;
  return {
    count,
    countVariance,
    sum: add((cell) => cell.sum + (cell.centre - centre) * cell.count),
    sumVariance: add((cell) => cell.sumVariance + (cell.centre - centre) ** 2 * cell.countVariance),
    centre,
    ...(cells.some(({ spread }) => spread !== undefined) && { spread: add(({ spread = 0 }) => spread) }),
  };
}

/** The mean of a cell with its interval by Fieller (`fieller.md`); null where its count is not clearly above zero. */
export function measuredMean(cell: CellMeasurement): EstimateWithEnds | null {
  const { centre, spread = 0 } = cell;
  const ratio = fieller({ ...cell, sumVariance: cell.sumVariance + spread ** 2, z: Z95 });
  return ratio && { value: centre + ratio.estimate, lower: centre + ratio.lower, upper: centre + ratio.upper };
}

/** The total of a cell's clamped amounts with its interval, in the display unit per month: Σ(x − centre) + centre × n, whose noises are independent. */
export function measuredTotal({ count, countVariance, sum, sumVariance, centre, spread = 0 }: CellMeasurement): EstimateWithEnds {
  const value = sum + centre * count;
  const half = Z95 * Math.sqrt(sumVariance + spread ** 2 + centre ** 2 * countVariance);
  return { value, lower: value - half, upper: value + half };
}

/** The households of a cell with their interval. */
export function measuredCount({ count, countVariance }: CellMeasurement): EstimateWithEnds {
  const half = Z95 * Math.sqrt(countVariance);
  return { value: count, lower: count - half, upper: count + half };
}
