import fc from "fast-check";
import { expect, test } from "vitest";
import { normalQuantile } from "../../src/privacy/normal.ts";
import { fromNumber, mul, rational } from "../../src/privacy/rational.ts";
import { gaussianUpperTail, seenCountInterval } from "../../src/privacy/tail.ts";

const squared = (sigma: number) => mul(fromNumber(sigma), fromNumber(sigma));

/** Pr[Z ≥ t] by adding up the whole mass function, smallest terms first. */
function enumerated(variance: number, t: number): number {
  const reach = Math.ceil(Math.max(60 * Math.sqrt(variance), t + 60));
  const mass = (x: number) => Math.exp((-x * x) / (2 * variance));
  let [tail, total] = [0, 0];
  for (let x = reach; x >= t; x--) tail += mass(x);
  for (let x = reach; x >= 1; x--) total += 2 * mass(x);
  return tail / (total + 1);
}

test.each([0.01, 0.3, 0.99, 1, 1.01, 7, 28.09, 2500, 250_000, 10_240_000])(
  "the tail is that of the mass function at σ² = %d",
  (variance) => {
    const sigma = Math.sqrt(variance);
    for (const z of [-3, -1, 0, 0.5, 1, 2, 4, 6, 10, 20]) {
      const t = Math.round(z * sigma);
      const [bound, truth] = [gaussianUpperTail(fromNumber(variance), BigInt(t)), enumerated(variance, t)];
      if (truth < 1e-300) continue;
      expect(bound).toBeGreaterThanOrEqual(Math.min(1, truth * (1 - 1e-13)));
      expect(bound).toBeLessThanOrEqual(truth * (1 + 1e-9));
    }
  },
);

test("far larger scales agree with the normal distribution", () => {
  // Pr[N ≥ z] for z = 1, 3, 6, from tables; the lattice adds f(t)/2, which vanishes at this scale.
  for (const [z, normal] of [
    [1, 0.15865525393145707],
    [3, 0.0013498980316300957],
    [6, 9.865876450377018e-10],
  ] as const) {
    const bound = gaussianUpperTail(squared(1e12), BigInt(z) * 10n ** 12n);
    expect(bound / normal).toBeGreaterThan(1);
    expect(bound / normal).toBeLessThan(1 + 1e-9);
  }
});

test("the tail falls with t, and both halves make one", () => {
  fc.assert(
    fc.property(fc.double({ min: 0.1, max: 2000, noNaN: true }), fc.integer({ min: -3000, max: 3000 }), (sigma, t) => {
      const at = (value: number) => gaussianUpperTail(squared(sigma), BigInt(value));
      expect(at(t + 1)).toBeLessThanOrEqual(at(t) * (1 + 1e-9));
      expect(at(t) + at(1 - t)).toBeCloseTo(1, 8);
    }),
    { numRuns: 50 },
  );
});

test("beyond the doubles the answer is still above the truth", () => {
  expect(gaussianUpperTail(rational(1n), 100n)).toBe(Number.MIN_VALUE);
  expect(gaussianUpperTail(rational(1n), -100n)).toBe(1);
});

const intervalOf = (sigma: number, noisy: number, threshold: number, floor = 0) =>
  seenCountInterval({ variance: squared(sigma), noisy: BigInt(noisy), threshold: BigInt(threshold), floor: BigInt(floor) }, 0.05);

