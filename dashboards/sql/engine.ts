import { AsyncDuckDB, type AsyncDuckDBConnection, VoidLogger } from "@duckdb/duckdb-wasm";
import { type Table, tableToIPC } from "apache-arrow";
import type { DescribedTable } from "../../src/contract/tables.ts";
import { QUERY_TABLES, type Result } from "../../src/texts/sql/index.ts";
import { type Parts, parts } from "./engine-parts.ts";
import { exactRows, PLAIN } from "./exact-rows.ts";

/** The answer to a query. The page keeps its first rows only. */
export interface Answer extends Result {
  /** there were more */
  readonly cut: boolean;
  readonly milliseconds: number;
}

/** DuckDB in the browser, with the tables of the releases and no way out. */
export interface Engine {
  insert(table: string, rows: Table): Promise<void>;
  /** Shuts every door; from here on only queries are asked. */
  seal(): Promise<void>;
  /** @throws Error with the engine's own words, or `Stopped` */
  query(sql: string, mostRows: number): Promise<Answer>;
  /** Ends the query that runs, which then throws, and begins again with the same tables, out of memory. */
  stop(): void;
}

/** The visitor ended the query. */
export class QueryStopped extends Error {}

/** After the tables are in: no extension is looked for, no file or address is opened, and none of it can be changed. */
const SEALED = [
  "SET autoinstall_known_extensions = false",
  "SET autoload_known_extensions = false",
  "SET enable_external_access = false",
  "SET lock_configuration = true",
];

interface Running {
  readonly db: AsyncDuckDB;
  readonly connection: AsyncDuckDBConnection;
}

/**
 * @param got told how many bytes have come
 * @throws TypeError where the network fails
 */
export async function startEngine(got: (received: number) => void): Promise<Engine> {
  const from = await parts(got);
  const kept: (readonly [table: string, rows: Uint8Array])[] = [];
  let running = start(from);
  let interrupt: ((reason: QueryStopped) => void) | null = null;
  await running;

  const again = async (): Promise<Running> => {
    const fresh = await start(from);
    for (const [table, rows] of kept) await fill(fresh.connection, table, rows);
    await seal(fresh.connection);
    return fresh;
  };
  return {
    insert: async (table, rows) => {
      const stream = tableToIPC(rows, "stream");
      kept.push([table, stream]);
      await fill((await running).connection, table, stream);
    },
    seal: async () => seal((await running).connection),
    query: async (sql, mostRows) => {
      const stopped = new Promise<never>((_, reject) => {
        interrupt = reject;
      });
      const { connection } = await running;
      return Promise.race([answerOf(connection, sql, mostRows), stopped]);
    },
    stop: () => {
      // A query holds its thread to its end: what ends it is the end of the thread.
      const old = running;
      running = old.then(({ db }) => db.terminate()).then(again);
      interrupt?.(new QueryStopped());
    },
  };
}

async function start({ wasm, worker }: Parts): Promise<Running> {
  const db = new AsyncDuckDB(new VoidLogger(), new Worker(worker));
  await db.instantiate(wasm, null);
  await db.open({ path: ":memory:" });
  const connection = await db.connect();
  for (const table of QUERY_TABLES) await connection.query(definition(table));
  return { db, connection };
}

function definition({ name, columns }: DescribedTable): string {
  return `CREATE TABLE ${name} (${columns.map((column) => `"${column.name}" ${column.type}`).join(", ")})`;
}

/** The engine makes its own table of the file; the columns then take the types that are promised. */
async function fill(connection: AsyncDuckDBConnection, table: string, rows: Uint8Array): Promise<void> {
  // Bytes that are handed over are gone from here.
  await connection.insertArrowFromIPCStream(rows.slice(), { name: "handed", create: true });
  await connection.query(`INSERT INTO ${table} BY NAME SELECT * FROM handed`);
  await connection.query("DROP TABLE handed");
}

async function seal(connection: AsyncDuckDBConnection): Promise<void> {
  for (const sql of SEALED) await connection.query(sql);
}

type Columns = Result["columns"];

async function answerOf(connection: AsyncDuckDBConnection, sql: string, mostRows: number): Promise<Answer> {
  const began = performance.now();
  // The engine refuses here what is no statement, or more than one: of several, one would have the names and another the values.
  await (await connection.prepare(sql)).close();
  const query = await queryOf(connection, sql);
  // What is no query is asked as it is, and whole: a stream of it has no schema. It says itself what is wrong with it.
  const table = query === null ? await connection.query(sql) : null;
  const batches = query === null ? (table?.batches ?? []) : await connection.send(asText(query.sql, query.columns), true);
  const rows: Result["rows"][number][] = [];
  let cut = false;
  for await (const batch of batches) {
    for (const row of exactRows(batch)) {
      cut = rows.length === mostRows;
      if (cut) break;
      rows.push(row);
    }
    if (cut) break;
  }
  if (cut) await connection.cancelSent();
  const told = table?.schema.fields.map(({ name }) => ({ name, type: "VARCHAR" }));
  return { columns: query?.columns ?? told ?? [], rows, cut, milliseconds: performance.now() - began };
}

/** A query, with the names and types of its answer; SHOW, DESCRIBE and SUMMARIZE are ones within parentheses alone. Null: it is not a query. */
async function queryOf(connection: AsyncDuckDBConnection, sql: string): Promise<{ sql: string; columns: Columns } | null> {
  for (const query of [sql, `FROM (\n${unended(sql)}\n)`]) {
    const columns = await describe(connection, query);
    if (columns !== null) return { sql: query, columns };
  }
  return null;
}

function unended(sql: string): string {
  return sql.replace(/[;\s]+$/, "");
}

/** Names and types of an answer; null for what is no SELECT, or no SQL. */
async function describe(connection: AsyncDuckDBConnection, sql: string): Promise<Columns | null> {
  try {
    const found = await connection.query<{ column_name: never; column_type: never }>(`DESCRIBE\n${sql}`);
    return found.toArray().map((row) => ({ name: String(row.column_name), type: String(row.column_type) }));
  } catch {
    return null;
  }
}

/** What does not cross whole (dates, nested values, enumerations) crosses as the text that DuckDB makes of it. */
function asText(sql: string, columns: Columns): string {
  if (columns.every(({ type }) => PLAIN.test(type))) return sql;
  const names = columns.map((_, i) => `c${i}`);
  const list = columns.map(({ type }, i) => (PLAIN.test(type) ? names[i] : `CAST(c${i} AS VARCHAR) AS c${i}`));
  return `SELECT ${list.join(", ")} FROM (\n${unended(sql)}\n) AS answer(${names.join(", ")})`;
}
