/** Zero, 30 logarithmic bins, overflow. */
export const HISTOGRAM_BINS = 32;
/** Bins are counted one by one and in groups of 2, 4 and 8. A household is in one of each size. */
export const GROUP_SIZES = [1, 2, 4, 8];
/** L2 distance that one household moves a histogram by. */
export const HISTOGRAM_MOVES = 2n;
/** Precision with which a histogram gives its total, in precisions of one integer: sums of 32, 16, 8 and 4 integers each give it. */
export const TOTAL_PRECISION = (1 + 2 + 4 + 8) / HISTOGRAM_BINS;
/** Precision with which it gives one bin to somebody who knows the total: what is left of four integers. */
export const BIN_PRECISION = GROUP_SIZES.length - TOTAL_PRECISION;

/**
 * Solves the normal equations of bins that are also counted in groups. The part of the values that is even within groups of one
 * size, and that groups of the next larger size do not see, has a precision that is the sum of all sizes up to its own.
 */
export function solveBins(values: readonly number[]): number[] {
  const solved = values.map(() => 0);
  let precision = 0;
  for (const [i, size] of GROUP_SIZES.entries()) {
    precision += size;
    const next = GROUP_SIZES[i + 1];
    for (let bin = 0; bin < HISTOGRAM_BINS; bin++) {
      const unseen = meanAround(values, bin, size) - (next === undefined ? 0 : meanAround(values, bin, next));
      solved[bin] = (solved[bin] as number) + unseen / precision;
    }
  }
  return solved;
}

/** Households of the bins by least squares, from the integers of a cell's histogram in their order. */
export function binsOfCell(rows: readonly { readonly NOISY: bigint }[]): number[] {
  const counted = new Array<number>(HISTOGRAM_BINS).fill(0);
  for (const [i, [first, last]] of [...histogramPlaces()].entries())
    for (let bin = first; bin <= last; bin++) counted[bin] = (counted[bin] as number) + Number(rows[i]?.NOISY ?? 0);
  return solveBins(counted);
}

/** The mean of the group of this size that a bin is in. */
function meanAround(values: readonly number[], bin: number, size: number): number {
  const first = Math.floor(bin / size) * size;
  let sum = 0;
  for (let place = first; place < first + size; place++) sum += values[place] as number;
  return sum / size;
}

/** First and last bin of each integer of a histogram, in their order. */
export function* histogramPlaces(): Generator<[first: number, last: number]> {
  for (const size of GROUP_SIZES) for (let first = 0; first < HISTOGRAM_BINS; first += size) yield [first, first + size - 1];
}
