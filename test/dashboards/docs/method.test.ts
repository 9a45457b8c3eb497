import { existsSync } from "node:fs";
import { expect, test } from "vitest";
import { en } from "../../../dashboards/messages/en/method.ts";
import { fr } from "../../../dashboards/messages/fr/method.ts";
import type { Catalog } from "../../../dashboards/shared/data.ts";
import { fullestSubject } from "../../../dashboards/shared/subject.ts";
import type { Observation } from "../../../src/contract/observation.ts";

test("each step of the method says the same formula in both languages, and names files that there are", () => {
  const [french, english] = [fr.steps(11), en.steps(11)];
  const symbols = (formula: string | undefined) => (formula ?? "").replace(/[\p{Ll}]{2,}/gu, "").replaceAll(",", ".");
  expect(french.map(({ formula }) => symbols(formula))).toEqual(english.map(({ formula }) => symbols(formula)));
  for (const steps of [french, english])
    for (const { detail } of steps)
      for (const [i, name] of detail.split(", ").entries()) {
        const folder = i === 0 ? "" : "src/privacy/";
        expect(existsSync(`${folder}${name}`), name).toBe(true);
      }
});

test("examples ask for the measure and level with most figures, and before any for what the catalogue names", () => {
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
  const catalog = {
    datasets: [{ id: "spending", measures: ["energy"], periods: [{ period: "2024", step: "year", release: "2024" }] }],
    territory: { levels: ["metropole", "commune", "iris"] },
    releases: [{ id: "2024", period: "2024", step: "year", year: 2024, revision: 0, created_at: "2025-01-01" }],
  } as unknown as Catalog;
  const rows = [row("metropole", "energy", 70), row("commune", "energy", 71), row("commune", "energy", null)];
  const leaves = [row("iris", "energy", 80), row("iris", "energy", 60), row("commune", "energy", 9, "size=1")];
  expect(fullestSubject(catalog, [...rows, ...leaves])).toMatchObject({ measure: "energy", period: "2024", level: "iris" });
  expect(fullestSubject(catalog, [])).toMatchObject({ level: "commune" });
});
