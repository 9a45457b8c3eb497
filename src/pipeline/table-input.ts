import type { Cell, Column, Duck } from "../duckdb/index.ts";

/** A small table to load before the steps run. */
export interface TableInput {
  readonly table: string;
  readonly columns: readonly Column[];
  readonly rows: readonly (readonly Cell[])[];
}

/** Makes the connection's temporary table and fills it. */
export async function fill(duck: Duck, { table, columns, rows }: TableInput): Promise<void> {
  const loader = await duck.loader(table, columns);
  for (const row of rows) loader.add(...row);
  loader.end();
}
