import fc from "fast-check";
import { expect, test } from "vitest";
import { type Bin, hundredHomes, quantileOf } from "../../../dashboards/charts/hundred.ts";

const bin = (lower: number, upper: number | null, noisy: number, sigma = 5): Bin => ({ lower, upper, noisy, sigma });

test("a hundred homes follow the histogram, and a bin that noise alone could make is empty", () => {
  const homes = hundredHomes([
    bin(0, 10, 9.9),
    bin(10, 20, 300),
    bin(20, 40, 90),
    bin(40, 50, 40),
    bin(50, 60, 20),
    bin(60, null, 10),
  ]);
  expect(homes).toHaveLength(100);
  expect(homes.filter((home) => home < 10)).toHaveLength(0);
  expect(homes.filter((home) => home > 10 && home < 20)).toHaveLength(65);
  expect(homes.filter((home) => home > 20 && home < 40)).toHaveLength(20);
  expect(homes.filter((home) => home === Number.POSITIVE_INFINITY)).toHaveLength(2);
  expect(hundredHomes([bin(0, 10, 3), bin(10, 20, -4)])).toEqual([]);
});

test("there are always a hundred, in order, within their bins; or none, where few bins are left or hold less than four homes in five", () => {
  let drawn = 0;
  fc.assert(
    fc.property(
      fc.array(fc.integer({ min: -20, max: 400 }), { minLength: 1, maxLength: 30 }),
      fc.integer({ min: 1, max: 90 }),
      (noisy, sigma) => {
        const homes = hundredHomes(noisy.map((n, i) => bin(i, i + 1, n, sigma)));
        expect([...homes].sort((a, b) => a - b)).toEqual(homes);
        const held = noisy.filter((n) => n >= 2 * sigma);
        const share = held.reduce((sum, n) => sum + n, 0) / noisy.reduce((sum, n) => sum + n, 0);
        expect(homes).toHaveLength(held.length >= 2 && (share >= 0.8 || share < 0) ? 100 : 0);
        drawn += homes.length;
      },
    ),
  );
  expect(drawn).toBeGreaterThan(0);
});

test("two blocks that the noise has left of a small group's histogram are no picture of it", () => {
  // Homes of 100 m² or more in Lyon, 2024: 461 of them, with noise of 40 on most bins.
  const noise = [12, -30, 5, 44, 61, 20, -8, 33];
  const blocks = [bin(40, 60, 105, 40), bin(130, 150, 90, 40)];
  expect(hundredHomes([...noise.map((n, i) => bin(200 + i, 201 + i, n, 40)), ...blocks])).toEqual([]);
});

test("the share below is read within a bin", () => {
  const bins = [bin(0, 10, 100), bin(10, 30, 100)];
  expect(quantileOf(bins, 0.05)).toBe(1);
  expect(quantileOf(bins, 0.75)).toBe(20);
  expect(quantileOf([], 0.05)).toBeNull();
});
