import type { Observation, Statistic } from "../../src/contract/observation.ts";

/** The statistics of one cell: a measure, an area, a household type and a period. */
export type Cell = ReadonlyMap<Statistic, Observation>;

export interface CellKey {
  readonly domain: string;
  readonly measure: string;
  readonly area: string;
  readonly type: string;
  readonly period: string;
}

/** Finds the rows of a cell without searching. */
export interface CellIndex {
  get(key: CellKey): Cell | undefined;
}

const text = (key: CellKey): string => [key.domain, key.measure, key.area, key.type, key.period].join("\n");

/** Indexes the rows of any number of releases. Of two rows with the same cell and statistic, the later one wins. */
export function cellIndex(rows: Iterable<Observation>): CellIndex {
  const cells = new Map<string, Map<Statistic, Observation>>();
  for (const row of rows) {
    const key = text({
      domain: row.DOMAIN,
      measure: row.MEASURE,
      area: row.REF_AREA,
      type: row.HOUSEHOLD_TYPE,
      period: row.TIME_PERIOD,
    });
    let cell = cells.get(key);
    if (!cell) {
      cell = new Map();
      cells.set(key, cell);
    }
    cell.set(row.STATISTIC, row);
  }
  return { get: (key) => cells.get(text(key)) };
}
