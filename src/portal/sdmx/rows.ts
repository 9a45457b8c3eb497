import type { ColumnarTable, TextColumn } from "../../release/index.ts";
import { groupRows, type RowTest, rowsWhere, textTest } from "../view.ts";
import { hasCodelist, KEY_DIMENSIONS, sdmxId, TIME } from "./ids.ts";
import { type DataQuery, type Filter, type parseKeys, seriesDimensions } from "./query.ts";
import { byTime } from "./time.ts";

/** Returns a test of a table's rows. A cell without a value passes no condition. */
function filterTest(table: ColumnarTable, { component, passes }: Filter): RowTest {
  if (table.text[component]) return textTest(table, component, (code) => passes(hasCodelist(component) ? sdmxId(code) : code));
  const numbers = table.numbers[component] ?? new Float64Array();
  return (row) => !Number.isNaN(numbers[row]) && passes(numbers[row] as number);
}

/** Returns a test for keys. It compares the table's code numbers; a key with a code that the table lacks matches no row. */
function keyTest(table: ColumnarTable, keys: ReturnType<typeof parseKeys>): RowTest {
  const columns = KEY_DIMENSIONS.map((id) => {
    const { values, codes } = table.text[id] as TextColumn;
    return { codes, places: new Map(values.map((code, place) => [sdmxId(code), place])) };
  });
  const wanted = keys
    .map((key) => key.map((code, i) => (code === null ? null : (columns[i]?.places.get(code) ?? -1))))
    .filter((key) => !key.includes(-1));
  return (row) => wanted.some((key) => key.every((place, i) => place === null || columns[i]?.codes[row] === place));
}

/** The rows that a query selects, in the order of the table, before `offset` and `limit`. */
export function findRows(table: ColumnarTable, keys: ReturnType<typeof parseKeys>, query: DataQuery): number[] {
  const { first = 0, last = 0, at, filters } = query;
  const matching = rowsWhere(table, [keyTest(table, keys), ...filters.map((filter) => filterTest(table, filter))]);
  if (first === 0 && last === 0) return matching;
  const { values, codes } = table.text[TIME] as TextColumn;
  const sorted = values.toSorted(byTime);
  const ranks = values.map((period) => sorted.indexOf(period));
  const rank = (row: number) => ranks[codes[row] as number] as number;
  const columns = seriesDimensions(at).map((id) => table.text[id]?.codes);
  // Rows belong to one series if the codes of its dimensions are equal.
  const seriesOf = (row: number) => columns.map((column) => column?.[row]).join(":");
  const kept = new Set(
    groupRows(matching, seriesOf).flatMap((series) => {
      const inTime = series.toSorted((a, b) => rank(a) - rank(b) || a - b);
      return inTime.filter((_, i) => i < first || i >= inTime.length - last);
    }),
  );
  return matching.filter((row) => kept.has(row));
}
