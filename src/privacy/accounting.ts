import {
  type AsRho,
  type AsVariance,
  largestRho,
  type QuantityUnit,
  type Rho,
  rhoOf,
  type Variance,
  varianceOf,
} from "./quantities.ts";
import { bitLength, compare, mul, type Rational, rational, toNumber } from "./rational.ts";

const VARIANCE_BITS = 24;
const SMALLEST_DELTA = rational(1n, 1n << 1000n);
/** Relative allowance for the handful of roundings and logarithms (each within 1 ulp, 2⁻⁵²) in one evaluation. */
const FLOAT_ALLOWANCE = 2 ** -46;
const GOLDEN = (Math.sqrt(5) - 1) / 2;

/**
 * The ε of (ε, δ)-DP that ρ-zCDP implies, as an upper bound that is tight to about 1e-13.
 *
 * Claim: every ρ-zCDP mechanism is (result, δ)-DP. Source: Canonne, Kamath & Steinke 2020 (arXiv 2004.00010), proposition 12 with
 * corollary 13: ε = inf over α > 1 of αρ + [ln(1/δ) + (α−1)·ln(1−1/α) − ln α] / (α−1). Proof: `accounting.md`. Each α gives a
 * valid bound, so the numerical search for the best one cannot make the claim false; the allowance for floating point is added to
 * the value at the α that was found.
 *
 * @throws RangeError when rho < 0 or delta is outside [2⁻¹⁰⁰⁰, 1)
 */
export function epsilonOf(rho: AsRho, delta: Rational): number {
  if (rho.num < 0n) throw new RangeError(`rho must be ≥ 0; got ${toNumber(rho)}`);
  checkDelta(delta);
  if (rho.num === 0n) return 0;
  const cost = toNumber(rho);
  const surprise = -Math.log(toNumber(delta));
  const bound = (logOrder: number) => epsilonAt(cost, surprise, Math.exp(logOrder));
  // For small ρ the best α−1 is near √(ln(1/δ)/ρ); e^±6 around it holds the minimum for every δ and ρ in use.
  const guess = 0.5 * Math.log(Math.max(surprise, 1e-3) / cost);
  let [low, high] = [guess - 6, guess + 6];
  let [left, right] = [high - GOLDEN * (high - low), low + GOLDEN * (high - low)];
  let [atLeft, atRight] = [bound(left), bound(right)];
  for (let step = 0; step < 48; step++) {
    if (atLeft <= atRight) {
      [high, right, atRight] = [right, left, atLeft];
      left = high - GOLDEN * (high - low);
      atLeft = bound(left);
    } else {
      [low, left, atLeft] = [left, right, atRight];
      right = low + GOLDEN * (high - low);
      atRight = bound(right);
    }
  }
  return Math.max(0, Math.min(atLeft, atRight));
}

/** The conversion at α = 1 + `order`, rounded up. With `order` = α−1: (α−1)·ln(1−1/α) = −order·ln(1+1/order). */
function epsilonAt(rho: number, surprise: number, order: number): number {
  const gain = order * Math.log1p(1 / order);
  const logAlpha = Math.log1p(order);
  const value = (1 + order) * rho + (surprise - gain - logAlpha) / order;
  const size = (1 + order) * rho + (surprise + gain + logAlpha + 1) / order;
  return value + FLOAT_ALLOWANCE * size;
}

/**
 * The largest multiple of 2⁻⁴⁰ whose `epsilonOf` does not exceed `epsilon`: ρ rounded down, never up.
 *
 * @throws RangeError when epsilon is not a finite number > 0 or delta is outside [2⁻¹⁰⁰⁰, 1)
 */
export function rhoFor(epsilon: number, delta: Rational): Rho {
  if (!Number.isFinite(epsilon) || epsilon <= 0) throw new RangeError(`epsilon must be a finite number > 0; got ${epsilon}`);
  checkDelta(delta);
  return largestRho((rho) => epsilonOf(rho, delta) <= epsilon);
}

/**
 * The variance Δ²/2ρ that makes an integer query of L2 sensitivity Δ cost at most ρ (Bun & Steinke 2016, proposition 6;
 * discrete: Canonne, Kamath & Steinke 2020, theorem 4), rounded up to at most 24 significant bits.
 *
 * @throws RangeError when sensitivity < 1 or rho ≤ 0
 */
export function gaussianVariance<U extends QuantityUnit>(sensitivity: bigint, rho: AsRho): Variance<U> {
  if (sensitivity < 1n) throw new RangeError(`sensitivity must be ≥ 1; got ${sensitivity}`);
  if (rho.num <= 0n) throw new RangeError(`rho must be > 0; got ${toNumber(rho)}`);
  const exact = rational(sensitivity * sensitivity * rho.den, 2n * rho.num);
  const exponent = bitLength(exact.num) - bitLength(exact.den) - VARIANCE_BITS + 1;
  const unit = exponent >= 0 ? rational(1n << BigInt(exponent)) : rational(1n, 1n << BigInt(-exponent));
  const top = exact.num * unit.den;
  const bottom = exact.den * unit.num;
  return varianceOf(mul(rational((top + bottom - 1n) / bottom), unit));
}

/** What noise of this variance costs on an integer query of L2 sensitivity Δ: ρ = Δ²/2σ², exactly. */
export function gaussianCost(sensitivity: bigint, variance: AsVariance): Rho {
  if (sensitivity < 0n) throw new RangeError(`sensitivity must be ≥ 0; got ${sensitivity}`);
  if (variance.num <= 0n) throw new RangeError(`variance must be > 0; got ${toNumber(variance)}`);
  return rhoOf(rational(sensitivity * sensitivity * variance.den, 2n * variance.num));
}

function checkDelta(delta: Rational): void {
  if (compare(delta, SMALLEST_DELTA) < 0 || delta.num >= delta.den) {
    throw new RangeError(`delta must be in [2⁻¹⁰⁰⁰, 1); got ${toNumber(delta)}`);
  }
}
