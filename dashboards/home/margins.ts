import { Z95 } from "../../src/privacy/forecast/noise.ts";
import type { WithMargin } from "../shared/reliable-interval.ts";

/** How much wider a 95 % margin must be so that of `looked` figures all hold together with 95 % (Bonferroni). */
export function bonferroni(looked: number): number {
  return quantile(1 - 0.025 / Math.max(1, looked)) / Z95;
}

/**
 * The normal quantile for p ≥ 0.5, to 4.5e-4 (Abramowitz and Stegun 26.2.23): a margin is stated to two digits at most.
 */
function quantile(p: number): number {
  const t = Math.sqrt(-2 * Math.log(1 - p));
  return t - (2.515517 + 0.802853 * t + 0.010328 * t * t) / (1 + 1.432788 * t + 0.189269 * t * t + 0.001308 * t ** 3);
}

/** The same mean with a margin that holds for all `looked` means together. */
export function wider(mean: WithMargin, looked: number): WithMargin {
  const factor = bonferroni(looked);
  return {
    value: mean.value,
    lower: mean.value - factor * (mean.value - mean.lower),
    upper: mean.value + factor * (mean.upper - mean.value),
  };
}

/** Is a difference of two means beyond its own margin, widened for all `looked` differences? */
export function isBeyondMargin(a: WithMargin, b: WithMargin, looked: number): boolean {
  const half = ({ lower, upper }: WithMargin): number => (upper - lower) / 2;
  return Math.abs(a.value - b.value) > bonferroni(looked) * Math.hypot(half(a), half(b));
}
