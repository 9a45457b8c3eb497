import type { Observation } from "../../src/contract/observation.ts";
import { STEPS } from "../../src/contract/period.ts";
import type { Area } from "../../src/territory/index.ts";
import { type AreaCell, areaCells, cellOf, type PeriodCell, periodCells } from "../charts/cells.ts";
import { rowsOf, span } from "../charts/rows.ts";
import type { AreaTree } from "../shared/areas.ts";

/** What the profile shows: all of it is in the address. */
export interface Choice {
  readonly area: string;
  /** `domain.measure` */
  readonly measure: string;
  readonly period: string;
  /** of the map and the ranking */
  readonly level: string;
}

/** The levels below an area; its own where there is none (a leaf is shown among its siblings). */
export function levelsBelow(tree: AreaTree, levels: readonly string[], code: string): string[] {
  const own = levels.indexOf(tree.get(code)?.level ?? "");
  const below = levels.slice(own + 1);
  return below.length > 0 ? below : levels.slice(own);
}

/** The areas of a level within an area, or a leaf's siblings. */
export function areasShown(tree: AreaTree, code: string, level: string): Area[] {
  const area = tree.get(code);
  if (!area) return [];
  if (area.level === level) return area.parent === null ? [area] : [...tree.children(area.parent)];
  return tree.areas
    .filter((one) => one.level === level && tree.lineage(one.code).some((above) => above.code === code))
    .sort((a, b) => a.name.localeCompare(b.name, "fr"));
}

/**
 * Makes a choice out of an address: what is unknown or left out is the whole territory, the first measure, the latest
 * period with the most detail, the level just below.
 */
export function choiceOf(
  asked: URLSearchParams,
  tree: AreaTree,
  levels: readonly string[],
  measures: readonly string[],
  rows: readonly Observation[],
): Choice {
  const published = rows.filter((row) => row.STATISTIC === "MEAN" && row.OBS_VALUE !== null);
  const keyOf = (row: Observation): string => `${row.DOMAIN}.${row.MEASURE}`;
  const known = (name: string, list: readonly string[]): string | undefined => list.find((one) => one === asked.get(name));
  const area = tree.get(asked.get("area") ?? "")?.code ?? tree.root.code;
  const measure =
    known("measure", measures) ?? measures.find((key) => published.some((row) => keyOf(row) === key)) ?? measures[0] ?? "";
  const periods = [...new Set(rows.filter((row) => keyOf(row) === measure).map((row) => row.TIME_PERIOD))];
  const latest = (ids: readonly string[]): string | undefined => [...ids].sort().at(-1);
  const period = known("period", periods) ?? latest(periods.filter((id) => id.length === 4)) ?? latest(periods) ?? "";
  const below = levelsBelow(tree, levels, area);
  return { area, measure, period, level: known("level", below) ?? (below[0] as string) };
}

/** Why a level shows nothing: it has no rows at the period, or every row is withheld; null when something is shown. */
export function absence(cells: readonly AreaCell[]): "level" | "all" | null {
  if (cells.every((cell) => cell.kind === "none")) return "level";
  return cells.some((cell) => cell.value !== null) ? null : "all";
}

/** The latest of the longer periods at which an area of the level has a value, if any. */
export function periodWithDetail(rows: readonly Observation[], choice: Choice, areas: readonly Area[]): string | null {
  const [domain, measure] = choice.measure.split(".") as [string, string];
  const found = rowsOf(rows, { domain, measure, statistic: "MEAN", type: "_T", areas: areas.map(({ code }) => code) })
    .filter((row) => row.OBS_VALUE !== null && row.TIME_PERIOD !== choice.period)
    .map((row) => row.TIME_PERIOD);
  return found.sort((a, b) => a.length - b.length || b.localeCompare(a))[0] ?? null;
}

export interface Trend {
  readonly area: Area;
  readonly cells: readonly PeriodCell[];
  readonly rows: readonly Observation[];
}

/**
 * The finest trend there is: the area's own at the shortest step with two values, else the whole territory's.
 * Null when neither has two periods.
 */
export function trendOf(rows: readonly Observation[], choice: Choice, tree: AreaTree): Trend | null {
  const [domain, measure] = choice.measure.split(".") as [string, string];
  const at = (area: Area, step: (typeof STEPS)[number]): Trend | null => {
    const own = rowsOf(rows, { domain, measure, statistic: "MEAN", type: "_T", areas: [area.code] });
    const cells = periodCells(own, span(own, step));
    return cells.filter((cell) => cell.value !== null).length < 2 ? null : { area, cells, rows: own };
  };
  const area = tree.get(choice.area) ?? tree.root;
  for (const one of area.code === tree.root.code ? [area] : [area, tree.root]) {
    for (const step of STEPS) {
      const trend = at(one, step);
      if (trend) return trend;
    }
  }
  return null;
}

/** The mean cells of the areas shown, of all household types together. */
export function cellsShown(rows: readonly Observation[], choice: Choice, areas: readonly Area[]): AreaCell[] {
  const [domain, measure] = choice.measure.split(".") as [string, string];
  return areaCells(rowsOf(rows, { domain, measure, statistic: "MEAN", type: "_T", period: choice.period }), areas);
}

/** COUNT over reference dwellings, with its interval; no value where the count has none or nobody is counted there. */
export function participation(count: Observation | undefined, dwellings: number): ReturnType<typeof cellOf> {
  const cell = cellOf(count);
  if (dwellings <= 0) return { ...cell, value: null, lower: null, upper: null };
  const share = (value: number | null): number | null => (value === null ? null : value / dwellings);
  return { ...cell, value: share(cell.value), lower: share(cell.lower), upper: share(cell.upper) };
}

/** so many withheld rows still fit into a table */
const MOST_WITHHELD = 5;

/**
 * The rows of a table, and the withheld cells that are named apart: those of a level most of which is withheld, since
 * they would bury the others. A level that is withheld whole stays as it is.
 */
export function withheldApart(cells: readonly AreaCell[]): { rows: readonly AreaCell[]; named: readonly AreaCell[] } {
  const named = cells.filter((cell) => cell.kind === "withheld");
  const apart = named.length > MOST_WITHHELD && 2 * named.length > cells.length && named.length < cells.length;
  return apart ? { rows: cells.filter((cell) => cell.kind !== "withheld"), named } : { rows: cells, named: [] };
}
