import { type CsvDialect, csvText } from "../contract/csv.ts";
import type { TableSchema } from "../contract/tables.ts";
import type { Columns } from "./tables.ts";

/** A table of a release as CSV, its header first. */
export function toCsv(schema: Pick<TableSchema, "columns">, columns: Columns, dialect?: CsvDialect): string {
  return csvText(recordsOf(schema, columns), dialect);
}

function* recordsOf(schema: Pick<TableSchema, "columns">, columns: Columns) {
  yield schema.columns.map(({ name }) => name);
  const length = columns[0]?.length ?? 0;
  for (let row = 0; row < length; row++) yield columns.map((values) => values[row] ?? null);
}
