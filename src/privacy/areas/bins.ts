import { COARSE, FINE, firstParts } from "../bins.ts";
import { binsOf, totalOf, totalPrecision, varianceBelow, weightedVariance } from "../histogram.ts";

/** A wide bin of a published histogram, as one estimate from all of its integers. */
export interface EstimatedBin {
  /** its first and last part, by their numbers; one bin has one */
  readonly from: number;
  readonly to: number;
  readonly households: number;
  /** σ of the estimate, as a part of σ of one published integer */
  readonly left: number;
}

/**
 * One estimate of a published histogram, which was counted bin by bin and in groups (`../quantiles.md`). Parts of a wide bin are added up: a
 * part has too few households for its noise to be shown alone.
 *
 * @param noisy the histogram's integers in their order
 * @returns null for a histogram of another form
 */
export function estimatedBins(noisy: readonly number[]): EstimatedBin[] | null {
  const binned = [COARSE, FINE].find(({ places }) => places.length === noisy.length);
  if (!binned) return null;
  const total = totalOf(noisy);
  const bins = total > 0 ? binsOf(noisy, total) : new Array<number>(binned.bins).fill(0);
  const firsts = firstParts(binned);
  return firsts.map((from, wide) => {
    const to = (firsts[wide + 1] ?? binned.bins) - 1;
    const parts = bins.map((_, bin) => (from <= bin && bin <= to ? 1 : 0));
    // The total is taken for known: what it would tell of these bins is not in their noise.
    const variance =
      from === to
        ? varianceBelow(1, binned)
        : weightedVariance(parts) - ((to - from + 1) / binned.bins) ** 2 / totalPrecision(binned);
    return { from, to, households: bins.slice(from, to + 1).reduce((sum, one) => sum + one, 0), left: Math.sqrt(variance) };
  });
}
