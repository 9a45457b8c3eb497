import { type Rational, rational, toNumber, ZERO } from "./rational.ts";

/**
 * Exact fractions that must not be taken for one another. The brand exists for the compiler alone: at run time each is a
 * `Rational`. A plain `Rational` becomes one through `rhoOf` and `varianceOf`, which check it; arithmetic gives a plain one.
 */
declare const quantity: unique symbol;

/** What a query's integers count. Noise and query meet only if they have the same unit. */
export type QuantityUnit = "households" | "households a bin" | "1/scale base units";

/** A cost or a budget of zero-concentrated differential privacy, ρ ≥ 0. */
export type Rho = Rational & { readonly [quantity]: "rho" };

/** The variance σ² > 0 of a noise, in the square of its unit. */
export type Variance<U extends QuantityUnit> = Rational & { readonly [quantity]: readonly ["variance", U] };

/** Parameter type of a formula in ρ: it takes a plain fraction, and refuses a variance. */
export type AsRho = Rational & { readonly [quantity]?: "rho" };

/** Parameter type of a formula in σ²: it takes a plain fraction, and refuses a ρ. */
export type AsVariance<U extends QuantityUnit = QuantityUnit> = Rational & { readonly [quantity]?: readonly ["variance", U] };

/** @throws RangeError when the value is < 0 */
export function rhoOf(value: AsRho): Rho {
  if (!isRho(value)) throw new RangeError(`rho must be ≥ 0; got ${toNumber(value)}`);
  return value;
}

/** @throws RangeError when the value is ≤ 0 */
export function varianceOf<U extends QuantityUnit>(value: AsVariance<U>): Variance<U> {
  if (!isVariance(value)) throw new RangeError(`variance must be > 0; got ${toNumber(value)}`);
  return value;
}

function isRho(value: AsRho): value is Rho {
  return value.num >= 0n;
}

function isVariance<U extends QuantityUnit>(value: AsVariance<U>): value is Variance<U> {
  return value.num > 0n;
}

/** ρ is given in multiples of 2⁻⁴⁰: fine enough to lose nothing, short enough for a ledger line. */
const RHO_BITS = 40n;

/**
 * The largest multiple of 2⁻⁴⁰ that fits: ρ rounded down, never up.
 *
 * @param fits holds for every ρ up to some bound, and for none beyond it
 */
export function largestRho(fits: (rho: Rational) => boolean): Rho {
  const rhoAt = (steps: bigint) => rational(steps, 1n << RHO_BITS);
  let high = 1n;
  while (fits(rhoAt(high))) high *= 2n;
  let low = high / 2n;
  while (high - low > 1n) {
    const middle = (low + high) / 2n;
    if (fits(rhoAt(middle))) low = middle;
    else high = middle;
  }
  return rhoOf(low === 0n ? ZERO : rhoAt(low));
}
