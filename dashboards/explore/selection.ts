import { type Observation, STATISTICS, type Statistic } from "../../src/contract/observation.ts";
import { periodsIn, rowsOf } from "../charts/rows.ts";

/** What the page shows: all of it is in the address. */
export interface Selection {
  readonly dataset: string;
  readonly measure: string;
  readonly statistic: Statistic;
  readonly level: string;
  /** codes, of the level; none: all of the level */
  readonly areas: readonly string[];
  readonly type: string;
  /** null: all periods */
  readonly period: string | null;
}

/** What can be chosen, given the choices above it. */
export interface Options {
  readonly measures: readonly string[];
  readonly statistics: readonly Statistic[];
  readonly levels: readonly string[];
  readonly areas: readonly string[];
  readonly types: readonly string[];
  readonly periods: readonly string[];
}

export const ALL_PERIODS = "all";

function among<T extends string>(asked: string | null, list: readonly T[], fallback: T | undefined): T | undefined {
  return list.find((one) => one === asked) ?? fallback ?? list[0];
}

/**
 * Makes a selection out of an address; what is unknown or left out becomes what the rows offer first: the mean, the
 * finest level that has rows in the latest year, all its areas, all homes.
 *
 * @param levels of the territory, from the whole to the leaf
 */
export function selectionOf(
  asked: URLSearchParams,
  rows: readonly Observation[],
  datasets: readonly string[],
  levels: readonly string[],
): { selection: Selection; options: Options } {
  const has = <K extends keyof Observation>(list: readonly Observation[], column: K): Set<Observation[K]> =>
    new Set(list.map((row) => row[column]));
  const filled = has(rows, "DOMAIN");
  const dataset =
    among(
      asked.get("dataset"),
      datasets,
      datasets.find((id) => filled.has(id)),
    ) ?? "";
  const ofDataset = rowsOf(rows, { domain: dataset });
  const measures = [...has(ofDataset, "MEASURE")];
  const measure = among(asked.get("measure"), measures, measures[0]) ?? "";
  const ofMeasure = rowsOf(ofDataset, { measure });
  const found = has(ofMeasure, "STATISTIC");
  const statistics = STATISTICS.filter((one) => found.has(one));
  const statistic = among<Statistic>(asked.get("statistic"), statistics, "MEAN") ?? "MEAN";
  const ofStatistic = rowsOf(ofMeasure, { statistic });
  const depths = has(ofStatistic, "AREA_LEVEL");
  const offered = levels.filter((one) => depths.has(one));
  const level = among(asked.get("level"), offered, offered[Math.min(1, offered.length - 1)]) ?? "";
  const ofLevel = rowsOf(ofStatistic, { level });
  const areas = [...has(ofLevel, "REF_AREA")];
  const types = [...has(ofLevel, "HOUSEHOLD_TYPE")].sort((a, b) => Number(b === "_T") - Number(a === "_T") || a.localeCompare(b));
  const periods = periodsIn(ofLevel);
  const period = asked.get("period") === ALL_PERIODS ? null : (among(asked.get("period"), periods, periods[0]) ?? null);
  const wanted = (asked.get("area") ?? "").split(",").filter((code) => areas.includes(code));
  return {
    selection: { dataset, measure, statistic, level, areas: wanted, type: among(asked.get("type"), types, "_T") ?? "_T", period },
    options: { measures, statistics, levels: offered, areas, types, periods },
  };
}

/** The rows of a selection. */
export function selected(rows: readonly Observation[], selection: Selection): Observation[] {
  const { dataset, measure, statistic, level, areas, type, period } = selection;
  return rowsOf(rows, {
    domain: dataset,
    measure,
    statistic,
    level,
    type,
    ...(areas.length === 0 ? {} : { areas }),
    ...(period === null ? {} : { period }),
  });
}

/** The filters of a selection, as the dataset's own columns. */
export function filtersOf(selection: Selection): [column: string, codes: readonly string[]][] {
  return [
    ["MEASURE", [selection.measure]],
    ["STATISTIC", [selection.statistic]],
    ["AREA_LEVEL", [selection.level]],
    ...(selection.areas.length === 0 ? [] : ([["REF_AREA", selection.areas]] as [string, readonly string[]][])),
    ["HOUSEHOLD_TYPE", [selection.type]],
    ...(selection.period === null ? [] : ([["TIME_PERIOD", [selection.period]]] as [string, readonly string[]][])),
  ];
}

/** The address of the selection's rows. @param base address of the site */
export function recordsUrl(selection: Selection, base: string): string {
  const url = new URL(`v1/datasets/${encodeURIComponent(selection.dataset)}/records`, base);
  for (const [column, codes] of filtersOf(selection)) url.searchParams.set(column, codes.join(","));
  return url.href;
}

/** How the files of a whole dataset end. */
export type ExportSuffix = "csv" | "json" | "parquet" | "arrow" | "arrows" | "sdmx.csv" | "sdmx.json";

/** The address of the whole dataset as a file, relative to the page: a portal's and a plain host's alike. */
export function exportPath(dataset: string, suffix: ExportSuffix): string {
  const id = encodeURIComponent(dataset);
  return `v1/datasets/${id}/exports/${id}.${suffix}`;
}

/** The same as French spreadsheets open it: an answer of a portal alone. */
export function spreadsheetPath(dataset: string): string {
  return `v1/datasets/${encodeURIComponent(dataset)}/exports/csv?dialect=excel-fr`;
}
