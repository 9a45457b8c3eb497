import type { Observation } from "../../src/contract/observation.ts";

/**
 * What a reader may be told about a cell: `published`; `unreliable` (given, but the margin is too wide to
 * rely on, or a quantile too imprecise to give: then `value` is null); `withheld`; `none` (cannot exist,
 * or the publication has no such row).
 */
export type CellKind = "published" | "unreliable" | "withheld" | "none";

/** An observation as a chart needs it; amounts in the observation's unit. */
export interface Cell {
  readonly kind: CellKind;
  readonly value: number | null;
  readonly lower: number | null;
  readonly upper: number | null;
  /** estimated from other cells, not from this one's own measurement */
  readonly modelled: boolean;
}

/** The cell of one area. */
export interface AreaCell extends Cell {
  readonly code: string;
  readonly name: string;
  readonly parent: string | null;
}

/** The cell of one period. */
export interface PeriodCell extends Cell {
  readonly period: string;
}

/** The parts of a territory's area that a chart needs. */
export interface NamedArea {
  readonly code: string;
  readonly name: string;
  readonly parent: string | null;
}

const NONE: Cell = { kind: "none", value: null, lower: null, upper: null, modelled: false };

/** The row as a cell; no row, or a cell that cannot exist, is `none`. A withheld row never yields a number. */
export function cellOf(row: Observation | undefined): Cell {
  if (!row || row.OBS_STATUS === "M") return NONE;
  const modelled = row.METHOD === "modelled";
  if (row.CONF_STATUS !== "F") return { ...NONE, kind: "withheld", modelled };
  const kind = row.OBS_STATUS === "U" || row.OBS_STATUS === "Q" || row.OBS_VALUE === null ? "unreliable" : "published";
  return { kind, value: row.OBS_VALUE, lower: row.CI_LOWER, upper: row.CI_UPPER, modelled };
}

/** One cell for each area, in the areas' order. `rows` hold at most one row an area. */
export function areaCells(rows: readonly Observation[], areas: readonly NamedArea[]): AreaCell[] {
  const byArea = new Map(rows.map((row) => [row.REF_AREA, row]));
  return areas.map(({ code, name, parent }) => ({ code, name, parent, ...cellOf(byArea.get(code)) }));
}

/** One cell for each period, in the periods' order. `rows` hold at most one row a period. */
export function periodCells(rows: readonly Observation[], periods: readonly string[]): PeriodCell[] {
  const byPeriod = new Map(rows.map((row) => [row.TIME_PERIOD, row]));
  return periods.map((period) => ({ period, ...cellOf(byPeriod.get(period)) }));
}

/** Half the interval's width, in the cell's unit; null where no interval is given. */
export function margin(cell: Cell): number | null {
  return cell.lower === null || cell.upper === null ? null : (cell.upper - cell.lower) / 2;
}

/**
 * Does the cell differ from the reference by more than their two margins explain?
 * |a − b| > √(hₐ² + h_b²): the 95 % interval of a difference of two independent normal estimates leaves out 0.
 */
export function differs(cell: Cell, reference: Cell): boolean {
  if (cell.value === null || reference.value === null) return false;
  return Math.abs(cell.value - reference.value) > Math.hypot(margin(cell) ?? 0, margin(reference) ?? 0);
}

/**
 * Ranks as bands, never as points: an area ranks after those whose whole interval lies above its own, and
 * before those whose whole interval lies below. Rank 1 is the highest. Areas without an interval have no band.
 */
export function rankBands(cells: readonly AreaCell[]): Map<string, { best: number; worst: number; of: number }> {
  const ranked = cells.flatMap(({ code, lower, upper }) => (lower === null || upper === null ? [] : [{ code, lower, upper }]));
  return new Map(
    ranked.map((cell) => {
      const above = ranked.filter((other) => other.lower > cell.upper).length;
      const below = ranked.filter((other) => other.upper < cell.lower).length;
      return [cell.code, { best: above + 1, worst: ranked.length - below, of: ranked.length }];
    }),
  );
}
