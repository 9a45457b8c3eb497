import type { DuckDBValue } from "@duckdb/node-api";
import { DuckError, withStatement } from "./error.ts";
import { connectShared, connectWithFolders } from "./instance.ts";
import { appendColumns, createLoaders, type Loader, type TableShape } from "./loader.ts";
import { objectsOf, type SqlColumn, type SqlValue } from "./values.ts";

/**
 * Values bound to `$1, $2, …` (an array) or `$name` (an object). A whole `number` is bound as INTEGER where it fits, otherwise as
 * DOUBLE.
 */
export type Params = readonly SqlValue[] | Readonly<Record<string, SqlValue>>;

/**
 * One connection to an in-memory DuckDB. Only **temporary** tables and views belong to the connection and are gone with `close`;
 * make every table `TEMP`, since other connections of the process would see a plain one.
 *
 * Rows are objects: BIGINT, HUGEINT and whole DECIMAL are bigint; INTEGER and narrower, FLOAT and DOUBLE are number; VARCHAR is
 * string; BOOLEAN; null. Other types are refused: cast them in the SQL.
 */
export interface Duck {
  /** Runs one or several statements without a result. @throws DuckError */
  run(sql: string, params?: Params): Promise<void>;
  /** All rows of one SELECT. @throws DuckError */
  rows<T = Record<string, SqlValue>>(sql: string, params?: Params): Promise<T[]>;
  /** The rows of one SELECT in batches of at most 2 048, in bounded memory. @throws DuckError */
  stream<T = Record<string, SqlValue>>(sql: string, params?: Params): AsyncIterable<T[]>;
  /** Appends columns of equal length to a temporary table, which is made if it does not exist. @throws DuckError */
  append(table: string, columns: readonly SqlColumn[], data: readonly ArrayLike<SqlValue>[]): Promise<void>;
  /** Makes a loader for each table, which appends row by row. @throws DuckError */
  loaders(tables: readonly TableShape[]): Promise<Loader[]>;
  close(): void;
}

/**
 * Opens a connection.
 *
 * @param options.folders absolute paths below which SQL may read and write. Without it, the connection is on the process's
 *   shared, sealed instance (no file, no configuration, no extension); with it, on a new instance (20–40 ms).
 */
export async function openConnection(options: { readonly folders?: readonly string[] } = {}): Promise<Duck> {
  const { connection, close } = options.folders ? await connectWithFolders(options.folders) : await connectShared();
  let open = true;
  const use = <T>(statement: string, work: () => Promise<T>): Promise<T> => {
    if (!open) return Promise.reject(new DuckError("this connection is closed", statement));
    return withStatement(statement, work);
  };
  return {
    run: (sql, params) =>
      use(sql, async () => {
        await connection.run(sql, bound(params));
      }),
    rows: <T>(sql: string, params?: Params) =>
      use(sql, async () => {
        const result = await connection.run(sql, bound(params));
        return objectsOf<T>(await result.getRows(), result.columnNames(), sql);
      }),
    async *stream<T>(sql: string, params?: Params) {
      const result = await use(sql, () => connection.stream(sql, bound(params)));
      for (;;) {
        const chunk = await use(sql, () => result.fetchChunk());
        if (!chunk || chunk.rowCount === 0) return;
        yield objectsOf<T>(chunk.getRows(), result.columnNames(), sql);
      }
    },
    append: (table, columns, data) => use(table, () => appendColumns(connection, { table, columns }, data)),
    loaders: (tables) => use(tables.map(({ table }) => table).join(", "), () => createLoaders(connection, tables)),
    close: () => {
      if (!open) return;
      open = false;
      close();
    },
  };
}

function bound(params: Params | undefined): DuckDBValue[] | Record<string, DuckDBValue> | undefined {
  return params === undefined ? undefined : ((Array.isArray(params) ? [...params] : { ...params }) as DuckDBValue[]);
}
