import { closeSync, fsyncSync, openSync } from "node:fs";
import Database from "better-sqlite3";
import { storageErrorOf, translated } from "./error.ts";

/** Gives `work` a connection that ends with it. */
function withDatabase<T>(file: string, work: (db: Database.Database) => T, timeout = 5000): T {
  const db = new Database(file, { fileMustExist: true, timeout });
  try {
    return work(db);
  } finally {
    db.close();
  }
}

/**
 * Copies a database as it is at one moment, while others read and write it, and writes the copy anew from its rows: a copy of
 * its pages would keep what is left of erased rows in them (https://www.sqlite.org/lang_vacuum.html, VACUUM INTO).
 * The copy is on the disk when this returns.
 *
 * @param to a file that is not there, made for its owner alone
 * @throws Refusal `storage-full`, `storage-failed`, `home-in-use`, `home-damaged`
 */
export function copyStore(from: string, to: string): void {
  translated(`the copy of ${from}`, () => {
    closeSync(openSync(to, "wx", 0o600));
    withDatabase(from, (db) => db.prepare("VACUUM INTO ?").run(to));
    const handle = openSync(to, "r+");
    try {
      fsyncSync(handle);
    } finally {
      closeSync(handle);
    }
  });
}

/** What SQLite finds wrong with a database, page by page; nothing where it is whole. Another process may use it meanwhile. */
export function integrityFaults(file: string): string[] {
  try {
    const rows = withDatabase(file, (db) => db.pragma("integrity_check(10)") as { integrity_check: string }[]);
    return rows.map((row) => row.integrity_check).filter((text) => text !== "ok");
  } catch (error) {
    const known = storageErrorOf(error, file);
    if (known === error) throw error;
    return [(known as Error).message];
  }
}

/** Does nobody else have the database open? Where it is damaged that cannot be known, and is not asked. */
export function isUnused(file: string): boolean {
  try {
    // The write-ahead log ends with its last user: SQLite refuses while there is another (https://www.sqlite.org/wal.html).
    return withDatabase(file, (db) => db.pragma("journal_mode = DELETE", { simple: true }) === "delete", 0);
  } catch (error) {
    return !/^SQLITE_(BUSY|LOCKED)/.test(String((error as { code?: string }).code));
  }
}
