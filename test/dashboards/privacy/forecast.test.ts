import { expect, test } from "vitest";
import { fullestRelease, tablesOf } from "../../../dashboards/privacy/forecast.ts";
import type { ReleaseRef } from "../../../dashboards/shared/data.ts";
import type { PrivacyReport } from "../../../src/contract/manifest.ts";
import { parsePeriod } from "../../../src/contract/period.ts";
import { forecast } from "../../../src/forecast/index.ts";
import { planPublication, predict } from "../../../src/pipeline/index.ts";
import { mechanismsOf } from "../../../src/pipeline/report.ts";
import { gridPlan } from "../../support/pipeline.ts";

test("from a release's report the page forecasts just what the plan predicts", () => {
  const plan = gridPlan(3, 4, { measures: ["water.volume", "spending.housing"] });
  const report = { k: plan.settings.k, mechanisms: mechanismsOf(planPublication(plan, parsePeriod("2025"))) } as PrivacyReport;
  for (const measure of plan.measures) {
    const tables = tablesOf(report, measure);
    for (const households of [200, 3000]) {
      const found = forecast({ areas: plan.territory.areas, tables, households });
      const predictions = predict(plan, households).filter((one) => one.measure === measure.key);
      expect(tables.map(({ level, table }) => [level, table])).toEqual(predictions.map(({ level, table }) => [level, table]));
      for (const [i, { published, halfWidth }] of predictions.entries()) {
        expect(found[i]?.published).toBeCloseTo(published, 3);
        expect(found[i]?.halfWidth ?? 0).toBeCloseTo(halfWidth ?? 0, 6);
      }
    }
  }
});

test("a report without the noise of sums gives no table", () => {
  const plan = gridPlan(2, 2);
  const mechanisms = mechanismsOf(planPublication(plan, parsePeriod("2025"))).filter(({ quantity }) => quantity !== "sum");
  expect(tablesOf({ k: 11, mechanisms } as unknown as PrivacyReport, plan.measures[0] as (typeof plan.measures)[number])).toEqual(
    [],
  );
});

test("the release with most levels is the newest of the longest step", () => {
  const release = (id: string, step: ReleaseRef["step"], created_at: string) => ({ id, step, created_at }) as ReleaseRef;
  const releases = [
    release("2024", "year", "2025-02-01T00:00:00Z"),
    release("2025", "year", "2026-02-01T00:00:00Z"),
    release("2026-01", "month", "2026-03-01T00:00:00Z"),
  ];
  expect(fullestRelease(releases)?.id).toBe("2025");
  expect(fullestRelease(releases.slice(2))?.id).toBe("2026-01");
  expect(fullestRelease([])).toBeUndefined();
});
