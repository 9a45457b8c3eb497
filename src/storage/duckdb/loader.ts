import { type DuckDBConnection, DuckDBDataChunk, type DuckDBVector } from "@duckdb/node-api";
import { DuckError } from "./error.ts";
import { quoteName } from "./quote.ts";
import { duckType, type SqlColumn, type SqlValue, sqlType, toDuck } from "./values.ts";

/** Rows in a data chunk of DuckDB. */
const CHUNK = 2048;

/** Fills a table in bounded memory: rows are put in a chunk of 2 048, and each full chunk is appended to the table. */
export interface Loader {
  /** Adds a row: one value for each column, in order. */
  add(...values: SqlValue[]): void;
  /** Adds rows of whole columns, without creating a JavaScript value for each number: see `ColumnData`. */
  addColumns(columns: readonly ColumnData[], from: number, to: number): void;
  /** Appends the remaining rows, and returns how many rows were added in all. The table may only be queried afterwards. */
  end(): number;
}

/** The numbers of a BIGINT column, or indices into the list of an enumerated text column. */
export type ColumnData = BigInt64Array | Uint8Array | Uint16Array | Uint32Array;

/** A temporary table's name and columns. */
export interface TableShape {
  readonly table: string;
  readonly columns: readonly SqlColumn[];
}

/** Makes the missing temporary tables with a single statement, since each costs a quarter of a millisecond. */
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
  const vectorsOfChunk = () => {
    chunk.rowCount = CHUNK;
    return columns.map((_, i) => chunk.getColumnVector(i) as DuckDBVector);
  };
  let vectors = vectorsOfChunk();
  let hasValues = false;
  let rows = 0;
  let total = 0;
  const flush = () => {
    for (const vector of vectors) vector.flush();
    chunk.rowCount = rows;
    appender.appendDataChunk(chunk);
    chunk.reset();
    // Vectors serve chunk after chunk, since making one copies all texts of its list. After single values one could still mark a
    // row as null.
    if (hasValues) vectors = vectorsOfChunk();
    hasValues = false;
    total += rows;
    rows = 0;
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
      hasValues = true;
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

/**
 * Writes a part of a column into a vector.
 *
 * @throws DuckError where the column's type takes no array, the array has another kind or length, or an index is not in its list
 */
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
  // The vector would read other memory for an index beyond the list.
  if (among && length > 0 && largestOf(part as Uint8Array) >= among.length)
    throw new DuckError(`${table}.${name} has ${among.length} texts: a place does not fit`, table);
  (items as Uint8Array).set(part as Uint8Array, row);
}

function largestOf(places: Uint8Array): number {
  let largest = 0;
  for (let i = 0; i < places.length; i++) if ((places[i] as number) > largest) largest = places[i] as number;
  return largest;
}

/** The array that a vector's `flush` sends. The library keeps it private, and otherwise only sets values one by one. */
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
