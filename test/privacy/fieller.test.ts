import fc from "fast-check";
import { expect, test } from "vitest";
import { BitSource } from "../../src/privacy/entropy.ts";
import { fieller } from "../../src/privacy/fieller.ts";
import { gaussianSampler } from "../../src/privacy/gaussian.ts";
import { rational } from "../../src/privacy/rational.ts";
import { seededEntropy } from "../support/entropy.ts";

const Z = 1.959963984540054;

test("the ends of the interval are where |sum − θ·count| is z standard deviations", () => {
  const positive = fc.double({ min: 1, max: 1e6, noNaN: true });
  fc.assert(
    fc.property(
      fc.double({ min: -1e9, max: 1e9, noNaN: true }),
      positive,
      positive,
      positive,
      (sum, count, sumVariance, countVariance) => {
        const interval = fieller({ sum, count, sumVariance, countVariance, z: Z });
        if (interval === null) {
          expect(count * count).toBeLessThanOrEqual(Z * Z * countVariance);
          return;
        }
        expect(interval.lower <= interval.estimate && interval.estimate <= interval.upper).toBe(true);
        for (const theta of [interval.lower, interval.upper]) {
          const reach = Z * Math.sqrt(sumVariance + theta * theta * countVariance);
          // Near the unbounded case the ends run off and the identity is lost to rounding.
          if (count * count > 1.1 * Z * Z * countVariance)
            expect(Math.abs(Math.abs(sum - theta * count) / reach - 1)).toBeLessThan(1e-5);
        }
      },
    ),
  );
});

test("the interval covers the true ratio 95 times in 100", () => {
  // 20 000 trials: the standard deviation of the coverage is 0.15 %, the entropy is fixed.
  const [trueCount, trueSum, trials] = [60, 90_000, 20_000];
  const [count, sum] = [gaussianSampler(rational(64n)), gaussianSampler(rational(10n ** 8n))];
  const bits = new BitSource(seededEntropy("fieller"));
  let covered = 0;
  for (let i = 0; i < trials; i++) {
    const interval = fieller({
      sum: trueSum + Number(sum(bits)),
      count: trueCount + Number(count(bits)),
      sumVariance: 1e8,
      countVariance: 64,
      z: Z,
    });
    if (interval !== null && interval.lower <= trueSum / trueCount && trueSum / trueCount <= interval.upper) covered++;
  }
  expect(covered / trials).toBeGreaterThan(0.945);
  expect(covered / trials).toBeLessThan(0.955);
});

test("a count that may be zero bounds nothing", () => {
  expect(fieller({ sum: 5, count: 3, sumVariance: 1, countVariance: 4, z: Z })).toBeNull();
  expect(fieller({ sum: 5, count: -50, sumVariance: 1, countVariance: 4, z: Z })).toBeNull();
  expect(fieller({ sum: 5, count: Number.NaN, sumVariance: 1, countVariance: 4, z: Z })).toBeNull();
});

test("without noise the interval is the ratio", () => {
  expect(fieller({ sum: -6, count: 3, sumVariance: 0, countVariance: 0, z: Z })).toEqual({ estimate: -2, lower: -2, upper: -2 });
});
