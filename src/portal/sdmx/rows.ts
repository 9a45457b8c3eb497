import type { ColumnarTable } from "../../release/index.ts";
import { KEY_DIMENSIONS, TIME } from "./components.ts";
import { filterTest, type RowTest } from "./filter.ts";
import { sdmxId } from "./ids.ts";
import { type AtObservation, type DataQuery, type parseKeys, seriesDimensions } from "./query.ts";
import { byTime } from "./time.ts";

/** Keys are compared as the table's own numbers of codes; a key with a code that the table does not have is none. */
function keyTest(table: ColumnarTable, keys: ReturnType<typeof parseKeys>): RowTest {
  const columns = KEY_DIMENSIONS.map((id) => {
    const { values, codes } = table.text[id] as ColumnarTable["text"][string];
    return { codes, places: new Map(values.map((code, place) => [sdmxId(code), place])) };
  });
  const wanted = keys
    .map((key) => key.map((code, i) => (code === null ? null : (columns[i]?.places.get(code) ?? -1))))
    .filter((key) => !key.includes(-1));
  return (row) => wanted.some((key) => key.every((place, i) => place === null || columns[i]?.codes[row] === place));
}

/** The rows of a table that are asked for, in their order, before `offset` and `limit`. */
export function findRows(table: ColumnarTable, keys: ReturnType<typeof parseKeys>, query: DataQuery): number[] {
  const tests = [keyTest(table, keys), ...query.filters.map((filter) => filterTest(table, filter))];
  const found: number[] = [];
  for (let row = 0; row < table.length; row++) if (tests.every((test) => test(row))) found.push(row);
  const { first = 0, last = 0, at } = query;
  if (first === 0 && last === 0) return found;
  const times = table.text[TIME] as ColumnarTable["text"][string];
  const sorted = [...times.values].sort(byTime);
  const ranks = times.values.map((period) => sorted.indexOf(period));
  const rank = (row: number) => ranks[times.codes[row] as number] as number;
  const kept = new Set(
    groupRows(found, seriesKey(table, at)).flatMap((series) => {
      const inTime = [...series].sort((a, b) => rank(a) - rank(b) || a - b);
      return [...inTime.slice(0, first), ...inTime.slice(Math.max(0, inTime.length - last))];
    }),
  );
  return found.filter((row) => kept.has(row));
}

/** A name for each row's series, equal where the codes are. */
function seriesKey(table: ColumnarTable, at: AtObservation): (row: number) => string {
  const columns = seriesDimensions(at).map((id) => table.text[id]?.codes);
  return (row) => columns.map((codes) => codes?.[row]).join(":");
}

/** Rows of the same key together, in the order in which keys and rows come. */
export function groupRows(rows: readonly number[], keyOf: (row: number) => string): number[][] {
  const groups = new Map<string, number[]>();
  for (const row of rows) {
    const key = keyOf(row);
    const group = groups.get(key);
    if (group) group.push(row);
    else groups.set(key, [row]);
  }
  return [...groups.values()];
}
