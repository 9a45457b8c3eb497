import type { Duck, SqlValue, TableShape } from "../storage/duckdb/index.ts";

/** A small table to load before the steps run. */
export interface TableInput extends TableShape {
  readonly rows: readonly (readonly SqlValue[])[];
}

/** Makes the connection's temporary tables and fills them. */
export async function fill(duck: Duck, tables: readonly TableInput[]): Promise<void> {
  const loaders = await duck.loaders(tables);
  for (const [i, loader] of loaders.entries()) {
    for (const row of tables[i]?.rows ?? []) loader.add(...row);
    loader.end();
  }
}
