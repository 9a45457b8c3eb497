import { BINS } from "../../privacy/index.ts";
import type { RowEstimate } from "./row-states.ts";

/** Bins below the clamp that the tail is read from: 1.2⁶ ≈ a third of the clamp and up. */
const TAIL = 6;

/**
 * Estimated share of the total that the clamp cuts off, from the noisy histogram alone: a Pareto tail
 * fitted to the last six bins and the overflow. With q households at or above C and r at or above c,
 * α = ln(r/q) / ln(C/c), and each of the q loses C/(α − 1) on average.
 *
 * @param edges in the unit of `mean`
 * @returns a share, 0 when the overflow is not above its noise, null when the tail cannot be read
 */
export function clampLoss(row: RowEstimate, edges: readonly number[], mean: number): number | null {
  if (!row.bins || row.count <= 0 || mean <= 0) return null;
  const counts = row.bins.noisy.map(Number);
  const over = counts[BINS - 1] as number;
  if (over <= 2 * row.bins.sigma) return 0;
  const tail = counts.slice(BINS - 1 - TAIL).reduce((a, b) => a + b, 0);
  const upper = edges.at(-1) as number;
  const alpha = Math.log(tail / over) / Math.log(upper / (edges[edges.length - 1 - TAIL] as number));
  if (!(alpha > 1.05)) return null;
  const lost = (over * upper) / (alpha - 1);
  return lost / (row.count * mean + lost);
}
