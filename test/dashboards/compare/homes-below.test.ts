import fc from "fast-check";
import { expect, test } from "vitest";
import { type Bin, hundredHomes } from "../../../dashboards/charts/hundred.ts";
import { homesBelow } from "../../../dashboards/compare/homes-below.ts";
import type { Quartiles } from "../../../dashboards/compare/position.ts";
import { rankOf } from "../../../dashboards/compare/verdict.ts";
import { publishedBins } from "../../../dashboards/shared/published-bins.ts";
import type { DistributionRow } from "../../../src/contract/observation.ts";
import { COARSE, histogramEdges, withGroups } from "../../../src/privacy/bins.ts";
import { binOf } from "../../support/bins.ts";
import { normals } from "../../support/normals.ts";

const anywhere = { value: 0, lower: Number.NEGATIVE_INFINITY, upper: Number.POSITIVE_INFINITY };
/** Quartiles of which nothing is known, so that the histogram alone answers. */
const UNKNOWN: Quartiles = { p25: anywhere, p50: anywhere, p75: anywhere };

/** σ of a histogram's integers in the made-up town. */
const SIGMA = 40;
const CLAMP = 1200n;
const HOMES = 4600;
const EDGES = histogramEdges(CLAMP, COARSE);
const CELL = { DOMAIN: "electricity", MEASURE: "energy", REF_AREA: "VX", HOUSEHOLD_TYPE: "_T", TIME_PERIOD: "2025" };

/** A published histogram of amounts, with fresh noise. */
function published(amounts: readonly number[], noise: () => number): Bin[] {
  const counts = new Array<bigint>(EDGES.length + 1).fill(0n);
  for (const amount of amounts) counts[binOf(BigInt(amount), EDGES)]! += 1n;
  const rows = withGroups(counts).map((count, place) => {
    const { from, to } = COARSE.places[place]!;
    const [lower, upper] = [from === 0 ? 0n : EDGES[from - 1]!, EDGES[to] ?? null];
    return {
      ...CELL,
      BIN: place,
      LOWER: Number(lower),
      UPPER: upper === null ? null : Number(upper),
      NOISY: Number(count) + Math.round(SIGMA * noise()),
      SIGMA,
    };
  });
  return publishedBins(rows as unknown as DistributionRow[], CELL);
}

test("the true number of homes below a value lies in the answer in at least 95 of a hundred histograms", () => {
  const noise = normals("homes-below");
  // Amounts spread as of electricity: a median of 250 kWh, a tenth above 700.
  const amounts = Array.from({ length: HOMES }, () => Math.min(Number(CLAMP), Math.round(250 * Math.exp(0.8 * noise()))));
  let [held, asked] = [0, 0];
  for (let draw = 0; draw < 100; draw++) {
    const bins = published(amounts, noise);
    const homes = hundredHomes(bins);
    for (const value of [120, 200, 260, 410, 690]) {
      const answer = homesBelow(bins, UNKNOWN, value, homes);
      if (!answer) continue;
      const truth = (100 * amounts.filter((amount) => amount < value).length) / HOMES;
      asked++;
      if (answer.fewest <= truth && truth <= answer.most) held++;
    }
  }
  expect(asked).toBeGreaterThan(400);
  // The noise is seeded: the share is the same in every run.
  expect(held / asked, `${held} of ${asked}`).toBeGreaterThanOrEqual(0.95);
});

test("the answer holds the homes that are drawn below the value, unless a quartile says otherwise, and is never wider than 20", () => {
  let answered = 0;
  fc.assert(
    fc.property(
      fc.array(fc.integer({ min: 0, max: 400 }), { minLength: 4, maxLength: 30 }),
      fc.integer({ min: 1, max: 20 }),
      fc.double({ min: 0, max: 30, noNaN: true }),
      fc.integer({ min: 0, max: 2 }),
      (noisy, sigma, value, side) => {
        const bins = noisy.map((n, i) => ({ lower: i, upper: i + 1, noisy: n, sigma }));
        const homes = hundredHomes(bins);
        const at = (end: number) => ({ value: end, lower: end, upper: end });
        const known = { p25: anywhere, p50: side === 0 ? anywhere : at(side === 1 ? value + 1 : value - 1), p75: anywhere };
        const answer = homesBelow(bins, known, value, homes);
        if (!answer) return;
        answered++;
        expect(answer.most - answer.fewest).toBeLessThanOrEqual(20);
        if (side === 1) expect(answer.most).toBeLessThanOrEqual(50);
        if (side === 2) expect(answer.fewest).toBeGreaterThanOrEqual(50);
        if (side !== 0) return;
        const drawn = homes.filter((home) => home < value).length;
        expect(answer.fewest).toBeLessThanOrEqual(drawn);
        expect(answer.most).toBeGreaterThanOrEqual(drawn);
      },
    ),
  );
  expect(answered).toBeGreaterThan(0);
});

