import { closeSync, existsSync, openSync } from "node:fs";
import Database from "better-sqlite3";
import { Refusal } from "../../contract/problem.ts";
import { storageRefusal } from "../../contract/storage.ts";
import { storageErrorOf } from "./error.ts";

/** How long a statement waits for another process unless told otherwise, in milliseconds. */
const BUSY_TIMEOUT = 5000;

/** How long a checkpoint waits for another process's readers, in milliseconds: it can be asked for again. */
const CHECKPOINT_TIMEOUT = 250;

/** How far the write-ahead log grows before it is copied into the database, in pages of 4 096 bytes. */
const CHECKPOINT_PAGES = 8000;

/**
 * Steps of a schema: the SQL at index i brings a database of version i to version i + 1.
 * A step that was released is never edited; the next change is a new step.
 */
export type Schema = readonly string[];

/** A prepared statement: `P` are its parameters in order, `R` its rows. */
export type PreparedStatement<P extends unknown[], R> = Database.Statement<P, R>;

/** A SQLite database in which a commit that returned is on the disk. It has no policy. */
export interface Store {
  /** Use the statement inside `write` or `read`, which translate its errors. */
  prepare<P extends unknown[] = [], R = unknown>(sql: string): PreparedStatement<P, R>;
  /** One transaction that holds the write lock from its start: all of `work` is on the disk when it returns, or nothing is. */
  write<T>(work: () => T): T;
  /** One consistent view for all that `work` reads. */
  read<T>(work: () => T): T;
  /**
   * Copies the write-ahead log into the database and cuts it to nothing. False where another process's reader stood in the
   * way. Deleted rows are gone from where they lay, but for copies: see `compact`.
   */
  checkpoint(): boolean;
  /**
   * Writes the whole database anew from its rows, and cuts the log. Nothing less erases a deleted row: when SQLite moves rows
   * between pages, the pages that they leave keep copies of them in unused space, and `secure_delete` zeroes only the row
   * itself. Nobody else can write meanwhile. False where another process reads or writes: then nothing is known to be gone. In memory there is no file, and
   * nothing to do.
   */
  compact(): boolean;
  /** Size of the database in pages of 4 096 bytes. */
  pages(): number;
  /** Another number than before where another connection has committed since (https://www.sqlite.org/pragma.html#pragma_data_version). */
  version(): number;
  close(): void;
}

interface Kind {
  /** the file, as the operator calls it */
  readonly where: string;
  readonly schema: Schema;
  /** one that every version of the schema has: a database without it is of something else */
  readonly table: string | undefined;
  readonly create: boolean;
}

function migrate(db: Database.Database, { where, schema, table, create }: Kind): void {
  const version = () => db.pragma("user_version", { simple: true }) as number;
  const refuseNewer = () => {
    if (version() > schema.length) {
      throw storageRefusal(
        "newer",
        where,
        `the database has schema version ${version()}; this program knows at most ${schema.length}`,
      );
    }
  };
  refuseNewer();
  if (version() === 0 && !create) throw storageRefusal("missing", where, "the file is empty");
  const own = () => db.prepare("SELECT 1 FROM sqlite_schema WHERE type = 'table' AND name = ?").get(table);
  if (version() > 0 && table !== undefined && own() === undefined)
    throw storageRefusal("foreign", where, `the file is a database of something else: it has no table "${table}"`);
  if (version() === schema.length) return;
  db.transaction(() => {
    refuseNewer(); // another process may have been faster
    for (const step of schema.slice(version())) db.exec(step);
    db.pragma(`user_version = ${schema.length}`);
  }).immediate();
}

/**
 * Created here rather than by SQLite, so that nobody but its owner may read it; -wal and -shm take its mode. A file that is
 * there is not opened: closing any descriptor of it would drop the locks that this process's other connections hold on it
 * (https://www.sqlite.org/howtocorrupt.html, 2.2), and another process might then delete the log that they write to.
 */
function create(path: string): void {
  try {
    closeSync(openSync(path, "ax", 0o600));
  } catch (error) {
    if ((error as NodeJS.ErrnoException).code !== "EEXIST") throw error;
  }
}

function connect(path: string, where: string, busyTimeout: number, mayCreate: boolean): Database.Database {
  if (path !== ":memory:") {
    if (mayCreate) create(path);
    else if (!existsSync(path)) throw storageRefusal("missing", where, "there is no such file");
  }
  const db = new Database(path, { timeout: busyTimeout, fileMustExist: !mayCreate });
  try {
    for (const pragma of [
      "journal_mode = WAL",
      "synchronous = FULL",
      "secure_delete = ON",
      "foreign_keys = ON",
      "temp_store = MEMORY",
      "cache_size = -65536",
      `wal_autocheckpoint = ${CHECKPOINT_PAGES}`,
    ]) {
      db.pragma(pragma);
    }
    return db;
  } catch (error) {
    db.close();
    throw error;
  }
}

function guarded<T>(where: string, work: () => T): T {
  try {
    return work();
  } catch (error) {
    throw storageErrorOf(error, where);
  }
}

export interface StoreOptions {
  /** the database as the operator calls it in refusals: "the vault" */
  readonly name: string;
  /** how long a statement waits for another process, in milliseconds */
  readonly busyTimeout?: number | undefined;
  /** false: a file that is absent or empty is refused; absent: it is made */
  readonly create?: boolean | undefined;
  /** a table that every version of the schema has; a database without it is refused */
  readonly table?: string;
}

/**
 * Opens a database and brings it to the newest version of `schema`.
 *
 * @param path a file, or `:memory:`
 * @throws Refusal, as every method: `storage-full`, `storage-failed`, `home-in-use`; `home-damaged` where the file is absent,
 *   empty, damaged or of something else; `home-version` where a newer program made it
 */
export function openStore(
  path: string,
  schema: Schema,
  { name, busyTimeout = BUSY_TIMEOUT, create = true, table }: StoreOptions,
): Store {
  const where = path === ":memory:" ? name : `${name} ${path}`;
  const translated = <T>(work: () => T): T => guarded(name, work);
  const db = guarded(where, () => {
    const opened = connect(path, where, busyTimeout, create);
    try {
      migrate(opened, { where, schema, table, create });
    } catch (error) {
      opened.close();
      throw error;
    }
    return opened;
  });
  const version = db.prepare<[], number>("PRAGMA data_version").pluck();
  const checkpoint = () =>
    translated(() => {
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
      translated(() => db.exec("VACUUM"));
    } catch (error) {
      if (error instanceof Refusal && error.code === "home-in-use") return false;
      throw error;
    }
    return checkpoint();
  };
  return {
    prepare: <P extends unknown[], R>(sql: string) =>
      translated(() => db.prepare<P, R>(sql) as unknown as PreparedStatement<P, R>),
    write: (work) => translated(() => db.transaction(work).immediate()),
    read: (work) => translated(() => db.transaction(work).deferred()),
    checkpoint,
    compact,
    pages: () => translated(() => db.pragma("page_count", { simple: true }) as number),
    version: () => translated(() => version.get() as number),
    close: () => {
      db.close();
    },
  };
}
