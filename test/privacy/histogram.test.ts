import fc from "fast-check";
import { describe, expect, test } from "vitest";
import { estimatedBins } from "../../src/privacy/areas/bins.ts";
import { type Binning, COARSE, FINE, HISTOGRAM_SENSITIVITY, withGroups } from "../../src/privacy/bins.ts";
import {
  binPrecision,
  binsOf,
  projectOnSimplex,
  totalOf,
  totalPrecision,
  unbiasedBins,
  varianceBelow,
  weightedVariance,
} from "../../src/privacy/histogram.ts";

/** wᵀA⁻¹b for the symmetric A > 0, by elimination. */
function solved(a: readonly (readonly number[])[], b: readonly number[], w: readonly number[]): number {
  const rows = a.map((row, i) => [...row, b[i] as number]);
  for (const [i, pivot] of rows.entries())
    for (const [j, row] of rows.entries()) {
      const factor = (row[i] as number) / (pivot[i] as number);
      if (j !== i) for (let c = i; c <= w.length; c++) row[c] = (row[c] as number) - factor * (pivot[c] as number);
    }
  return rows.reduce((sum, row, i) => sum + ((w[i] as number) * (row[w.length] as number)) / (row[i] as number), 0);
}

/** Precisions of the bins as all integers of variance 1 tell them, and their total of this variance. */
function precisions(binned: Binning, totalVariance: number): number[][] {
  const together = (a: number, b: number) => binned.sizes.filter((size) => Math.floor(a / size) === Math.floor(b / size)).length;
  return Array.from({ length: binned.bins }, (_, a) =>
    Array.from({ length: binned.bins }, (__, b) => together(a, b) + 1 / totalVariance),
  );
}

const below = (m: number, { bins }: Binning) => Array.from({ length: bins }, (_, bin) => Math.min(1, Math.max(0, m - bin)));

