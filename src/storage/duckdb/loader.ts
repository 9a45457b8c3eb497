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
  /** Rows from whole columns, without a value being made of any number: see `ColumnData`. */
  addColumns(columns: readonly ColumnData[], from: number, to: number): void;
  /** Sends the remaining rows, and returns how many rows the loader added. The table may be queried only after it. */
  end(): number;
}

/** The numbers of a BIGINT column, or the places in its list of an enumerated text column. */
export type ColumnData = BigInt64Array | Uint8Array | Uint16Array | Uint32Array;

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
    addColumns: (data, from, to) => {
      if (data.length !== columns.length)
        throw new DuckError(`${table} has ${columns.length} columns; got ${data.length} arrays`, table);
      for (let at = from; at < to; ) {
        const take = Math.min(to - at, CHUNK - rows);
        for (const [i, column] of columns.entries()) {
          const part = (data[i] as ColumnData).subarray(at, at + take);
          putColumn(table, column, itemsOf(vectors[i] as DuckDBVector), rows, part, take);
        }
        rows += take;
        at += take;
        if (rows === CHUNK) flush();
      }
    },
    end: () => {
      if (rows > 0) flush();
      appender.closeSync();
      return total;
    },
  };
}

/** @throws DuckError where a column has no such kind of data, or less of it, or places that its list does not have */
function putColumn(
  table: string,
  { name, type, among }: SqlColumn,
  items: ColumnData,
  row: number,
  part: ColumnData,
  length: number,
): void {
  if (type !== "BIGINT" && among === undefined)
    throw new DuckError(`${table}.${name} is ${type}: it is filled value by value`, table);
  if (part.length !== length || items instanceof BigInt64Array !== part instanceof BigInt64Array)
    throw new DuckError(`${table}.${name} is ${type}: an array does not fit`, table);
  // The vector would take a place that the list does not have for some other memory.
  if (among && length > 0 && largestOf(part as Uint8Array) >= among.length)
    throw new DuckError(`${table}.${name} has ${among.length} texts: a place does not fit`, table);
  (items as Uint8Array).set(part as Uint8Array, row);
}

function largestOf(places: Uint8Array): number {
  let largest = 0;
  for (let i = 0; i < places.length; i++) if ((places[i] as number) > largest) largest = places[i] as number;
  return largest;
}

/** What a vector's `flush` sends. The engine's library keeps it private, and gives no other way than a value at a time. */
function itemsOf(vector: DuckDBVector): ColumnData {
  return (vector as unknown as { readonly items: ColumnData }).items;
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
