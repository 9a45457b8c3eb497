import type { ExampleSubject } from "../../src/texts/sql/index.ts";
import { type Catalog, newestReleases } from "./data.ts";

/** The subject of examples: the first measure with data, at the second level where there is a year, else at the first. */
export function exampleSubject({ datasets, territory, releases }: Catalog): ExampleSubject | null {
  const dataset = datasets.find(({ periods }) => periods.length > 0);
  const measure = dataset?.measures[0];
  if (!dataset || measure === undefined) return null;
  const newest = newestReleases(releases);
  const period = (newest.find(({ step }) => step === "year") ?? newest[0])?.period ?? "";
  const year = newest.some((release) => release.period === period && release.step === "year");
  const level = territory.levels[year ? Math.min(1, territory.levels.length - 1) : 0] ?? "";
  return { domain: dataset.id, measure, period, level };
}
