import { expect, test } from "vitest";
import { METHOD_STEPS } from "../../../dashboards/docs/method-steps.ts";
import { fullestSubject } from "../../../dashboards/shared/subject.ts";
import type { Observation } from "../../../src/contract/observation.ts";

test("what describes a step of the method can be opened", () => {
  const addresses = Object.values(METHOD_STEPS).flatMap(({ sources = [] }) => sources.map(({ address }) => address));
  expect(addresses.length).toBeGreaterThan(5);
  for (const address of addresses) expect(address).toMatch(/^https:\/\/(doi\.org\/10\.\d{4,5}|github\.com)\/\S+$/);
});

test("examples ask for the measure and level with most figures of all homes", () => {
  const row = (AREA_LEVEL: string, MEASURE: string, OBS_VALUE: number | null, HOUSEHOLD_TYPE = "_T") =>
    ({
      DOMAIN: "spending",
      MEASURE,
      AREA_LEVEL,
      TIME_PERIOD: "2024",
      STATISTIC: "MEAN",
      HOUSEHOLD_TYPE,
      OBS_VALUE,
    }) as Observation;
  const rows = [row("metropole", "energy", 70), row("commune", "energy", 71), row("commune", "energy", null)];
  const leaves = [row("iris", "water", 80), row("iris", "water", 60), row("commune", "energy", 9, "size=1")];
  expect(fullestSubject([...rows, ...leaves])).toEqual({ domain: "spending", measure: "water", period: "2024", level: "iris" });
  expect(fullestSubject([row("commune", "energy", null)])).toBeNull();
});
