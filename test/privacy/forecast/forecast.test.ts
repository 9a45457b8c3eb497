import fc from "fast-check";
import { describe, expect, test } from "vitest";
import { COARSE, FINE, histogramEdges } from "../../../src/privacy/bins.ts";
import { fieller } from "../../../src/privacy/fieller.ts";
import { placeAreas, recruitedIn } from "../../../src/privacy/forecast/cells.ts";
import { assumedShares, clampLossOf } from "../../../src/privacy/forecast/clamp.ts";
import { householdChances } from "../../../src/privacy/forecast/donors.ts";
import { forecast } from "../../../src/privacy/forecast/forecast.ts";
import { type CellNoise, halfWidth, passingMoments } from "../../../src/privacy/forecast/noise.ts";
import { TOLD_BY_BINS, withheldToProtect } from "../../../src/privacy/forecast/protection.ts";
import { gateThreshold } from "../../../src/privacy/gate.ts";
import { binPrecision, totalPrecision } from "../../../src/privacy/histogram.ts";
import { rational } from "../../../src/privacy/rational.ts";
import { gaussianUpperTail } from "../../../src/privacy/tail.ts";
import { gridTerritory } from "../../support/territory.ts";

const NOISE: CellNoise = { k: 11, tau: 25, sigmaCount: 4, sigmaSum: 2.4, sigmaBin: null };

describe("how many households are in a cell", () => {
  test("chances add up to 1, with the mean and the variance of a binomial, small or large", () => {
    fc.assert(
      fc.property(fc.integer({ min: 1, max: 1_000_000 }), fc.double({ min: 1e-6, max: 0.999, noNaN: true }), (households, p) => {
        const found = householdChances(households, p);
        const moment = (of: (n: number) => number) => found.reduce((sum, { n, chance }) => sum + chance * of(n), 0);
        const mean = moment((n) => n);
        expect(moment(() => 1)).toBeCloseTo(1, 9);
        expect(mean / (households * p)).toBeCloseTo(1, 6);
        expect(moment((n) => (n - mean) ** 2) / (households * p * (1 - p))).toBeCloseTo(1, 3);
      }),
      { numRuns: 200, seed: 17 },
    );
  });

  test.each([
    [10, 1, [{ n: 10, chance: 1 }]],
    [10, 0, [{ n: 0, chance: 1 }]],
    [0, 0.5, [{ n: 0, chance: 1 }]],
  ])("%i households, part %d: no chance in it", (households, p, expected) => {
    expect(householdChances(households, p)).toEqual(expected);
  });

  test("three households, a quarter each: 27, 27, 9 and 1 of 64", () => {
    const found = new Map(householdChances(3, 0.25).map(({ n, chance }) => [n, 64 * chance]));
    for (const [n, of64] of [27, 27, 9, 1].entries()) expect(found.get(n)).toBeCloseTo(of64, 9);
  });
});

describe("the gate", () => {
  test.each([4, 7.3, 40])("σ = %d: the chance to pass is the exact discrete tail's, and its moments too", (sigma) => {
    const variance = rational(BigInt(Math.round(sigma ** 2)));
    const tau = Number(gateThreshold(variance, rational(1n, 50_000_000n)));
    const noise = { ...NOISE, tau, sigmaCount: Math.sqrt(Number(variance.num)) };
    const mass = (z: number) => gaussianUpperTail(variance, BigInt(z)) - gaussianUpperTail(variance, BigInt(z) + 1n);
    const threshold = 10 + tau;
    for (const n of [-1, 0, 1].map((sigmas) => threshold + Math.round(sigmas * sigma))) {
      const found = passingMoments(noise, n);
      expect(Math.abs(found.chance / gaussianUpperTail(variance, BigInt(threshold - n)) - 1)).toBeLessThan(0.005);
      const zs = Array.from({ length: Math.round(8 * sigma) }, (_, i) => threshold - n + i);
      const mean = zs.reduce((sum, z) => sum + z * mass(z), 0) / found.chance;
      const square = zs.reduce((sum, z) => sum + z * z * mass(z), 0) / found.chance;
      expect(Math.abs(found.mean - mean)).toBeLessThan(0.01 * sigma);
      expect(Math.abs(found.square - square)).toBeLessThan(0.02 * sigma ** 2);
    }
  });

  test("k − 1 households never pass, whatever the noise", () => {
    expect(passingMoments({ ...NOISE, tau: -1000 }, 10).chance).toBe(0);
    expect(passingMoments({ ...NOISE, tau: -1000 }, 11).chance).toBe(1);
  });
});

