import type { Binning } from "./bins.ts";
import { unbiasedBins, weightedVariance } from "./histogram.ts";

/** The last bins below the edges that leaves may be clamped at: 5/6, 25/36, 125/216 and 625/1296 of the clamp. */
export function leafClampBins({ bins, parts }: Binning): number[] {
  return [1, 2, 3, 4].map((wide) => bins - 2 - parts * wide);
}

/** Leaves' excess over the lower clamp is assumed to differ between leaves by this many times its own size. */
const LEAF_DIFFERENCE = 2;

/**
 * Ratio that turns a leaf's mean under its lower clamp into one under the clamp C: the ratio of the whole's means under both,
 * read from its published histogram. The other fields say how far a leaf's own ratio may be from it (page: `leaf-clamp.md`).
 */
export interface LeafRatio {
  /** mean clamped at C over mean clamped at the lower clamp; ≥ 1 */
  readonly ratio: number;
  /** relative variance of the ratio, by the noise of the histogram */
  readonly variance: number;
  /** relative standard deviation of leaves' ratios around it, because their excess differs */
  readonly between: number;
  /** relative change of the ratio for a relative change of the mean, where all amounts of an area are larger by as much */
  readonly slope: number;
  /** relative variance of the ratio of one household chosen by chance: a leaf of n has an nth of it */
  readonly scatter: number;
  /** the whole's mean under the lower clamp, in the unit of the edges */
  readonly mean: number;
}

/**
 * The ratio of a whole, from its noisy histogram alone. Without a histogram all that is sure is that it lies between 1 and C over
 * the lower clamp.
 *
 * @param noisy the histogram's integers in their order; null: not published
 * @param edges of its bins, the last one C
 * @param lastBin bin whose upper edge is the lower clamp
 */
export function leafRatio(noisy: readonly number[] | null, sigma: number, edges: readonly number[], lastBin: number): LeafRatio {
  const [upper, lower] = [edges.at(-1) as number, edges[lastBin] as number];
  const unknown = { ratio: 1, variance: 0, between: upper / lower - 1, slope: 0, scatter: 0, mean: lower };
  if (!noisy) return unknown;
  const full = Array.from({ length: edges.length + 1 }, (_, bin) => middleOf(bin, edges));
  const low = full.map((amount, bin) => (bin > lastBin ? lower : amount));
  const bins = unbiasedBins(noisy);
  const amountAt = (values: readonly number[], bin: number) => values[bin] as number;
  /** households, each weighed by its bin */
  const sum = (weight: (bin: number) => number) => bins.reduce((all, households, bin) => all + households * weight(bin), 0);
  const count = sum(() => 1);
  const total = sum((bin) => amountAt(low, bin));
  const excess = sum((bin) => amountAt(full, bin) - amountAt(low, bin));
  if (!(count > 0 && total > 0)) return unknown;
  // A true excess is never below zero: noise that makes it so is cut off.
  const ratio = 1 + Math.max(0, excess / total);
  const residual = (bin: number) => amountAt(full, bin) - ratio * amountAt(low, bin);
  const varianceOf = (weight: (bin: number) => number) => sigma ** 2 * weightedVariance(bins.map((_, bin) => weight(bin)));
  const variance = varianceOf(residual) / (ratio * total) ** 2;
  const rise = (bin: number) => (bin > lastBin ? lower - (bin === edges.length ? upper / ratio : 0) : 0) / total;
  // Noise of the histogram may make the excess look small, and leaves alike: what it may be larger by is added to `between` and `slope`.
  return {
    ratio,
    variance,
    between: LEAF_DIFFERENCE * (ratio - 1 + Math.sqrt(variance)),
    slope: Math.max(0, sum(rise)) + Math.sqrt(varianceOf(rise)),
    scatter:
      (Math.max(
        0,
        sum((bin) => residual(bin) ** 2),
      ) *
        count) /
      (ratio * total) ** 2,
    mean: total / count,
  };
}

/** The mean of a bin in which amounts are spread evenly in their logarithm; for the overflow bin the clamp itself. */
function middleOf(bin: number, edges: readonly number[]): number {
  const [low, high] = [edges[bin - 1], edges[bin]];
  if (bin === 0 || low === undefined) return 0;
  if (high === undefined) return low;
  return low > 0 ? (high - low) / Math.log(high / low) : high / 2;
}

/**
 * Relative variance of a leaf's own ratio around the whole's: by how leaves' excess differs, by how far the leaf's mean is from
 * the whole's, and by the chance that so few households bring.
 *
 * @param mean measured of the leaf under the lower clamp, in the unit of the edges
 * @param count its households
 */
export function leafRatioVariance(whole: LeafRatio, mean: number, count: number): number {
  const apart = whole.slope * (mean / whole.mean - 1);
  return whole.variance + whole.between ** 2 + apart ** 2 + whole.scatter / Math.max(1, count);
}
