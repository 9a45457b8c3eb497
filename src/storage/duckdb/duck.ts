import type { DuckDBValue } from "@duckdb/node-api";
import { DuckError, withStatement } from "./error.ts";
import { connectShared, connectWithFolders } from "./instance.ts";
import { appendColumns, createLoaders, type Loader, type TableShape } from "./loader.ts";
import { objectsOf, type SqlColumn, type SqlValue } from "./values.ts";

/** Values bound to `$1, $2, …` (an array) or `$name` (an object). A whole `number` is bound as INTEGER where it fits, else DOUBLE. */
export type Params = readonly SqlValue[] | Readonly<Record<string, SqlValue>>;

/**
 * One connection to an in-memory DuckDB. **Temporary** tables and views are its own, and gone with
 * `close`; make every table `TEMP`: a plain one would be seen by the other connections of the process.
 *
 * Rows come as objects: BIGINT, HUGEINT and whole DECIMAL as bigint; INTEGER and narrower, FLOAT and
 * DOUBLE as number; VARCHAR as string; BOOLEAN; null. Other types are refused: cast them in the SQL.
 */
export interface Duck {
  /** One statement or several, without a result. @throws DuckError */
  run(sql: string, params?: Params): Promise<void>;
  /** All rows of one SELECT. @throws DuckError */
  rows<T = Record<string, SqlValue>>(sql: string, params?: Params): Promise<T[]>;
  /** The rows of one SELECT in batches of at most 2 048, in bounded memory. @throws DuckError */
  stream<T = Record<string, SqlValue>>(sql: string, params?: Params): AsyncIterable<T[]>;
  /** Appends columns of equal length to the temporary table, which is made if it is not there. @throws DuckError */
  append(table: string, columns: readonly SqlColumn[], data: readonly ArrayLike<SqlValue>[]): Promise<void>;
  /** The same, row by row: one loader a table. @throws DuckError */
  loaders(tables: readonly TableShape[]): Promise<Loader[]>;
  close(): void;
}

/**
 * Opens a connection.
 *
 * @param options.folders absolute paths that SQL may read and write below. Without it the connection sits on the process's
 *   one sealed instance (no file, no configuration, no extension); with it, on an instance of its own (20–40 ms).
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
