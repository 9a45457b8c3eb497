import { clampLossOf, variationOf } from "../../privacy/forecast/index.ts";
import { binningOfList, binsOf, varianceBelow } from "../../privacy/index.ts";
import type { RowEstimate } from "./row-states.ts";

/**
 * The overflow bin is read only where it holds more than this many σ of its noise. Its count is then known to within a quarter,
 * and choosing rows by it hardly biases the result.
 */
const MIN_OVERFLOW_SIGMAS = 4;
/**
 * The lost share and the mean before clamping are computed from each other in rounds, each of which leaves less than a tenth of
 * the error.
 */
const ROUNDS = 20;

/**
 * Estimated share of the total that the clamp cuts off, from the noisy histogram and mean alone. Amounts are taken as log-normal,
 * with this clamped mean and with the histogram's share of households at or above the clamp.
 *
 * @param clamp C, in the unit of `mean`
 * @param mean the clamped mean
 * @returns a share; null where the overflow is within its noise, or larger than log-normal amounts allow
 */
export function clampLoss(row: RowEstimate, clamp: number, mean: number): number | null {
  if (!row.bins || row.count <= 0 || mean <= 0) return null;
  const { histogram, variance } = row.bins.estimate();
  const binned = binningOfList(histogram);
  const over = binsOf(histogram, row.count).at(-1) as number;
  if (over < MIN_OVERFLOW_SIGMAS * Math.sqrt(variance * varianceBelow(binned.bins - 1, binned))) return null;
  let loss = 0;
  for (let round = 0; round < ROUNDS; round++) {
    const ratio = (clamp * (1 - loss)) / mean;
    const variation = variationOf(ratio, over / row.count);
    if (variation === null) return null;
    loss = clampLossOf(ratio, variation);
  }
  return loss;
}
