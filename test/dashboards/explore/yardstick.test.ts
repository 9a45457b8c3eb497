import { expect, test } from "vitest";
import { partsAllow, yardstick } from "../../../dashboards/explore/yardstick.ts";
import { areaTree } from "../../../dashboards/shared/areas.ts";
import type { Observation } from "../../../src/contract/observation.ts";

const tree = areaTree([
  { code: "T", level: "town", parent: null, name: "Town" },
  { code: "D", level: "district", parent: "T", name: "District" },
  ...["A", "B"].map((code) => ({ code, level: "quarter", parent: "D", name: code })),
] as never);
const facts = {
  tree,
  catalog: { measures: [{ domain: "water", measure: "volume", clamp: { upper: 40, source: "" } }] },
} as never;
const axis = { measure: "water.volume", type: "_T", period: "2025" };

const row = (area: string, STATISTIC: string, value: number | null, half = 0, METHOD = "modelled") =>
  ({
    DOMAIN: "water",
    MEASURE: "volume",
    STATISTIC,
    REF_AREA: area,
    HOUSEHOLD_TYPE: "_T",
    TIME_PERIOD: "2025",
    OBS_VALUE: value,
    CI_LOWER: value === null ? null : value - half,
    CI_UPPER: value === null ? null : value + half,
    OBS_STATUS: "A",
    METHOD,
  }) as unknown as Observation;
const figures = (area: string, homes: number, mean: number | null, half: number) => [
  row(area, "COUNT", homes, 2, "measured"),
  row(area, "MEAN", mean, half),
];
const shown = (rows: readonly Observation[]) => ({
  rows,
  facts,
  selection: { statistic: "MEAN", areas: [], level: "quarter", within: "D" } as never,
});

test("a modelled mean is no yardstick of parts whose own margins do not allow it", () => {
  const parts = [...figures("A", 400, 10.5, 0.5), ...figures("B", 300, 10.5, 0.5)];
  const district = (mean: number) => shown([...figures("D", 700, mean, 1), ...parts]);
  expect(yardstick(district(8.8), axis)).toBeNull();
  expect(yardstick(district(10.3), axis)).toMatchObject({ value: 10.3 });
  expect(yardstick(district(11.5), axis)).toBeNull();
  // What was measured stands, whatever is beside it.
  expect(yardstick(shown([...parts, row("D", "COUNT", 700, 2), row("D", "MEAN", 8.8, 1, "measured")]), axis)).toMatchObject({
    value: 8.8,
  });
});

test("homes of parts without a figure may have anything from nothing to the clamp", () => {
  const withheld = (homes: number, mean: number) =>
    partsAllow(shown([...figures("D", homes, mean, 1), ...figures("A", 400, 10, 0.5), ...figures("B", 100, null, 0)]), axis, "D");
  // 400 homes have 3800 at least: over 500 homes that is 7.6, and with the clamp for the other hundred 16.4 at most.
  expect([withheld(500, 7.5), withheld(500, 7.7), withheld(500, 16.3), withheld(500, 16.5)]).toEqual([false, true, true, false]);
  expect(partsAllow(shown(figures("D", 500, 3, 1)), axis, "D")).toBe(true);
});