test("detail before the whole: leaves that come alone each month are still under the whole of the year, and one hides the smallest", () => {
  const areas = gridTerritory(1, 4, 1000).areas.map((area) => (area.code === "m0l0" ? { ...area, dwellings: 5 } : area));
  const levels = [
    { level: "whole", publications: 1, due: ["whole", "leaf"] },
    { level: "leaf", publications: 13, due: ["leaf"] },
  ];
  const tables = levels.map((one) => ({ ...one, table: "_T" as const, typeCount: 1, noise: NOISE }));
  const [whole, leaf] = forecast({ areas, tables, households: 2000 });
  expect(whole?.protecting).toBeCloseTo(0, 6);
  expect(leaf?.protecting).toBeCloseTo(1, 3);
  expect(leaf?.published).toBeCloseTo(2, 3);
});

test("a half-width is Fieller's, for a mean of a quarter of the clamp", () => {
  fc.assert(
    fc.property(fc.integer({ min: 40, max: 5000 }), fc.integer({ min: -5, max: 20 }), (households, excess) => {
      const counted = households + excess;
      // In units of the mean C/4: C/2 is 2, a centred sum −n, and a sum's σ twice that in units of C/2.
      const exact = fieller({
        sum: -households,
        count: counted,
        sumVariance: (2 * NOISE.sigmaSum) ** 2,
        countVariance: NOISE.sigmaCount ** 2,
        z: 1.959963984540054,
      }) as { estimate: number; lower: number; upper: number };
      const relative = (exact.upper - exact.lower) / 2 / (2 + exact.estimate);
      expect(halfWidth(NOISE, counted, households) / relative).toBeCloseTo(1, 9);
    }),
    { numRuns: 100, seed: 17 },
  );
  expect(halfWidth(NOISE, 7)).toBe(Number.POSITIVE_INFINITY);
});

test("the clamp's loss is the integral that it stands for, and known at its ends", () => {
  for (const [ratio, variation] of [
    [4, 0.8],
    [2, 0.8],
    [4, 1.2],
  ] as const) {
    const s = Math.sqrt(Math.log1p(variation ** 2));
    let lost = 0;
    for (let z = -8 + 0.0005; z < 12; z += 0.001) {
      const excess = Math.exp(s * z - (s * s) / 2) - ratio;
      if (excess > 0) lost += excess * Math.exp((-z * z) / 2) * (0.001 / Math.sqrt(2 * Math.PI));
    }
    expect(clampLossOf(ratio, variation)).toBeCloseTo(lost, 5);
  }
  expect(clampLossOf(4, 0.01)).toBeLessThan(1e-6);
  expect(clampLossOf(4)).toBeCloseTo(0.0123, 4);
});

describe("withheld to protect another", () => {
  /** Counts alone: sums that tell nothing. */
  const cell = (chance: number, variance = 16, publications = 1) => ({
    chance,
    publications,
    noise: { ...NOISE, sigmaCount: Math.sqrt(variance), sigmaSum: 1e6 },
  });

  test("is the chance that exactly one part fails while the sum stands", () => {
    fc.assert(
      fc.property(fc.array(fc.double({ min: 0, max: 1, noNaN: true }), { minLength: 2, maxLength: 6 }), (chances) => {
        const one = chances.reduce(
          (sum, own, i) => sum + (1 - own) * chances.reduce((all, other, j) => (i === j ? all : all * other), 1),
          0,
        );
        expect(
          withheldToProtect(
            cell(0.5, 1),
            chances.map((chance) => cell(chance, 1)),
          ),
        ).toBeCloseTo(0.5 * one, 9);
      }),
      { numRuns: 100, seed: 17 },
    );
  });

  test("ends where the others' noise hides the one: 1.96·√(16 + 16 m) reaches 22 with seven others", () => {
    const parts = (m: number) => Array.from({ length: m }, () => cell(0.5));
    expect(withheldToProtect(cell(1), parts(7))).toBeGreaterThan(0);
    expect(withheldToProtect(cell(1), parts(8))).toBe(0);
  });

  test("a year of twelve publications tells twelve times as much, and sums and one bin tell it again", () => {
    const parts = (one: ReturnType<typeof cell>) => [one, one, { ...one, chance: 0.5 }];
    const [once, often] = [cell(1, 12 * 45), cell(1, 12 * 45, 12)];
    // The sum and the two others: 1.96·√(3 · 45) is 22.8 households, and 1.96·√(3 · 41) is 21.7.
    expect(withheldToProtect(often, parts(often))).toBe(0);
    expect(withheldToProtect(cell(1, 12 * 41, 12), parts(cell(1, 12 * 41, 12)))).toBeGreaterThan(0);
    expect(withheldToProtect(once, parts(once))).toBe(0);
    const also = (noise: Partial<CellNoise>) => ({ ...often, noise: { ...often.noise, ...noise } });
    expect(withheldToProtect(also({ sigmaSum: 30 }), parts(also({ sigmaSum: 30 })))).toBeGreaterThan(0);
    expect(withheldToProtect(also({ sigmaBin: 30 }), parts(also({ sigmaBin: 30 })))).toBeGreaterThan(0);
  });

  test("finer bins tell a little less of a total and more of the one bin that amounts lie in", () => {
    for (const [name, binned] of [
      ["usual", COARSE],
      ["heaped", FINE],
    ] as const)
      expect(TOLD_BY_BINS[name]).toEqual({ ofTotal: totalPrecision(binned), ofBin: binPrecision(binned) });
    // The sum's total is told twelve times, the bin of all members once: of 32 bins 1.96/√((15/32/(2 + 1/12) + (4 − 15/32)/3)/175.5) is 21.93,
    // and of 80, with 27/80 for 15/32, 22.08.
    const binsAlone = { ...NOISE, k: 11, sigmaCount: 1e6, sigmaSum: 1e6, sigmaBin: Math.sqrt(175.5) };
    const withheld = (heaped?: true) => {
      const member = { chance: 0.5, publications: 1, noise: binsAlone, heaped };
      return withheldToProtect({ ...member, publications: 12 }, [member, member, member]);
    };
    expect(withheld()).toBeGreaterThan(0);
    expect(withheld(true)).toBe(0);
  });

  test("an only child has nobody to hide behind: it is one cell with its parent", () => {
    expect(withheldToProtect(cell(1), [cell(0.1)])).toBe(0);
  });
});

