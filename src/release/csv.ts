import { parse } from "csv-parse/sync";
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

/** Reads RFC 4180: records of fields, the header first. @throws RangeError when a quote is not closed or not where quotes may be */
export function parseCsv(text: string): string[][] {
  try {
    return parse(text, { relax_column_count: true });
  } catch (error) {
    throw new RangeError((error as Error).message);
  }
}
