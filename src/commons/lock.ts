import { closeSync, existsSync, openSync } from "node:fs";
import Database from "better-sqlite3";
import { Refusal } from "../contract/problem.ts";
import { storageRefusal } from "../contract/storage.ts";

/**
 * Runs work while no other process publishes from the home. The lock is SQLite's own, on a file made for it, so the operating
 * system releases it when a process dies.
 *
 * @param o.create makes the file; only for a new home, since a file made anew would be a second lock
 * @throws Refusal `home-in-use` at once, without waiting; `home-damaged` where there is no file; `storage-full`, `storage-failed`
 */
export async function withLock<T>(file: string, work: () => Promise<T>, { create = false } = {}): Promise<T> {
  if (create) createFile(file);
  refuseNoLock(file);
  const db = acquire(file);
  try {
    return await work();
  } finally {
    db.close();
  }
}

/**
 * Makes the lock file, for its owner alone: whoever can read it could hold the lock, and nothing could be published. An existing
 * file is not opened, since closing it again would drop this process's locks on it.
 */
function createFile(file: string): void {
  try {
    closeSync(openSync(file, "ax", 0o600));
  } catch {
    // The file exists, or cannot be made. SQLite's error will tell which.
  }
}

/** @throws Refusal `home-damaged` */
export function refuseNoLock(file: string): void {
  if (existsSync(file)) return;
  throw new Refusal(
    "home-damaged",
    `the lock ${file} is missing, and is not made anew while a process may hold the former one. End every process of this home, then make an empty file of that name`,
  );
}

function acquire(file: string): Database.Database {
  let db: Database.Database | undefined;
  try {
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
      `${file} cannot be used (${code}); nothing is in it. End every process of this home, then make it empty`,
    );
  }
}
