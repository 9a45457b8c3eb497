import type { TableSchema } from "../contract/tables.ts";

/** What a cell is in JavaScript: whole numbers past 32 bits are bigint. */
export type Value = string | number | bigint | null;
export type Columns = readonly (readonly Value[])[];

/** Rows as columns, in the schema's order. */
export function columnsOf(schema: TableSchema, rows: readonly object[]): Columns {
  return schema.columns.map(({ name }) => rows.map((row) => (row as Record<string, Value>)[name] ?? null));
}
