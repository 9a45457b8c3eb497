import { type ExampleSubject, RELEASE_TABLES } from "../../src/tables/index.ts";
import { type Catalog, newestReleases, type ReleaseRef } from "../shared/data.ts";

/** The files of a table, one a release, and what they weigh. */
export interface TableFiles {
  readonly table: string;
  readonly bytes: number;
  readonly files: readonly { readonly release: string; readonly url: string }[];
}

/** The tables of the newest release of each period. */
export function filesOf(releases: readonly ReleaseRef[]): TableFiles[] {
  const newest = newestReleases(releases);
  return RELEASE_TABLES.map(({ name }) => {
    const found = newest.flatMap((release) => {
      const file = release.files.find((one) => one.name === `${name}.parquet`);
      return file ? [{ release: release.id, url: file.url.replace(/^\//, ""), bytes: file.bytes ?? 0 }] : [];
    });
    return { table: name, bytes: found.reduce((sum, { bytes }) => sum + bytes, 0), files: found };
  });
}

/** What the page's examples are about: the first measure at the year's middle level, or what comes nearest. */
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
