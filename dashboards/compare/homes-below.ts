import type { Bin } from "../charts/hundred.ts";
import type { Quartiles } from "./position.ts";
import { rankOf, sideOf } from "./verdict.ts";

/** Standard deviations within which a normal error stays in 95 of a hundred cases. */
const CONFIDENCE = 1.96;
/** Widest answer, in homes of a hundred: at the limit of a quarter even one of thirty says more than the quarter, which is left open there. */
const WIDEST = 30;

/** Of a hundred homes, how many are below a value: from the fewest to the most that the margin allows. */
export interface HomesBelow {
  readonly fewest: number;
  readonly most: number;
}

/** The part of a bin's homes that are below a value, if they are spread evenly over it, as they are drawn. */
function partBelow({ lower, upper }: Bin, value: number): number {
  if (value <= lower || upper === null) return 0;
  return Math.min(1, (value - lower) / (upper - lower));
}

/**
 * How many homes of a hundred are below a value, in whole homes that hold the 95 % margin of the noise (the delta method for a ratio of sums of
 * independent estimates; those of a published histogram vary less together, as its groups of bins are counted too).
 *
 * Whoever counts the homes that are drawn below the value finds their number in it. A quartile whose margin the value is beyond bounds it,
 * and the share of one within whose margin the value lies is in it: neither the drawing nor the place, which the quartiles tell, contradicts
 * it. Null where it would be wider than 30 homes.
 *
 * @param drawn the hundred homes as they are drawn
 */
export function homesBelow(
  bins: readonly Bin[],
  { p25, p50, p75 }: Quartiles,
  value: number,
  drawn: readonly number[],
): HomesBelow | null {
  const total = bins.reduce((sum, { noisy }) => sum + noisy, 0);
  const share = bins.reduce((sum, bin) => sum + partBelow(bin, value) * bin.noisy, 0) / total;
  const variance = bins.reduce((sum, bin) => sum + ((partBelow(bin, value) - share) * bin.sigma) ** 2, 0);
  const seen = drawn.filter((home) => home < value).length;
  const margin = (CONFIDENCE * Math.sqrt(variance)) / total;
  let fewest = Math.max(0, Math.min(seen, Math.floor(100 * (share - margin))));
  let most = Math.min(100, Math.max(seen, Math.ceil(100 * (share + margin))));
  const known = ([p25, p50, p75] as const).map((quartile, i) => ({ side: sideOf(value, quartile), at: 25 * (i + 1) }));
  // Where a place leaves open on which side of a quartile the value is, its number may not tell it either.
  if (rankOf(value, { p25, p50, p75 }) !== null)
    for (const { side, at } of known) if (side === "about") [fewest, most] = [Math.min(fewest, at), Math.max(most, at)];
  for (const { side, at } of known) {
    if (side === "above") fewest = Math.max(fewest, at);
    if (side === "below") most = Math.min(most, at);
  }
  return fewest <= most && most - fewest <= WIDEST ? { fewest, most } : null;
}
