import { type AsRho, largestRho, type Rho } from "../quantities.ts";
import { add, compare, div, fromNumber, integerSqrt, max, mul, type Rational, rational, toNumber } from "../rational.ts";

/** What a household has paid, as the odds of a bet on it are computed from. */
export interface BetCost {
  /** ρ of all draws that count the household, added up */
  readonly rho: Rational;
  /** δ′ of all gates that it sits in */
  readonly gates: Rational;
  /** upper bound of ρᵢ/Δᵢ² over single draws; the largest ρᵢ is one too, because Δᵢ ≥ 1 */
  readonly largest: Rational;
}

/** How a year's ρ is shared out, as settings say it: parts of 1, or for each table ten-thousandths of all but the reserve. */
export interface BudgetShares {
  readonly counts?: number | undefined;
  readonly sums?: number | undefined;
  readonly histograms?: number | undefined;
  readonly revision: number;
  readonly tables?: readonly TableShares[] | undefined;
}

interface TableShares {
  readonly table: "_T" | "types";
  readonly step: "month" | "quarter" | "year";
  readonly counts: number;
  readonly histograms: number;
}

/** Publications of a step in a year. */
const PER_YEAR = { month: 12n, quarter: 4n, year: 1n } as const;

/** Fixed point of all that is not a fraction: 120 bits behind the point. */
const BITS = 120n;
/** 2¹²⁰, written out: a page that uses nothing of this file does not carry it. */
const ONE = 1_329_227_995_784_915_872_903_807_060_280_344_576n;
/** 1/√(2π), rounded up in its 38th digit. */
const NORMAL_HEIGHT = { num: 39_894_228_040_143_267_793_994_605_993_438_186_848n, den: 10n ** 38n };
/** Beyond x = 8, 1 is taken as the upper bound of Φ(x). */
const LARGEST_SQUARE = { num: 64n, den: 1n };
/** Dearest draw for which the bound of `odds.md` is of use (1/s² = 16); beyond it a bet is taken as certain. */
const LARGEST_DRAW = { num: 24n, den: 7n };

/**
 * The best odds of a bet on whether one household contributed, as somebody has them who knows all the others and reads
 * everything: wins in 100 bets at even stakes, rounded up to hundredths.
 *
 * Claim: nobody wins more often. Preconditions: every noise is a discrete Gaussian on integers whose charge is in `rho`, every
 * gate is in `gates`. Proof, and what of it is exact: `odds.md`.
 */
export function oddsOf(paid: BetCost): number {
  return ofHundred(chanceOf(paid));
}

/**
 * The odds of a bet on which of two streams of readings a household gave that did contribute. Its values are changed and not
 * taken away, so that noise hides half as much, and two sets of gates can tell.
 */
export function changedOddsOf(paid: BetCost): number {
  return ofHundred(chance(paid, 4n));
}

/** The chance of winning that `oddsOf` states, before it is rounded to hundredths: an upper bound, exact as a fraction. */
export function chanceOf(paid: BetCost): Rational {
  return chance(paid, 1n);
}

/**
 * Upper bound of what a single draw costs per squared unit of its sensitivity, as a part of the year's ρ. A measure has ρ/L. Of
 * it a count has at most the counts' part, with a share of the histograms' where no level has any; a bin has at most the
 * histograms' part; a draw of a revision has at most the reserve. Where each table has its own parts, a publication's draw has at
 * most those of all levels together, for they may be twins. A sum's sensitivity is half a clamp, of which leaves may have nearly half:
 * 8 or more, so that its draw has at most 1/64. Shares that are not fixed yet bound nothing.
 *
 * @param streams L
 */
export function largestDraw({ counts, sums, histograms, revision, tables }: BudgetShares, streams: number): Rational {
  const stream = rational(BigInt(streams));
  if (tables) {
    const reserve = fromNumber(revision);
    const most = mul(largestOfTables(tables), rational(reserve.den - reserve.num, reserve.den));
    return div([most, reserve, rational(1n, 64n)].reduce(max), stream);
  }
  if (counts === undefined || sums === undefined || histograms === undefined) return div(rational(1n), stream);
  const [count, total, bins, reserve] = [counts, sums, histograms, revision].map(fromNumber) as [
    Rational,
    Rational,
    Rational,
    Rational,
  ];
  const spread = div(mul(count, add(add(count, total), bins)), add(count, total));
  return div([spread, bins, reserve, rational(1n, 64n)].reduce(max), stream);
}

function largestOfTables(tables: readonly TableShares[]): Rational {
  const draws = tables.flatMap(({ table, step }) => {
    const ofStep = tables.filter((share) => share.table === table && share.step === step);
    return (["counts", "histograms"] as const).map((quantity) =>
      rational(BigInt(ofStep.reduce((all, one) => all + one[quantity], 0)), 10_000n * PER_YEAR[step]),
    );
  });
  return draws.reduce(max);
}

/**
 * The largest multiple of 2⁻⁴⁰ with which a household's odds are at most `odds` of 100: ρ rounded down, never up.
 *
 * @param gates δ′ of all gates
 * @param part largest part of ρ that a single draw costs: `largestDraw`
 * @returns 0 where the gates alone leave no room
 * @throws RangeError when odds are not between 50 and 100
 */
