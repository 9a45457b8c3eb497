import { describe, expect, test } from "vitest";
import { COARSE, withGroups } from "../../src/privacy/bins.ts";
import {
  clampsOfLeaves,
  histogramEdges,
  leafClampBins,
  leafRatio,
  leafRatioVariance,
  tryLeafClamps,
} from "../../src/privacy/index.ts";
import { normals } from "../support/normals.ts";

const LEAF_BINS = leafClampBins(COARSE);
const CLAMP = 40_000;
const EDGES = histogramEdges(BigInt(CLAMP), COARSE).map(Number);
const binOf = (amount: number) =>
  amount >= CLAMP ? COARSE.bins - 1 : amount === 0 ? 0 : EDGES.findIndex((edge) => amount <= edge);

/** Log-normal amounts with this mean, evenly from their quantiles' middles, and a coefficient of variation of .8. */
function amounts(mean: number, n = 20_000): number[] {
  const s = Math.sqrt(Math.log1p(0.8 ** 2));
  const normal = normals("amounts");
  return Array.from({ length: n }, () => mean * Math.exp(s * normal() - s ** 2 / 2));
}
function histogram(all: readonly number[]): number[] {
  const bins = new Array<bigint>(COARSE.bins).fill(0n);
  for (const one of all) bins[binOf(one)] = (bins[binOf(one)] as bigint) + 1n;
  return withGroups(bins).map(Number);
}
const meanUnder = (clamp: number, all: readonly number[]) => all.reduce((sum, one) => sum + Math.min(one, clamp), 0) / all.length;

test.each(LEAF_BINS)("without noise the ratio is that of the amounts, but for where they lie in their bins (edge %d)", (bin) => {
  const all = amounts(10_000);
  const lower = EDGES[bin] as number;
  const found = leafRatio(histogram(all), 0, EDGES, bin);
  const ratio = meanUnder(CLAMP, all) / meanUnder(lower, all);
  // Bins are a fifth wide: within one, the spread that is assumed is off by less than a tenth of what is cut off.
  expect(Math.abs(found.ratio - ratio)).toBeLessThan(0.1 * (ratio - 1));
  expect(found.variance).toBe(0);
  expect(found.between).toBeCloseTo(2 * (found.ratio - 1), 12);
  expect(found.mean / meanUnder(lower, all)).toBeCloseTo(1, 2);
});

test("the slope is what the ratio changes by where all amounts are larger by as much", () => {
  const [all, larger] = [amounts(10_000), amounts(10_200)];
  const bin = LEAF_BINS[1] as number;
  const ratioOf = (some: readonly number[]) => meanUnder(CLAMP, some) / meanUnder(EDGES[bin] as number, some);
  const change = (ratioOf(larger) / ratioOf(all) - 1) / 0.02;
  expect(leafRatio(histogram(all), 0, EDGES, bin).slope).toBeGreaterThan(0.8 * change);
  expect(leafRatio(histogram(all), 0, EDGES, bin).slope).toBeLessThan(1.2 * change);
});

test("the noise of bins makes the ratio off by as much as is said", () => {
  const [bins, sigma, bin] = [histogram(amounts(10_000, 3000)), 8, LEAF_BINS[1] as number];
  const exact = leafRatio(bins, sigma, EDGES, bin);
  const normal = normals("bins");
  const errors = Array.from({ length: 4000 }, () => {
    const noisy = bins.map((one) => one + sigma * normal());
    return leafRatio(noisy, sigma, EDGES, bin).ratio / exact.ratio - 1;
  });
  const spread = errors.reduce((sum, one) => sum + one * one, 0) / errors.length;
  // Four thousand squares tell their mean to 2.2 %; a ratio is never below 1, which takes some of what is said.
  expect(spread / exact.variance).toBeLessThan(1.12);
  expect(spread / exact.variance).toBeGreaterThan(0.7);
});

test("without a histogram nothing is sure but that a ratio is between 1 and that of the clamps", () => {
  const bin = LEAF_BINS[0] as number;
  for (const none of [null, new Array<number>(COARSE.places.length).fill(-1)]) {
    const found = leafRatio(none, 5, EDGES, bin);
    expect(found.ratio).toBe(1);
    expect(1 + found.between).toBeCloseTo(CLAMP / (EDGES[bin] as number), 12);
  }
});

