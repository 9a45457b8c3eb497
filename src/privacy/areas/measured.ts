import { fieller } from "../fieller.ts";
// Past the index, so that a page with areas alone does not load forecasts.
import { Z95 } from "../forecast/noise.ts";

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
}

/** An estimate with the two ends of its 95 % interval. */
export interface EstimateWithEnds {
  readonly value: number;
  readonly lower: number;
  readonly upper: number;
}

/**
 * Several cells that have no household in common as one: sums add up, and so do variances (`areas.md`).
 *
 * @throws RangeError with no cell, or where two were clamped differently
 */
export function sumOfCells(cells: readonly CellMeasurement[]): CellMeasurement {
  const [first] = cells;
  if (!first) throw new RangeError("a sum needs at least 1 cell; got 0");
  const other = cells.find(({ centre }) => centre !== first.centre);
  if (other) throw new RangeError(`cells of one sum must have one centre, ${first.centre}; got ${other.centre}`);
  const add = (of: (cell: CellMeasurement) => number): number => cells.reduce((sum, cell) => sum + of(cell), 0);
  return {
    count: add(({ count }) => count),
    countVariance: add(({ countVariance }) => countVariance),
    sum: add(({ sum }) => sum),
    sumVariance: add(({ sumVariance }) => sumVariance),
    centre: first.centre,
  };
}

/** The mean of a cell by Fieller (`fieller.md`); null: its count is not clearly above zero. */
export function measuredMean({ sum, count, sumVariance, countVariance, centre }: CellMeasurement): EstimateWithEnds | null {
  const found = fieller({ sum, count, sumVariance, countVariance, z: Z95 });
  return found && { value: centre + found.estimate, lower: centre + found.lower, upper: centre + found.upper };
}

/** The households of a cell. */
export function measuredCount({ count, countVariance }: CellMeasurement): EstimateWithEnds {
  const half = Z95 * Math.sqrt(countVariance);
  return { value: count, lower: count - half, upper: count + half };
}
