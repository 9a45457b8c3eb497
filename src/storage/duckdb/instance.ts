import { availableParallelism } from "node:os";
import { type DuckDBConnection, DuckDBInstance } from "@duckdb/node-api";
import { withStatement } from "./error.ts";
import { literalPath, quoteText } from "./quote.ts";

/** Nothing is downloaded, and nothing is spilled: raw values are never left on disk in the clear. */
const OPTIONS = {
  autoinstall_known_extensions: "false",
  autoload_known_extensions: "false",
  allow_community_extensions: "false",
  temp_directory: "",
  threads: String(availableParallelism()),
};

interface Connected {
  readonly connection: DuckDBConnection;
  close(): void;
}

/** The instance that the process shares, made at the first use: it costs 20–40 ms, a connection half of one. */
let shared: Promise<DuckDBInstance> | undefined;

/** A connection of its own on the shared instance, which cannot touch a file. */
export async function connectShared(): Promise<Connected> {
  shared ??= DuckDBInstance.create(":memory:", { ...OPTIONS, enable_external_access: "false", lock_configuration: "true" });
  const instance = await shared.catch((error: unknown) => {
    // A failed attempt is forgotten, so that the next one may succeed.
    shared = undefined;
    throw error;
  });
  const connection = await instance.connect();
  return { connection, close: () => connection.closeSync() };
}

/**
 * A connection on an instance of its own. Once `prepare` has returned, no file is reached but below the folders that it
 * allowed, and no setting can be changed.
 */
export async function connectConfined(prepare: (connection: DuckDBConnection) => Promise<unknown>): Promise<Connected> {
  const instance = await DuckDBInstance.create(":memory:", OPTIONS);
  const connection = await instance.connect();
  const close = () => {
    connection.closeSync();
    instance.closeSync();
  };
  try {
    await prepare(connection);
    await connection.run("SET enable_external_access = false; SET lock_configuration = true");
  } catch (error) {
    close();
    throw error;
  }
  return { connection, close };
}

/** A confined connection that may read and write below these folders, and nowhere else. */
export function connectWithFolders(folders: readonly string[]): Promise<Connected> {
  const names = [...new Set([...folders, ...folders.map(literalPath)])].map(quoteText).join(", ");
  const setting = `SET allowed_directories = [${names}]`;
  return withStatement(setting, () => connectConfined((connection) => connection.run(setting)));
}
