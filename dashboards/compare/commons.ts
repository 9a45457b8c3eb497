import type { GroupRow } from "../../src/contract/observation.ts";
import type { Reference } from "../../src/territory/index.ts";
import { type AreaTree, areaTree } from "../shared/areas.ts";
import { type CellIndex, cellIndex } from "../shared/cells.ts";
import { type DataSource, newestReleases, periodOrder, type ReleaseRef } from "../shared/data.ts";

/** All that the page ever asks for: the same files for everybody, before anybody answers. */
export interface Commons {
  readonly tree: AreaTree;
  readonly levels: readonly string[];
  readonly references: readonly Reference[];
  readonly cells: CellIndex;
  /** by period */
  readonly groups: ReadonlyMap<string, readonly GroupRow[]>;
  /** of `domain.measure`: periods with something published, newest first */
  periods(key: string): readonly string[];
}

/** Calendar years that the page loads: the newest, and the one before. */
const YEARS = 2;

/** The newest release of each period of the last two years that have any. */
export function wantedReleases(releases: readonly ReleaseRef[]): ReleaseRef[] {
  const newest = newestReleases(releases);
  const years = [...new Set(newest.map((release) => release.year))].sort((a, b) => b - a).slice(0, YEARS);
  return newest.filter((release) => years.includes(release.year));
}

export async function loadCommons(source: DataSource, releases: readonly ReleaseRef[]): Promise<Commons> {
  const wanted = wantedReleases(releases);
  const [territory, ...parts] = await Promise.all([
    source.territory(),
    ...wanted.map(async (release) => ({
      period: release.period,
      rows: await source.observations(release.id),
      groups: await source.groups(release.id),
    })),
  ]);
  // Oldest first, so that a later release of the same place stands.
  const rows = parts.reverse().flatMap((part) => part.rows);
  const published = new Map<string, Set<string>>();
  for (const row of rows) {
    if (row.STATISTIC !== "MEAN" || row.OBS_VALUE === null) continue;
    const key = `${row.DOMAIN}.${row.MEASURE}`;
    published.set(key, (published.get(key) ?? new Set()).add(row.TIME_PERIOD));
  }
  return {
    tree: areaTree(territory.areas),
    levels: territory.levels,
    references: territory.references,
    cells: cellIndex(rows),
    groups: new Map(parts.map((part) => [part.period, part.groups])),
    periods: (key) => [...(published.get(key) ?? [])].sort((a, b) => periodOrder(b).localeCompare(periodOrder(a))),
  };
}
