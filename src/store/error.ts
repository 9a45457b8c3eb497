/**
 * What a database says no for: the disk is full, another process holds it, it cannot be read or written, its pages are
 * damaged, there is none, it is of something else, or a newer version of the program made it.
 */
export type StoreFault = "full" | "busy" | "failed" | "corrupt" | "missing" | "foreign" | "newer";

/** The one error of the store. Its message never holds a row's content. */
export class StoreError extends Error {
  readonly fault: StoreFault;

  constructor(fault: StoreFault, message: string, cause?: unknown) {
    super(message, cause === undefined ? {} : { cause });
    this.name = "StoreError";
    this.fault = fault;
  }
}

const SENTENCES: Readonly<Record<"full" | "busy" | "failed" | "corrupt", string>> = {
  full: "the disk is full",
  busy: "another process holds the database; try again in a moment",
  failed: "the database cannot be read or written",
  corrupt: "the database is damaged",
};

/** Primary result codes of SQLite (https://www.sqlite.org/rescode.html); extended codes begin with them. */
const FAULTS: readonly (readonly [string, keyof typeof SENTENCES])[] = [
  ["SQLITE_FULL", "full"],
  // The shared memory of the write-ahead log is a file too, and is asked for before the first page is written.
  ["SQLITE_IOERR_SHMSIZE", "full"],
  ["SQLITE_BUSY", "busy"],
  ["SQLITE_LOCKED", "busy"],
  ["SQLITE_READONLY", "failed"],
  ["SQLITE_IOERR", "failed"],
  ["SQLITE_CANTOPEN", "failed"],
  ["SQLITE_CORRUPT", "corrupt"],
  ["SQLITE_NOTADB", "corrupt"],
  ["SQLITE_PERM", "failed"],
  // of the file system, where the file is created
  ["ENOSPC", "full"],
  ["EDQUOT", "full"],
  ...["ENOENT", "ENOTDIR", "EISDIR", "EACCES", "EPERM", "EROFS", "EIO"].map((code) => [code, "failed"] as const),
];

/** The error to throw instead of `error`: a StoreError where SQLite or the file system failed, else `error` itself. */
export function storeErrorOf(error: unknown): unknown {
  if (error instanceof StoreError || !(error instanceof Error)) return error;
  const code = "code" in error ? String(error.code) : "";
  const known = FAULTS.find(([prefix]) => code === prefix || code.startsWith(`${prefix}_`));
  return known === undefined ? error : new StoreError(known[1], `${SENTENCES[known[1]]} (${code})`, error);
}
