/** Zero, 30 logarithmic bins, overflow. */
export const HISTOGRAM_BINS = 32;
/** Bins are counted one by one and in groups of 2, 4 and 8. A household is in one of each size. */
export const GROUP_SIZES = [1, 2, 4, 8];
/** L2 distance that one household moves a histogram by. */
export const HISTOGRAM_MOVES = 2n;
/** Precision that a histogram gives its total, in those of one integer: as many sums of 32, 16, 8 and 4 of them give it. */
export const TOTAL_PRECISION = (1 + 2 + 4 + 8) / HISTOGRAM_BINS;
/** Precision that it gives one bin beside that: four integers know of it. */
export const BIN_PRECISION = GROUP_SIZES.length - TOTAL_PRECISION;

/**
 * Solves the normal equations of bins that are counted in groups: the part of the values that is even within groups of one size, and
 * that the next larger size does not see, is told by as many integers as all sizes up to it have bins.
 */
export function solveBins(values: readonly number[]): number[] {
  const solved = values.map(() => 0);
  let told = 0;
  for (const [i, size] of GROUP_SIZES.entries()) {
    told += size;
    const next = GROUP_SIZES[i + 1];
    for (let bin = 0; bin < HISTOGRAM_BINS; bin++) {
      const unseen = meanAround(values, bin, size) - (next === undefined ? 0 : meanAround(values, bin, next));
      solved[bin] = (solved[bin] as number) + unseen / told;
    }
  }
  return solved;
}

/** The mean of the group of this size that a bin is in. */
function meanAround(values: readonly number[], bin: number, size: number): number {
  const first = Math.floor(bin / size) * size;
  let sum = 0;
  for (let one = first; one < first + size; one++) sum += values[one] as number;
  return sum / size;
}

/** First and last bin of each integer of a histogram, in their order. */
export function* histogramPlaces(): Generator<[first: number, last: number]> {
  for (const size of GROUP_SIZES) for (let first = 0; first < HISTOGRAM_BINS; first += size) yield [first, first + size - 1];
}
