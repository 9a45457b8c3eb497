import { existsSync } from "node:fs";
import { expect, test } from "vitest";
import { en } from "../../../dashboards/messages/en/method.ts";
import { fr } from "../../../dashboards/messages/fr/method.ts";
import { fullestSubject } from "../../../dashboards/shared/subject.ts";
import type { Observation } from "../../../src/contract/observation.ts";

test("each step of the method says the same formula in both languages, and names files that there are", () => {
  const [french, english] = [fr.steps, en.steps];
  const symbols = (formula: string | undefined) => (formula ?? "").replace(/[\p{Ll}]{2,}/gu, "").replaceAll(",", ".");
  expect(french.map(({ formula }) => symbols(formula))).toEqual(english.map(({ formula }) => symbols(formula)));
  for (const steps of [french, english])
    for (const { detail } of steps)
      for (const [i, name] of detail.split(", ").entries()) {
        const folder = i === 0 ? "" : "src/privacy/";
        expect(existsSync(`${folder}${name}`), name).toBe(true);
      }
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
