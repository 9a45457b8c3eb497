import { expect, test } from "vitest";
import { areaCells, cellOf, differs, periodCells, rankBands } from "../../../dashboards/charts/cells.ts";
import type { Observation } from "../../../src/contract/observation.ts";
import { published, withheld } from "./drawing.ts";

const row: Observation = {
  DOMAIN: "water",
  MEASURE: "volume",
  STATISTIC: "MEAN",
  AREA_LEVEL: "leaf",
  REF_AREA: "a",
  HOUSEHOLD_TYPE: "_T",
  TIME_PERIOD: "2026",
  OBS_VALUE: 10,
  CI_LOWER: 9,
  CI_UPPER: 11,
  CONF_LEVEL: 0.95,
  UNIT_MEASURE: "m3",
  OBS_STATUS: "A",
  CONF_STATUS: "F",
  METHOD: "measured",
};

test.each([
  [{}, "published", 10],
  [{ OBS_STATUS: "U" }, "unreliable", 10],
  [{ OBS_STATUS: "E", METHOD: "modelled" }, "published", 10],
  [{ OBS_STATUS: "P" }, "published", 10],
  [{ OBS_STATUS: "Q", OBS_VALUE: null, CI_LOWER: null, CI_UPPER: null }, "unreliable", null],
  [{ OBS_STATUS: "Q", CONF_STATUS: "A", OBS_VALUE: null, CI_LOWER: null, CI_UPPER: null }, "withheld", null],
  [{ OBS_STATUS: "Q", CONF_STATUS: "D", OBS_VALUE: null, CI_LOWER: null, CI_UPPER: null }, "withheld", null],
  [{ OBS_STATUS: "M", OBS_VALUE: null, CI_LOWER: null, CI_UPPER: null }, "none", null],
] as const)("row with %j is %s", (change, kind, value) => {
  expect(cellOf({ ...row, ...change } as Observation)).toMatchObject({ kind, value });
});

test("no row is none, and a withheld row never yields a number, even a malformed one that holds it", () => {
  expect(cellOf(undefined).kind).toBe("none");
  expect(cellOf({ ...row, CONF_STATUS: "A" })).toMatchObject({ kind: "withheld", value: null, lower: null, upper: null });
});

test("cells follow the order of areas and periods, gaps included", () => {
  const areas = ["b", "a"].map((code) => ({ code, name: code.toUpperCase(), parent: null }));
  expect(areaCells([row], areas).map(({ code, kind }) => [code, kind])).toEqual([
    ["b", "none"],
    ["a", "published"],
  ]);
  expect(periodCells([row], ["2025", "2026"]).map(({ kind }) => kind)).toEqual(["none", "published"]);
});

test("a difference counts only beyond both margins together", () => {
  const reference = published("t", "Tout", 10, 3);
  expect(differs(published("a", "A", 15, 4), reference)).toBe(false); // 5 = √(3² + 4²)
  expect(differs(published("a", "A", 15.01, 4), reference)).toBe(true);
  expect(differs(withheld("a", "A"), reference)).toBe(false);
});

test("ranks are bands: areas whose intervals overlap share them", () => {
  const bands = rankBands([
    published("a", "A", 10, 1),
    published("b", "B", 10.5, 1),
    published("c", "C", 5, 1),
    withheld("d", "D"),
  ]);
  expect(bands.get("a")).toEqual({ best: 1, worst: 2, of: 3 });
  expect(bands.get("b")).toEqual({ best: 1, worst: 2, of: 3 });
  expect(bands.get("c")).toEqual({ best: 3, worst: 3, of: 3 });
  expect(bands.has("d")).toBe(false);
});
