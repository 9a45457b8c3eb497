import { clampLossOf, variationOf } from "../../privacy/forecast/index.ts";
import { BINS, binsOf, varianceBelow } from "../../privacy/index.ts";
import type { RowEstimate } from "./row-states.ts";

/**
 * The overflow is read only where it exceeds this many σ of its noise. It is then known to a quarter, and selecting it for being
 * visible hardly biases it.
 */
const SEEN = 4;
/** The mean that is cut off and the mean that is left are found in turn; each round leaves less than a tenth of the error. */
const ROUNDS = 20;

/**
 * Estimated share of the total that the clamp cuts off, from the noisy histogram and mean alone: that of log-normal amounts
 * with this clamped mean and this share of households at or above the clamp.
 *
 * @param clamp C, in the unit of `mean`
 * @param mean the clamped mean
 * @returns a share; null where the overflow is within its noise, or is more than log-normal amounts have
 */
export function clampLoss(row: RowEstimate, clamp: number, mean: number): number | null {
  if (!row.bins || row.count <= 0 || mean <= 0) return null;
  const { histogram, variance } = row.bins.estimate();
  const over = binsOf(histogram, row.count).at(-1) as number;
  if (over < SEEN * Math.sqrt(variance * varianceBelow(BINS - 1))) return null;
  let loss = 0;
  for (let round = 0; round < ROUNDS; round++) {
    const ratio = (clamp * (1 - loss)) / mean;
    const variation = variationOf(ratio, over / row.count);
    if (variation === null) return null;
    loss = clampLossOf(ratio, variation);
  }
  return loss;
}
