/** Bins that a histogram counts one by one, and the groups in which it counts them again. A household is in one integer of each size. */
export interface Binning {
  /** zero, logarithmic bins, overflow */
  readonly bins: number;
  /** parts that each bin of the ratio 1.2 is cut into, from the clamp down as far as the bins reach; below that bins are whole */
  readonly parts: 1 | 4;
  /** bins in one integer, from 1 up; each size divides the next */
  readonly sizes: readonly [number, number, number, number];
  /**
   * For each size: the bins in one integer of it and in one of each smaller size. A place that is estimated from its own integer and those of
   * all places within it has the variance size / sum.
   */
  readonly sums: readonly { readonly size: number; readonly sum: number }[];
  /** Integers in the order in which they are measured and published. Each counts the bins `from` to `to`, both included. */
  readonly places: readonly { readonly from: number; readonly to: number }[];
}

/** Bins of the ratio 1.2 between zero and the clamp. */
const WIDE = 30;

function binning(bins: number, parts: Binning["parts"], sizes: Binning["sizes"]): Binning {
  const places = sizes.flatMap((size) =>
    Array.from({ length: bins / size }, (_, i) => ({ from: i * size, to: (i + 1) * size - 1 })),
  );
  const sums = sizes.map((size, at) => ({ size, sum: sizes.slice(0, at + 1).reduce((a, b) => a + b) }));
  return { bins, parts, sizes, sums, places };
}

/** 32 bins in 60 integers. */
export const COARSE = binning(32, 1, [1, 2, 4, 8]);

/** 80 bins in 135 integers, for amounts that heap: the 16 upper ones of the 30 that lie between zero and the clamp are cut in four. */
export const FINE = binning(80, 4, [1, 2, 8, 16]);

/**
 * The binning that a list belongs to: of its bins, of its edges, or of all its integers. Their numbers all differ.
 *
 * @throws RangeError for a list of another length
 */
export function binningOfList({ length }: readonly unknown[]): Binning {
  const found = [COARSE, FINE].find(({ bins, places }) => [bins, bins - 1, places.length].includes(length));
  if (!found) throw new RangeError(`a histogram has 32 bins, 31 edges and 60 integers, or 80, 79 and 135; got ${length}`);
  return found;
}

/** The bins of a measure. */
export function binningOf({ heaped }: { readonly heaped?: true | undefined }): Binning {
  return heaped ? FINE : COARSE;
}

/** Wide bins that are cut, counted from the clamp down. */
const cutBins = ({ bins }: Binning) => (bins - 2 - WIDE) / 3;

/** The first part of each of the 32 wide bins: zero, 30 of the ratio 1.2, overflow. */
export function firstParts(binned: Binning): number[] {
  const whole = WIDE - cutBins(binned);
  return Array.from({ length: WIDE + 2 }, (_, wide) => wide + 3 * Math.max(0, wide - 1 - whole));
}

/**
 * The public edges of a measure's histogram, from its clamp alone: integers 0 = e₀ < e₁ < … = upper, one fewer than bins, in the measure's
 * base unit. Wide bins end at ⌊upper·(5/6)^(30−i)⌋ (ratio 1.2); one that is cut has four parts of equal width. Edges are raised where
 * needed to stay strictly increasing.
 *
 * @throws RangeError when upper is smaller than the bins between zero and overflow are many
 */
export function histogramEdges(upper: bigint, binned: Binning): bigint[] {
  const inner = binned.bins - 2;
  if (upper < BigInt(inner)) throw new RangeError(`upper must be ≥ ${inner} for ${inner} bins; got ${upper}`);
  const edges = [0n];
  for (let power = BigInt(WIDE - 1); power >= 0n; power--) {
    const parts = power < cutBins(binned) ? [1n, 2n, 3n, 4n] : [4n];
    for (const part of parts) {
      const edge = (upper * 5n ** power * (20n + part)) / (24n * 6n ** power);
      const above = (edges.at(-1) as bigint) + 1n;
      edges.push(edge > above ? edge : above);
    }
  }
  return edges;
}

/** The bins, then the groups: what is measured of a cell. */
export function withGroups(bins: readonly bigint[]): bigint[] {
  return binningOfList(bins).places.map(({ from, to }) => bins.slice(from, to + 1).reduce((sum, bin) => sum + bin, 0n));
}

/** Δ of a histogram (L2): a household moves one integer of each of the four sizes, by 1. */
export const HISTOGRAM_SENSITIVITY = 2n;
