import fc from "fast-check";
import { expect, test } from "vitest";
import { epsilonOf, gaussianCost, gaussianVariance, rhoFor } from "../../src/privacy/accounting.ts";
import { bitLength, compare, fromNumber, mul, type Rational, rational, toNumber } from "../../src/privacy/rational.ts";

const HALF_DELTA = fromNumber(5e-7);

/** The conversion as printed in arXiv 2004.00010, at one α. */
function conversion(rho: number, delta: number, alpha: number): number {
  return alpha * rho + (Math.log(1 / delta) + (alpha - 1) * Math.log(1 - 1 / alpha) - Math.log(alpha)) / (alpha - 1);
}

test.each([
  [1, 0.02293],
  [4, 0.2961],
])("ε = %d with half of δ = 1e-6 buys ρ = %d", (epsilon, rho) => {
  const exact = rhoFor(epsilon, HALF_DELTA);
  expect(toNumber(exact)).toBeCloseTo(rho, 4);
  expect(epsilonOf(exact, HALF_DELTA)).toBeLessThanOrEqual(epsilon);
  expect(epsilonOf(exact, HALF_DELTA)).toBeGreaterThan(epsilon - 1e-9);
});

test("five years of ε = 1 are about ε = 2.4, five of ε = 4 about 10", () => {
  expect(epsilonOf(mul(rhoFor(1, HALF_DELTA), rational(5n)), HALF_DELTA)).toBeCloseTo(2.4, 1);
  expect(epsilonOf(mul(rhoFor(4, HALF_DELTA), rational(5n)), HALF_DELTA)).toBeCloseTo(10.2, 0);
});

test("the bound is the infimum over α: no α of a fine grid gives less", () => {
  for (const [rho, delta] of [
    [0.02293, 5e-7],
    [0.2961, 5e-7],
    [1e-6, 1e-9],
    [3, 1e-3],
    [20, 1e-6],
  ] as const) {
    const bound = epsilonOf(fromNumber(rho), fromNumber(delta));
    let best = Number.POSITIVE_INFINITY;
    for (let s = -8; s < 12; s += 0.001) best = Math.min(best, conversion(rho, delta, 1 + Math.exp(s)));
    expect(bound).toBeLessThanOrEqual(best * (1 + 1e-10));
    expect(bound).toBeGreaterThan(best * (1 - 1e-6));
  }
});

test("no ρ costs no ε", () => {
  expect(epsilonOf(rational(0n), HALF_DELTA)).toBe(0);
});

test("ρ is a multiple of 2⁻⁴⁰ that fits while the next does not", () => {
  fc.assert(
    fc.property(fc.double({ min: 0.01, max: 20, noNaN: true }), fc.integer({ min: 2, max: 12 }), (epsilon, digits) => {
      const delta = rational(1n, 10n ** BigInt(digits));
      const rho = rhoFor(epsilon, delta);
      const next: Rational = { num: rho.num * ((1n << 40n) / rho.den) + 1n, den: 1n << 40n };
      return (1n << 40n) % rho.den === 0n && epsilonOf(rho, delta) <= epsilon && epsilonOf(next, delta) > epsilon;
    }),
    { numRuns: 30 },
  );
});

test("more ρ or a smaller δ never costs less ε", () => {
  const rho = fc.integer({ min: 1, max: 10 ** 9 });
  fc.assert(
    fc.property(rho, rho, fc.integer({ min: 1, max: 30 }), fc.integer({ min: 1, max: 30 }), (a, b, c, d) => {
      const epsilon = (steps: number, digits: number) =>
        epsilonOf(rational(BigInt(steps), 10n ** 8n), rational(1n, 10n ** BigInt(digits)));
      expect(epsilon(Math.min(a, b), c)).toBeLessThanOrEqual(epsilon(Math.max(a, b), c) * (1 + 1e-12));
      expect(epsilon(a, Math.min(c, d))).toBeLessThanOrEqual(epsilon(a, Math.max(c, d)) * (1 + 1e-12));
    }),
  );
});

test("the variance for a ρ costs no more than ρ, hardly less, and is short", () => {
  const positive = fc.bigInt({ min: 1n, max: 1n << 60n });
  fc.assert(
    fc.property(positive, positive, positive, (sensitivity, num, den) => {
      const rho = rational(num, den);
      const variance = gaussianVariance(sensitivity, rho);
      const cost = gaussianCost(sensitivity, variance);
      expect(compare(cost, rho)).toBeLessThanOrEqual(0);
      expect(compare(mul(cost, rational((1n << 22n) + 1n, 1n << 22n)), rho)).toBeGreaterThanOrEqual(0);
      const odd = BigInt(variance.num.toString(2).replace(/0+$/, "").length);
      expect(odd <= 24n).toBe(true);
      expect(variance.den === 1n << BigInt(bitLength(variance.den) - 1)).toBe(true);
    }),
  );
});

test("costs are exact: Δ²/2σ²", () => {
  expect(gaussianCost(3n, rational(7n, 2n))).toEqual({ num: 9n, den: 7n });
  expect(gaussianVariance(2n, rational(1n, 8n))).toEqual({ num: 16n, den: 1n });
});

test("bounds are refused with the value", () => {
  expect(() => rhoFor(0, HALF_DELTA)).toThrow("epsilon must be a finite number > 0; got 0");
  expect(() => rhoFor(Number.NaN, HALF_DELTA)).toThrow(RangeError);
  expect(() => rhoFor(1, rational(1n))).toThrow("delta must be in [2⁻¹⁰⁰⁰, 1); got 1");
  expect(() => epsilonOf(rational(1n), rational(0n))).toThrow("got 0");
  expect(() => epsilonOf(rational(-1n), HALF_DELTA)).toThrow("rho must be ≥ 0; got -1");
  expect(() => gaussianVariance(1n, rational(0n))).toThrow("rho must be > 0; got 0");
  expect(() => gaussianVariance(0n, rational(1n))).toThrow("sensitivity must be ≥ 1; got 0");
  expect(() => gaussianCost(1n, rational(0n))).toThrow("variance must be > 0; got 0");
  expect(() => gaussianCost(-1n, rational(1n))).toThrow("sensitivity must be ≥ 0; got -1");
});
