import { normalQuantile } from "./normal.ts";
import type { AsVariance } from "./quantities.ts";
import { compare, type Rational, rational, toNumber } from "./rational.ts";
import { gaussianUpperTail, smallest, toBigInt } from "./tail.ts";

/**
 * The gate's threshold τ: the smallest integer with Pr[1 + Z ≥ τ] ≤ δ′.
 *
 * Claim: with it, `passesGate` on a count measured with discrete Gaussian noise is strictly k-anonymous, and lets a cell
 * that one household brings from k − 1 to k appear with probability at most δ′, which is what δ′ pays for.
 * Precondition: one household moves the count by at most 1. Source: fused (pre-)thresholding, google/differential-privacy
 * "Delta for thresholding"; proof in `gate.md`; here confirmed on the exact discrete tail, starting from 1 + σ·Φ⁻¹(1 − δ′).
 * The tail is an upper bound, so τ is never too small; a δ′ within 2e-10 (relative) of a tail value may give τ + 1.
 *
 * @throws RangeError when variance ≤ 0 or delta is outside [1e-300, 1)
 */
export function gateThreshold(variance: AsVariance<"households">, delta: Rational): bigint {
  const limit = toNumber(delta) * (1 - 2 ** -52);
  if (compare(delta, rational(0n)) <= 0 || compare(delta, rational(1n)) >= 0 || limit < 1e-300) {
    throw new RangeError(`delta must be in [1e-300, 1); got ${toNumber(delta)}`);
  }
  const guess = toBigInt(1 - Math.sqrt(toNumber(variance)) * normalQuantile(toNumber(delta)));
  return smallest((tau) => gaussianUpperTail(variance, tau - 1n) <= limit, guess);
}

/**
 * Whether a cell is published: at least k households are truly behind it *and* the noisy count reaches k − 1 + τ. `n` is the
 * exact count and never leaves the run; all counts are of households.
 */
export function passesGate(gate: {
  readonly n: bigint;
  readonly noisy: bigint;
  readonly k: bigint;
  readonly tau: bigint;
}): boolean {
  return gate.n >= gate.k && gate.noisy >= gate.k - 1n + gate.tau;
}

/**
 * The smallest number of households with which a cell passes its gate in at least `share` of the draws. For one half the
 * noise's symmetry gives k − 1 + τ whatever the variance.
 *
 * @throws RangeError when share is outside [0.5, 1)
 */
export function householdsNeeded(k: bigint, tau: bigint, variance: AsVariance<"households">, share = 0.5): bigint {
  if (!(share >= 0.5 && share < 1)) throw new RangeError(`share must be in [0.5, 1); got ${share}`);
  const guess = toBigInt(share === 0.5 ? 0 : -Math.sqrt(toNumber(variance)) * normalQuantile(1 - share));
  // Pr[Z ≥ −m] = 1 − Pr[Z ≥ m + 1].
  const margin = smallest((m) => m >= 0n && gaussianUpperTail(variance, m + 1n) <= 1 - share, guess);
  const needed = k - 1n + tau + margin;
  return needed > k ? needed : k;
}
