/** How the histograms of a measure count its households. */
export interface HistogramForm {
  /** zero, those that end at the clamp times a power of 5/6 or at parts of these, overflow */
  readonly bins: number;
  /** Bins are counted one by one, and in groups of these sizes. A household is in one of each size. */
  readonly sizes: readonly number[];
  /** how many of the bins that end at powers of 5/6 have four parts, from the clamp down */
  readonly cut: number;
}

const USUAL: HistogramForm = { bins: 32, sizes: [1, 2, 4, 8], cut: 0 };
/** of amounts that heap on round figures */
const HEAPED: HistogramForm = { bins: 80, sizes: [1, 2, 8, 16], cut: 16 };

export const formOf = (heaped: boolean): HistogramForm => (heaped ? HEAPED : USUAL);

/** L2 distance that one household moves a histogram by: it is in four integers. */
export const HISTOGRAM_MOVES = 2n;

/** Precision with which a histogram gives its total, in precisions of one integer: the sum of the integers of each size gives it. */
export function precisionOfTotal({ bins, sizes }: HistogramForm): number {
  return sizes.reduce((sum, size) => sum + size, 0) / bins;
}

/** Precision with which it gives one bin to somebody who knows the total: what is left of four integers. */
export function precisionOfBin(form: HistogramForm): number {
  return form.sizes.length - precisionOfTotal(form);
}

/** e₀ = 0, then ⌊C·(5/6)^i⌋ base units with i from 29 down to 0, and the ends of parts; each at least one above the last. */
export function binEnds(upper: bigint, { cut }: HistogramForm): bigint[] {
  const ends = [0n];
  for (let power = 29; power >= 0; power--) {
    const [top, bottom] = [upper * 5n ** BigInt(power), 6n ** BigInt(power)];
    // A part is a 24th of its bin's upper end wide, for 5/6 of that is its lower one.
    for (const below of power < cut ? [3n, 2n, 1n, 0n] : [0n]) {
      const [end, above] = [(top * (24n - below)) / (24n * bottom), (ends.at(-1) as bigint) + 1n];
      ends.push(end > above ? end : above);
    }
  }
  return ends;
}

/**
 * Solves the normal equations of bins that are also counted in groups. The part of the values that is even within groups of one
 * size, and that groups of the next larger size do not see, has a precision that is the sum of all sizes up to its own.
 */
export function solveBins(values: readonly number[], { bins, sizes }: HistogramForm): number[] {
  const solved = values.map(() => 0);
  let precision = 0;
  for (const [i, size] of sizes.entries()) {
    precision += size;
    const next = sizes[i + 1];
    for (let bin = 0; bin < bins; bin++) {
      const unseen = meanAround(values, bin, size) - (next === undefined ? 0 : meanAround(values, bin, next));
      solved[bin] = (solved[bin] as number) + unseen / precision;
    }
  }
  return solved;
}

/** Households of the bins by least squares, from the integers of a cell's histogram in their order. */
export function binsOfCell(rows: readonly { readonly NOISY: bigint }[], form: HistogramForm): number[] {
  const counted = new Array<number>(form.bins).fill(0);
  for (const [i, [first, last]] of [...histogramPlaces(form)].entries())
    for (let bin = first; bin <= last; bin++) counted[bin] = (counted[bin] as number) + Number(rows[i]?.NOISY ?? 0);
  return solveBins(counted, form);
}

/** The mean of the group of this size that a bin is in. */
function meanAround(values: readonly number[], bin: number, size: number): number {
  const first = Math.floor(bin / size) * size;
  let sum = 0;
  for (let place = first; place < first + size; place++) sum += values[place] as number;
  return sum / size;
}

/** First and last bin of each integer of a histogram, in their order. */
export function* histogramPlaces({ bins, sizes }: HistogramForm): Generator<[first: number, last: number]> {
  for (const size of sizes) for (let first = 0; first < bins; first += size) yield [first, first + size - 1];
}
