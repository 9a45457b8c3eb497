import { dirname, resolve } from "node:path";
import type { DuckDBDataChunk } from "@duckdb/node-api";
import { withStatement } from "./error.ts";
import { connectWithFolders, quoteName, quoteText } from "./instance.ts";

/**
 * Writes chunks of a result into a Parquet file by an instance of its own, which sees the file's folder and no question.
 *
 * @param columns with names that differ, in more than case
 */
export async function writeChunks(
  path: string,
  columns: readonly { readonly name: string; readonly type: string }[],
  chunks: readonly DuckDBDataChunk[],
  metadata: ReadonlyMap<string, string>,
): Promise<void> {
  const file = resolve(path);
  const { connection, close } = await connectWithFolders([dirname(file)]);
  const list = columns.map(({ name, type }) => `${quoteName(name)} ${type}`).join(", ");
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
