import { expect, test } from "vitest";
import { parsePeriod } from "../../src/contract/period.ts";
import { publish } from "../../src/pipeline/index.ts";
import { WITHHELD_CHECKS } from "../../src/verify/withheld.ts";
import { seededEntropy } from "../support/entropy.ts";
import { gridPlan, household, publicationContextOf } from "../support/pipeline.ts";
import { promisesOfRows } from "./support.ts";

/** Six measures of one partition, which every household gives: one alone tells a withheld size to ± 34, all to ± 14. */
const MEASURES = [
  "water.volume",
  "spending.water",
  "spending.insurance",
  "spending.banking",
  "spending.telephony",
  "mobility.trips",
];

test("a size that all measures withhold, and that they tell together, is found; in a release of before it is not", async () => {
  const calendar = { whole: "year", middle: "never", leaf: "year" } as const;
  const plan = gridPlan(1, 4, { measures: MEASURES, calendar }, 1000);
  const readings = MEASURES.map((key) => {
    const [domain, measure] = key.split(".") as [string, string];
    return { domain, measure, period: "2025", amount: 6000, source: "bill" };
  });
  const sizes = ["1", "2", "3", "4", "5+", "unknown"];
  const households = Array.from({ length: 1200 }, (_, i) =>
    household(i, `m0l${i % 4}`, readings, { size: sizes[i % 6] as string }),
  );
  const context = publicationContextOf(plan, households, { random: seededEntropy("verified together") });
  const { head, report, tables } = await publish(context, parsePeriod("2025"));
  expect(promisesOfRows(WITHHELD_CHECKS, { head, report, tables })).toEqual([]);
  expect(tables.observations.filter(({ STATISTIC, OBS_VALUE }) => STATISTIC === "COUNT" && OBS_VALUE === null)).toEqual([]);

  const without = (measures: readonly string[]) => {
    const isGone = (row: { DOMAIN: string; MEASURE: string; REF_AREA: string; HOUSEHOLD_TYPE: string }) =>
      row.REF_AREA === "w" && row.HOUSEHOLD_TYPE === "size=unknown" && measures.includes(`${row.DOMAIN}.${row.MEASURE}`);
    return {
      ...tables,
      observations: tables.observations.map((row) => (isGone(row) ? { ...row, OBS_VALUE: null } : row)),
      measurements: tables.measurements.filter((row) => !isGone(row)),
      distributions: tables.distributions.filter((row) => !isGone(row)),
    };
  };
  const promises = ["withheld counts stay withheld"];
  expect(promisesOfRows(WITHHELD_CHECKS, { head, report, tables: without(MEASURES) })).toEqual(promises);
  const { measures_together, ...before } = report;
  expect(measures_together).toBe(true);
  expect(promisesOfRows(WITHHELD_CHECKS, { head, report: before, tables: without(MEASURES) })).toEqual([]);
  // Where one measure shows it, which may count others there, the five that withhold it are held together: they tell it to ± 15.
  expect(promisesOfRows(WITHHELD_CHECKS, { head, report, tables: without(MEASURES.slice(1)) })).toEqual(promises);
  // Two alone tell it to ± 24.
  expect(promisesOfRows(WITHHELD_CHECKS, { head, report, tables: without(MEASURES.slice(0, 2)) })).toEqual([]);
});
