import { dirname, resolve } from "node:path";
import type { DuckDBDataChunk } from "@duckdb/node-api";
import { withStatement } from "./error.ts";
import { connectWithFolders, quoteName, quoteText } from "./instance.ts";

/**
 * Writes chunks of a result into a Parquet file by an instance of its own, which sees the file's folder and no question.
 * A name that comes twice gets a number: a file's columns are told apart by name.
 */
export async function writeChunks(
  path: string,
  columns: readonly { readonly name: string; readonly type: string }[],
  chunks: readonly DuckDBDataChunk[],
  metadata: ReadonlyMap<string, string>,
): Promise<void> {
  const file = resolve(path);
  const { connection, close } = await connectWithFolders([dirname(file)]);
  const names = distinct(columns.map(({ name }) => name));
  const list = columns.map(({ type }, i) => `${quoteName(names[i] ?? "")} ${type}`).join(", ");
  const pairs = [...metadata].map(([key, value]) => `${quoteName(key)}: ${quoteText(value)}`).join(", ");
  try {
    await withStatement("CREATE TABLE result", async () => {
      await connection.run(`CREATE TABLE result (${list})`);
      const appender = await connection.createAppender("result");
      for (const chunk of chunks) appender.appendDataChunk(chunk);
      appender.closeSync();
      await connection.run(`COPY result TO ${quoteText(file)} (FORMAT parquet, COMPRESSION zstd, KV_METADATA {${pairs}})`);
    });
  } finally {
    close();
  }
}

/** `a, a` becomes `a, a_2`: DuckDB takes two names that differ in case alone for one. */
export function distinct(names: readonly string[]): string[] {
  const taken = new Set<string>();
  return names.map((name) => {
    let one = name;
    for (let n = 2; taken.has(one.toLowerCase()); n++) one = `${name}_${n}`;
    taken.add(one.toLowerCase());
    return one;
  });
}
