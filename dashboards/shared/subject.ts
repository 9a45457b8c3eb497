import type { Observation } from "../../src/contract/observation.ts";
import type { ExampleSubject } from "../../src/texts/sql/index.ts";
import { type Catalog, newestReleases } from "./data.ts";

/** The subject of examples: the first measure with data, at the second level where there is a year, else at the first. */
export function exampleSubject({ datasets, territory, releases }: Catalog): ExampleSubject | null {
  const dataset = datasets.find(({ periods }) => periods.length > 0);
  const measure = dataset?.measures[0];
  if (!dataset || measure === undefined) return null;
  const newest = newestReleases(releases);
  const period = (newest.find(({ step }) => step === "year") ?? newest[0])?.period ?? "";
  const years = newest.filter(({ step }) => step === "year");
  const level = territory.levels[years.length > 0 ? Math.min(1, territory.levels.length - 1) : 0] ?? "";
  return { domain: dataset.id, measure, period, level, before: years[1]?.period };
}

/** The measure, period and level that have most published means of all homes together among some rows; null: none has any. */
export function fullestSubject(rows: readonly Observation[]): ExampleSubject | null {
  const counts = new Map<string, { readonly subject: ExampleSubject; readonly figures: number }>();
  for (const { STATISTIC, HOUSEHOLD_TYPE, OBS_VALUE, DOMAIN, MEASURE, AREA_LEVEL, TIME_PERIOD } of rows) {
    if (STATISTIC !== "MEAN" || HOUSEHOLD_TYPE !== "_T" || OBS_VALUE === null) continue;
    const subject = { domain: DOMAIN, measure: MEASURE, period: TIME_PERIOD, level: AREA_LEVEL };
    const key = JSON.stringify(subject);
    counts.set(key, { subject, figures: (counts.get(key)?.figures ?? 0) + 1 });
  }
  const [fullest] = [...counts.values()].sort((a, b) => b.figures - a.figures);
  return fullest?.subject ?? null;
}
