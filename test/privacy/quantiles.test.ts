import fc from "fast-check";
import { describe, expect, test } from "vitest";
import { binningOfList, COARSE, FINE, firstParts, histogramEdges, withGroups } from "../../src/privacy/bins.ts";
import { BitSource } from "../../src/privacy/entropy.ts";
import { gaussianSampler } from "../../src/privacy/gaussian.ts";
import { projectOnSimplex, totalOf, totalPrecision } from "../../src/privacy/histogram.ts";
import { normalQuantile } from "../../src/privacy/normal.ts";
import { expectedQuantile, quantileReader } from "../../src/privacy/quantiles.ts";
import { fromNumber, mul } from "../../src/privacy/rational.ts";
import { unevenness } from "../../src/privacy/unevenness.ts";
import { seededEntropy } from "../support/entropy.ts";
import { normals } from "../support/normals.ts";

const EDGES = histogramEdges(4800n, COARSE);
const SHOWN = EDGES.map(Number);

const quantile = ({ p, ...input }: Parameters<typeof quantileReader>[0] & { readonly p: number }) => quantileReader(input)(p);

/** n households at evenly spaced ranks of a log-normal with median 1000: a population whose quantiles are known. */
function population(n: number, spread: number): { sorted: number[]; bins: bigint[] } {
  const sorted = Array.from({ length: n }, (_, i) => 1000 * Math.exp(spread * normalQuantile((i + 0.5) / n)));
  return { sorted, bins: binned(sorted) };
}

/** n households in clumps of so many, each clump at one log-normal amount. */
function clumps(n: number, size: number, normal: () => number): { sorted: number[]; bins: bigint[] } {
  const amounts = Array.from({ length: n / size }, () => 1000 * Math.exp(0.6 * normal()));
  const sorted = amounts.sort((a, b) => a - b).flatMap((amount) => new Array<number>(size).fill(amount));
  return { sorted, bins: binned(sorted) };
}

function binned(sorted: readonly number[]): bigint[] {
  const bins = new Array<bigint>(COARSE.bins).fill(0n);
  let bin = 0;
  for (const amount of sorted) {
    while (bin < COARSE.bins - 1 && Math.ceil(amount) > (SHOWN[bin] as number)) bin++;
    const at = Math.ceil(amount) >= (SHOWN.at(-1) as number) ? COARSE.bins - 1 : bin;
    bins[at] = (bins[at] as bigint) + 1n;
  }
  return bins;
}

/** The histogram of one cell that nothing else is known of, with noise: its own total is the number of households. */
function measured(bins: readonly bigint[], sigma: number, noise: () => bigint = () => 0n) {
  const histogram = withGroups(bins).map((one) => Number(one + noise()));
  const households = { value: totalOf(histogram), variance: sigma ** 2 / totalPrecision(binningOfList(bins)) };
  return { histogram, variance: sigma ** 2, households };
}

test.each([
  [3000, 0.6, 2.4, 0.5, 0.015],
  [3000, 0.6, 2.4, 0.9, 0.025],
  [30_000, 0.6, 8.5, 0.25, 0.01],
  [30_000, 0.4, 8.5, 0.75, 0.01],
])("n = %d, spread %d, σ = %d: P(%d) is near the truth, and its interval covers it", (n, spread, sigma, p, worst) => {
  const { sorted, bins } = population(n, spread);
  const truth = sorted[Math.floor(p * n)] as number;
  const noise = gaussianSampler(mul(fromNumber(sigma), fromNumber(sigma)));
  const bits = new BitSource(seededEntropy(`quantile ${n} ${p}`));
  let [covered, error] = [0, 0];
  for (let run = 0; run < 200; run++) {
    const estimate = quantile({ ...measured(bins, sigma, () => noise(bits)), edges: SHOWN, p, level: 0.95 });
    if (estimate.lower <= truth && truth <= estimate.upper) covered++;
    error += Math.abs(estimate.value / truth - 1) / 200;
  }
  expect(error).toBeLessThan(worst);
  expect(covered).toBeGreaterThanOrEqual(186);
});

