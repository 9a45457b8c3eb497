import { type DuckDBConnection, DuckDBDataChunk, type DuckDBVector } from "@duckdb/node-api";
import { DuckError } from "./error.ts";
import { quoteName } from "./quote.ts";
import { duckType, type SqlColumn, type SqlValue, sqlType, toDuck } from "./values.ts";

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

/** Makes the temporary tables that are not there yet, by one statement: each costs a quarter of a millisecond. */
export async function createLoaders(connection: DuckDBConnection, tables: readonly TableShape[]): Promise<Loader[]> {
  const statements = tables.map(({ table, columns }) => {
    const list = columns.map((column) => `${quoteName(column.name)} ${sqlType(column)}`).join(", ");
    return `CREATE TEMP TABLE IF NOT EXISTS ${quoteName(table)} (${list})`;
  });
  await connection.run(statements.join(";\n"));
  return Promise.all(tables.map((shape) => createLoader(connection, shape)));
}

async function createLoader(connection: DuckDBConnection, { table, columns }: TableShape): Promise<Loader> {
  const appender = await connection.createAppender(table, "main", "temp");
  const chunk = DuckDBDataChunk.create(columns.map(duckType));
  const texts = columns.map(({ among }) => new Set<SqlValue>(among));
  const begun = () => {
    chunk.reset();
    chunk.rowCount = CHUNK;
    return columns.map((_, i) => chunk.getColumnVector(i) as DuckDBVector);
  };
  let vectors = begun();
  let rows = 0;
  let total = 0;
  const flush = () => {
    for (const vector of vectors) vector.flush();
    chunk.rowCount = rows;
    appender.appendDataChunk(chunk);
    total += rows;
    rows = 0;
    vectors = begun();
  };
  return {
    add: (...values) => {
      if (values.length !== columns.length)
        throw new DuckError(`${table} has ${columns.length} columns; got ${values.length} values`, table);
      for (const [i, column] of columns.entries()) {
        try {
          (vectors[i] as DuckDBVector).setItem(rows, toDuck(column, values[i] ?? null, texts[i] as ReadonlySet<SqlValue>));
        } catch (cause) {
          throw new DuckError(`${table}.${column.name} is ${column.type}: a value does not fit`, table, cause);
        }
      }
      if (++rows === CHUNK) flush();
    },
    end: () => {
      if (rows > 0) flush();
      appender.closeSync();
      return total;
    },
  };
}

/** Appends whole columns (arrays or typed arrays of one length). */
export async function appendColumns(
  connection: DuckDBConnection,
  shape: TableShape,
  data: readonly ArrayLike<SqlValue>[],
): Promise<void> {
  const lengths = new Set(data.map((column) => column.length));
  if (lengths.size > 1)
    throw new DuckError(`${shape.table} needs columns of one length; got ${[...lengths].join(", ")}`, shape.table);
  const [loader] = await createLoaders(connection, [shape]);
  for (let row = 0; row < Math.max(0, ...lengths); row++) loader?.add(...data.map((column) => column[row] as SqlValue));
  loader?.end();
}
