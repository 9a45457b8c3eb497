import { expect, test } from "vitest";
import { parsePeriod } from "../../../src/contract/period.ts";
import { parseSettings, type SettingsInput } from "../../../src/contract/settings.ts";
import {
  makePlan,
  type Prediction,
  planPublication,
  planRevision,
  predict,
  predictPublication,
  promisesCell,
} from "../../../src/pipeline/index.ts";
import { buildTerritory } from "../../../src/territory/index.ts";
import { withLeafClamps } from "../../support/donors.ts";
import { EVEN } from "../../support/pipeline.ts";
import { gridTerritory, treeTerritory } from "../../support/territory.ts";

const planOf = (settings: SettingsInput = {}) =>
  makePlan(parseSettings({ measures: ["water.volume", "gas.energy"], ...settings }), buildTerritory(gridTerritory(2, 2)));

test("a cell is promised from an expected half of one on, in some table by itself", () => {
  const tables = (...published: number[]) => published.map((one) => ({ published: one }) as Prediction);
  expect(promisesCell(tables(0.5))).toBe(true);
  expect(promisesCell(tables(0.4999))).toBe(false);
  expect(promisesCell(tables(0.4, 0.4, 0.4))).toBe(false);
  expect(promisesCell([])).toBe(false);
});

test("what is predicted is what the publication holds: the levels that are due, of every measure", () => {
  const tablesOf = (id: string) =>
    predictPublication(planPublication(planOf(), parsePeriod(id)), 3000).map(
      ({ measure, level, table }) => `${measure} ${level} ${table}`,
    );
  expect(tablesOf("2025-03")).toEqual(
    ["water.volume", "gas.energy"].flatMap((measure) => ["_T", "types"].map((table) => `${measure} whole ${table}`)),
  );
  expect(tablesOf("2025")).toEqual(
    ["water.volume", "gas.energy"].flatMap((measure) =>
      ["whole _T", "whole types", "middle _T", "middle types", "leaf _T"].map((table) => `${measure} ${table}`),
    ),
  );
});

test("a revision is predicted with the noise of its reserve", () => {
  const shares = { counts: 0.2, sums: 0.5, histograms: 0.2, revision: 0.1 };
  const plan = planOf({ budget: { shares } });
  const needed = (predictions: readonly Prediction[]) =>
    predictions.filter(({ level, table }) => level === "leaf" && table === "_T").map(({ householdsNeeded }) => householdsNeeded);
  const year = needed(predictPublication(planPublication(plan, parsePeriod("2025")), 3000));
  const revised = needed(predictPublication(planRevision(plan, 2025), 3000));
  expect(revised[0]).toBeGreaterThan(year[0] as number);
});

test("a year's twins are predicted as the year measures them, whole and leaf alike, and a month's whole as itself", () => {
  const oneLeaf = buildTerritory(treeTerritory(["whole", "leaf"], [[]], 5000));
  const plan = makePlan(parseSettings({ measures: ["water.volume"], budget: { shares: EVEN } }), oneLeaf);
  const rows = (id: string) =>
    predictPublication(planPublication(plan, parsePeriod(id)), 80)
      .filter(({ table }) => table === "_T")
      .map(({ level, householdsNeeded, published }) => [level, householdsNeeded, Math.round(published)]);
  expect(rows("2025")).toEqual([
    ["whole", 32, 1],
    ["leaf", 32, 1],
  ]);
  expect(rows("2025-03")).toEqual([["whole", 141, 0]]);
});

test("leaves that the settings name are predicted under their own clamps", () => {
  const settings = parseSettings({ measures: ["water.volume"], budget: { epsilon: 4, shares: EVEN } });
  const territory = buildTerritory(gridTerritory(3, 4));
  const named = (leaves: number, bin: number) =>
    Object.fromEntries(territory.leaves.slice(0, leaves).map(({ code }) => [code, bin]));
  const errorOf = (bin: number, names: Readonly<Record<string, number>> = {}) => {
    const predictions = predict(makePlan(withLeafClamps(settings, bin, names), territory), 3000);
    return predictions.find(({ level }) => level === "leaf")?.noiseError as number;
  };
  const [high, low] = [errorOf(29), errorOf(26)];
  expect(low).toBeLessThan(0.9 * high);
  expect(errorOf(29, named(12, 26))).toBeCloseTo(low, 12);
  expect(errorOf(29, named(6, 26))).toBeCloseTo((low + high) / 2, 12);
  // The 30th edge is the measure's own clamp.
  expect(errorOf(26, named(12, 30))).toBeGreaterThan(high);
});
