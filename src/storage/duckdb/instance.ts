import { availableParallelism } from "node:os";
import { type DuckDBConnection, DuckDBInstance } from "@duckdb/node-api";
import { DuckError } from "./error.ts";

/** Nothing is downloaded, and nothing is spilled: raw values are never left on disk in the clear. */
export const CLOSED = {
  autoinstall_known_extensions: "false",
  autoload_known_extensions: "false",
  allow_community_extensions: "false",
  temp_directory: "",
} as const;

export const threads = () => ({ threads: String(availableParallelism()) });

/** The instance that the process shares, made at the first use: it costs 20–40 ms, a connection half of one. */
const shared = once(() =>
  DuckDBInstance.create(":memory:", { ...CLOSED, ...threads(), enable_external_access: "false", lock_configuration: "true" }),
);

/** A connection of its own on the shared instance, which cannot touch a file. */
export async function connectShared(): Promise<{ connection: DuckDBConnection; close: () => void }> {
  const connection = await (await shared()).connect();
  return { connection, close: () => connection.closeSync() };
}

/** A connection on an instance of its own that may read and write below these folders, and nowhere else. */
export async function connectWithFolders(
  folders: readonly string[],
): Promise<{ connection: DuckDBConnection; close: () => void }> {
  const instance = await DuckDBInstance.create(":memory:", { ...CLOSED, ...threads() });
  const connection = await instance.connect();
  const close = () => {
    connection.closeSync();
    instance.closeSync();
  };
  try {
    // The folders can only be named while the door is still open; then it is shut and the key thrown away.
    const named = [...new Set([...folders, ...folders.map(literalPath)])];
    await connection.run(`SET allowed_directories = [${named.map(quoteText).join(", ")}]`);
    await connection.run("SET enable_external_access = false");
    await connection.run("SET lock_configuration = true");
  } catch (error) {
    close();
    throw new DuckError(`DuckDB cannot be confined to ${folders.join(", ")}`, "SET allowed_directories", error);
  }
  return { connection, close };
}

/** A text as an SQL literal. */
export function quoteText(text: string): string {
  return `'${text.replaceAll("'", "''")}'`;
}

/** A path to be read, not a pattern: DuckDB takes `*`, `?` and `[` in the name of a folder to stand for others. */
export function literalPath(path: string): string {
  return path.replace(/[*?[]/g, "[$&]");
}

/** A name as an SQL identifier. */
export function quoteName(name: string): string {
  return `"${name.replaceAll('"', '""')}"`;
}

/** A failed attempt is forgotten, so that the next one may succeed. */
function once<T>(make: () => Promise<T>): () => Promise<T> {
  let made: Promise<T> | undefined;
  return () => {
    made ??= make().catch((error: unknown) => {
      made = undefined;
      throw error;
    });
    return made;
  };
}
