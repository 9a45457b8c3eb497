import { expect, test } from "vitest";
import { fullestRelease, SIZES, tablesOf } from "../../../dashboards/privacy/forecast.ts";
import { forecastText, margin, signed } from "../../../dashboards/privacy/forecast-text.ts";
import { proposed, publicYear } from "../../../dashboards/privacy/proposal.ts";
import type { ReleaseRef } from "../../../dashboards/shared/data.ts";
import { percent } from "../../../dashboards/shared/percent.ts";
import type { Manifest, PrivacyReport } from "../../../src/contract/manifest.ts";
import { parsePeriod } from "../../../src/contract/period.ts";
import { parseSettings, type SettingsInput } from "../../../src/contract/settings.ts";
import { type Plan, planPublication, predictPublication, propose } from "../../../src/pipeline/index.ts";
import { mechanismsOf } from "../../../src/pipeline/report.ts";
import { measureDefinition } from "../../../src/pipeline/year-terms.ts";
import { forecast } from "../../../src/privacy/forecast/index.ts";
import { add, format, mul, rational, toNumber } from "../../../src/privacy/index.ts";
import { withLeafClamps } from "../../support/donors.ts";
import { gridPlan, planOf } from "../../support/pipeline.ts";
import { type AreaBranches, gridTerritory, treeTerritory } from "../../support/territory.ts";

const YEAR = (plan: Plan) => planPublication(plan, parsePeriod("2025"));

/** What a manifest says of the plan's levels, calendar and measures. */
function shapeOf({ levels, territory, measures, settings, streams }: Plan) {
  const calendar = Object.fromEntries(levels.map(({ level, step }) => [level, step]));
  return {
    territory: { ...territory, levels: [...territory.levels], sha256: "" },
    calendar,
    settings: { ...settings, streams },
    measures: measures.map((one) => ({
      domain: one.domain.id,
      measure: one.measure.id,
      ...measureDefinition(one),
      upper: one.clamp.upper,
      leaf: one.clamp.leaf,
    })) as unknown as Manifest["measures"],
  };
}

test("from a release's report the page forecasts just what the plan predicts", () => {
  const plan = gridPlan(3, 4, { measures: ["water.volume", "spending.housing"] });
  const report = { k: plan.settings.k, mechanisms: mechanismsOf(YEAR(plan)) } as PrivacyReport;
  for (const measure of plan.measures) {
    const tables = tablesOf(report, shapeOf(plan), measure);
    for (const households of [200, 3000]) {
      const found = forecast({ areas: plan.territory.areas, tables, households });
      const predictions = predictPublication(YEAR(plan), households).filter((one) => one.measure === measure.key);
      expect(tables.map(({ level, table }) => [level, table])).toEqual(predictions.map(({ level, table }) => [level, table]));
      for (const [i, { published, halfWidth }] of predictions.entries()) {
        expect(found[i]?.published).toBeCloseTo(published, 3);
        expect(found[i]?.halfWidth ?? 0).toBeCloseTo(halfWidth ?? 0, 6);
      }
    }
  }
});

test("leaves that are named are forecast under their own clamps, as the plan predicts them", () => {
  const settings = parseSettings({ measures: ["water.volume"], budget: { epsilon: 4 } });
  const planWith = (named: Readonly<Record<string, number>>) =>
    planOf(gridTerritory(3, 4, 200), withLeafClamps(settings, 29, named) as SettingsInput);
  // Half of the leaves have a lower clamp than the others, and one the measure's own.
  const plan = planWith({ m0l0: 26, m0l1: 26, m0l2: 26, m1l0: 26, m1l1: 26, m1l2: 26, m2l0: 30 });
  const report = { k: plan.settings.k, mechanisms: mechanismsOf(YEAR(plan)) } as PrivacyReport;
  const [measure] = plan.measures as [(typeof plan.measures)[number]];
  const widths = (tables: ReturnType<typeof tablesOf>) =>
    forecast({ areas: plan.territory.areas, tables, households: 3000 }).map(({ halfWidth }) => halfWidth ?? 0);
  const found = widths(tablesOf(report, shapeOf(plan), measure));
  const predicted = predictPublication(YEAR(plan), 3000);
  for (const [i, { halfWidth }] of predicted.entries()) expect(found[i]).toBeCloseTo(halfWidth ?? 0, 6);
  const ofLeaves = predicted.findIndex(({ level, table }) => level === "leaf" && table === "_T");
  const alike = planWith({});
  const mechanisms = mechanismsOf(YEAR(alike));
  const without = widths(tablesOf({ ...report, mechanisms }, shapeOf(alike), alike.measures[0] as typeof measure));
  expect(found[ofLeaves]).toBeLessThan(0.95 * (without[ofLeaves] as number));
});

test.each<[string, AreaBranches]>([
  ["in some places", [[[], [], []], [[]], [[], []], [[]]]],
  ["everywhere below the whole", [[[]], [[]], [[]]]],
])("twins %s: the page forecasts what the plan predicts, each table once", (_, tree) => {
  const plan = planOf(treeTerritory(["whole", "middle", "leaf"], tree));
  const report = { k: plan.settings.k, mechanisms: mechanismsOf(YEAR(plan)) } as PrivacyReport;
  const tables = tablesOf(report, shapeOf(plan), plan.measures[0] as (typeof plan.measures)[number]);
  const predictions = predictPublication(YEAR(plan), 200);
  const found = forecast({ areas: plan.territory.areas, tables, households: 200 });
  expect(tables.map(({ level, table }) => [level, table])).toEqual(predictions.map(({ level, table }) => [level, table]));
  for (const [i, { published, halfWidth }] of predictions.entries()) {
    expect(found[i]?.published).toBeCloseTo(published, 3);
    expect(found[i]?.halfWidth ?? 0).toBeCloseTo(halfWidth ?? 0, 6);
  }
});

