import fc from "fast-check";
import { expect, test } from "vitest";
import { bandOf, centreOf, quantilesOf, verdictOf } from "../../../dashboards/compare/position.ts";
import type { Observation } from "../../../src/contract/observation.ts";
import { row } from "../rows.ts";

const cell = (...rows: Observation[]) => new Map(rows.map((one) => [one.STATISTIC, one]));
const five = [
  { rank: 10, value: 40, lower: 38, upper: 42 },
  { rank: 25, value: 60, lower: 57, upper: 63 },
  { rank: 50, value: 90, lower: 86, upper: 94 },
  { rank: 75, value: 130, lower: 124, upper: 136 },
  { rank: 90, value: 180, lower: 170, upper: 190 },
];

test.each([
  [102, "same"],
  [118, "same"],
  [101.9, "below"],
  [118.1, "above"],
])("against 102 to 118, %d is %s", (value, verdict) => {
  expect(verdictOf(value, { value: 110, lower: 102, upper: 118 })).toBe(verdict);
});

test.each([
  [10, { from: 0, to: 10 }],
  [38, { from: 0, to: 10 }],
  // inside the interval of a quantile, it is not known on which side
  [40, { from: 0, to: 25 }],
  [42, { from: 10, to: 25 }],
  [75, { from: 25, to: 50 }],
  [90, { from: 25, to: 75 }],
  [190, { from: 90, to: 100 }],
  [180, { from: 75, to: 100 }],
])("%d stands in the band %j", (value, band) => {
  expect(bandOf(value, five)).toEqual(band);
});

test("without quantiles, or where they say nothing, there is no band", () => {
  expect(bandOf(90, [])).toBeNull();
  expect(bandOf(90, [{ rank: 50, value: 90, lower: 80, upper: 100 }])).toBeNull();
});

test("a band never contradicts a quantile that is certain, and is never a point", () => {
  fc.assert(
    fc.property(fc.double({ min: 0, max: 400, noNaN: true }), (value) => {
      const band = bandOf(value, five);
      if (!band) return;
      expect(band.to - band.from).toBeGreaterThanOrEqual(10);
      for (const q of five) {
        if (q.upper < value) expect(band.from).toBeGreaterThanOrEqual(q.rank);
        if (q.lower > value) expect(band.to).toBeLessThanOrEqual(q.rank);
      }
    }),
  );
});

test("the median is the centre where it is published, else the mean", () => {
  expect(centreOf(cell(row("MEAN", 10), row("P50", 9)))).toEqual({
    statistic: "P50",
    reliable: true,
    value: 9,
    lower: 8,
    upper: 10,
  });
  expect(centreOf(cell(row("MEAN", 10), row("P50", null)))?.statistic).toBe("MEAN");
  expect(centreOf(cell(row("MEAN", 10, { OBS_STATUS: "U" }), row("P50", 9, { OBS_STATUS: "U" })))).toMatchObject({
    statistic: "MEAN",
    reliable: false,
  });
  expect(centreOf(cell(row("MEAN", null)))).toBeNull();
});

test("withheld and unreliable quantiles are left out", () => {
  const quantiles = quantilesOf(cell(row("P90", 30), row("P10", 4), row("P25", null), row("P50", 9, { OBS_STATUS: "U" })));
  expect(quantiles.map((q) => q.rank)).toEqual([10, 90]);
});
