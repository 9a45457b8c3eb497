import { bernoulliExp, type LazyFraction } from "./bernoulli.ts";
import type { BitSource } from "./entropy.ts";
import { exponentialSampler } from "./laplace.ts";
import type { AsVariance } from "./quantities.ts";
import { integerSqrt, type Rational, toNumber } from "./rational.ts";

/**
 * A sampler of the exact discrete Gaussian: Pr[X = x] = exp(−x²/2σ²) / Σ exp(−y²/2σ²), over all integers.
 *
 * Claim: added to an integer query of L2 sensitivity Δ it gives Δ²/2σ²-zCDP. Precondition: independent uniform bits. Proof:
 * `gaussian.md`. Source: Canonne, Kamath & Steinke 2020 (arXiv 2004.00010), algorithm 3 and theorem 4: draw Y from the discrete
 * Laplace of scale t = ⌊σ⌋ + 1, keep it with probability exp(−(|Y| − σ²/t)²/2σ²).
 *
 * Doubles decide only where a proven margin allows it (`acceptance`). All else is decided in integers, and the outcome for the
 * same bits is as if everything were.
 *
 * @throws RangeError when variance ≤ 0
 */
export function gaussianSampler(variance: AsVariance): (bits: BitSource) => bigint {
  return samplerWith(variance, acceptance(variance), exponentialSampler(laplaceScale(variance)));
}

/** `gaussianSampler` with every decision made in integers: the reference against which the fast one is tested. */
export function referenceGaussianSampler(variance: Rational): (bits: BitSource) => bigint {
  const exact = exactExponent(variance);
  const exponent = (size: number | bigint): LazyFraction => ({ approx: Number.NaN, error: 0, exact: () => exact(BigInt(size)) });
  return samplerWith(variance, exponent, exponentialSampler(laplaceScale(variance), true));
}

function samplerWith(
  variance: Rational,
  exponent: (size: number | bigint) => LazyFraction,
  draw: (bits: BitSource) => number | bigint,
): (bits: BitSource) => bigint {
  if (variance.num <= 0n) throw new RangeError(`variance must be > 0; got ${toNumber(variance)}`);
  return (bits) => {
    for (;;) {
      const size = draw(bits);
      const negative = bits.bit() === 1;
      // Zero would otherwise come up twice, as +0 and −0.
      if (negative && size === 0) continue;
      if (bernoulliExp(bits, exponent(size))) return negative ? -BigInt(size) : BigInt(size);
    }
  };
}

/**
 * γ = (y − c)²/2v for y = |Y|, v = σ², c = v/t, as a double with its error.
 *
 * Every operation is IEEE 754 (+, −, ×, ÷, each within 2⁻⁵³ relative). v̂ is within 2⁻⁵² of v and ĉ within 2⁻⁵¹ of c,
 * both relative; ŷ is exact up to 2⁵³ and within 2⁻⁵³ of y beyond. As y ≤ c + |d|, d̂ = ŷ − ĉ is within (c + |d|)·2⁻⁴⁵ of d.
 * Since c < t and c/v = 1/t, that moves d²/2v by at most (|d|/t)·2⁻⁴⁵ + γ·2⁻⁴⁴, and |d|/t < |d|/σ = √2γ ≤ 1 + γ; the last
 * operations add γ·2⁻⁵⁰. In all less than (1 + γ)·2⁻⁴²: the margin of 2⁻⁴⁰ leaves room for second-order terms.
 */
function acceptance(variance: Rational): (size: number | bigint) => LazyFraction {
  const exact = exactExponent(variance);
  const v = toNumber(variance);
  const center = v / Number(laplaceScale(variance));
  // Outside this range a double could overflow or vanish: all is left to the integers.
  const trusted = v > 2 ** -60 && v < 2 ** 900;
  return (size) => {
    const distance = Number(size) - center;
    const approx = trusted ? (distance * distance) / (2 * v) : Number.NaN;
    return { approx, error: 2 ** -40 * (1 + approx), exact: () => exact(BigInt(size)) };
  };
}

/** With v = a/b: (y − a/bt)²/(2a/b) = (y·b·t − a)²/(2·a·b·t²). */
function exactExponent(variance: Rational): (size: bigint) => { num: bigint; den: bigint } {
  const { num: a, den: b } = variance;
  const t = laplaceScale(variance);
  const den = 2n * a * b * t * t;
  return (size) => {
    const distance = size * b * t - a;
    return { num: distance * distance, den };
  };
}

function laplaceScale(variance: Rational): bigint {
  return variance.num <= 0n ? 1n : integerSqrt(variance.num / variance.den) + 1n;
}
