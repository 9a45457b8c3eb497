import type { ColumnarTable } from "../../release/index.ts";
import { comparator } from "../records.ts";
import { TIME } from "./components.ts";
import { type DataQuery, keysOf, seriesDimensions } from "./data-query.ts";
import { filterTest, keyTest, type parseKeys } from "./filter.ts";
import { byTime } from "./time.ts";

/** The rows of a table that are asked for, in their order, before `offset` and `limit`. */
export function rowsOf(table: ColumnarTable, keys: ReturnType<typeof parseKeys>, query: DataQuery): number[] {
  const tests = [keyTest(table, keys), ...query.filters.map((filter) => filterTest(table, filter))];
  const found: number[] = [];
  for (let row = 0; row < table.length; row++) if (tests.every((test) => test(row))) found.push(row);
  const rows = query.firstN === undefined && query.lastN === undefined ? found : outermost(table, found, query);
  if (query.sort.length === 0) return rows;
  const sort = query.sort.map(({ component, descending }) => ({ column: component, descending }));
  return rows.sort(comparator(table, sort, (column) => (column === TIME ? byTime : undefined)));
}

/** The first and the last observations of every series, in the order of time; the rows keep theirs. */
function outermost(table: ColumnarTable, rows: readonly number[], { firstN = 0, lastN = 0, at }: DataQuery): number[] {
  const keyOf = keysOf(table, seriesDimensions(at));
  const series = new Map<string, number[]>();
  for (const row of rows) {
    const key = keyOf(row);
    const one = series.get(key);
    if (one) one.push(row);
    else series.set(key, [row]);
  }
  const inTime = comparator(table, [{ column: TIME, descending: false }], () => byTime);
  const kept = new Set<number>();
  for (const one of series.values()) {
    one.sort(inTime);
    for (const row of one.slice(0, firstN)) kept.add(row);
    if (lastN > 0) for (const row of one.slice(-lastN)) kept.add(row);
  }
  return rows.filter((row) => kept.has(row));
}
