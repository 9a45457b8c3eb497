import fc from "fast-check";
import { expect, test } from "vitest";
import { BitSource } from "../../src/privacy/entropy.ts";
import { gaussianSampler, referenceGaussianSampler } from "../../src/privacy/gaussian.ts";
import { fromNumber, mul, type Rational, rational, toNumber } from "../../src/privacy/rational.ts";
import { gaussianUpperTail } from "../../src/privacy/tail.ts";
import { seededEntropy } from "../support/entropy.ts";
import { fitP } from "../support/statistics.ts";

const DRAWS = 100_000;

function draw(sampler: (bits: BitSource) => bigint, seed: string, count: number): bigint[] {
  const bits = new BitSource(seededEntropy(seed));
  return Array.from({ length: count }, () => sampler(bits));
}

function pValue(variance: Rational, claimed: Rational, count = DRAWS): number {
  const draws = draw(gaussianSampler(variance), `gaussian ${toNumber(variance)}`, count);
  return fitP(draws, (t) => gaussianUpperTail(claimed, t), Math.sqrt(toNumber(claimed)));
}

const squared = (sigma: number) => mul(fromNumber(sigma), fromNumber(sigma));

test.each([0.7, 1, 2.5, 5.3, 31.7, 1000, 123456.789, 1e9, 3e16, 4e21])(
  "draws follow the exact mass function at σ = %d",
  (sigma) => {
    expect(pValue(squared(sigma), squared(sigma))).toBeGreaterThan(0.001);
  },
);

test.each([1, 5.3, 1000, 1e9])("a scale off by one twentieth is noticed at σ = %d", (sigma) => {
  expect(pValue(squared(sigma), mul(squared(sigma), squared(1.05)))).toBeLessThan(1e-6);
  expect(pValue(squared(sigma), mul(squared(sigma), squared(0.95)))).toBeLessThan(1e-6);
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
