import { expect, test } from "vitest";
import { parsePeriod } from "../../src/contract/period.ts";
import type { ReleaseTables } from "../../src/contract/tables.ts";
import { publish } from "../../src/pipeline/index.ts";
import { WITHHELD_CHECKS } from "../../src/verify/withheld.ts";
import { seededEntropy } from "../support/entropy.ts";
import { gridPlan, household, publicationContextOf } from "../support/pipeline.ts";
import { promisesOfRows } from "./support.ts";

const YEARS = { whole: "year", middle: "never", leaf: "year" } as const;
const readingsOf = (measures: readonly string[]) =>
  measures.map((key) => {
    const [domain, measure] = key.split(".") as [string, string];
    return { domain, measure, period: "2025", amount: 6000, source: "bill" };
  });

/** The tables as if these measures withheld a type of the whole. */
function without(tables: ReleaseTables, type: string, measures: readonly string[]): ReleaseTables {
  const isGone = (row: { DOMAIN: string; MEASURE: string; REF_AREA: string; HOUSEHOLD_TYPE: string }) =>
    row.REF_AREA === "w" && row.HOUSEHOLD_TYPE === type && measures.includes(`${row.DOMAIN}.${row.MEASURE}`);
  return {
    ...tables,
    observations: tables.observations.map((row) => (isGone(row) ? { ...row, OBS_VALUE: null } : row)),
    measurements: tables.measurements.filter((row) => !isGone(row)),
    distributions: tables.distributions.filter((row) => !isGone(row)),
  };
}

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
  const plan = gridPlan(1, 4, { measures: MEASURES, calendar: YEARS }, 1000);
  const readings = readingsOf(MEASURES);
  const sizes = ["1", "2", "3", "4", "5+", "unknown"];
  const households = Array.from({ length: 1200 }, (_, i) =>
    household(i, `m0l${i % 4}`, readings, { size: sizes[i % 6] as string }),
  );
  const context = publicationContextOf(plan, households, { random: seededEntropy("verified together") });
  const { head, report, tables } = await publish(context, parsePeriod("2025"));
  expect(promisesOfRows(WITHHELD_CHECKS, { head, report, tables })).toEqual([]);
  expect(tables.observations.filter(({ STATISTIC, OBS_VALUE }) => STATISTIC === "COUNT" && OBS_VALUE === null)).toEqual([]);

  const promises = ["withheld counts stay withheld"];
  expect(promisesOfRows(WITHHELD_CHECKS, { head, report, tables: without(tables, "size=unknown", MEASURES) })).toEqual(promises);
  const { measures_together, ...before } = report;
  expect(measures_together).toBe(true);
  expect(promisesOfRows(WITHHELD_CHECKS, { head, report: before, tables: without(tables, "size=unknown", MEASURES) })).toEqual(
    [],
  );
  // Where one measure shows it, which may count others there, the five that withhold it are held together: they tell it to ± 15.
  expect(promisesOfRows(WITHHELD_CHECKS, { head, report, tables: without(tables, "size=unknown", MEASURES.slice(1)) })).toEqual(
    promises,
  );
  // Two alone tell it to ± 24.
  expect(
    promisesOfRows(WITHHELD_CHECKS, { head, report, tables: without(tables, "size=unknown", MEASURES.slice(0, 2)) }),
  ).toEqual([]);
});

test("a type that follows from types of another partition is found; in a release of before it is not", async () => {
  const measures = ["electricity.energy", "gas.energy"];
  const plan = gridPlan(1, 4, { measures, calendar: YEARS, budget: { epsilon: 5 } }, 1000);
  const heatings = ["electric", "gas", "wood", "unknown"];
  const households = Array.from({ length: 2400 }, (_, i) =>
    household(i, `m0l${i % 4}`, readingsOf(measures), {
      heating: heatings[i % 4] as string,
      size: ["1", "3", "unknown"][(i >> 2) % 3] as string,
    }),
  );
  const context = publicationContextOf(plan, households, { random: seededEntropy("verified linked") });
  const { head, report, tables } = await publish(context, parsePeriod("2025"));
  const found = (of: ReleaseTables, own = report) => promisesOfRows(WITHHELD_CHECKS, { head, report: own, tables: of });
  expect(found(tables)).toEqual([]);
  const few = "heating=electric-or-pump;size=1-2";
  // Withheld too is the class that electricity alone would need: the whole less its other types tells nothing more.
  const hidden = (also: string) => [few, also].reduce((all, type) => without(all, type, measures.slice(0, 1)), tables);
  const { types_linked, ...before } = report;
  expect(types_linked).toBe(true);
  expect(found(hidden("heating=unknown"))).toEqual(["withheld counts stay withheld"]);
  expect(found(hidden("heating=unknown"), before)).toEqual([]);
  expect(found(hidden("heating=not-electric;size=1-2"))).toEqual([]);
});
