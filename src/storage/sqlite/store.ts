import { closeSync, existsSync, openSync } from "node:fs";
import Database from "better-sqlite3";
import { refusalOf } from "../../contract/problem.ts";
import { storageRefusal } from "../../contract/storage.ts";
import { translateErrors } from "./error.ts";
import { schemaGuard } from "./own-schema.ts";

/** Default time that a statement waits for another process, in milliseconds. */
const BUSY_TIMEOUT = 5000;

/** Time that a checkpoint waits for readers of other processes, in milliseconds; it can be repeated later. */
const CHECKPOINT_TIMEOUT = 250;

/** Size at which the write-ahead log is copied into the database, in pages of 4 096 bytes. */
const CHECKPOINT_PAGES = 8000;

/**
 * Steps of a schema: the SQL at index i brings a database from version i to version i + 1. A released step is never changed; the
 * next change is a new step.
 */
export type Schema = readonly string[];

/** A SQLite database whose commits are on the disk on return. */
export interface Store {
  /**
   * Prepares a statement, to be used inside `write` or `read`, which translate errors. `P` are its parameters in order, `R` its
   * rows.
   */
  prepare<P extends unknown[] = [], R = unknown>(sql: string): Database.Statement<P, R>;
  /** Runs one transaction, which has the write lock from its start: on return, everything is on the disk, or nothing. */
  write<T>(work: () => T): T;
  /** Runs reads in one transaction, so that they are consistent. */
  read<T>(work: () => T): T;
  /**
   * Copies the write-ahead log into the database and empties it. False where a reader of another process prevented it. Deleted
   * rows are then gone from their place, but copies may remain: see `compact`.
   */
  checkpoint(): boolean;
  /**
   * Rebuilds the database from its rows, and empties the log; nobody else can write meanwhile. Nothing less erases a deleted row:
   * when SQLite moves rows between pages, copies stay in unused space of the former pages, and `secure_delete` zeroes only the
   * row itself. False where another process reads or writes: then bytes may remain. A database in memory has no file, so nothing
   * is done.
   */
  compact(): boolean;
  /** Changes when another connection commits (https://www.sqlite.org/pragma.html#pragma_data_version). */
  version(): number;
  /** Rows changed by this connection since it was opened. */
  changes(): number;
  close(): void;
}

/** Set on every connection. */
const PRAGMAS = `
  PRAGMA journal_mode = WAL;
  PRAGMA synchronous = FULL;
  PRAGMA secure_delete = ON;
  PRAGMA foreign_keys = ON;
  PRAGMA temp_store = MEMORY;
  PRAGMA cache_size = -65536;
  PRAGMA wal_autocheckpoint = ${CHECKPOINT_PAGES};`;

function migrate(db: Database.Database, where: string, schema: Schema, { table, create }: StoreOptions): void {
  const version = () => {
    const found = db.pragma("user_version", { simple: true }) as number;
    if (found <= schema.length) return found;
    throw storageRefusal("newer", where, `the database has schema version ${found}; this program knows at most ${schema.length}`);
  };
  const before = version();
  if (before === 0 && create === false) throw storageRefusal("missing", where, "the file is empty");
  const ownTable = () => db.prepare("SELECT 1 FROM sqlite_schema WHERE type = 'table' AND name = ?").get(table);
  if (before > 0 && table !== undefined && ownTable() === undefined)
    throw storageRefusal("foreign", where, `the file is a database of something else: it has no table "${table}"`);
  const ofOwnSchema = schemaGuard(db, schema, where);
  if (before === schema.length) {
    ofOwnSchema(() => undefined);
    return;
  }
  db.transaction(() => {
    // Another process may have been faster.
    for (const step of schema.slice(version())) db.exec(step);
    db.pragma(`user_version = ${schema.length}`);
    ofOwnSchema(() => undefined);
  }).immediate();
}

/**
 * Makes the file before SQLite does, so that only its owner may read it; -wal and -shm take its mode. An existing file is not
 * opened: closing any descriptor of it would drop the locks that this process's other connections hold on it
 * (https://www.sqlite.org/howtocorrupt.html, 2.2), and another process might then delete the log that they write to.
 */
function makeFile(path: string): void {
  try {
    closeSync(openSync(path, "ax", 0o600));
  } catch (error) {
    if ((error as NodeJS.ErrnoException).code !== "EEXIST") throw error;
  }
}

interface StoreOptions {
  /** name of the database in refusals: "the vault" */
  readonly name: string;
  /** how long a statement waits for another process, in milliseconds */
  readonly busyTimeout?: number | undefined;
  /** false: a missing or empty file is refused; absent: it is made */
  readonly create?: boolean | undefined;
  /** a table that every version of the schema has; a database without it is refused */
  readonly table?: string;
}

/**
 * Opens a database and brings it to the newest version of `schema`.
 *
 * @param path a file, or `:memory:`
 * @throws Refusal, as every method: `storage-full`, `storage-failed`, `home-in-use`; `home-damaged` where the file is absent,
 *   empty, damaged or of something else, or has triggers, tables or indices that `schema` does not make; `home-version` where a newer program made it
 */
export function openStore(path: string, schema: Schema, options: StoreOptions): Store {
  const { name, busyTimeout = BUSY_TIMEOUT, create = true } = options;
  const where = path === ":memory:" ? name : `${name} ${path}`;
  const guarded = <T>(work: () => T): T => translateErrors(name, work);
  const db = translateErrors(where, () => {
    if (path !== ":memory:") {
      if (create) makeFile(path);
      else if (!existsSync(path)) throw storageRefusal("missing", where, "there is no such file");
    }
    const opened = new Database(path, { timeout: busyTimeout, fileMustExist: !create });
    try {
      opened.exec(PRAGMAS);
      migrate(opened, where, schema, options);
      return opened;
    } catch (error) {
      opened.close();
      throw error;
    }
  });
  const version = db.prepare<[], number>("PRAGMA data_version").pluck();
  const changed = db.prepare<[], number>("SELECT total_changes()").pluck();
  const ofOwnSchema = schemaGuard(db, schema, name);
  const checkpoint = () =>
    guarded(() => {
      db.pragma(`busy_timeout = ${Math.min(busyTimeout, CHECKPOINT_TIMEOUT)}`);
      try {
        const [row] = db.pragma("wal_checkpoint(TRUNCATE)") as { busy: number }[];
        return row?.busy === 0;
      } finally {
        db.pragma(`busy_timeout = ${busyTimeout}`);
      }
    });
  const compact = (): boolean => {
    if (path === ":memory:") return true;
    if (!checkpoint()) return false;
    try {
      guarded(() => db.exec("VACUUM"));
    } catch (error) {
      refusalOf(error, "home-in-use");
      return false;
    }
    return checkpoint();
  };
  return {
    prepare: <P extends unknown[], R>(sql: string) => guarded(() => db.prepare<P, R>(sql) as unknown as Database.Statement<P, R>),
    write: (work) => guarded(() => db.transaction(() => ofOwnSchema(work)).immediate()),
    read: (work) => guarded(() => db.transaction(() => ofOwnSchema(work)).deferred()),
    checkpoint,
    compact,
    version: () => guarded(() => version.get() as number),
    changes: () => guarded(() => changed.get() as number),
    close: () => void db.close(),
  };
}
