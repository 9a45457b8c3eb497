import { expect, test } from "vitest";
import { BitSource } from "../../src/privacy/entropy.ts";
import { laplaceSampler } from "../../src/privacy/laplace.ts";
import { fromNumber, type Rational, rational, toNumber } from "../../src/privacy/rational.ts";
import { seededEntropy } from "../support/entropy.ts";
import { fitP } from "../support/statistics.ts";

/** Pr[X ≥ t] of the discrete Laplace: e^(−t/b)/(1 + e^(−1/b)) for t ≥ 1. */
function upperTail(scale: number, t: bigint): number {
  if (t <= 0n) return 1 - upperTail(scale, 1n - t);
  return Math.exp(-Number(t) / scale) / (1 + Math.exp(-1 / scale));
}

function pValue(scale: Rational, claimed: number): number {
  const bits = new BitSource(seededEntropy(`laplace ${toNumber(scale)}`));
  const sampler = laplaceSampler(scale);
  const draws = Array.from({ length: 100_000 }, () => sampler(bits));
  return fitP(draws, (t) => upperTail(claimed, t), 1.5 * claimed);
}

test.each([0.6, 1, 3.75, 40, 123456.5, 1e12, 1e17])("draws follow the exact mass function at b = %d", (scale) => {
  expect(pValue(fromNumber(scale), scale)).toBeGreaterThan(0.001);
});

test.each([1, 40])("a scale off by one twentieth is noticed at b = %d", (scale) => {
  expect(pValue(fromNumber(scale), scale * 1.05)).toBeLessThan(1e-6);
  expect(pValue(fromNumber(scale), scale * 0.95)).toBeLessThan(1e-6);
});

test("a scale that is not positive is refused", () => {
  expect(() => laplaceSampler(rational(0n))).toThrow("scale must be > 0; got 0");
});