test("without noise the smooth curve is within 0.2 % of a smooth population", () => {
  for (const spread of [0.35, 0.6, 0.9]) {
    const { sorted, bins } = population(100_000, spread);
    for (const p of [0.1, 0.25, 0.5, 0.75, 0.9]) {
      const estimate = quantile({ ...measured(bins, 0), edges: SHOWN, p, level: 0.95 });
      expect(Math.abs(estimate.value / (sorted[p * 100_000] as number) - 1)).toBeLessThan(0.002);
    }
  }
});

const PS = [0.1, 0.25, 0.5, 0.75, 0.9];

test("a histogram that is read at several shares gives at each what it gives there alone", () => {
  const noise = gaussianSampler(fromNumber(400));
  const bits = new BitSource(seededEntropy("several shares"));
  const input = { ...measured(population(4000, 0.6).bins, 20, () => noise(bits)), edges: SHOWN, level: 0.95 };
  const read = quantileReader(input);
  for (const p of [...PS, ...PS.toReversed()]) expect(read(p)).toEqual(quantileReader(input)(p));
});

/** How often the quantiles of populations in clumps are held, and the mean half-width in parts of the quantile. */
function heldInClumps(n: number, size: number, sigma: number): { held: number; half: number } {
  const normal = normals(`clumps of ${size}`);
  const noise = gaussianSampler(mul(fromNumber(sigma), fromNumber(sigma)));
  const bits = new BitSource(seededEntropy(`clumps of ${size}, noise`));
  const populations = 100;
  let [held, half] = [0, 0];
  for (let one = 0; one < populations; one++) {
    const { sorted, bins } = clumps(n, size, normal);
    const cell = measured(bins, sigma, () => noise(bits));
    for (const p of PS) {
      const { value, lower, upper } = quantile({ ...cell, edges: SHOWN, p, level: 0.95 });
      const truth = sorted[Math.ceil(p * n) - 1] as number;
      if (lower <= truth && truth <= upper) held++;
      half += (upper - lower) / 2 / value;
    }
  }
  return { held: held / populations / PS.length, half: half / populations / PS.length };
}

// Of 500 quantiles whose noise is far smaller than a bin 98 % and more are held; those of one population go together, so that the standard
// error is up to .7 %. As if households lay in a bin by chance, 65 and 37 % of those in clumps of 10 and 40 would be.
test.each([
  [1, 0.96, 0.02],
  [10, 0.96, 0.045],
  [40, 0.96, 0.09],
])("what bins do not tell is in the interval: clumps of %d", (size, least, widest) => {
  const { held, half } = heldInClumps(6000, size, 3);
  expect(held, `${held}`).toBeGreaterThan(least);
  expect(half, `${half}`).toBeLessThan(widest);
});

test.each([1, 10, 40])("how unevenly amounts lie is read off the histogram: clumps of %d", (size) => {
  const normal = normals(`unevenness ${size}`);
  const found = Array.from({ length: 30 }, () => {
    const { histogram, variance } = measured(clumps(6000, size, normal).bins, 0);
    return unevenness(histogram, variance, histogram.slice(0, COARSE.bins));
  }).sort((a, b) => a - b);
  expect(found[15]).toBeGreaterThan(0.8 * size);
  expect(found[15]).toBeLessThan(1.4 * size);
});

