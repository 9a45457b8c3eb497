import { availableParallelism } from "node:os";
import { type DuckDBConnection, DuckDBInstance } from "@duckdb/node-api";
import { withStatement } from "./error.ts";
import { literalPath, quoteText } from "./quote.ts";

/** No extension is downloaded, and no memory is spilled to disk: raw values must never be on the disk unencrypted. */
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

/** The instance shared by the process, made at the first use: it costs 20–40 ms, and a connection half a millisecond. */
let shared: Promise<DuckDBInstance> | undefined;

/** A new connection on the shared instance, which has no access to files. */
export async function connectShared(): Promise<Connected> {
  shared ??= DuckDBInstance.create(":memory:", { ...OPTIONS, enable_external_access: "false", lock_configuration: "true" });
  const instance = await shared.catch((error: unknown) => {
    // A failed attempt is dropped, so that the next one may succeed.
    shared = undefined;
    throw error;
  });
  const connection = await instance.connect();
  return { connection, close: () => connection.closeSync() };
}

/**
 * A connection on a new instance. Once `prepare` has returned, only files below the folders that it allowed can be reached, and
 * no setting can be changed.
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

/** A connection that may read and write only below these folders. */
export function connectWithFolders(folders: readonly string[]): Promise<Connected> {
  const names = [...new Set([...folders, ...folders.map(literalPath)])].map(quoteText).join(", ");
  const setting = `SET allowed_directories = [${names}]`;
  return withStatement(setting, () => connectConfined((connection) => connection.run(setting)));
}