/** The homes of a hundred that a place leaves possible, and those that it does not tell apart. */
const LEAVES = {
  low: { from: 0, to: 25 },
  middle: { from: 25, to: 75 },
  high: { from: 75, to: 100 },
} as const;

/** Holds a number of homes against the place that the quartiles tell: a known quarter bounds it, and an unknown side is left open. */
function expectAgreement(quartiles: Quartiles, value: number, answer: { fewest: number; most: number }): void {
  const rank = rankOf(value, quartiles);
  if (rank === null) return;
  if (rank.kind === "edge") {
    const at = rank.edge === "low" ? 25 : 75;
    expect(answer.fewest, `${value}`).toBeLessThanOrEqual(at);
    expect(answer.most, `${value}`).toBeGreaterThanOrEqual(at);
  } else {
    expect(answer.fewest, `${value}`).toBeGreaterThanOrEqual(LEAVES[rank.quarter].from);
    expect(answer.most, `${value}`).toBeLessThanOrEqual(LEAVES[rank.quarter].to);
  }
}

test.each([
  { name: "the town", homes: HOMES, reach: 0.03 },
  { name: "a small commons", homes: 2500, reach: 0.12 },
])("at no amount does the number of homes contradict the place that the quartiles tell: $name", ({ homes: count, reach }) => {
  const noise = normals("verdict-and-count");
  const amounts = Array.from({ length: count }, () => Math.min(Number(CLAMP), Math.round(250 * Math.exp(0.6 * noise()))));
  const sorted = [...amounts].sort((a, b) => a - b);
  const at = (share: number) => {
    // A quartile that its noise moved, with a margin that is wider than the histogram's.
    const value = sorted[Math.floor(share * count)]! * (1 + (reach / 2) * noise());
    return { value, lower: value * (1 - reach), upper: value * (1 + reach) };
  };
  const kinds = new Set<string>();
  for (let draw = 0; draw < 20; draw++) {
    const [bins, quartiles] = [published(amounts, noise), { p25: at(0.25), p50: at(0.5), p75: at(0.75) }];
    const homes = hundredHomes(bins);
    for (let value = 1; value < 900; value += 3) {
      const answer = homesBelow(bins, quartiles, value, homes);
      if (!answer) continue;
      kinds.add(JSON.stringify({ ...rankOf(value, quartiles), at: null }));
      expectAgreement(quartiles, value, answer);
    }
  }
  // Both limits, both outer quarters and the middle half were met.
  expect(kinds.size).toBe(5);
});

test("nor does it with a histogram and quartiles of any kind", () => {
  fc.assert(
    fc.property(
      fc.array(fc.integer({ min: 0, max: 400 }), { minLength: 4, maxLength: 30 }),
      fc.array(fc.double({ min: 0, max: 30, noNaN: true }), { minLength: 9, maxLength: 9 }),
      fc.double({ min: 0, max: 30, noNaN: true }),
      (noisy, ends, value) => {
        const bins = noisy.map((n, i) => ({ lower: i, upper: i + 1, noisy: n, sigma: 5 }));
        const [a = 0, b = 0, c = 0, d = 0, e = 0, f = 0, g = 0, i = 0, j = 0] = [...ends].sort((one, other) => one - other);
        const quartiles = {
          p25: { lower: a, value: b, upper: c },
          p50: { lower: d, value: e, upper: f },
          p75: { lower: g, value: i, upper: j },
        };
        const answer = homesBelow(bins, quartiles, value, hundredHomes(bins));
        if (answer) expectAgreement(quartiles, value, answer);
      },
    ),
  );
});

test("nothing is answered where no histogram is published", () => {
  expect(homesBelow([], UNKNOWN, 4, [])).toBeNull();
});