test("a report without the noise of sums gives no table", () => {
  const plan = gridPlan(2, 2);
  const mechanisms = mechanismsOf(YEAR(plan)).filter(({ quantity }) => quantity !== "sum");
  const measure = plan.measures[0] as (typeof plan.measures)[number];
  expect(tablesOf({ k: 11, mechanisms } as unknown as PrivacyReport, shapeOf(plan), measure)).toEqual([]);
});

const TWO_MEASURES = parseSettings({ measures: ["water.volume", "gas.energy"] });
test.each([
  ["", TWO_MEASURES],
  [", under lower clamps of leaves too", withLeafClamps(TWO_MEASURES, 28, { m1l1: 29, m2l2: 30 })],
])("the budget of the year is read from the ledger and the settings, and gives the plan's own calendars%s", async (_, stated) => {
  const plan = gridPlan(4, 5, stated, 1000);
  const { budget, settings, streams, territory } = plan;
  const gates = format(add(budget.delta, mul(budget.conversionDelta, rational(-1n))));
  const opened = { kind: "opened", year: 2025, rho: format(budget.rho), gates, streams, k: settings.k };
  const report = { year: { year: 2025 }, ledger: [{ ...opened, year: 2024, rho: "1/1" }, opened] } as unknown as PrivacyReport;
  const year = publicYear(report, { settings } as Manifest);
  if (!year) throw new RangeError("the year was opened");
  expect(year).toMatchObject({ rho: toNumber(budget.rho), streams: 2, k: 11 });
  for (const households of SIZES) {
    const measure = plan.measures[0] as (typeof plan.measures)[number];
    const { found } = await proposed(year, territory, measure, households, shapeOf(plan).measures[0]);
    const own = propose(settings, territory, households);
    expect(found && [found.calendar, found.streams]).toEqual(own.calendar && [own.calendar, own.streams]);
    const ofAll = own.predictions.filter(({ table }) => table === "_T");
    expect(found?.given.length ?? 0).toBe(own.calendar ? ofAll.length : 0);
    for (const [i, { published, halfWidth }] of ofAll.entries()) {
      expect(found?.given[i]?.published).toBeCloseTo(published, 3);
      expect(found?.given[i]?.halfWidth ?? 0).toBeCloseTo(halfWidth ?? 0, 4);
    }
  }
  expect(publicYear({ ...report, ledger: [] }, { settings } as Manifest)).toBeNull();
});

test("± stands before a margin alone, which is named; the mean deviation of noise has none, and a margin is some 2.5 of it", () => {
  const plan = gridPlan(2, 2);
  const report = { k: plan.settings.k, mechanisms: mechanismsOf(YEAR(plan)) } as PrivacyReport;
  const tables = tablesOf(report, shapeOf(plan), plan.measures[0] as (typeof plan.measures)[number]);
  const [whole] = forecast({ areas: plan.territory.areas, tables, households: 3000 });
  if (!whole?.halfWidth || !whole.noiseError) throw new RangeError("the whole is published");
  expect(forecastText(whole, "fr")).toBe(`1 sur 1, marge ±\u00a0${percent(100 * whole.halfWidth, "fr")}`);
  // 1.96 standard deviations, where the mean deviation is √(2/π) of one; both rounded to halves, as the page says it.
  expect(Math.round((2 * whole.halfWidth) / whole.noiseError) / 2).toBe(2.5);
});

test("percentages are read as people write them, and what is less than a tenth is said to be", () => {
  expect(["fr", "en"].map((lang) => percent(6.44, lang as "fr"))).toEqual(["6,4\u00a0%", "6.4%"]);
  expect([percent(0, "en"), percent(0.04, "en"), percent(12.3, "en")]).toEqual(["0%", "<\u00a00.1%", "12%"]);
  expect([margin(6.44, "en"), margin(0.04, "en"), signed("+", 0, "fr")]).toEqual(["±\u00a06.4%", "<\u00a00.1%", "0\u00a0%"]);
});

test("the release with most levels is the newest of the longest step", () => {
  const release = (id: string, step: ReleaseRef["step"], created_at: string, revision = 0) =>
    ({ id, step, created_at, revision }) as ReleaseRef;
  const releases = [
    release("2024", "year", "2025-02-01T00:00:00Z"),
    release("2025", "year", "2026-02-01T00:00:00Z"),
    release("2026-01", "month", "2026-03-01T00:00:00Z"),
  ];
  expect(fullestRelease(releases)?.id).toBe("2025");
  expect(fullestRelease(releases.slice(2))?.id).toBe("2026-01");
  expect(fullestRelease([])).toBeUndefined();
  // A revision is newer, and its noise is that of a reserve, drawn once: not the calendar's.
  expect(fullestRelease([...releases, release("2025-r1", "year", "2026-04-01T00:00:00Z", 1)])?.id).toBe("2025");
});