export function rhoForOdds(odds: number, { gates, part }: { readonly gates: Rational; readonly part: Rational }): Rho {
  if (!(odds > 50 && odds < 100)) throw new RangeError(`odds must be more than 50 and less than 100; got ${odds}`);
  const limit = mul(fromNumber(odds), rational(1n, 100n));
  return largestRho((rho) => compare(chanceOf({ rho, gates, largest: mul(rho, part) }), limit) <= 0);
}

/**
 * The chance that a bet wins: an upper bound.
 *
 * @param times factor of the squared distance between the two worlds: 1 for a household that is there or not, 4 for one whose
 *   values change
 */
function chance({ rho, gates, largest }: BetCost, times: 1n | 4n): Rational {
  checkPaid(rho, gates, largest);
  // Two sets of gates tell of a change, one of a household that is there or not; a bet gains half the difference of the two worlds.
  const gateGain = times === 1n ? mul(gates, rational(1n, 2n)) : gates;
  const one = rational(1n);
  if (rho.num === 0n) return smaller(add(rational(1n, 2n), gateGain), one);
  if (compare(largest, LARGEST_DRAW) > 0) return one;
  // μ² = 2ρ/(1 − m/6), and 1/s² of the draw with the least noise: both in fractions.
  const widening = rational(6n * largest.den, 6n * largest.den - largest.num);
  const square = mul(mul(rational(2n * times), rho), widening);
  const dearest = mul(mul(rational(2n), largest), widening);
  const shape = (ceiling(square) * fixedAbove(roundingLoss(toNumber(dearest)))) >> BITS;
  const noise = rational(normalAbove(mul(square, rational(1n, 4n))) + shape + 1n, ONE);
  return smaller(add(noise, gateGain), one);
}

function smaller(a: Rational, b: Rational): Rational {
  return compare(a, b) <= 0 ? a : b;
}

function ofHundred(value: Rational): number {
  return Number((value.num * 10_000n + value.den - 1n) / value.den) / 100;
}

function checkPaid(rho: AsRho, gates: Rational, largest: Rational): void {
  for (const [name, value] of Object.entries({ rho, gates, largest }))
    if (value.num < 0n) throw new RangeError(`${name} must be ≥ 0; got ${toNumber(value)}`);
  if (rho.num > 0n && largest.num === 0n) throw new RangeError("largest must be > 0 where rho is; got 0");
}

/**
 * An upper bound of Φ(x), in fixed point: ½ + φ(x)·Σ x^(2n+1)/(1·3·…·(2n+1)). All terms are positive. Those of the sum are
 * rounded up; those of e^(x²/2), by which φ divides, are rounded down.
 *
 * @param square x²
 */
function normalAbove(square: Rational): bigint {
  if (compare(square, LARGEST_SQUARE) > 0) return ONE;
  const x2 = ceiling(square);
  const x = integerSqrt(x2 << BITS) + 1n;
  let [series, term] = [ONE, ONE];
  for (let n = 1n; ; n++) {
    term = (term * x2) / (ONE * (2n * n + 1n)) + 1n;
    series += term;
    // From here on each term is less than half of the one before it.
    if (term <= 2n && x2 * 2n < ONE * (2n * n + 3n)) break;
  }
  series += 4n;
  const exponent = (square.num << BITS) / (2n * square.den);
  let [growth, power] = [ONE, ONE];
  for (let n = 1n; power > 0n; n++) {
    power = (power * exponent) / (ONE * n);
    growth += power;
  }
  return ONE / 2n + (x * series * NORMAL_HEIGHT.num) / (growth * NORMAL_HEIGHT.den) + 1n;
}

/**
 * By how much a draw's chance may be above that of a rounded Gaussian, per unit of 1/s²: η(q)/q with q = 1/s² (`odds.md`). It
 * uses only sums, products, quotients and square roots of doubles, which every machine rounds alike; the allowance covers them.
 */
function roundingLoss(q: number): number {
  const root = Math.sqrt(q);
  const fourth = (Math.sqrt(24) * q + (Math.sqrt(120) / 2) * q * root) / 2880;
  const sixth = ((1 / 448 + 15 / 1728) / 720) * (Math.sqrt(720) * q * q + (Math.sqrt(5040) / 2) * q * q * root);
  // e^(−2π²σ²) from above: 2π² > 19.739, σ² = s² + 1/12, and a part of e's series is less than all of it.
  const exponent = Math.min(19.739 * (1 / q + 1 / 12), 200);
  let [growth, term] = [1, 1];
  for (let n = 1; n < 60; n++) {
    term *= exponent / n;
    growth += term;
  }
  const ripple = 2 / growth / (1 - (1 / growth) ** 3);
  return ((fourth + sixth + ripple / q) / 2) * (1 + 2 ** -40);
}

function ceiling({ num, den }: Rational): bigint {
  return ((num << BITS) + den - 1n) / den;
}

/** A double > 0 in fixed point, rounded up. */
function fixedAbove(value: number): bigint {
  return BigInt(Math.ceil(value * 2 ** 60)) << (BITS - 60n);
}
