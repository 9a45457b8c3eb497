import { type DuckDBAppender, type DuckDBConnection, DuckDBDataChunk, type DuckDBVector } from "@duckdb/node-api";
import { DuckError } from "./error.ts";
import { quoteName } from "./instance.ts";
import { duckType, type SqlColumn, type SqlValue, toDuck } from "./values.ts";

/** Rows in one data chunk of DuckDB. */
const CHUNK = 2048;

/** Fills a table in bounded memory: rows go into a chunk of 2 048, and each full chunk into the table. */
export interface Loader {
  /** One value a column, in the columns' order. */
  add(...values: SqlValue[]): void;
  /** Sends what is left, and returns how many rows the loader added. The table may be queried only after it. */
  end(): number;
}

/** A temporary table's name and columns. */
export interface TableShape {
  readonly table: string;
  readonly columns: readonly SqlColumn[];
}

/** Makes the connection's temporary tables unless they are there: one statement, for each costs a quarter of a millisecond. */
async function createTables(connection: DuckDBConnection, tables: readonly TableShape[]): Promise<void> {
  const each = tables.map(({ table, columns }) => {
    const list = columns.map((column) => `${quoteName(column.name)} ${column.type}`).join(", ");
    return `CREATE TEMP TABLE IF NOT EXISTS ${quoteName(table)} (${list})`;
  });
  await connection.run(each.join(";\n"));
}

export async function createLoaders(connection: DuckDBConnection, tables: readonly TableShape[]): Promise<Loader[]> {
  await createTables(connection, tables);
  return Promise.all(tables.map((shape) => createLoader(connection, shape)));
}

async function createLoader(connection: DuckDBConnection, { table, columns }: TableShape): Promise<Loader> {
  const sink = await chunkSink(connection, table, columns);
  const buffers: SqlValue[][] = columns.map(() => []);
  let total = 0;
  let filled = 0;
  const flush = () => {
    if (filled > 0) sink.write(buffers, 0, filled);
    filled = 0;
  };
  return {
    add: (...values) => {
      if (values.length !== columns.length) {
        throw new DuckError(`${table} has ${columns.length} columns; got ${values.length} values`, table);
      }
      for (let i = 0; i < values.length; i++) (buffers[i] as SqlValue[])[filled] = values[i] as SqlValue;
      filled++;
      total++;
      if (filled === CHUNK) flush();
    },
    end: () => {
      flush();
      sink.close();
      return total;
    },
  };
}

/** Appends whole columns (arrays or typed arrays of one length). */
export async function appendColumns(
  connection: DuckDBConnection,
  table: string,
  columns: readonly SqlColumn[],
  data: readonly ArrayLike<SqlValue>[],
): Promise<void> {
  const length = data[0]?.length ?? 0;
  if (data.length !== columns.length || data.some((column) => column.length !== length)) {
    const lengths = data.map((column) => column.length).join(", ");
    throw new DuckError(`${table} needs ${columns.length} columns of one length; got lengths ${lengths || "none"}`, table);
  }
  await createTables(connection, [{ table, columns }]);
  const sink = await chunkSink(connection, table, columns);
  try {
    for (let start = 0; start < length; start += CHUNK) sink.write(data, start, Math.min(CHUNK, length - start));
  } finally {
    sink.close();
  }
}

/** One reused chunk between JavaScript columns and the table. */
async function chunkSink(connection: DuckDBConnection, table: string, columns: readonly SqlColumn[]) {
  const appender: DuckDBAppender = await connection.createAppender(table, "main", "temp");
  const chunk = DuckDBDataChunk.create(columns.map((column) => duckType(column.type)));
  return {
    write(data: readonly ArrayLike<SqlValue>[], start: number, count: number) {
      chunk.reset();
      chunk.rowCount = count;
      for (const [i, column] of columns.entries()) {
        fill(chunk.getColumnVector(i), column, data[i] as ArrayLike<SqlValue>, start, count, table);
      }
      appender.appendDataChunk(chunk);
    },
    close: () => appender.closeSync(),
  };
}

function fill(
  vector: DuckDBVector,
  column: SqlColumn,
  values: ArrayLike<SqlValue>,
  start: number,
  count: number,
  table: string,
): void {
  const settable = vector as DuckDBVector & { setItem(index: number, value: unknown): void; flush(): void };
  for (let i = 0; i < count; i++) {
    const value = values[start + i] as SqlValue;
    try {
      settable.setItem(i, toDuck(column.type, value));
    } catch (cause) {
      throw new DuckError(`${table}.${column.name} is ${column.type}: a value does not fit`, table, cause);
    }
  }
  settable.flush();
}
