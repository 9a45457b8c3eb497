import { parsePeriod } from "../contract/period.ts";
import { OBSERVATIONS } from "../contract/tables.ts";
import { type ColumnarTable, type Columns, numberCell, type OpenRelease, type TextColumn, textCell } from "../release/index.ts";

/** The rows of one domain: from the newest release of each period, or from one release. */
export interface View {
  readonly table: ColumnarTable;
  readonly periods: readonly { readonly period: string; readonly step: string; readonly release: string }[];
  /** the releases that rows come from */
  readonly releases: readonly string[];
}

type Source = readonly [release: OpenRelease, rows: readonly number[]];

/** The newest rows of a domain for each period: a revision replaces what it revises. For one release, all its rows. */
export function datasetView(releases: readonly OpenRelease[], domain: string): View {
  const oldestFirst = releases.toSorted(
    (a, b) => a.manifest.revision - b.manifest.revision || (a.manifest.created_at < b.manifest.created_at ? -1 : 1),
  );
  const byPeriod = new Map<string, Source>();
  for (const release of oldestFirst) {
    const { observations: table } = release;
    const rows = rowsWhere(table, [textTest(table, "DOMAIN", (id) => id === domain)]);
    for (const periodRows of groupRows(rows, (row) => textCell(table, "TIME_PERIOD", row)))
      byPeriod.set(textCell(table, "TIME_PERIOD", periodRows[0] as number), [release, periodRows]);
  }
  const sorted = [...byPeriod].sort(([a], [b]) => (a < b ? -1 : 1));
  return {
    table: gather(sorted.map(([, source]) => source)),
    periods: sorted.map(([period, [release]]) => ({ period, step: parsePeriod(period).step, release: release.id })),
    releases: [...new Set(sorted.map(([, [release]]) => release.id))].sort(),
  };
}

/** Copies rows of several tables into one, with one dictionary for each column. */
function gather(sources: readonly Source[]): ColumnarTable {
  function* valuesOf<T>(read: (table: ColumnarTable, row: number) => T) {
    for (const [{ observations }, rows] of sources) for (const row of rows) yield read(observations, row);
  }
  const text: Record<string, TextColumn> = {};
  const numbers: Record<string, Float64Array> = {};
  for (const { name, type } of OBSERVATIONS.columns) {
    if (type !== "VARCHAR") {
      numbers[name] = Float64Array.from(valuesOf((table, row) => numberCell(table, name, row) ?? Number.NaN));
      continue;
    }
    const places = new Map<string, number>();
    const codes = Int32Array.from(
      valuesOf((table, row) => {
        const value = textCell(table, name, row);
        const place = places.get(value) ?? places.size;
        places.set(value, place);
        return place;
      }),
    );
    text[name] = { values: [...places.keys()], codes };
  }
  return { length: sources.reduce((sum, [, rows]) => sum + rows.length, 0), text, numbers };
}

export type RowTest = (row: number) => boolean;

/** Returns a test of a text column. `passes` is called once for each distinct text. */
export function textTest({ text }: ColumnarTable, column: string, passes: (value: string) => boolean): RowTest {
  const { values, codes } = text[column] as TextColumn;
  const judged = values.map(passes);
  return (row) => judged[codes[row] as number] === true;
}

/** The rows that pass every test, in the order of the table. */
export function rowsWhere(table: ColumnarTable, tests: readonly RowTest[]): number[] {
  const rows: number[] = [];
  for (let row = 0; row < table.length; row++) if (tests.every((test) => test(row))) rows.push(row);
  return rows;
}

/** Groups rows by key. Groups and rows stay in the order of their first appearance. */
export function groupRows(rows: readonly number[], keyOf: (row: number) => string) {
  const groups = new Map<string, number[]>();
  for (const row of rows) {
    const key = keyOf(row);
    const group = groups.get(key);
    if (group) group.push(row);
    else groups.set(key, [row]);
  }
  return [...groups.values()];
}

/** A table's columns in the form that the file writers take. */
export function columnsOfTable(table: ColumnarTable): Columns {
  return OBSERVATIONS.columns.map(({ name, type }) =>
    Array.from({ length: table.length }, (_, row) =>
      type === "VARCHAR" ? textCell(table, name, row) : numberCell(table, name, row),
    ),
  );
}

type TableObject = Record<string, string | number | null>;

/** One row as an object with these columns. */
export function rowAt(table: ColumnarTable, columns: readonly string[], row: number): TableObject {
  const valueAt = (name: string) => (table.text[name] ? textCell(table, name, row) : numberCell(table, name, row));
  return Object.fromEntries(columns.map((name) => [name, valueAt(name)]));
}
