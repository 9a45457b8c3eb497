import fc from "fast-check";
import { expect, test } from "vitest";
import { BitSource } from "../../src/privacy/entropy.ts";
import { fieller } from "../../src/privacy/fieller.ts";
import { gatedRatio } from "../../src/privacy/gated-ratio.ts";
import { gaussianSampler } from "../../src/privacy/gaussian.ts";
import { normalQuantile } from "../../src/privacy/normal.ts";
import { rational } from "../../src/privacy/rational.ts";
import { seenCountInterval } from "../../src/privacy/tail.ts";
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

test("where the count reaches as far up as down, the interval is Fieller's", () => {
  const any = fc.double({ min: 1, max: 1e4, noNaN: true });
  fc.assert(
    fc.property(fc.double({ min: -1e6, max: 1e6, noNaN: true }), any, any, any, (sum, count, sumSigma, countSigma) => {
      const usual = fieller({ sum, count, sumVariance: sumSigma ** 2, countVariance: countSigma ** 2, z: Z });
      const gated = gatedRatio({ sum, count, sumReach: Z * sumSigma, down: Z * countSigma, up: Z * countSigma });
      if (!usual) expect(gated).toEqual({ lower: Number.NEGATIVE_INFINITY, upper: Number.POSITIVE_INFINITY });
      else for (const end of ["lower", "upper"] as const) expect(gated[end] / usual[end]).toBeCloseTo(1, 6);
    }),
  );
});

test("fewer households put an end further from zero, more put one nearer to it", () => {
  const of = (sum: number, down: number, up: number) => gatedRatio({ sum, count: 100, sumReach: 10, down, up });
  const even = of(-500, 20, 20);
  expect(of(-500, 60, 20)).toEqual({ lower: expect.closeTo(-12.5, 1), upper: even.upper });
  expect(of(-500, 20, 0)).toEqual({ lower: even.lower, upper: -4.9 });
  expect(of(500, 60, 0)).toEqual({ lower: 4.9, upper: expect.closeTo(12.5, 1) });
  // Beyond zero, too, an end is further away with fewer households.
  expect(of(-5, 60, 0).upper).toBeGreaterThan(of(-5, 20, 0).upper);
});

/**
 * Counts of σ 4 that are seen from 40 on, and sums of σ 400: each count that is seen has its own probability, and each of them the middles of
 * 200 equal parts of the sum's noise.
 */
test.each([-500, -80, -20, 40, 150])(
  "of the ratios whose counts are seen, 95 in 100 hold the truth, far below the threshold too: θ = %d",
  (theta) => {
    const [sigma, threshold, floor, parts] = [4, 40, 11, 200];
    const variance = rational(BigInt(sigma ** 2));
    const noises = Array.from({ length: parts }, (_, i) => 400 * normalQuantile((i + 0.5) / parts));
    for (const far of [-3, -2, -1, 0, 1, 2, 3, 6]) {
      const truth = threshold + far * sigma;
      let [seen, held, plain] = [0, 0, 0];
      for (let count = threshold; count <= Math.max(threshold, truth) + 6 * sigma; count++) {
        const is = Math.exp(-((count - truth) ** 2) / (2 * sigma ** 2));
        const own = { variance, noisy: BigInt(count), threshold: BigInt(threshold), floor: BigInt(floor) };
        const { lower, upper } = seenCountInterval(own, 0.05);
        const holds = (interval: { lower: number; upper: number } | null) =>
          interval !== null && interval.lower <= theta && theta <= interval.upper;
        for (const noise of noises) {
          const noisy = { sum: theta * truth + noise, count };
          seen += is;
          if (holds(gatedRatio({ ...noisy, sumReach: Z * 400, down: count - lower, up: upper - count }))) held += is;
          if (holds(fieller({ ...noisy, sumVariance: 400 ** 2, countVariance: sigma ** 2, z: Z }))) plain += is;
        }
      }
      expect(held / seen, `${far} σ`).toBeGreaterThanOrEqual(0.948);
      expect(held / seen, `${far} σ`).toBeLessThan(0.98);
      if (far === -3 && Math.abs(theta) > 50) expect(plain / seen, `${far} σ`).toBeLessThan(0.6);
    }
  },
);
