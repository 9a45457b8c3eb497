import { bytes, engine, worker } from "virtual:duckdb-engine";
import { AsyncDuckDB, type AsyncDuckDBConnection, VoidLogger } from "@duckdb/duckdb-wasm";
import { type Table, tableToIPC } from "apache-arrow";
import { QUERY_TABLES, type Result, type TableWords } from "../../src/tables/index.ts";
import { exactRows, typeName } from "./exact-rows.ts";

/** Of the engine and of what runs it, as they come over the line. */
export const ENGINE_BYTES: number = bytes;

/** The answer to a query, of which the page keeps so many rows. */
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
  /** @throws Error with the engine's own words */
  query(sql: string, mostRows: number): Promise<Answer>;
  /** Ends the query that runs, which then throws. */
  stop(): Promise<void>;
}

/** After the tables are in: no extension is looked for, no file or address is opened, and none of it can be changed. */
const SEALED = [
  "SET autoinstall_known_extensions = false",
  "SET autoload_known_extensions = false",
  "SET enable_external_access = false",
  "SET lock_configuration = true",
];

/**
 * @param got told how many bytes have come
 * @throws TypeError where the network fails
 */
export async function startEngine(got: (received: number) => void): Promise<Engine> {
  const wasm = URL.createObjectURL(await unpacked(got));
  try {
    const db = new AsyncDuckDB(new VoidLogger(), new Worker(worker));
    await db.instantiate(wasm, null);
    await db.open({ path: ":memory:", arrowLosslessConversion: true });
    const connection = await db.connect();
    for (const table of QUERY_TABLES) await connection.query(definition(table));
    return engineOf(connection);
  } finally {
    URL.revokeObjectURL(wasm);
  }
}

/** The engine as it is run, out of the one compressed file. */
async function unpacked(got: (received: number) => void): Promise<Blob> {
  const response = await fetch(engine);
  if (!response.ok || !response.body) throw new Error(`${engine}: ${response.status}`);
  let received = 0;
  const counted = new TransformStream<Uint8Array, Uint8Array<ArrayBuffer>>({
    transform(chunk, controller) {
      received += chunk.byteLength;
      got(received);
      controller.enqueue(chunk as Uint8Array<ArrayBuffer>);
    },
  });
  const plain = response.body.pipeThrough(counted).pipeThrough(new DecompressionStream("gzip"));
  return new Blob([await new Response(plain).arrayBuffer()], { type: "application/wasm" });
}

function definition({ name, columns }: TableWords): string {
  return `CREATE TABLE ${name} (${columns.map((column) => `"${column.name}" ${column.type}`).join(", ")})`;
}

function engineOf(connection: AsyncDuckDBConnection): Engine {
  return {
    insert: async (table, rows) => {
      // The engine makes a table of its own of what it is handed; the columns then take the types that are promised.
      await connection.insertArrowFromIPCStream(tableToIPC(rows, "stream"), { name: "handed", create: true });
      await connection.query(`INSERT INTO ${table} BY NAME SELECT * FROM handed`);
      await connection.query("DROP TABLE handed");
    },
    seal: async () => {
      for (const sql of SEALED) await connection.query(sql);
    },
    query: async (sql, mostRows) => {
      const began = performance.now();
      const reader = await connection.send(sql, true);
      await reader.open();
      const columns = reader.schema.fields.map((field) => ({ name: field.name, type: typeName(field) }));
      const rows: Result["rows"][number][] = [];
      let cut = false;
      for await (const batch of reader) {
        for (const row of exactRows(batch)) {
          if (rows.length === mostRows) {
            cut = true;
            break;
          }
          rows.push(row);
        }
        if (cut) break;
      }
      if (cut) await connection.cancelSent();
      return { columns, rows, cut, milliseconds: performance.now() - began };
    },
    stop: async () => {
      await connection.cancelSent();
    },
  };
}
