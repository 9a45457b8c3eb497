import { randomBytes } from "node:crypto";
import { expect, test } from "vitest";
import { BitSource } from "../../src/privacy/entropy.ts";
import { laplaceSampler } from "../../src/privacy/laplace.ts";
import { fromNumber, type Rational, rational, toNumber } from "../../src/privacy/rational.ts";
import { seededEntropy } from "../support/entropy.ts";
import { fitP, LAPLACE, scaleTest } from "../support/statistics.ts";

/** Pr[X ≥ t] of the discrete Laplace: e^(−t/b)/(1 + e^(−1/b)) for t ≥ 1. */
function upperTail(scale: number, t: bigint): number {
  if (t <= 0n) return 1 - upperTail(scale, 1n - t);
  return Math.exp(-Number(t) / scale) / (1 + Math.exp(-1 / scale));
}

function pValue(scale: Rational): number {
  const bits = new BitSource(seededEntropy(`laplace ${toNumber(scale)}`));
  const sampler = laplaceSampler(scale);
  const draws = Array.from({ length: 100_000 }, () => sampler(bits));
  return fitP(draws, (t) => upperTail(toNumber(scale), t), 1.5 * toNumber(scale));
}

test.each([0.6, 1, 3.75, 40, 123456.5, 1e12, 1e17])("draws follow the exact mass function at b = %d", (scale) => {
  expect(pValue(fromNumber(scale))).toBeGreaterThan(0.001);
});

/** As for the Gaussian: false alarm ≤ 1e-9, miss ≤ 1e-11; |x| tells less of a scale than x² does, so twice the draws. */
const [OFF, SCALE_DRAWS] = process.env.VOISINAGE_FULL === "1" ? [0.012, 1_600_000] : [0.05, 80_000];

test.each([0.4, 1, 40, 1e12])("at b = %d the right scale is accepted, one of 5 % more or less refused", (scale) => {
  const bits = new BitSource(randomBytes);
  const likelihood = scaleTest(LAPLACE, scale, SCALE_DRAWS);
  const accepted = (b: number) => {
    const sampler = laplaceSampler(fromNumber(b));
    return likelihood.accepts(Array.from({ length: SCALE_DRAWS }, () => sampler(bits)));
  };
  expect(likelihood.missAt(scale * (1 + OFF))).toBeLessThan(1e-11);
  expect(likelihood.missAt(scale * (1 - OFF))).toBeLessThan(1e-11);
  expect([1, 1 + OFF, 1 - OFF].map((factor) => accepted(scale * factor))).toEqual([true, false, false]);
});

test("a scale that is not positive is refused", () => {
  expect(() => laplaceSampler(rational(0n))).toThrow("scale must be > 0; got 0");
});
