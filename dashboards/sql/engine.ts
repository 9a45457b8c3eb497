import { AsyncDuckDB, type AsyncDuckDBConnection, VoidLogger } from "@duckdb/duckdb-wasm";
import { type Table, tableToIPC } from "apache-arrow";
import type { DescribedTable } from "../../src/contract/tables.ts";
import { QUERY_TABLES, type Result } from "../../src/texts/sql/index.ts";
import { type Parts, parts } from "./engine-parts.ts";
import { exactRows, PLAIN } from "./exact-rows.ts";

/** The answer to a query. The page keeps its first rows only. */
export interface Answer extends Result {
  /** true where there were more rows */
  readonly cut: boolean;
  readonly milliseconds: number;
}

/** DuckDB in the browser, with the tables of the releases and no access to anything else. */
export interface Engine {
  insert(table: string, rows: Table): Promise<void>;
  /** Disables all external access; only queries follow. */
  seal(): Promise<void>;
  /** Throws an Error with the engine's own message, or `QueryStopped`. */
  query(sql: string, mostRows: number): Promise<Answer>;
  /** Ends the running query, which then throws, and restarts the engine with the same tables from memory. */
  stop(): void;
}

/** Thrown by a query that the visitor stopped. */
export class QueryStopped extends Error {}

/** Settings applied once the tables are loaded: no extension is loaded, no file or address opened, and no setting can change. */
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

/** Starts the engine. `got` is told which share of it has arrived. Throws a TypeError where the network fails. */
export async function startEngine(got: (share: number) => void): Promise<Engine> {
  const engineParts = await parts(got);
  const keptTables: (readonly [table: string, rows: Uint8Array])[] = [];
  let running = start(engineParts);
  let interrupt: ((reason: QueryStopped) => void) | null = null;
  await running;

  const again = async (): Promise<Running> => {
    const fresh = await start(engineParts);
    for (const [table, rows] of keptTables) await fill(fresh.connection, table, rows);
    await seal(fresh.connection);
    return fresh;
  };
  return {
    insert: async (table, rows) => {
      const stream = tableToIPC(rows, "stream");
      keptTables.push([table, stream]);
      await fill((await running).connection, table, stream);
    },
    seal: async () => seal((await running).connection),
    query: async (sql, mostRows) => {
      const stopped = new Promise<never>((_, reject) => {
        interrupt = reject;
      });
      const answer = running.then(({ connection }) => answerOf(connection, sql, mostRows));
      return Promise.race([answer, stopped]);
    },
    stop: () => {
      // A running query keeps its thread busy, so it can only be ended by ending the thread. One that failed to start has none.
      running = running.then(({ db }) => db.terminate()).then(again, again);
      running.catch(() => undefined);
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

/** Fills a table: the engine creates a table of its own from the data, whose columns are then converted to the promised types. */
async function fill(connection: AsyncDuckDBConnection, table: string, rows: Uint8Array): Promise<void> {
  // The buffer is transferred to the worker, so a copy is passed.
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
  // The engine refuses here anything but a single statement. With several, names could come from one and values from another.
  await (await connection.prepare(sql)).close();
  const query = await queryOf(connection, sql);
  // A statement that is no query is run as it is and not streamed, because its stream has no schema. DuckDB says what is wrong
  // with it.
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
  const statementColumns = table?.schema.fields.map(({ name }) => ({ name, type: "VARCHAR" }));
  return { columns: query?.columns ?? statementColumns ?? [], rows, cut, milliseconds: performance.now() - began };
}

/**
 * The query with the names and types of its answer. SHOW, DESCRIBE and SUMMARIZE can be described only in parentheses. Null: not
 * a query.
 */
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

/** Names and types of an answer; null where it is no SELECT, or no SQL. */
async function describe(connection: AsyncDuckDBConnection, sql: string): Promise<Columns | null> {
  try {
    const found = await connection.query<{ column_name: never; column_type: never }>(`DESCRIBE\n${sql}`);
    return found.toArray().map((row) => ({ name: String(row.column_name), type: String(row.column_type) }));
  } catch {
    return null;
  }
}

/** Converts columns whose types would lose information, such as dates and nested values, to DuckDB's text. */
function asText(sql: string, columns: Columns): string {
  if (columns.every(({ type }) => PLAIN.test(type))) return sql;
  const names = columns.map((_, i) => `c${i}`);
  const list = columns.map(({ type }, i) => (PLAIN.test(type) ? names[i] : `CAST(c${i} AS VARCHAR) AS c${i}`));
  return `SELECT ${list.join(", ")} FROM (\n${unended(sql)}\n) AS answer(${names.join(", ")})`;
}
