import { closeSync, openSync } from "node:fs";
import Database from "better-sqlite3";
import { Refusal } from "../contract/problem.ts";
import { storageRefusal } from "../contract/storage.ts";

/**
 * Holds a home for one publication at a time, across processes. The lock is SQLite's own on a file
 * of its own: a process that dies lets go of it.
 *
 * @throws Refusal `home-in-use` at once, without waiting; `storage-full`, `storage-failed`
 */
export async function withLock<T>(file: string, work: () => Promise<T>): Promise<T> {
  const db = taken(file);
  try {
    return await work();
  } finally {
    db.close();
  }
}

/** For its owner alone: whoever could read it could hold it, and nothing would be published. One that is there is not opened, for that would drop its locks. */
function create(file: string): void {
  try {
    closeSync(openSync(file, "ax", 0o600));
  } catch {
    // It is there, or cannot be made: SQLite says which.
  }
}

function taken(file: string): Database.Database {
  let db: Database.Database | undefined;
  try {
    create(file);
    db = new Database(file, { timeout: 0 });
    db.exec("BEGIN EXCLUSIVE");
    return db;
  } catch (error) {
    db?.close();
    const code = String((error as { code?: string }).code);
    if (code.startsWith("SQLITE_BUSY")) {
      throw new Refusal(
        "home-in-use",
        `another process is publishing from this home, or changes its ledger (${file}); repeat the command when it has ended`,
      );
    }
    if (!code.startsWith("SQLITE_")) throw error;
    const full = code.startsWith("SQLITE_FULL");
    throw storageRefusal(
      full ? "full" : "failed",
      "the lock",
      `${file} cannot be used (${code}); nothing is in it, and it may be deleted`,
    );
  }
}
