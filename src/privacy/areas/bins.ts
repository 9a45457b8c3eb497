import { BINS, HISTOGRAM } from "../bins.ts";
import { binsOf, totalOf, varianceBelow } from "../histogram.ts";

/**
 * The bins of a published histogram, as one estimate of what was counted bin by bin and in groups (`../quantiles.md`).
 *
 * @param noisy the histogram's integers in their order
 * @returns households a bin, and the noise that is left of an integer's in each, as a part of it; null: a histogram of another form
 */
export function estimatedBins(noisy: readonly number[]): { readonly bins: readonly number[]; readonly left: number } | null {
  if (noisy.length !== HISTOGRAM.length) return null;
  const total = totalOf(noisy);
  const bins = total > 0 ? binsOf(noisy, total) : new Array<number>(BINS).fill(0);
  return { bins, left: Math.sqrt(varianceBelow(1)) };
}
