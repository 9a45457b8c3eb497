import { expect, test } from "vitest";
import {
  type CellMeasurement,
  differenceOf,
  type EstimateWithEnds,
  measuredCount,
  measuredMean,
  relativeGap,
  sumOfCells,
} from "../../../src/privacy/areas/index.ts";
import { BitSource } from "../../../src/privacy/entropy.ts";
import { gaussianSampler } from "../../../src/privacy/gaussian.ts";
import { rational } from "../../../src/privacy/rational.ts";
import { seededEntropy } from "../../support/entropy.ts";

/** Thousandths of a unit: noise is drawn in whole numbers. */
const PARTS = 1000;
const [count, sum] = [gaussianSampler(rational(16n)), gaussianSampler(rational(BigInt((400 * PARTS) ** 2)))];

/** A cell of n households with a mean, as a release would have measured it with σ 4 and 400. */
function draw(bits: BitSource, n: number, mean: number): CellMeasurement {
  const centre = 160;
  return {
    count: n + Number(count(bits)),
    countVariance: 16,
    sum: n * (mean - centre) + Number(sum(bits)) / PARTS,
    sumVariance: 400 ** 2,
    centre,
  };
}

const holds = ({ lower, upper }: EstimateWithEnds, truth: number): boolean => lower <= truth && truth <= upper;
const meanOf = (cell: CellMeasurement): EstimateWithEnds => measuredMean(cell) as EstimateWithEnds;

test("sums, differences and gaps hold the truth 95 times in 100", () => {
  // 20 000 trials: the standard deviation of a coverage is 0.15 %, the entropy is fixed.
  const trials = 20_000;
  const bits = new BitSource(seededEntropy("areas"));
  const covered = { sum: 0, difference: 0, gap: 0, count: 0, agree: 0 };
  for (let i = 0; i < trials; i++) {
    const [a, b, c] = [draw(bits, 60, 110), draw(bits, 200, 70), draw(bits, 400, 85)];
    covered.sum += Number(holds(meanOf(sumOfCells([a, b, c])), (60 * 110 + 200 * 70 + 400 * 85) / 660));
    covered.count += Number(holds(measuredCount(sumOfCells([a, b, c])), 660));
    const [first, second] = [meanOf(a), meanOf(b)];
    const [difference, gap] = [differenceOf(first, second), relativeGap(first, second) as EstimateWithEnds];
    covered.difference += Number(holds(difference, 40));
    covered.gap += Number(holds(gap, 110 / 70 - 1));
    covered.agree += Number(holds(difference, 0) === holds(gap, 0));
  }
  const { agree, ...intervals } = covered;
  expect(agree).toBe(trials);
  for (const [name, times] of Object.entries(intervals)) {
    expect([name, times / trials > 0.943, times / trials < 0.957, times / trials]).toEqual([
      name,
      true,
      true,
      expect.any(Number),
    ]);
  }
});

test("with symmetrical ends the difference is the normal one, and the gap leaves out 0 where it does", () => {
  expect(differenceOf({ value: 10, lower: 7, upper: 13 }, { value: 4, lower: 0, upper: 8 })).toEqual({
    value: 6,
    lower: 1,
    upper: 11,
  });
  expect(relativeGap({ value: 10, lower: 7, upper: 13 }, { value: 4, lower: 3, upper: 5 })?.lower).toBeGreaterThan(0);
  expect(relativeGap({ value: 10, lower: 7, upper: 13 }, { value: 9, lower: 8, upper: 10 })?.lower).toBeLessThan(0);
  expect(relativeGap({ value: 10, lower: 7, upper: 13 }, { value: 4, lower: -1, upper: 9 })).toBeNull();
  expect(relativeGap({ value: 10, lower: 7, upper: 13 }, { value: 4, lower: 0.1, upper: 8 })).toBeNull();
});

test("a sum of one cell is that cell; of none, or of cells that were clamped differently, there is none", () => {
  const cell = { count: 80, countVariance: 16, sum: -900, sumVariance: 1e4, centre: 160 };
  expect(sumOfCells([cell])).toEqual(cell);
  expect(sumOfCells([cell, cell])).toEqual({ count: 160, countVariance: 32, sum: -1800, sumVariance: 2e4, centre: 160 });
  expect(() => sumOfCells([])).toThrow("at least 1 cell; got 0");
  expect(() => sumOfCells([cell, { ...cell, centre: 20 }])).toThrow("one centre, 160; got 20");
  expect(measuredMean({ ...cell, count: 3 })).toBeNull();
});