describe("the half-width that is expected", () => {
  const sigma = 25;
  const [n, variance] = [1000, sigma ** 2] as const;
  const { sorted, bins } = population(n, 0.6);
  const shares = bins.map((households) => Number(households) / n);
  const households = { value: n, variance: variance / totalPrecision(COARSE) };
  const expectedOf = (p: number) => expectedQuantile({ shares, variance, households, edges: SHOWN, p, level: 0.95 });

  /** Quantiles of cells that differ by their noise alone: relative half-widths, and whether they are held. */
  function drawn(p: number, draws: number): { half: number; held: boolean }[] {
    const noise = gaussianSampler(mul(fromNumber(sigma), fromNumber(sigma)));
    const bits = new BitSource(seededEntropy(`expected ${p}`));
    const truth = sorted[Math.ceil(p * n) - 1] as number;
    return Array.from({ length: draws }, () => {
      const { value, lower, upper } = quantile({ ...measured(bins, sigma, () => noise(bits)), edges: SHOWN, p, level: 0.95 });
      return { half: (upper - lower) / 2 / value, held: lower <= truth && truth <= upper };
    });
  }

  test.each([0.25, 0.5, 0.75])("is that of the median draw, but for what bins do not tell (P(%d))", (p) => {
    const halves = drawn(p, 101)
      .map(({ half }) => half)
      .sort((a, b) => a - b);
    const { value, half } = expectedOf(p);
    expect(value).toBeCloseTo(sorted[p * n] as number, -2);
    expect(half / value / (halves[50] as number)).toBeGreaterThan(0.85);
    expect(half / value / (halves[50] as number)).toBeLessThan(1.05);
  });

  test("does not choose the draws that look narrow, of which fewer are held", () => {
    const draws = drawn(0.75, 1500);
    const shareHeld = (some: typeof draws) => some.filter(({ held }) => held).length / some.length;
    const narrow = draws.toSorted((a, b) => a.half - b.half).slice(0, 300);
    // Standard errors .4 and 1.4 %.
    expect(shareHeld(draws)).toBeGreaterThan(0.945);
    expect(shareHeld(narrow)).toBeLessThan(shareHeld(draws) - 0.03);
  });

  test("grows with the noise and with fewer households, and is boundless where the interval would leave the histogram", () => {
    const at = (noise: number, value: number) =>
      expectedQuantile({ shares, variance: noise, households: { value, variance: 0 }, edges: SHOWN, p: 0.9, level: 0.95 }).half;
    expect(at(100, n)).toBeLessThan(at(200, n));
    expect(at(100, n)).toBeLessThan(at(100, n / 2));
    expect(at(variance, n / 100)).toBe(Number.POSITIVE_INFINITY);
    expect(at(0, n)).toBe(0);
  });

  test("has half of its bin more where amounts heap, and of a part of a bin where that is cut", () => {
    const whole = { shares, variance, households, edges: SHOWN, p: 0.5, level: 0.95 };
    const firsts = firstParts(FINE);
    const parts = shares.flatMap((share, wide) => {
      const own = (firsts[wide + 1] ?? FINE.bins) - (firsts[wide] as number);
      return new Array<number>(own).fill(share / own);
    });
    const cut = { ...whole, shares: parts, edges: histogramEdges(4800n, FINE).map(Number) };
    const added = (given: typeof whole) => {
      const [smooth, heaped] = [expectedQuantile(given), expectedQuantile({ ...given, heaped: true })];
      const bin = given.edges.findIndex((edge) => smooth.value <= edge);
      const width = (given.edges[bin] as number) - (given.edges[bin - 1] as number);
      expect(heaped.half - smooth.half).toBeCloseTo(width / 2, 9);
      return (heaped.half - smooth.half) / smooth.value;
    };
    expect(added(whole)).toBeGreaterThan(0.08);
    expect(added(cut)).toBeLessThan(0.026);
    // Far down bins are whole: nobody's rent is there.
    const exact = { variance: 0, households: { value: n, variance: 0 } };
    expect(added({ ...cut, ...exact, p: 0.001 })).toBeGreaterThan(0.07);
  });
});

const histogram = fc.array(fc.bigInt({ min: -20n, max: 500n }), { minLength: COARSE.bins, maxLength: COARSE.bins });

test("quantiles rise with p, and lie in their intervals", () => {
  fc.assert(
    fc.property(histogram, fc.double({ min: 0, max: 30, noNaN: true }), (noisy, sigma) => {
      if (noisy.reduce((sum, one) => sum + one, 0n) <= 0n) return;
      let last = 0;
      for (const p of PS) {
        const estimate = quantile({ ...measured(noisy, sigma), edges: SHOWN, p, level: 0.95 });
        expect(estimate.value).toBeGreaterThanOrEqual(last);
        expect(estimate.lower).toBeLessThanOrEqual(estimate.value);
        expect(estimate.upper).toBeGreaterThanOrEqual(estimate.value);
        last = estimate.value;
      }
    }),
  );
});

