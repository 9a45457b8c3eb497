// Tails of the discrete Gaussian, as upper bounds: thresholds of gates, and intervals of counts that passed one.

import { normalQuantile } from "./normal.ts";
import { div, mul, type Rational, rational, toNumber } from "./rational.ts";

/** Steps of the sum per σ: below σ = 512 every integer is summed, above it every (σ/512)-th point with a correction. */
const STEPS_PER_SIGMA = 512;
const RELATIVE_ERROR = 1e-10;
const LARGEST_EXPONENT = 740;

/**
 * Pr[Z ≥ t] for the discrete Gaussian of this variance: an upper bound, at most 2e-10 (relative) above the truth.
 * Probabilities below 1e-320 are answered with the smallest double > 0.
 *
 * @throws RangeError when variance ≤ 0
 */
export function gaussianUpperTail(variance: Rational, t: bigint): number {
  if (variance.num <= 0n) throw new RangeError(`variance must be > 0; got ${toNumber(variance)}`);
  // Symmetry: Pr[Z ≥ t] = 1 − Pr[Z ≥ 1 − t].
  if (t <= 0n) return Math.min(1, 1 - tail(variance, 1n - t) * (1 - RELATIVE_ERROR) + 2 ** -52);
  return Math.min(1, Math.max(Number.MIN_VALUE, tail(variance, t) * (1 + RELATIVE_ERROR)));
}

/** A noisy count that was seen because it reached a threshold; all in households. */
interface SeenCount {
  readonly variance: Rational;
  readonly noisy: bigint;
  /** what a noisy count must reach to be seen, at most `noisy` */
  readonly threshold: bigint;
  /** known lower bound of the true count */
  readonly floor: bigint;
}

/**
 * The interval of a true count whose noisy count was seen: of the n ≥ floor for which, given that n + Z is seen, counts as far from n as this
 * one or further have a probability above `outside` (`tail.md`). Its ends are interpolated between whole numbers: rounded, they are the
 * lowest and the highest of those n; unrounded, what continuous noise would have.
 *
 * @param outside the probability that the true count lies outside, in (0, 1)
 * @throws RangeError when variance ≤ 0, outside is not in (0, 1) or noisy is below its threshold
 */
export function seenCountInterval(
  { variance, noisy, threshold, floor }: SeenCount,
  outside: number,
): { lower: number; upper: number } {
  if (!(outside > 0 && outside < 1)) throw new RangeError(`outside must be in (0, 1); got ${outside}`);
  if (noisy < threshold) throw new RangeError(`noisy must be at least the threshold, ${threshold}; got ${noisy}`);
  const atLeast = (t: bigint) => gaussianUpperTail(variance, t);
  const likelihood = (n: bigint): number => {
    const distance = n < noisy ? noisy - n : n - noisy;
    const above = atLeast(distance);
    // Counts as far on the other side are seen down to the threshold.
    const below = n - distance < threshold ? 0 : above - atLeast(n - threshold + 1n);
    return (above + below) / atLeast(threshold - n);
  };
  const isLikely = (n: bigint) => likelihood(n) > outside;
  const guess = toBigInt(normalQuantile(outside / 2) * Math.sqrt(toNumber(variance)));
  const lowest = smallest((n) => n >= noisy || (n >= floor && isLikely(n)), noisy + guess);
  const highest = smallest((n) => n > noisy && !isLikely(n), noisy - guess) - 1n;
  /** how far from half a household within `last` to half a household beyond it */
  const part = (last: bigint, next: bigint) => (likelihood(last) - outside) / (likelihood(last) - likelihood(next)) - 0.5;
  return {
    lower: Number(lowest) - (lowest > floor ? part(lowest, lowest - 1n) : 0),
    upper: Number(highest) + part(highest, highest + 1n),
  };
}

/** The smallest integer for which a monotone condition holds, searched outwards from `guess`. */
export function smallest(holds: (value: bigint) => boolean, guess: bigint): bigint {
  let step = 1n;
  let [low, high] = [guess, guess];
  if (holds(guess)) {
    do {
      high = low;
      low -= step;
      step *= 2n;
    } while (holds(low));
  } else {
    do {
      low = high;
      high += step;
      step *= 2n;
    } while (!holds(high));
  }
  while (high - low > 1n) {
    const middle = low + (high - low) / 2n;
    if (holds(middle)) high = middle;
    else low = middle;
  }
  return high;
}

/** ⌈value⌉ as a bigint. */
export function toBigInt(value: number): bigint {
  return BigInt(Math.ceil(value));
}

/**
 * Pr[Z ≥ t] for t ≥ 1, relative error < 2e-11 while it is above 1e-320.
 *
 * With f(x) = exp(−x²/2v), the numerator Σ_{x≥t} f(x) is compared with the coarser sum over x = t, t+h, t+2h, …: by
 * Euler–Maclaurin both equal the same integral plus end terms, so
 *   Σ f = h·Σ f(t+jh) − (h−1)f(t)/2 + (h²−1)f′(t)/12 − (h⁴−1)f‴(t)/720 + R,
 *   |R| ≤ 2·(h⁶/30240)·∫|f⁽⁶⁾|, which for h = σ/512 and t ≤ 39σ is below 1.2e-11 of the integral; h = 1 is exact.
 */
function tail(variance: Rational, t: bigint): number {
  const exponent = toNumber(div(rational(t * t), mul(variance, rational(2n))));
  if (exponent > LARGEST_EXPONENT) return 0;
  const v = toNumber(variance);
  const start = Number(t);
  const h = Math.max(1, Math.sqrt(v) / STEPS_PER_SIGMA);
  const slope = -start / v;
  const third = (3 * start) / (v * v) - (start / v) ** 3;
  const corrections = -(h - 1) / 2 + ((h * h - 1) * slope) / 12 - ((h ** 4 - 1) * third) / 720;
  const numerator = h * relativeSum(v, start, h) + corrections;
  return (Math.exp(-exponent) * numerator) / normaliser(v);
}

/** Σ_{j≥0} f(t+jh)/f(t), compensated; the geometric bound of the omitted terms is added, below 1e-17 of the sum. */
function relativeSum(v: number, t: number, h: number): number {
  let [sum, lost] = [0, 0];
  for (let x = 0; ; x += h) {
    const term = Math.exp((-x * (2 * t + x)) / (2 * v));
    const ratio = Math.exp((-h * (2 * (t + x) + h)) / (2 * v));
    if (term < 1e-18 * sum) return sum + (term * ratio) / (1 - ratio);
    const corrected = term - lost;
    const next = sum + corrected;
    lost = next - sum - corrected;
    sum = next;
  }
}

/**
 * Σ exp(−x²/2v) over all integers: directly for small v, else by Poisson's summation (Jacobi's theta identity),
 * √(2πv)·Σ exp(−2π²v·k²). Nine terms leave less than 1e-21 on either side of v = 1.
 */
function normaliser(v: number): number {
  const decay = v < 1 ? 1 / (2 * v) : 2 * Math.PI ** 2 * v;
  let series = 1;
  for (let k = 9; k >= 1; k--) series += 2 * Math.exp(-decay * k * k);
  return v < 1 ? series : Math.sqrt(2 * Math.PI * v) * series;
}
