import { expect, test } from "vitest";
import {
  type CellMeasurement,
  differenceOf,
  type EstimateWithEnds,
  measuredCount,
  measuredMean,
  measuredTotal,
  relativeGap,
  scaledCell,
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

test("sums hold the truth 95 times in 100", () => {
  // 20 000 trials: the standard deviation of a coverage is 0.15 %, the entropy is fixed.
  const trials = 20_000;
  const bits = new BitSource(seededEntropy("areas"));
  const covered = { sum: 0, count: 0, total: 0 };
  for (let i = 0; i < trials; i++) {
    const [a, b, c] = [draw(bits, 60, 110), draw(bits, 200, 70), draw(bits, 400, 85)];
    covered.sum += Number(holds(meanOf(sumOfCells([a, b, c])), (60 * 110 + 200 * 70 + 400 * 85) / 660));
    covered.count += Number(holds(measuredCount(sumOfCells([a, b, c])), 660));
    covered.total += Number(holds(measuredTotal(sumOfCells([a, b, c])), 60 * 110 + 200 * 70 + 400 * 85));
  }
  for (const [name, times] of Object.entries(covered)) {
    expect([name, times / trials > 0.943, times / trials < 0.957, times / trials]).toEqual([
      name,
      true,
      true,
      expect.any(Number),
    ]);
  }
});

test("sums of any number of areas, of any sizes and means, hold the truth 95 times in 100, and are no wider than their widest part", () => {
  const trials = 20_000;
  const bits = new BitSource(seededEntropy("areas of one's own"));
  // Worlds are chosen without chance, so that only the noise is drawn: 2 to 8 areas of 60 to 900 households.
  const worldOf = (i: number) =>
    Array.from({ length: 2 + (i % 7) }, (_, area) => ({
      n: 60 + ((i * 37 + area * 211) % 841),
      mean: 20 + ((i * 13 + area * 89) % 260),
    }));
  const widthOf = ({ lower, upper }: EstimateWithEnds): number => upper - lower;
  let held = 0;
  for (let i = 0; i < trials; i++) {
    const world = worldOf(i);
    const cells = world.map(({ n, mean }) => draw(bits, n, mean));
    const whole = meanOf(sumOfCells(cells));
    const homes = world.reduce((all, { n }) => all + n, 0);
    held += Number(holds(whole, world.reduce((all, { n, mean }) => all + n * mean, 0) / homes));
    expect(widthOf(whole)).toBeLessThan(Math.max(...cells.map((cell) => widthOf(meanOf(cell)))));
  }
  expect(held / trials).toBeGreaterThan(0.943);
  expect(held / trials).toBeLessThan(0.957);
});

test("differences and gaps hold the truth 95 times in 100, whatever two estimates have to do with each other", () => {
  const trials = 20_000;
  const bits = new BitSource(seededEntropy("differences"));
  const [one, two] = [
    { truth: 110, deviation: 6 },
    { truth: 70, deviation: 3 },
  ];
  const around = ({ truth, deviation }: typeof one, noise: number, moved: number): EstimateWithEnds => {
    const value = truth + moved + noise * deviation;
    // An interval that holds its own truth 95 times in 100, or more, where the estimate is off by what a model moved it.
    const half = 1.96 * deviation + Math.abs(moved);
    return { value, lower: value - half, upper: value + half };
  };
  const standard = (): number => Number(sum(bits)) / (400 * PARTS);
  for (const correlation of [-1, -0.5, 0, 0.5, 1]) {
    for (const moved of [0, 4]) {
      const held = { difference: 0, gap: 0 };
      for (let i = 0; i < trials; i++) {
        const [first, other] = [standard(), standard()];
        const second = correlation * first + Math.sqrt(1 - correlation ** 2) * other;
        const [a, b] = [around(one, first, moved), around(two, second, -moved)];
        held.difference += Number(holds(differenceOf(a, b), 40));
        held.gap += Number(holds(relativeGap(a, b) as EstimateWithEnds, 110 / 70 - 1));
      }
      expect(held.difference / trials).toBeGreaterThan(0.945);
      expect(held.gap / trials).toBeGreaterThan(0.945);
    }
  }
});

test("a difference is that of the ends, and it and the gap leave out 0 exactly where two intervals do not touch", () => {
  expect(differenceOf({ value: 10, lower: 7, upper: 13 }, { value: 4, lower: 0, upper: 8 })).toEqual({
    value: 6,
    lower: -1,
    upper: 13,
  });
  for (const [b, isApart] of [
    [{ value: 4, lower: 3, upper: 5 }, true],
    [{ value: 6, lower: 5, upper: 6.9 }, true],
    [{ value: 6, lower: 5, upper: 7.1 }, false],
    [{ value: 9, lower: 8, upper: 10 }, false],
  ] as const) {
    const a = { value: 10, lower: 7, upper: 13 };
    expect([differenceOf(a, b).lower > 0, (relativeGap(a, b)?.lower ?? 0) > 0]).toEqual([isApart, isApart]);
  }
  expect(relativeGap({ value: 10, lower: 7, upper: 13 }, { value: 4, lower: -1, upper: 9 })).toBeNull();
});

/** Twice as far off as usual, and far above the noise of the ratio itself. */
const RATIO = { ratio: 1.02, variance: 1e-7, between: 0.04, slope: 0.03, scatter: 0.02, mean: 90 };

test("leaves under a lower clamp are scaled, and what their ratio is off by is not lessened by adding them up", () => {
  const cell = { count: 400, countVariance: 16, sum: -12_000, sumVariance: 1e4, centre: 120 };
  const one = scaledCell(cell, RATIO);
  expect(meanOf(one).value).toBeCloseTo(1.02 * meanOf(cell).value, 9);
  expect((one.spread ?? 0) / (one.sum + one.count * one.centre)).toBeCloseTo(Math.sqrt(1e-7 + 0.04 ** 2 + 0.02 / 400), 9);
  const width = ({ lower, upper }: EstimateWithEnds) => upper - lower;
  const many = sumOfCells(new Array<CellMeasurement>(50).fill(one));
  // Noise is a seventh of one leaf's; the ratio's error stays.
  expect(width(meanOf(many))).toBeGreaterThan(2 * 1.95 * 0.04 * meanOf(many).value);
  expect(width(meanOf(sumOfCells(new Array<CellMeasurement>(50).fill(cell))))).toBeLessThan(0.2 * width(meanOf(cell)));
});

/** Leaves by households, mean and centre; σ of a sum is `noise` times its centre, that of a count 5. */
const MIXED: readonly { name: string; noise: number; leaves: readonly (readonly [n: number, mean: number, centre: number])[] }[] =
  [
    {
      name: "large ones keep C",
      noise: 4,
      leaves: [
        [1400, 80, 160],
        [900, 80, 160],
        [50, 60, 77],
        [60, 70, 77],
      ],
    },
    {
      name: "a large one keeps C",
      noise: 4,
      leaves: [
        [60, 60, 77],
        [60, 70, 77],
        [50, 60, 77],
        [1400, 80, 160],
      ],
    },
    {
      name: "a small one keeps C",
      noise: 1,
      leaves: [
        [60, 60, 160],
        [600, 70, 77],
        [500, 60, 77],
        [1400, 80, 77],
      ],
    },
    {
      name: "two small ones keep C",
      noise: 1,
      leaves: [
        [40, 60, 160],
        [40, 60, 160],
        [120, 70, 77],
        [100, 60, 77],
        [140, 80, 77],
      ],
    },
  ];

test.each(MIXED)("cells under different clamps add up, and the margin holds 95 times in 100: $name", ({ noise, leaves }) => {
  const bits = new BitSource(seededEntropy("mixed"));
  const [counts, thousandths] = [gaussianSampler(rational(25n)), gaussianSampler(rational(BigInt(PARTS ** 2)))];
  const trials = 4000;
  const households = leaves.reduce((all, [n]) => all + n, 0);
  const truth = leaves.reduce((all, [n, mean]) => all + n * mean, 0) / households;
  let covered = 0;
  for (let i = 0; i < trials; i++) {
    const cells = leaves.map(([n, mean, centre]): CellMeasurement => {
      const sigma = noise * centre;
      const off = (sigma * Number(thousandths(bits))) / PARTS;
      const count = n + Number(counts(bits));
      return { count, countVariance: 25, sum: n * (mean - centre) + off, sumVariance: sigma ** 2, centre };
    });
    covered += Number(holds(meanOf(sumOfCells(cells)), truth));
  }
  // Of 4 000 trials 95 % are held with a standard deviation of .34 %: ± 4 of them.
  expect(Math.abs(covered / trials - 0.95)).toBeLessThan(0.014);
});

test("a sum of one cell is that cell; of none there is none", () => {
  const cell = { count: 80, countVariance: 16, sum: -900, sumVariance: 1e4, centre: 160 };
  expect(sumOfCells([cell])).toEqual(cell);
  expect(sumOfCells([cell, cell])).toEqual({ count: 160, countVariance: 32, sum: -1800, sumVariance: 2e4, centre: 160 });
  expect(() => sumOfCells([])).toThrow("at least 1 cell; got 0");
  expect(measuredMean({ ...cell, count: 3 })).toBeNull();
});
