import fc from "fast-check";
import { expect, test } from "vitest";
import { weighedNote } from "../../../dashboards/explore/weighed.ts";
import { fewNames, shiftByDwellings } from "../../../dashboards/shared/by-dwellings.ts";
import type { Observation } from "../../../src/contract/observation.ts";
import { shownAt } from "./shown.ts";

const counted = fc.record({
  value: fc.double({ min: 0, max: 1e4, noNaN: true }),
  homes: fc.integer({ min: 1, max: 1e5 }),
  dwellings: fc.integer({ min: 1, max: 1e5 }),
});

test("a whole does not move where dwellings go with homes, and never beyond its highest and lowest part", () => {
  fc.assert(
    fc.property(fc.array(counted, { minLength: 1, maxLength: 30 }), fc.integer({ min: 1, max: 50 }), (parts, times) => {
      expect(shiftByDwellings(parts.map((part) => ({ ...part, dwellings: times * part.homes })))).toBeCloseTo(0, 6);
      const values = parts.map(({ value }) => value);
      const shift = shiftByDwellings(parts) ?? Number.NaN;
      expect(Math.abs(shift)).toBeLessThanOrEqual(Math.max(...values) - Math.min(...values) + 1e-6);
    }),
  );
});

test("nobody can tell how far a whole would move where a part has no figure, no homes or no dwellings, or there is none", () => {
  const part = { value: 10, homes: 20, dwellings: 40 };
  for (const unknown of [{ value: null }, { homes: undefined }, { homes: 0 }, { dwellings: undefined }, { dwellings: 0 }])
    expect(shiftByDwellings([part, { ...part, ...unknown }])).toBeNull();
  expect(shiftByDwellings([])).toBeNull();
  expect(
    shiftByDwellings([
      { value: 10, homes: 800, dwellings: 500 },
      { value: 20, homes: 200, dwellings: 500 },
    ]),
  ).toBeCloseTo(3, 9);
});

test("names are told of three places at most", () => {
  const places = ["A", "B", "C", "D"].map((name) => ({ name }));
  expect([fewNames(places.slice(0, 3)), fewNames(places)]).toEqual(["A, B, C", ""]);
});

const at = (area: string, mean: number, half: number, homes: number) => (row: Observation) => {
  if (row.REF_AREA !== area || row.HOUSEHOLD_TYPE !== "_T") return row;
  const figure = { OBS_STATUS: "A" as const, METHOD: "measured" as const };
  if (row.STATISTIC === "MEAN") return { ...row, ...figure, OBS_VALUE: mean, CI_LOWER: mean - half, CI_UPPER: mean + half };
  return row.STATISTIC === "COUNT" ? { ...row, ...figure, OBS_VALUE: homes, CI_LOWER: homes, CI_UPPER: homes } : row;
};

test("a map and a ranking say which places would not differ from the whole if each weighed by its dwellings", () => {
  const noteOf = (south: number, search = "") => {
    const shown = shownAt(`measure=water.volume&period=2025&view=map&level=district${search}`);
    const rules = [at("T", 9.6, 0.2, 1000), at("N", 9.4, 0.3, 800), at("S", south, 0.3, 200)];
    const rows = shown.rows.map((row) => rules.reduce((one, rule) => rule(one), row));
    const axis = { measure: "water.volume", type: shown.selection.types[0] ?? "", period: "2025" };
    return weighedNote({ ...shown, rows }, axis, "fr").replace(/[\u00a0\u202f]/g, " ");
  };
  expect(noteOf(10.2)).toMatch(/l’ensemble serait vers 9,8 m³ : Sud ne s’en distinguerait plus\.$/);
  expect(noteOf(12)).toBe("");
  // Of medians, of types of homes and of places that were picked nobody knows it.
  expect([noteOf(10.2, "&statistic=P50"), noteOf(10.2, "&type=size%3D1"), noteOf(10.2, "&area=N,S")]).toEqual(["", "", ""]);
});
