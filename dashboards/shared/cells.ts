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

/** A cell within its period, as a key of a map. */
const within = (domain: string, measure: string, area: string, type: string): string => `${domain}\n${measure}\n${area}\n${type}`;

/** Indexes the rows of any number of releases. Of two rows with the same cell and statistic, the later one wins. */
export function cellIndex(rows: Iterable<Observation>): CellIndex {
  const periods = new Map<string, Map<string, Map<Statistic, Observation>>>();
  for (const row of rows) {
    let cells = periods.get(row.TIME_PERIOD);
    if (!cells) {
      cells = new Map();
      periods.set(row.TIME_PERIOD, cells);
    }
    const key = within(row.DOMAIN, row.MEASURE, row.REF_AREA, row.HOUSEHOLD_TYPE);
    let cell = cells.get(key);
    if (!cell) {
      cell = new Map();
      cells.set(key, cell);
    }
    cell.set(row.STATISTIC, row);
  }
  return {
    get: ({ domain, measure, area, type, period }) => periods.get(period)?.get(within(domain, measure, area, type)),
  };
}

/** Several indexes as one, so that releases that arrive later are indexed alone. Their periods do not overlap. */
export function joinedCells(indexes: readonly CellIndex[]): CellIndex {
  return {
    get(key: CellKey): Cell | undefined {
      for (const index of indexes) {
        const cell = index.get(key);
        if (cell) return cell;
      }
      return undefined;
    },
  };
}
