import { expect, test } from "vitest";
import { arePrecise, centreOf, quartilesOf } from "../../../dashboards/compare/position.ts";
import type { Observation } from "../../../src/contract/observation.ts";
import { row } from "../rows.ts";

const cell = (...rows: Observation[]) => new Map(rows.map((one) => [one.STATISTIC, one]));

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

test("quartiles are all three or none: a withheld or unreliable one leaves none", () => {
  const three = [row("P25", 4), row("P50", 9), row("P75", 14)];
  expect(quartilesOf(cell(...three))?.p25).toEqual({ value: 4, lower: 3, upper: 5 });
  expect(quartilesOf(cell(row("P25", 4), row("P50", 9)))).toBeNull();
  expect(quartilesOf(cell(...three, row("P75", null)))).toBeNull();
  expect(quartilesOf(cell(...three, row("P50", 9, { OBS_STATUS: "U" })))).toBeNull();
});

test("quartiles are precise where the wider side of each margin is below a quarter of P75 − P25", () => {
  const of = (half: number) => ({ value: 9, lower: 9 - half, upper: 9 + half });
  const ends = { p25: { value: 4, lower: 3, upper: 6.4 }, p75: { value: 14, lower: 11.6, upper: 15 } };
  expect(arePrecise({ ...ends, p50: of(2.4) })).toBe(true);
  expect(arePrecise({ ...ends, p50: of(2.5) })).toBe(false);
  expect(arePrecise({ ...ends, p50: of(1), p25: { value: 4, lower: 3, upper: 6.5 } })).toBe(false);
});
