import { randomBytes } from "node:crypto";
import fc from "fast-check";
import { expect, test } from "vitest";
import { BitSource } from "../../src/privacy/entropy.ts";
import { gaussianSampler, referenceGaussianSampler } from "../../src/privacy/gaussian.ts";
import { fromNumber, mul, type Rational, rational, toNumber } from "../../src/privacy/rational.ts";
import { gaussianUpperTail } from "../../src/privacy/tail.ts";
import { seededEntropy } from "../support/entropy.ts";
import { fitP, GAUSSIAN, scaleTest } from "../support/statistics.ts";

const DRAWS = 100_000;

function draw(sampler: (bits: BitSource) => bigint, seed: string, count: number): bigint[] {
  const bits = new BitSource(seededEntropy(seed));
  return Array.from({ length: count }, () => sampler(bits));
}

function pValue(variance: Rational): number {
  const draws = draw(gaussianSampler(variance), `gaussian ${toNumber(variance)}`, DRAWS);
  return fitP(draws, (t) => gaussianUpperTail(variance, t), Math.sqrt(toNumber(variance)));
}

const squared = (sigma: number) => mul(fromNumber(sigma), fromNumber(sigma));

test.each([0.7, 1, 2.5, 5.3, 31.7, 1000, 123456.789, 1e9, 3e16, 4e21])(
  "draws follow the exact mass function at σ = %d",
  (sigma) => {
    expect(pValue(squared(sigma))).toBeGreaterThan(0.001);
  },
);

/**
 * Fresh bits of the operating system's at every run: a right scale is refused with a probability ≤ 1e-9, and one that is 5 %
 * off accepted with ≤ 1e-11 (`missAt`; both by Chernoff). VOISINAGE_FULL=1: the same at 1.2 %.
 */
const [OFF, SCALE_DRAWS] = process.env.VOISINAGE_FULL === "1" ? [0.012, 800_000] : [0.05, 40_000];

test.each([0.4, 1, 5.3, 1000, 1e9, 3e16])("at σ = %d the right scale is accepted, one of 5 % more or less refused", (sigma) => {
  const bits = new BitSource(randomBytes);
  const likelihood = scaleTest(GAUSSIAN, sigma, SCALE_DRAWS);
  const accepted = (scale: number) => {
    const sampler = gaussianSampler(squared(scale));
    return likelihood.accepts(Array.from({ length: SCALE_DRAWS }, () => sampler(bits)));
  };
  expect(likelihood.missAt(sigma * (1 + OFF))).toBeLessThan(1e-11);
  expect(likelihood.missAt(sigma * (1 - OFF))).toBeLessThan(1e-11);
  expect([1, 1 + OFF, 1 - OFF].map((factor) => accepted(sigma * factor))).toEqual([true, false, false]);
});

test("the fast path draws what the integers draw, bit for bit", () => {
  for (const sigma of [0.2, 1, 3, 17.25, 1000, 2 ** 20, 1e9, 4e15, 2 ** 53, 3e16, 2 ** 64, 4e21, 1e140, 1e160]) {
    const [fast, exact] = [gaussianSampler(squared(sigma)), referenceGaussianSampler(squared(sigma))];
    expect(draw(fast, `paths ${sigma}`, 3000)).toEqual(draw(exact, `paths ${sigma}`, 3000));
  }
});

test("so it does for any rational variance", () => {
  const bits = fc.integer({ min: 0, max: 160 });
  const part = bits.chain((most) => fc.bigInt({ min: 1n, max: 1n << BigInt(most) }));
  fc.assert(
    fc.property(part, part, (num, den) => {
      const variance = rational(num, den);
      expect(draw(gaussianSampler(variance), "any", 20)).toEqual(draw(referenceGaussianSampler(variance), "any", 20));
    }),
  );
});

test("neighbouring counts have the same support: every integer around can be the noisy value of either", () => {
  const around = (count: bigint) => new Set(draw(gaussianSampler(rational(4n)), "support", DRAWS).map((noise) => count + noise));
  const [with_, without] = [around(11n), around(10n)];
  for (let value = 5n; value <= 16n; value++) expect(with_.has(value) && without.has(value)).toBe(true);
});

test("a tiny variance is nearly always silent, never an error", () => {
  expect(new Set(draw(gaussianSampler(rational(1n, 10n ** 400n)), "tiny", 100))).toEqual(new Set([0n]));
});

test("a variance that is not positive is refused", () => {
  expect(() => gaussianSampler(rational(0n))).toThrow("variance must be > 0; got 0");
  expect(() => gaussianSampler(rational(-1n))).toThrow("variance must be > 0; got -1");
});
