import { COARSE, FINE } from "../bins.ts";
import { binsOf, totalOf, varianceBelow } from "../histogram.ts";

/**
 * One estimate of the bins of a published histogram, which were counted bin by bin and in groups (`../quantiles.md`).
 *
 * @param noisy the histogram's integers in their order
 * @returns households in each bin, and `left`: σ of such an estimate, as a part of σ of one published integer; null for a
 *   histogram of another form
 */
export function estimatedBins(noisy: readonly number[]): { readonly bins: readonly number[]; readonly left: number } | null {
  const binned = [COARSE, FINE].find(({ places }) => places.length === noisy.length);
  if (!binned) return null;
  const total = totalOf(noisy);
  const bins = total > 0 ? binsOf(noisy, total) : new Array<number>(binned.bins).fill(0);
  return { bins, left: Math.sqrt(varianceBelow(1, binned)) };
}
