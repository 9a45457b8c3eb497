import fc from "fast-check";
import { expect, test } from "vitest";
import { type Bin, hundredHomes } from "../../../dashboards/charts/hundred.ts";
import { homesBelow } from "../../../dashboards/compare/homes-below.ts";
import type { Quartiles } from "../../../dashboards/compare/position.ts";
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

test("nothing is answered where no histogram is published", () => {
  expect(homesBelow([], UNKNOWN, 4, [])).toBeNull();
});
