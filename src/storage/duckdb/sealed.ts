import { dirname, resolve } from "node:path";
import type { DuckDBConnection, DuckDBDataChunk } from "@duckdb/node-api";
import { DuckError, engineMessage, withStatement } from "./error.ts";
import { connectConfined, connectWithFolders } from "./instance.ts";
import { refuseUnlessQuery } from "./only-query.ts";
import { quoteName, quoteText } from "./quote.ts";
import { exactValue, type SqlValue } from "./values.ts";

/**
 * Limits of a query. Time is not limited, and memory only in DuckDB's buffers, which a single function call can bypass. So
 * whoever runs untrusted queries must do it in a process that can be killed (`src/cli/sql/process.ts`).
 */
export interface QueryBounds {
  readonly memoryMegabytes: number;
  readonly rows: number;
}

/** The result of one query, in memory. */
export interface QueryResult {
  /** names as in the query, so duplicates are possible; types as DuckDB writes them, such as `DECIMAL(38,0)` */
  readonly columns: readonly { readonly name: string; readonly type: string }[];
  readonly length: number;
  /** The rows in order, without loss: see `exactValue`. They can be read once: each chunk is freed as it is read. */
  rows(): Generator<readonly SqlValue[]>;
  /**
   * Writes a zstd Parquet file with DuckDB's own types.
   *
   * @param path a path in an existing folder
   * @param names names of the columns, which differ in more than case
   */
  writeParquet(path: string, names: readonly string[], metadata: ReadonlyMap<string, string>): Promise<void>;
}

/** A database for untrusted queries: it has what was loaded, and can reach nothing else. */
export interface SealedDuck {
  /** Runs one query. @throws DuckError; `reason` tells the kind */
  select(sql: string): Promise<QueryResult>;
  close(): void;
}

/**
 * Loads tables, then removes access to files, extensions and configuration before any untrusted SQL runs. In addition,
 * `refuseUnlessQuery` limits what can be asked, since some functions of DuckDB bypass the lock.
 *
 * @param load makes the tables, with our own statements, which may read files
 */
export async function openSealedDatabase(
  load: (run: (sql: string) => Promise<void>) => Promise<void>,
  bounds: QueryBounds,
): Promise<SealedDuck> {
  const { connection, close } = await connectConfined(async (opened) => {
    await load((sql) =>
      withStatement(sql, async () => {
        await opened.run(sql);
      }),
    );
    await opened.run(`SET memory_limit = '${Math.trunc(bounds.memoryMegabytes)}MB'`);
  });
  return { select: (sql) => select(connection, sql, bounds.rows), close };
}

async function select(connection: DuckDBConnection, sql: string, most: number): Promise<QueryResult> {
  await refuseUnlessQuery(connection, sql);
  try {
    const result = await connection.stream(sql);
    const chunks: DuckDBDataChunk[] = [];
    let length = 0;
    for (let chunk = await result.fetchChunk(); chunk && chunk.rowCount > 0; chunk = await result.fetchChunk()) {
      length += chunk.rowCount;
      if (length > most) throw new DuckError(`the result has more than ${most} rows`, sql, undefined, "too-large");
      chunks.push(chunk);
    }
    const types = result.columnTypes();
    const columns = result.columnNames().map((name, i) => ({ name, type: String(types[i]) }));
    return {
      columns,
      length,
      *rows() {
        for (let chunk = chunks.shift(); chunk; chunk = chunks.shift())
          for (const row of chunk.getRows()) yield row.map(exactValue);
      },
      writeParquet: (path, names, metadata) => {
        const list = columns.map(({ type }, i) => `${quoteName(names[i] ?? "")} ${type}`).join(", ");
        return writeChunks(resolve(path), list, chunks, metadata);
      },
    };
  } catch (error) {
    throw error instanceof DuckError ? error : errorOf(error, sql);
  }
}

/**
 * Writes chunks of a result into a Parquet file, on a separate instance: it has access to the file's folder and runs no untrusted
 * SQL.
 */
async function writeChunks(
  file: string,
  columns: string,
  chunks: readonly DuckDBDataChunk[],
  metadata: ReadonlyMap<string, string>,
): Promise<void> {
  const { connection, close } = await connectWithFolders([dirname(file)]);
  const pairs = [...metadata].map(([key, value]) => `${quoteName(key)}: ${quoteText(value)}`).join(", ");
  try {
    await withStatement("CREATE TABLE result", async () => {
      await connection.run(`CREATE TABLE result (${columns})`);
      const appender = await connection.createAppender("result");
      for (const chunk of chunks) appender.appendDataChunk(chunk);
      appender.closeSync();
      await connection.run(`COPY result TO ${quoteText(file)} (FORMAT parquet, COMPRESSION zstd, KV_METADATA {${pairs}})`);
    });
  } finally {
    close();
  }
}

function errorOf(error: unknown, sql: string): DuckError {
  const message = engineMessage(error);
  if (message.startsWith("Out of Memory Error")) return new DuckError(message.split("\n")[0] ?? message, sql, error, "too-large");
  return new DuckError(message, sql, error, message.startsWith("Permission Error") ? "refused" : "failed");
}