test("a leaf's own ratio is less sure the fewer households it has, and the further its mean is from the whole's", () => {
  const of = leafRatio(histogram(amounts(10_000)), 5, EDGES, LEAF_BINS[0] as number);
  const at = (mean: number, households: number) => leafRatioVariance(of, mean, households);
  expect(at(of.mean, 1e12)).toBeCloseTo(of.variance + of.between ** 2, 12);
  expect(at(of.mean, 100) - at(of.mean, 1e12)).toBeCloseTo(of.scatter / 100, 12);
  expect(at(2 * of.mean, 1e12) - at(of.mean, 1e12)).toBeCloseTo(of.slope ** 2, 12);
  // Noise can make a count or a mean anything.
  expect(at(-of.mean, -3)).toBeGreaterThan(at(of.mean, 1));
});

describe("lower clamps that a release proposes", () => {
  const noisy = histogram(amounts(10_000));
  /** Leaves of so many households, whose means are even between these. */
  const triedOn = (households: number, low: number, high: number, count = 20) => {
    const leaves = Array.from({ length: count }, (_, i) => ({
      area: `l${i}`,
      mean: low + ((high - low) * i) / (count - 1),
      households,
      sigmaCount: 3,
      sigmaSum: 3,
    }));
    return tryLeafClamps({ noisy, sigma: 3, edges: EDGES, leaves });
  };

  test("are taken from the highest on, while leaves' ratios differ by less than a third of a leaf's noise", () => {
    const tried = triedOn(60, 9500, 10_500);
    expect(tried.map(({ upper }) => upper)).toEqual(LEAF_BINS.slice(0, tried.length).map((bin) => EDGES[bin]));
    expect(tried.map(({ taken }) => taken)).toEqual(tried.map(({ spread, noise }) => spread < noise / 3));
    expect(tried.slice(0, -1).every(({ taken }) => taken)).toBe(true);
    expect(tried[0]?.taken).toBe(true);
  });

  test("are none where leaves have so many households that noise is little, or are unlike one another", () => {
    expect(triedOn(6000, 9500, 10_500).map(({ taken }) => taken)).toEqual([false]);
    const [alike, unlike] = [triedOn(60, 9500, 10_500), triedOn(60, 3000, 25_000)];
    expect(unlike[0]?.spread).toBeGreaterThan(1.5 * (alike[0]?.spread ?? 0));
    expect(unlike.length).toBeLessThan(alike.length);
  });

  test("of single leaves are the lower the fewer households they have, by their own noise", () => {
    const counts = [20, 60, 200, 600, 2000, 100_000];
    const of = (mean: number) => counts.map((households, i) => ({ area: `l${i}`, mean, households, sigmaCount: 3, sigmaSum: 3 }));
    const clamps = (mean: number) =>
      clampsOfLeaves({ noisy, sigma: 0, edges: EDGES, leaves: of(mean) }).map(({ upper }) => upper);
    const usual = clamps(10_000);
    expect(usual).toEqual(usual.toSorted((a, b) => a - b));
    expect(new Set(usual).size).toBeGreaterThan(2);
    expect(usual.at(-1)).toBe(CLAMP);
    // Each is the lowest edge of those above which all would be taken by the rule for the median leaf, if all leaves were such.
    for (const [i, households] of counts.entries()) {
      const lowest = triedOn(households, 10_000, 10_000).findLast(({ taken }) => taken)?.upper ?? CLAMP;
      expect(usual[i], `${households} households`).toBeLessThanOrEqual(lowest);
    }
    // Amounts of a leaf far above the others are not taken to be as theirs, and noise makes no leaf smaller than a quarter of them.
    const far = clamps(30_000);
    expect(far.every((clamp, i) => clamp >= (usual[i] as number))).toBe(true);
    expect(far).not.toEqual(usual);
    expect(clamps(1)).toEqual(clamps(2500));
  });

  test("are none where fewer than eight leaves are published", () => {
    expect(triedOn(60, 9500, 10_500, 7)).toEqual([]);
    expect(triedOn(60, 9500, 10_500, 8)).not.toEqual([]);
  });
});
