// A release as the checks of its rows read it: documents and tables, and the rows by cell.

import type { Observation } from "../contract/observation.ts";
import type { ReleaseTables } from "../contract/tables.ts";
import type { Documents } from "./documents.ts";
import { mechanismFinder } from "./mechanisms.ts";

/** A cell or a sum of cells as it is shown. */
export interface ShownCell {
  readonly name: string;
  readonly level: string;
  readonly type: string;
  /** null where it is withheld */
  readonly count: number | null;
  readonly total: number | null;
  /** false for a sum of classes, and for an area that repeats another one */
  readonly measured: boolean;
}

/** Columns that tell a cell apart within a release, which has one period. */
export type CellColumns = Pick<Observation, "DOMAIN" | "MEASURE" | "REF_AREA" | "HOUSEHOLD_TYPE">;

export const OBSERVATIONS_FILE = "observations.parquet";
export const MEASUREMENTS_FILE = "measurements.parquet";

export function measureOf({ DOMAIN, MEASURE }: Pick<CellColumns, "DOMAIN" | "MEASURE">): string {
  return `${DOMAIN}.${MEASURE}`;
}

/** Name of a cell: its codes with blanks between them. `readTables` refuses a code that holds a blank. */
export function cellOf(row: CellColumns): string {
  return `${measureOf(row)} ${row.REF_AREA} ${row.HOUSEHOLD_TYPE}`;
}

/** Groups rows by a text that is made of each, in their order. */
export function grouped<Row>(rows: readonly Row[], by: (row: Row) => string): Map<string, Row[]> {
  const groups = new Map<string, Row[]>();
  for (const row of rows) {
    const key = by(row);
    const group = groups.get(key);
    if (group) group.push(row);
    else groups.set(key, [row]);
  }
  return groups;
}

/** A release with its tables, and its rows by cell. */
export type Contents = ReturnType<typeof contentsOf>;

export function contentsOf(documents: Documents, tables: ReleaseTables) {
  const { observations } = tables;
  const rowsOf = (statistic: string) => observations.filter(({ STATISTIC }) => STATISTIC === statistic);
  const counts = rowsOf("COUNT");
  const totals = new Map(rowsOf("TOTAL").map((row) => [cellOf(row), row.OBS_VALUE]));
  const measured = grouped(tables.measurements, cellOf);
  const byMeasure = grouped(counts, measureOf);
  const shownCell = (row: Observation): [string, ShownCell] => {
    const { AREA_LEVEL: level, HOUSEHOLD_TYPE: type, OBS_VALUE: count } = row;
    const name = cellOf(row);
    return [type, { name, level, type, count, total: totals.get(name) ?? null, measured: measured.has(name) }];
  };
  return {
    ...documents,
    tables,
    cells: grouped(observations, cellOf),
    /** the COUNT of every cell, withheld ones included */
    counts,
    /** the COUNT of every cell that is published */
    published: new Map(counts.filter(({ OBS_VALUE }) => OBS_VALUE !== null).map((row) => [cellOf(row), row])),
    measured,
    bins: grouped(tables.distributions, cellOf),
    /** the cells as they are shown: by measure, by area, and in each by type */
    shown: [...documents.shapes.values()].map(({ key, rungs }) => {
      const areas = grouped(byMeasure.get(key) ?? [], ({ REF_AREA }) => REF_AREA).values();
      return { key, rungs, areas: Array.from(areas, (rows) => new Map(rows.map(shownCell))) };
    }),
    mechanismOf: mechanismFinder(documents, observations),
  };
}
