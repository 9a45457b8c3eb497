import fc from "fast-check";
import { expect, test } from "vitest";
import { BitSource } from "../../src/privacy/entropy.ts";
import { gateThreshold, householdsNeeded, passesGate } from "../../src/privacy/gate.ts";
import { gaussianSampler } from "../../src/privacy/gaussian.ts";
import { fromNumber, rational, toNumber } from "../../src/privacy/rational.ts";
import { seededEntropy } from "../support/entropy.ts";

const K = 11n;

/** Pr[1 + Z ≥ τ] by adding up the whole mass function. */
function appears(variance: number, tau: bigint): number {
  const reach = Math.ceil(40 * Math.sqrt(variance)) + 10;
  let [tail, total] = [0, 0];
  for (let x = reach; x >= -reach; x--) {
    const mass = Math.exp((-x * x) / (2 * variance));
    total += mass;
    if (BigInt(x) >= tau - 1n) tail += mass;
  }
  return tail / total;
}

test.each([
  [5.3 ** 2, 1e-8],
  [0.5, 1e-8],
  [1, 1e-6],
  [28, 1e-9],
  [900, 1e-10],
  [40_000, 1e-7],
  [4, 0.3],
])("at σ² = %d, δ′ = %d the threshold is the smallest that keeps δ′", (variance, delta) => {
  const tau = gateThreshold(fromNumber(variance), fromNumber(delta));
  expect(appears(variance, tau)).toBeLessThanOrEqual(delta);
  expect(appears(variance, tau - 1n)).toBeGreaterThan(delta);
});

test("any threshold keeps its δ′ and the one below does not", () => {
  fc.assert(
    fc.property(
      fc.double({ min: 0.2, max: 5000, noNaN: true }),
      fc.double({ min: 1, max: 14, noNaN: true }),
      (variance, digits) => {
        const delta = 10 ** -digits;
        const tau = gateThreshold(fromNumber(variance), fromNumber(delta));
        return appears(variance, tau) <= delta && appears(variance, tau - 1n) > delta;
      },
    ),
    { numRuns: 50 },
  );
});

test("a cell of k − 1 households is never published, whatever the noise", () => {
  fc.assert(
    fc.property(fc.bigInt(), fc.bigInt({ min: 2n, max: 100n }), (noisy, k) => !passesGate({ n: k - 1n, noisy, k, tau: 1n })),
  );
  const sampler = gaussianSampler(rational(100n));
  const bits = new BitSource(seededEntropy("k minus one"));
  for (let i = 0; i < 100_000; i++)
    expect(passesGate({ n: K - 1n, noisy: K - 1n + sampler(bits) + 1000n, k: K, tau: 1n })).toBe(false);
});

test("at the threshold a cell is published, one below it is not", () => {
  const tau = 33n;
  expect(passesGate({ n: K, noisy: K - 1n + tau, k: K, tau })).toBe(true);
  expect(passesGate({ n: K, noisy: K - 2n + tau, k: K, tau })).toBe(false);
  expect(passesGate({ n: K - 1n, noisy: K - 1n + tau, k: K, tau })).toBe(false);
});

test("with the households needed half of the draws pass, with one less they do not", () => {
  const variance = rational(28n);
  const tau = gateThreshold(variance, fromNumber(1e-8));
  const n = householdsNeeded(K, tau, variance);
  expect(n).toBe(K - 1n + tau);
  expect(appears(28, K - n + tau)).toBeGreaterThanOrEqual(0.5);
  expect(appears(28, K - n + 1n + tau)).toBeLessThan(0.5);
  expect(householdsNeeded(K, -5n, variance)).toBe(K);
});

test("a larger share of the draws needs more households", () => {
  const variance = rational(28n);
  const tau = gateThreshold(variance, fromNumber(1e-8));
  const n = householdsNeeded(K, tau, variance, 0.95);
  expect(appears(28, K - n + tau)).toBeGreaterThanOrEqual(0.95);
  expect(appears(28, K - n + 1n + tau)).toBeLessThan(0.95);
  expect(toNumber(variance)).toBe(28);
});

test("bounds are refused with the value", () => {
  expect(() => gateThreshold(rational(1n), rational(0n))).toThrow("delta must be in [1e-300, 1); got 0");
  expect(() => gateThreshold(rational(1n), rational(1n))).toThrow("got 1");
  expect(() => gateThreshold(rational(0n), rational(1n, 2n))).toThrow("variance must be > 0; got 0");
  expect(() => householdsNeeded(K, 1n, rational(1n), 0.4)).toThrow("share must be in [0.5, 1); got 0.4");
});
