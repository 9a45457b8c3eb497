import { type DuckDBConnection, DuckDBInstance, type DuckDBResult } from "@duckdb/node-api";
import { DuckError, withStatement } from "./error.ts";
import { asExact, type Exact } from "./exact.ts";
import { CLOSED, threads } from "./instance.ts";
import { refuseUnlessQuery } from "./only-query.ts";
import { writeChunks } from "./write-chunks.ts";

/**
 * What a query may use. Time is not among it, and memory only as far as DuckDB's buffers: a call of one function asks for
 * neither. Whoever answers other people's queries ends the process that asks (`src/cli/sql/process.ts`).
 */
export interface QueryBounds {
  readonly memoryMegabytes: number;
  readonly rows: number;
}

/** The result of one query, in memory. */
export interface Selected {
  /** names as the query gives them, possibly twice the same; types as DuckDB writes them, such as `DECIMAL(38,0)` */
  readonly columns: readonly { readonly name: string; readonly type: string }[];
  readonly length: number;
  /** The rows in order, without loss: see `Exact`. They come once: each chunk is given up as it is read. */
  rows(): Generator<readonly Exact[]>;
  /**
   * Writes a zstd Parquet file in DuckDB's own types.
   *
   * @param path in a folder that is there
   * @param names of the columns, which differ in more than case
   */
  writeParquet(path: string, names: readonly string[], metadata: ReadonlyMap<string, string>): Promise<void>;
}

/** A database of somebody else's questions: it holds what it was loaded with, and can reach nothing else. */
export interface SealedDuck {
  /** One query. @throws DuckError; `reason` says what kind */
  select(sql: string): Promise<Selected>;
  close(): void;
}

/**
 * Loads tables, then shuts every door before anybody's SQL is run: no file, no extension, no configuration. That is not
 * all: what may be asked is bounded by `refuseUnlessQuery` too, for some functions of DuckDB pass the lock.
 *
 * @param load makes the tables, by statements of ours that may read files
 */
export async function openSealed(
  load: (run: (sql: string) => Promise<void>) => Promise<void>,
  bounds: QueryBounds,
): Promise<SealedDuck> {
  const instance = await DuckDBInstance.create(":memory:", { ...CLOSED, ...threads() });
  const connection = await instance.connect();
  let open = true;
  const close = () => {
    if (!open) return;
    open = false;
    connection.closeSync();
    instance.closeSync();
  };
  const run = (sql: string) =>
    withStatement(sql, async () => {
      await connection.run(sql);
    });
  try {
    await load(run);
    await run(`SET memory_limit = '${Math.trunc(bounds.memoryMegabytes)}MB'`);
    await run("SET enable_external_access = false");
    await run("SET lock_configuration = true");
  } catch (error) {
    close();
    throw error;
  }
  return { select: (sql) => select(connection, sql, bounds), close };
}

async function select(connection: DuckDBConnection, sql: string, bounds: QueryBounds): Promise<Selected> {
  await refuseUnlessQuery(connection, sql);
  try {
    return selectedOf(await collect(await connection.stream(sql), sql, bounds));
  } catch (error) {
    if (error instanceof DuckError) throw error;
    throw asDuckError(error, sql);
  }
}

type Chunks = Awaited<ReturnType<DuckDBResult["fetchAllChunks"]>>;

async function collect(
  result: DuckDBResult,
  sql: string,
  bounds: QueryBounds,
): Promise<{ result: DuckDBResult; chunks: Chunks }> {
  const chunks: Chunks = [];
  let length = 0;
  for (;;) {
    const chunk = await result.fetchChunk();
    if (!chunk || chunk.rowCount === 0) return { result, chunks };
    length += chunk.rowCount;
    if (length > bounds.rows) throw new DuckError(`the result has more than ${bounds.rows} rows`, sql, undefined, "too-large");
    chunks.push(chunk);
  }
}

function selectedOf({ result, chunks }: { result: DuckDBResult; chunks: Chunks }): Selected {
  const types = result.columnTypes();
  const columns = result.columnNames().map((name, i) => ({ name, type: String(types[i]) }));
  return {
    columns,
    length: chunks.reduce((sum, chunk) => sum + chunk.rowCount, 0),
    *rows() {
      for (let chunk = chunks.shift(); chunk; chunk = chunks.shift()) {
        for (const row of chunk.getRows()) yield row.map(asExact);
      }
    },
    writeParquet: (path, names, metadata) =>
      writeChunks(
        path,
        columns.map(({ type }, i) => ({ name: names[i] ?? "", type })),
        chunks,
        metadata,
      ),
  };
}

function asDuckError(error: unknown, sql: string): DuckError {
  const said = (error instanceof Error ? error.message : String(error)).trim();
  if (/^Out of Memory Error/.test(said)) return new DuckError(said.split("\n")[0] ?? said, sql, error, "too-large");
  return new DuckError(said, sql, error, /^Permission Error/.test(said) ? "refused" : "failed");
}