describe("places", () => {
  const { areas } = gridTerritory(2, 1);
  const levels = new Set(["whole", "middle", "leaf"]);

  test("a node with a single child is one cell with it, measured at the topmost published level", () => {
    const leaf = (published: ReadonlySet<string>) => placeAreas(areas, published).find(({ code }) => code === "m0l0");
    expect(leaf(levels)).toMatchObject({ part: 0.5, measuredAs: { code: "m0" }, above: "m0" });
    expect(leaf(new Set(["whole", "leaf"]))).toMatchObject({ measuredAs: { code: "m0l0" }, above: "w" });
  });

  test("recruiting in one area leaves nobody elsewhere, and all above it", () => {
    const found = recruitedIn(gridTerritory(2, 3).areas, new Set(["m1", "m0l2"]));
    const dwellings = Object.fromEntries(found.map((area) => [area.code, area.dwellings]));
    expect(dwellings).toEqual({ w: 800, m0: 200, m1: 600, m0l0: 0, m0l1: 0, m0l2: 200, m1l0: 200, m1l1: 200, m1l2: 200 });
    const tables = [...levels].map((level) => ({ level, table: "_T" as const, typeCount: 1, noise: NOISE, publications: 1 }));
    const [whole, , leaf] = forecast({ areas: found, tables, households: 400 });
    expect(whole).toMatchObject({ cells: 1, reachable: 1 });
    expect(leaf).toMatchObject({ cells: 6, reachable: 4 });
    expect(leaf?.published).toBeCloseTo(4, 2);
  });
});

test("without households or dwellings nothing is published, and no figure is NaN", () => {
  const noDwellings = gridTerritory(2, 2).areas.map((area) => ({ ...area, dwellings: 0 }));
  const tables = [{ level: "leaf", table: "_T" as const, typeCount: 1, noise: NOISE, publications: 1 }];
  for (const input of [
    { areas: gridTerritory(2, 2).areas, tables, households: 1 },
    { areas: noDwellings, tables, households: 1000 },
  ]) {
    expect(forecast(input)[0]).toMatchObject({
      published: 0,
      halfWidth: null,
      selection: null,
      noiseError: null,
      lostHouseholds: 1,
    });
  }
});

test("assumed amounts are in bins what log-normal ones are: all of them, with the mean, and less what the clamp cuts off", () => {
  const edges = histogramEdges(4_000_000n, COARSE).map(Number);
  for (const mean of [400_000, 1_000_000, 2_000_000]) {
    const shares = assumedShares(edges, mean);
    expect(shares).toHaveLength(COARSE.bins);
    expect(shares[0]).toBe(0);
    expect(Math.min(...shares)).toBeGreaterThanOrEqual(0);
    expect(shares.reduce((all, one) => all + one, 0)).toBeCloseTo(1, 9);
    const clamped = shares.reduce((all, share, bin) => {
      const [low, high] = [edges[bin - 1] ?? 0, edges[bin] ?? 4_000_000];
      return all + share * (low > 0 && low < high ? (high - low) / Math.log(high / low) : high);
    }, 0);
    expect(clamped / mean).toBeCloseTo(1 - clampLossOf(4_000_000 / mean), 2);
  }
});
