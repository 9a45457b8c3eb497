import { Refusal } from "../../contract/problem.ts";
import { type StorageFault, storageRefusal } from "../../contract/storage.ts";

const SENTENCES = {
  full: "the disk is full",
  busy: "another process holds the database; try again in a moment",
  failed: "the database cannot be read or written",
  corrupt: "the database is damaged",
} as const satisfies Partial<Record<StorageFault, string>>;

/** Primary result codes of SQLite (https://www.sqlite.org/rescode.html); extended codes begin with them. */
const FAULTS: readonly (readonly [string, keyof typeof SENTENCES])[] = [
  ["SQLITE_FULL", "full"],
  // The shared memory of the write-ahead log is a file too, and is allocated before the first page is written.
  ["SQLITE_IOERR_SHMSIZE", "full"],
  ["SQLITE_BUSY", "busy"],
  ["SQLITE_LOCKED", "busy"],
  ["SQLITE_READONLY", "failed"],
  ["SQLITE_IOERR", "failed"],
  ["SQLITE_CANTOPEN", "failed"],
  ["SQLITE_CORRUPT", "corrupt"],
  ["SQLITE_NOTADB", "corrupt"],
  ["SQLITE_PERM", "failed"],
  // Codes of the file system, from creating the file.
  ["ENOSPC", "full"],
  ["EDQUOT", "full"],
  ...["ENOENT", "ENOTDIR", "EISDIR", "EACCES", "EPERM", "EROFS", "EIO"].map((code) => [code, "failed"] as const),
];

/**
 * The refusal for an error of SQLite or the file system; any other error is returned as it is. The message never contains a row's
 * content.
 *
 * @param where what failed, in the operator's terms: "the vault"
 */
export function storageErrorOf(error: unknown, where: string): unknown {
  if (error instanceof Refusal || !(error instanceof Error)) return error;
  const code = "code" in error ? String(error.code) : "";
  const known = FAULTS.find(([prefix]) => code === prefix || code.startsWith(`${prefix}_`));
  return known === undefined ? error : storageRefusal(known[1], where, `${SENTENCES[known[1]]} (${code})`);
}

/** Runs `work`, and translates its errors by `storageErrorOf`. */
export function translateErrors<T>(where: string, work: () => T): T {
  try {
    return work();
  } catch (error) {
    throw storageErrorOf(error, where);
  }
}
