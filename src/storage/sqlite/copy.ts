import { closeSync, fsyncSync, openSync } from "node:fs";
import Database from "better-sqlite3";
import { storageErrorOf } from "./error.ts";

/**
 * Copies a database as it is at one moment, while others read and write it, and writes the copy anew from its rows: a copy of
 * its pages would keep what is left of erased rows in them (https://www.sqlite.org/lang_vacuum.html, VACUUM INTO).
 * On the disk when it returns.
 *
 * @param to a file that is not there, made for its owner alone
 * @throws Refusal `storage-full`, `storage-failed`, `home-in-use`, `home-damaged`
 */
export function copyStore(from: string, to: string): void {
  try {
    closeSync(openSync(to, "wx", 0o600));
    const db = new Database(from, { fileMustExist: true });
    try {
      db.prepare("VACUUM INTO ?").run(to);
    } finally {
      db.close();
    }
    const handle = openSync(to, "r+");
    try {
      fsyncSync(handle);
    } finally {
      closeSync(handle);
    }
  } catch (error) {
    throw storageErrorOf(error, `the copy of ${from}`);
  }
}

/** What SQLite finds wrong with a database, page by page; nothing where it is whole. Another process may use it meanwhile. */
export function integrityFaults(file: string): string[] {
  try {
    const db = new Database(file, { fileMustExist: true });
    try {
      const rows = db.pragma("integrity_check(10)") as { integrity_check: string }[];
      return rows.map((row) => row.integrity_check).filter((text) => text !== "ok");
    } finally {
      db.close();
    }
  } catch (error) {
    const known = storageErrorOf(error, file);
    if (known === error) throw error;
    return [(known as Error).message];
  }
}

/** Does nobody else have the database open? Where it is damaged that cannot be known, and is not asked. */
export function isUnused(file: string): boolean {
  let db: Database.Database | undefined;
  try {
    db = new Database(file, { fileMustExist: true, timeout: 0 });
    // The write-ahead log ends with its last user: SQLite refuses while there is another (https://www.sqlite.org/wal.html).
    return db.pragma("journal_mode = DELETE", { simple: true }) === "delete";
  } catch (error) {
    return (
      !String((error as { code?: string }).code).startsWith("SQLITE_BUSY") &&
      !String((error as { code?: string }).code).startsWith("SQLITE_LOCKED")
    );
  } finally {
    db?.close();
  }
}
