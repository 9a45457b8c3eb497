import fc from "fast-check";
import { expect, test } from "vitest";
import { type Bin, hundredHomes, quantileOf } from "../../../dashboards/charts/hundred.ts";

const bin = (lower: number, upper: number | null, noisy: number, sigma = 5): Bin => ({ lower, upper, noisy, sigma });

test("a hundred homes follow the histogram, and a bin that noise alone could make is empty", () => {
  const homes = hundredHomes([bin(0, 10, 9.9), bin(10, 20, 300), bin(20, 40, 90), bin(40, null, 10)]);
  expect(homes).toHaveLength(100);
  expect(homes.filter((home) => home < 10)).toHaveLength(0);
  expect(homes.filter((home) => home > 10 && home < 20)).toHaveLength(75);
  expect(homes.filter((home) => home > 20 && home < 40)).toHaveLength(23);
  expect(homes.filter((home) => home === Number.POSITIVE_INFINITY)).toHaveLength(2);
  expect(hundredHomes([bin(0, 10, 3), bin(10, 20, -4)])).toEqual([]);
});

test("there are always a hundred, in order, within their bins", () => {
  fc.assert(
    fc.property(fc.array(fc.integer({ min: -20, max: 400 }), { minLength: 1, maxLength: 30 }), (noisy) => {
      const homes = hundredHomes(noisy.map((n, i) => bin(i, i + 1, n)));
      expect([0, 100]).toContain(homes.length);
      expect([...homes].sort((a, b) => a - b)).toEqual(homes);
    }),
  );
});

test("the share below is read within a bin", () => {
  const bins = [bin(0, 10, 100), bin(10, 30, 100)];
  expect(quantileOf(bins, 0.05)).toBe(1);
  expect(quantileOf(bins, 0.75)).toBe(20);
  expect(quantileOf([], 0.05)).toBeNull();
});