test.each([0.7, 2.8, 4.16, 5.3, 20])(
  "of the counts that reach a threshold, 95 in 100 have the truth in their interval, wherever it lies: σ = %d",
  (sigma) => {
    const variance = sigma ** 2;
    const threshold = Math.ceil(8 * sigma) + 10;
    const mass = (x: number) => Math.exp((-x * x) / (2 * variance));
    for (const far of [-6, -4, -3, -2, -1, -0.5, 0, 0.5, 1, 1.5, 2, 3, 4, 5, 8]) {
      const truth = Math.round(threshold + far * sigma);
      let [seen, held, plain] = [0, 0, 0];
      for (let noisy = threshold; noisy <= Math.max(threshold, truth) + 12 * sigma; noisy++) {
        const { lower, upper } = intervalOf(sigma, noisy, threshold);
        const is = mass(noisy - truth);
        seen += is;
        // The ends that are published: the truth is a whole number.
        if (Math.round(lower) <= truth && truth <= Math.round(upper)) held += is;
        if (Math.abs(noisy - truth) <= 1.959963984540054 * sigma) plain += is;
      }
      expect(held / seen, `${far} σ`).toBeGreaterThanOrEqual(0.95 - 1e-8);
      // It is no wider than whole households make it.
      if (sigma > 4) expect(held / seen, `${far} σ`).toBeLessThan(sigma > 10 ? 0.965 : 0.98);
      // What an interval that does not know of the threshold would do: every count that is seen is far too high.
      if (far === -3) expect(plain / seen, `${far} σ`).toBe(0);
    }
  },
);

test("far over the threshold both ends are the usual ones, and no margin is a twelfth shorter", () => {
  for (const sigma of [2.8, 5.3, 50]) {
    const usual = 1.959963984540054 * sigma;
    const far = intervalOf(sigma, 1000 + Math.round(8 * sigma), 1000);
    const noisy = 1000 + Math.round(8 * sigma);
    expect(far.lower).toBeCloseTo(noisy - usual, 0);
    expect(far.upper).toBeCloseTo(noisy + usual, 0);
    for (let over = 0; over < 8 * sigma; over++) {
      const { lower, upper } = intervalOf(sigma, 1000 + over, 1000);
      expect((upper - lower) / 2).toBeGreaterThan(0.92 * usual);
      expect(lower).toBeLessThanOrEqual(1000 + over);
      expect(upper).toBeGreaterThanOrEqual(1000 + over);
    }
  }
});

test("the lower end never lies below the floor", () => {
  expect(intervalOf(5, 60, 60, 11).lower).toBe(11);
  expect(intervalOf(5, 62, 60, 58).lower).toBe(58);
});

test("the nearer to the threshold, the further down and the less far up", () => {
  const near = [1, 2, 4, 8, 16, 32].map((over) => {
    const { lower, upper } = intervalOf(5.3, 100 + over, 100);
    return { down: 100 + over - lower, up: upper - 100 - over };
  });
  expect(near[0]?.down).toBeGreaterThan(3 * 5.3);
  expect(near[0]?.up).toBeLessThan(1.9 * 5.3);
  const ups = near.map(({ up }) => up);
  expect([...ups].sort((a, b) => a - b)).toEqual(ups);
});

test("the normal quantile is accurate where intervals and gates use it", () => {
  for (const [p, z] of [
    [0.5, 0],
    [0.975, 1.959963984540054],
    [0.995, 2.5758293035489004],
    [1e-9, -5.997807015007686],
    [1e-12, -7.034483825301131],
  ] as const) {
    expect(Math.abs(normalQuantile(p) - z)).toBeLessThanOrEqual(1.2e-9 * Math.max(1, Math.abs(z)));
  }
  for (const p of [0, 1, Number.NaN]) expect(() => normalQuantile(p)).toThrow(`p must be in (0, 1); got ${p}`);
});

test("bounds are refused with the value", () => {
  expect(() => gaussianUpperTail(rational(0n), 1n)).toThrow("variance must be > 0; got 0");
  expect(() => seenCountInterval({ variance: rational(1n), noisy: 5n, threshold: 5n, floor: 1n }, 1)).toThrow(
    "outside must be in (0, 1); got 1",
  );
  expect(() => seenCountInterval({ variance: rational(1n), noisy: 4n, threshold: 5n, floor: 1n }, 0.025)).toThrow(
    "noisy must be at least the threshold, 5; got 4",
  );
});