test("a projection keeps the total, has no negative entry, and leaves what has none alone", () => {
  fc.assert(
    fc.property(fc.array(fc.integer({ min: -50, max: 500 }), { minLength: 1, maxLength: 40 }), (values) => {
      const total = values.reduce((a, b) => a + b, 0);
      if (total <= 0) return;
      const projected = projectOnSimplex(values, total);
      expect(projected.reduce((a, b) => a + b, 0)).toBeCloseTo(total, 6);
      expect(Math.min(...projected)).toBeGreaterThanOrEqual(0);
      if (Math.min(...values) >= 0)
        for (const [i, value] of projected.entries()) expect(value).toBeCloseTo(values[i] as number, 9);
    }),
  );
});

test("zero, first and last bin", () => {
  const only = (bin: number) => Array.from({ length: COARSE.bins }, (_, i) => (i === bin ? 1000n : 0n));
  const at = (bin: number) => quantile({ ...measured(only(bin), 1), edges: SHOWN, p: 0.5, level: 0.95 });
  expect(at(0)).toEqual({ value: 0, lower: 0, upper: 0, inOverflow: false });
  expect(at(1).value).toBeCloseTo((SHOWN[1] as number) / 2, 9);
  expect(at(31)).toEqual({ value: 4800, lower: 4800, upper: Number.POSITIVE_INFINITY, inOverflow: true });
});

test("an interval that may reach the overflow has no upper end", () => {
  const noisy = Array.from({ length: COARSE.bins }, (_, i) => (i === 30 ? 60n : i === 31 ? 40n : 0n));
  const estimate = quantile({ ...measured(noisy, 5), edges: SHOWN, p: 0.55, level: 0.95 });
  expect(estimate.inOverflow).toBe(false);
  expect(estimate.upper).toBe(Number.POSITIVE_INFINITY);
});

test("bounds are refused with the value", () => {
  const good = { ...measured(new Array<bigint>(COARSE.bins).fill(9n), 1), edges: SHOWN, p: 0.5, level: 0.95 };
  const households = (value: number, variance: number) => ({ ...good, households: { value, variance } });
  expect(() => quantile({ ...good, histogram: [1] })).toThrow("a histogram with 31 edges has 60 places; got 1");
  expect(() => quantile({ ...good, p: 1 })).toThrow("p must be in (0, 1); got 1");
  expect(() => quantile({ ...good, level: 0 })).toThrow("level must be in (0, 1); got 0");
  expect(() => quantile({ ...good, variance: Number.NaN })).toThrow("variance must be ≥ 0; got NaN");
  expect(() => quantile(households(288, -1))).toThrow("the variance of households must be ≥ 0; got -1");
  expect(() => quantile(households(0, 1))).toThrow("households must be > 0; got 0");
});

test("where amounts heap, the interval reaches to the edges of its bins, and holds the heap wherever it lies in them", () => {
  const edges = histogramEdges(280_000n, FINE).map((edge) => Number(edge));
  // A third of the rents are one round figure: the median lies on the heap, anywhere in its part of a bin.
  for (const heap of [60_000, 64_000, 69_000, 70_000]) {
    const bin = edges.findIndex((edge) => heap <= edge);
    const noisy = Array.from({ length: FINE.bins }, (_, i) => (i === bin ? 20_000n : Math.abs(i - bin) <= 5 ? 3_000n : 0n));
    const of = (heaped: boolean) => quantile({ ...measured(noisy, 20), edges, p: 0.5, level: 0.95, heaped });
    const whole = of(true);
    expect([whole.lower, whole.upper]).toEqual([edges[bin - 1], edges[bin]]);
    expect(whole.upper / whole.lower).toBeLessThan(1.051);
    expect(whole.lower <= heap && heap <= whole.upper).toBe(true);
  }
});
