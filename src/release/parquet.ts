import { mkdtemp, readFile, rm } from "node:fs/promises";
import { tmpdir } from "node:os";
import { join } from "node:path";
import type { TableSchema } from "../contract/tables.ts";
import { type Duck, literalPath, openDuck, quoteName, quoteText } from "../storage/duckdb/index.ts";
import { type Columns, columnsOf, type Value } from "./tables.ts";

/**
 * Rows of a group: the least that a reader of one area or measure fetches. The tables are in the order of the cube (measure,
 * level, area), so each group's statistics say what it does not hold. A multiple of DuckDB's 2 048.
 */
export const ROW_GROUP = 8_192;

/**
 * Writes a zstd Parquet file, in groups of 8 192 rows. The same rows and metadata give the same bytes, on any number of threads.
 *
 * @param duck must be allowed to write at `path`
 * @param metadata of the file: names are letters, digits and `_`
 */
export async function writeParquet(
  duck: Duck,
  path: string,
  schema: TableSchema,
  columns: Columns,
  metadata: ReadonlyMap<string, string>,
): Promise<void> {
  const table = `write_${schema.name}`;
  const pairs = [...metadata].map(([key, value]) => `${quoteName(key)}: ${quoteText(value)}`).join(", ");
  await duck.append(table, schema.columns, columns);
  await duck.run(
    `COPY ${table} TO ${quoteText(path)} (FORMAT parquet, COMPRESSION zstd, ROW_GROUP_SIZE ${ROW_GROUP}, KV_METADATA {${pairs}})`,
  );
  await duck.run(`DROP TABLE ${table}`);
}

/** A Parquet file as bytes, by way of a temporary file: for tables that are public already. */
export async function toParquet(
  schema: TableSchema,
  columns: Columns,
  metadata: ReadonlyMap<string, string>,
): Promise<Uint8Array> {
  const folder = await mkdtemp(join(tmpdir(), "voisinage-export-"));
  const duck = await openDuck({ folders: [folder] });
  try {
    const path = join(folder, "export.parquet");
    await writeParquet(duck, path, schema, columns, metadata);
    return await readFile(path);
  } finally {
    duck.close();
    await rm(folder, { recursive: true, force: true });
  }
}

/** The rows of a Parquet file in their order, as columns. @throws as `readRows` */
export async function readParquet(duck: Duck, path: string, schema: TableSchema): Promise<Columns> {
  return columnsOf(schema, await readRows(duck, path, schema));
}

/** @throws as `parquetSource` */
export async function readRows(duck: Duck, path: string, schema: TableSchema) {
  return duck.rows<Record<string, Value>>(`SELECT * FROM ${await parquetSource(duck, path, schema)}`);
}

/** SQL of a Parquet file's rows. @throws RangeError when the file has other columns or types than the schema */
export async function parquetSource(duck: Duck, path: string, schema: TableSchema): Promise<string> {
  // A folder called `key=value` would otherwise be read as a column.
  const file = `read_parquet(${quoteText(literalPath(path))}, hive_partitioning = false)`;
  const described = await duck.rows<{ column_name: string; column_type: string }>(
    `SELECT column_name, column_type FROM (DESCRIBE SELECT * FROM ${file})`,
  );
  const actual = described.map((column) => `${column.column_name} ${column.column_type}`).join(", ");
  const expected = schema.columns.map((column) => `${column.name} ${column.type}`).join(", ");
  if (actual !== expected) throw new RangeError(`columns are ${actual}; expected ${expected}`);
  return file;
}

/** The key-value metadata of a Parquet file. */
export async function parquetMetadata(duck: Duck, path: string) {
  const rows = await duck.rows<{ key: string; value: string }>(
    `SELECT decode(key) AS key, decode(value) AS value FROM parquet_kv_metadata(${quoteText(literalPath(path))})`,
  );
  return new Map(rows.map(({ key, value }) => [key, value]));
}

/** How many rows a Parquet file says it has, without reading them. */
export async function parquetRowCount(duck: Duck, path: string): Promise<number> {
  const [row] = await duck.rows<{ n: bigint }>(
    `SELECT CAST(num_rows AS BIGINT) AS n FROM parquet_file_metadata(${quoteText(literalPath(path))})`,
  );
  return Number(row?.n ?? 0n);
}
