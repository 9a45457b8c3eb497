import { Z95 } from "../../src/privacy/forecast/z95.ts";
import type { WithMargin } from "../shared/reliable-interval.ts";

/** Factor by which 95 % margins must be widened so that those of `count` figures all hold together with 95 % (Bonferroni). */
export function bonferroni(count: number): number {
  return quantile(1 - 0.025 / Math.max(1, count)) / Z95;
}

/**
 * The normal quantile for p ≥ 0.5, to 4.5e-4 (Abramowitz and Stegun 26.2.23), which is precise enough because margins are stated
 * to two digits.
 */
function quantile(p: number): number {
  const t = Math.sqrt(-2 * Math.log(1 - p));
  return t - (2.515517 + 0.802853 * t + 0.010328 * t * t) / (1 + 1.432788 * t + 0.189269 * t * t + 0.001308 * t ** 3);
}

/** A mean with its margin widened so that those of `count` means hold together. */
export function widenedMargin(mean: WithMargin, count: number): WithMargin {
  const factor = bonferroni(count);
  return {
    value: mean.value,
    lower: mean.value - factor * (mean.value - mean.lower),
    upper: mean.value + factor * (mean.upper - mean.value),
  };
}

/** Tells whether a mean is more than `times` another, beyond the margin of that difference, widened for `count` differences. */
export function isMore(high: WithMargin, low: WithMargin, count: number, times = 1): boolean {
  const half = ({ lower, upper }: WithMargin): number => (upper - lower) / 2;
  return high.value - times * low.value > bonferroni(count) * Math.hypot(half(high), times * half(low));
}
