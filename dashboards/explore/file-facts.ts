import type { DistributionRow } from "../../src/contract/observation.ts";
import { areasOf, type Selection } from "./selection.ts";
import type { ExploreState } from "./store.ts";

/** Files of the selected rows. They are made in the page, from exactly what is shown. */
export const SELECTION_FILES = ["csv", "spreadsheet", "json", "parquet", "arrow"] as const;
export type SelectionFile = (typeof SELECTION_FILES)[number];

/** Replaces everything but letters, digits, dots, underscores and hyphens, which every file system accepts. */
export function plain(text: string): string {
  return text.replace(/[^A-Za-z0-9._-]+/g, "-").replace(/^-+|-+$/g, "");
}

/** The places of a selection as a short text of codes. */
function placesText({ areas, level, within, view }: Selection): string {
  if (areas.length > 3) return `${areas.length}-areas`;
  if (areas.length > 0) return areas.join("-");
  return view === "distribution" ? within : `${level}-${within}`;
}

/** Most releases of which a file's name has each with the beginning of its digest. */
const MOST_IN_NAME = 2;

/**
 * Periods, newest first, as a file's name has them, oldest first, each of one or two with the beginning of its release's digest:
 * `2024-ca670ad1`, `2024-ca670ad1_2025-91b3e07c`; of more the first and the last.
 */
export function releasesInName(periods: readonly string[], releases: ExploreState["facts"]["releases"]): string {
  const named = (period: string): string => {
    const digest = releases
      .find((one) => one.period === period)
      ?.identifier.split(";")[1]
      ?.slice(0, 8);
    return [period, digest ?? []].flat().join("-");
  };
  if (periods.length > MOST_IN_NAME) return `${periods.at(-1)}_${periods[0]}`;
  return periods.map(named).reverse().join("_");
}

/**
 * A file name that describes the content in the codes of the data: measures, statistic, places, types unless all homes, and
 * periods. For a single release it ends with the beginning of its digest: `spending.energy-mean-iris-69388-2024-ca670ad1`.
 */
export function fileName({ selection, facts }: Pick<ExploreState, "selection" | "facts">): string {
  const { measures, statistic, types, periods, view } = selection;
  return plain(
    [
      measures.length > 3 ? `${measures.length}-measures` : measures.join("+").replaceAll("+", "_"),
      view === "distribution" ? "quantiles" : statistic.toLowerCase(),
      placesText(selection),
      types.length === 1 && types[0] === "_T" ? "" : types.length > 2 ? `${types.length}-types` : types.join("_"),
      releasesInName(periods, facts.releases),
    ]
      .filter((part) => part !== "")
      .join("-"),
  );
}

/** The releases of the rows, which addresses can name so that the rows never change. */
export const releasesOf = ({ selection, facts }: Pick<ExploreState, "selection" | "facts">): readonly string[] =>
  facts.releases.flatMap(({ id, period }) => (selection.periods.includes(period) ? [id] : []));

/** Number of releases up to which an address or a citation names each; files always name all. */
export const MOST_NAMED = 3;

/** The releases that an address names, so that whoever opens it is told of a revision since; none where they are many. */
export function namedReleases(shown: Pick<ExploreState, "selection" | "facts">): readonly string[] {
  const ids = releasesOf(shown);
  return ids.length > MOST_NAMED ? [] : ids;
}

/** The only one; null where there are several. */
export function onlyRelease(shown: Pick<ExploreState, "selection" | "facts">): string | null {
  const [own, ...others] = releasesOf(shown);
  return own && others.length === 0 ? own : null;
}

/** Histograms of the selected groups. */
export function selectedBins({ distributions, selection, facts }: ExploreState): DistributionRow[] {
  const areas = new Set(areasOf(selection, facts.tree));
  return distributions.filter(
    (row) =>
      selection.measures.includes(`${row.DOMAIN}.${row.MEASURE}`) &&
      areas.has(row.REF_AREA) &&
      selection.types.includes(row.HOUSEHOLD_TYPE) &&
      selection.periods.includes(row.TIME_PERIOD),
  );
}
