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

/** First and last bin of each integer of a histogram, in their order. */
export function* histogramPlaces(): Generator<[first: number, last: number]> {
  for (const size of GROUP_SIZES) for (let first = 0; first < HISTOGRAM_BINS; first += size) yield [first, first + size - 1];
}
