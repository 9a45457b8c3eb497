import { closeSync, fsyncSync, openSync } from "node:fs";
import Database from "better-sqlite3";
import { storageErrorOf, translateErrors } from "./error.ts";

/** Runs `work` with a connection that is closed afterwards. */
function withDatabase<T>(file: string, work: (db: Database.Database) => T, timeout = 5000): T {
  const db = new Database(file, { fileMustExist: true, timeout });
  try {
    return work(db);
  } finally {
    db.close();
  }
}

/**
 * Copies a database, at one moment, while others read and write it. The copy is rebuilt from rows: a copy of the pages would keep
 * remains of erased rows (https://www.sqlite.org/lang_vacuum.html, VACUUM INTO). The copy is on the disk on return.
 *
 * @param to a new file, which is made for its owner alone
 * @throws Refusal `storage-full`, `storage-failed`, `home-in-use`, `home-damaged`
 */
export function copyStore(from: string, to: string): void {
  translateErrors(`the copy of ${from}`, () => {
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

/** The faults that SQLite finds in a database, page by page; empty where it is sound. Other processes may use it meanwhile. */
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

/** Whether nobody else has the database open. A damaged database counts as unused, since that cannot be known. */
export function isUnused(file: string): boolean {
  try {
    // Only the last user can end write-ahead logging: SQLite refuses while another has the database open
    // (https://www.sqlite.org/wal.html).
    return withDatabase(file, (db) => db.pragma("journal_mode = DELETE", { simple: true }) === "delete", 0);
  } catch (error) {
    return !/^SQLITE_(BUSY|LOCKED)/.test(String((error as { code?: string }).code));
  }
}
