import { type EntryOf, type LedgerEntry, ofKind } from "../contract/chain.ts";
import type { Terms } from "../contract/settings.ts";
import { planningTerms } from "../contract/standing-terms.ts";
import { Fraction, fractionOf } from "./fraction.ts";
import { PER_YEAR } from "./shape.ts";

/** A claim is a bound, rounded up to hundredths. `NEAR` covers what other sums may make of the bound itself. */
const HUNDREDTH = 0.01;
const NEAR = 1e-6;
/** With a dearer draw the bound is of no use, and a bet is taken as certain. */
const LARGEST_DRAW = new Fraction(24, 7);

/** What a household has paid, as a bet on it is computed from: all draws, all gates, and the upper bound of a single draw. */
export interface BetFractions {
  readonly rho: Fraction;
  readonly gates: Fraction;
  readonly largest: Fraction;
}

/**
 * The bets of 100 on one household that anybody wins at best: 100·[Φ(μ/2) + μ²·η(q)/q + δ′/2], and for a household that is
 * changed 100·[Φ(μ) + 4μ²·η(q)/q + δ′], by `src/privacy/odds/odds.md`. Written apart from what a publication states, with Φ
 * integrated by Simpson's rule, so that `verify` does not repeat a fault of it.
 */
export function bestBets({ rho, gates, largest }: BetFractions, isChanged = false): number {
  const gateGain = gates.valueOf() * (isChanged ? 1 : 0.5);
  if (rho.equals(0)) return Math.min(100, 100 * (0.5 + gateGain));
  if (largest.gt(LARGEST_DRAW)) return 100;
  const m = largest.valueOf();
  const square = ((isChanged ? 8 : 2) * rho.valueOf()) / (1 - m / 6);
  const q = (2 * m) / (1 - m / 6);
  return 100 * Math.min(1, 0.5 + normalArea(Math.sqrt(square) / 2) + (square * roundingDistance(q)) / q + gateGain);
}

/** ∫ φ from 0 to x. */
function normalArea(x: number): number {
  if (x > 8) return 0.5;
  const steps = 512;
  const weights = Array.from({ length: steps + 1 }, (_, i) => {
    const point = (x * i) / steps;
    return (i === 0 || i === steps ? 1 : i % 2 === 1 ? 4 : 2) * Math.exp((-point * point) / 2);
  });
  return (weights.reduce((a, b) => a + b) * x) / steps / 3 / Math.sqrt(2 * Math.PI);
}

/** η(1/s²): how far a rounded Gaussian of variance s² is at most from the discrete one of variance s² + 1/12, in total variation. */
function roundingDistance(q: number): number {
  const factorial = (n: number): number => (n <= 1 ? 1 : n * factorial(n - 1));
  // The j-th derivative summed over the integers, with half of the next one's variation.
  const derivative = (j: number) =>
    Math.sqrt(factorial(j)) * q ** (j / 2) + (Math.sqrt(factorial(j + 1)) * q ** ((j + 1) / 2)) / 2;
  const [fourth, sixth] = [1 / 48 - 1 / 80, 1 / 448 + 15 / 1728];
  const x = Math.exp(-2 * Math.PI ** 2 * (1 / q + 1 / 12));
  return ((derivative(4) * fourth) / factorial(4) + (derivative(6) * sixth) / factorial(6) + (2 * x) / (1 - x ** 3)) / 2;
}

/** Whether claimed odds are the bound, rounded up to hundredths. */
export function isRoundedBound(claim: number, bound: number): boolean {
  return claim >= bound - NEAR && claim <= Math.min(100, bound + HUNDREDTH) + NEAR;
}

/** Upper bound of what a single draw of a year costs, from the shares in its terms; undefined where the chain states none. */
function largestOfYear(chain: readonly LedgerEntry[], { year, rho, streams }: EntryOf<"opened">): Fraction | undefined {
  const terms = planningTerms(chain, year);
  if (terms === undefined) return undefined;
  const parts = [...largestParts(terms.budget.shares), fractionOf(terms.budget.shares.revision), new Fraction(1, 64)];
  return new Fraction(rho).div(streams).mul(parts.reduce((a, b) => (a.gt(b) ? a : b)));
}

/** Largest parts that one count or one bin can have. Stated parts are added up over a table's levels, for these may be twins. */
function largestParts({ counts, sums, histograms, revision, tables }: Terms["budget"]["shares"]): Fraction[] {
  if (tables) {
    const unit = new Fraction(1).sub(fractionOf(revision)).div(10_000);
    return tables.flatMap(({ table, step }) => {
      const ofStep = tables.filter((share) => share.table === table && share.step === step);
      const allLevels = (quantity: "counts" | "histograms") => ofStep.reduce((sum, one) => sum + one[quantity], 0);
      return [allLevels("counts"), allLevels("histograms")].map((parts) => unit.mul(parts).div(PER_YEAR[step]));
    });
  }
  if (counts === undefined || sums === undefined || histograms === undefined) return [new Fraction(1)];
  const [c, s, h] = [counts, sums, histograms].map(fractionOf) as [Fraction, Fraction, Fraction];
  // Where no level has histograms, counts and sums get their part.
  return [c.mul(c.add(s).add(h)).div(c.add(s)), h];
}

/** All that a year may spend, in the form that `bestBets` takes. */
export function allowedBets(chain: readonly LedgerEntry[], opened: EntryOf<"opened">): BetFractions {
  const rho = new Fraction(opened.rho);
  return { rho, gates: new Fraction(opened.gates), largest: largestOfYear(chain, opened) ?? rho };
}

/** Upper bound of what a single draw in these entries cost: at most what its year lets one draw have, and at most its charge. */
export function largestDrawOf(entries: readonly LedgerEntry[], chain: readonly LedgerEntry[]): Fraction {
  const years = [...new Set(entries.map(({ year }) => year))].map((year) => {
    const yearEntries = entries.filter((entry) => entry.year === year);
    const charges = [
      ...ofKind(yearEntries, "debit").flatMap((debit) => Object.values(debit.charges)),
      ...ofKind(yearEntries, "assumed"),
    ];
    const dearest = charges.map(({ rho }) => new Fraction(rho)).reduce((a, b) => (a.gt(b) ? a : b), new Fraction(0));
    const opened = ofKind(chain, "opened").find((entry) => entry.year === year);
    const bound = opened && largestOfYear(chain, opened);
    return bound?.lt(dearest) ? bound : dearest;
  });
  return years.reduce((a, b) => (a.gt(b) ? a : b), new Fraction(0));
}