describe.each([
  ["32 bins", COARSE],
  ["80 bins", FINE],
])("%s", (_, binned) => {
  const bins = fc.array(fc.integer({ min: 40, max: 900 }), { minLength: binned.bins, maxLength: binned.bins });
  const noise = fc.array(fc.integer({ min: -9, max: 9 }), { minLength: binned.places.length, maxLength: binned.places.length });

  test("a household moves one integer of each size by 1, whatever its bin: the sensitivity, exactly", () => {
    const empty = new Array<bigint>(binned.bins).fill(0n);
    for (const bin of empty.keys()) {
      const moved = withGroups(empty.with(bin, 1n));
      expect(moved).toHaveLength(binned.places.length);
      expect(moved.reduce((sum, one) => sum + one * one, 0n)).toBe(HISTOGRAM_SENSITIVITY ** 2n);
      for (const [place, one] of moved.entries()) {
        const { from, to } = binned.places[place] as (typeof binned.places)[number];
        expect(one).toBe(from <= bin && bin <= to ? 1n : 0n);
      }
    }
  });

  test("what is below a bin has the variance of dense least squares with the total known; so has the total without", () => {
    for (const m of [0, 0.5, 1, 7, 13.25, 16, 22.4, 31, binned.bins - 1, binned.bins])
      expect(varianceBelow(m, binned)).toBeCloseTo(solved(precisions(binned, 1e-6), below(m, binned), below(m, binned)), 4);
    expect(1 / totalPrecision(binned)).toBeCloseTo(
      solved(precisions(binned, 1e12), below(binned.bins, binned), below(binned.bins, binned)),
      6,
    );
    // Who knows a count to be in one bin has four integers that tell it; what they tell beside their total is the rest.
    expect(binPrecision(binned) + totalPrecision(binned)).toBeCloseTo(binned.sizes.length, 12);
  });

  test("bins and total are those of dense least squares where none is negative", () => {
    fc.assert(
      fc.property(bins, noise, fc.integer({ min: -50, max: 50 }), (exact, drawn, off) => {
        const values = withGroups(exact.map(BigInt)).map((one, place) => Number(one) + (drawn[place] as number));
        const total = exact.reduce((sum, one) => sum + one, 0) + off;
        const seen = (totalVariance: number) =>
          Array.from({ length: binned.bins }, (_, bin) =>
            binned.places.reduce(
              (sum, { from, to }, place) => sum + (from <= bin && bin <= to ? (values[place] as number) : 0),
              total / totalVariance,
            ),
          );
        const found = binsOf(values, total);
        for (const bin of [0, 1, 6, 17, binned.bins - 1])
          expect(found[bin]).toBeCloseTo(
            solved(
              precisions(binned, 1e-6),
              seen(1e-6),
              [...below(binned.bins, binned).keys()].map((i) => Number(i === bin)),
            ),
            1,
          );
        expect(totalOf(values)).toBeCloseTo(solved(precisions(binned, 1e12), seen(1e12), below(binned.bins, binned)), 4);
      }),
      { numRuns: 40 },
    );
  });

  test("a published histogram is read as its wide bins; one of another form is not, and one that noise left nobody in holds nobody", () => {
    const exact = Array.from({ length: binned.bins }, (_, bin) => BigInt(100 + bin));
    const found = estimatedBins(withGroups(exact).map(Number)) ?? [];
    expect(found.flatMap(({ from, to }) => exact.slice(from, to + 1))).toEqual(exact);
    expect(found).toHaveLength(32);
    for (const { from, to, households, left } of found) {
      expect(households).toBeCloseTo(Number(exact.slice(from, to + 1).reduce((a, b) => a + b)), 9);
      const parts = exact.map((_, bin) => Number(from <= bin && bin <= to));
      expect(left ** 2).toBeCloseTo(solved(precisions(binned, 1e-6), parts, parts), 4);
    }
    expect(estimatedBins(exact.map(Number))).toBeNull();
    expect(estimatedBins(binned.places.map(() => -3))?.map(({ households }) => households)).toEqual(new Array(32).fill(0));
  });

  test("bins are never negative, and add up to the total", () => {
    // A group's share may be as small as rounding makes it, beside halves that are not.
    expect(projectOnSimplex([87, -20], 1e-15).reduce((sum, one) => sum + one, 0)).toBeCloseTo(0, 9);
    fc.assert(
      fc.property(
        fc.array(fc.integer({ min: -60, max: 90 }), { minLength: binned.places.length, maxLength: binned.places.length }),
        fc.integer({ min: 1, max: 5000 }),
        (values, total) => {
          const found = binsOf(values, total);
          expect(Math.min(...found)).toBeGreaterThanOrEqual(0);
          expect(found.reduce((sum, one) => sum + one, 0)).toBeCloseTo(total, 6);
        },
      ),
    );
  });

  test("sums of bins, each with a weight, are those of dense least squares without a total, and so is their variance", () => {
    const weights = fc.array(fc.integer({ min: -20, max: 20 }), { minLength: binned.bins, maxLength: binned.bins });
    const values = fc.array(fc.integer({ min: -900, max: 900 }), {
      minLength: binned.places.length,
      maxLength: binned.places.length,
    });
    fc.assert(
      fc.property(weights, values, (weight, measured) => {
        const told = Array.from({ length: binned.bins }, (_, bin) =>
          binned.places.reduce(
            (sum, { from, to }, place) => sum + (from <= bin && bin <= to ? (measured[place] as number) : 0),
            0,
          ),
        );
        const dense = precisions(binned, Number.POSITIVE_INFINITY);
        const sum = unbiasedBins(measured).reduce((all, one, bin) => all + one * (weight[bin] as number), 0);
        expect(sum).toBeCloseTo(solved(dense, told, weight), 6);
        expect(weightedVariance(weight)).toBeCloseTo(solved(dense, weight, weight), 6);
      }),
      { numRuns: 30 },
    );
  });
});
