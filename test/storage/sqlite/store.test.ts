import { spawnSync } from "node:child_process";
import { chmodSync, statSync, writeFileSync } from "node:fs";
import { join } from "node:path";
import Database from "better-sqlite3";
import { expect, onTestFinished, test } from "vitest";
import { Refusal } from "../../../src/contract/problem.ts";
import { storageErrorOf } from "../../../src/storage/sqlite/error.ts";
import { openStore, type Schema, type Store } from "../../../src/storage/sqlite/index.ts";
import { folderOfTest } from "../../support/folder.ts";

const NAMED = { name: "the notes" };

const SCHEMA: Schema = ["CREATE TABLE note (id INTEGER PRIMARY KEY, text TEXT NOT NULL)"];

function file(): string {
  const folder = folderOfTest();
  return join(folder, "store.sqlite");
}

function open(path: string, schema = SCHEMA): Store {
  const store = openStore(path, schema, NAMED);
  onTestFinished(() => store.close());
  return store;
}

const add = (store: Store, text: string) =>
  store.write(() => store.prepare<[string]>("INSERT INTO note (text) VALUES (?)").run(text));
const count = (store: Store) => store.read(() => store.prepare<[], { n: number }>("SELECT count(*) AS n FROM note").get()?.n);

function faultOf(work: () => unknown): string | undefined {
  try {
    work();
    return undefined;
  } catch (error) {
    return error instanceof Refusal ? error.code : String(error);
  }
}

test("a commit is synced to a write-ahead log, and deleted bytes are overwritten", () => {
  const store = open(file());
  const pragma = (name: string) => store.prepare<[], Record<string, unknown>>(`PRAGMA ${name}`).get()?.[name];
  expect(pragma("journal_mode")).toBe("wal");
  expect(pragma("synchronous")).toBe(2);
  expect(pragma("secure_delete")).toBe(1);
  expect(pragma("foreign_keys")).toBe(1);
});

test("only its owner may read the file and the log beside it", () => {
  const path = file();
  add(open(path), "x");
  for (const name of [path, `${path}-wal`]) expect(statSync(name).mode & 0o077).toBe(0);
});

/** The answer to another process that asks for the whole database, and would delete its log. */
function takenByAnother(path: string): string {
  const program = `
    const db = new (require("better-sqlite3"))(${JSON.stringify(path)}, { timeout: 0 });
    try {
      db.pragma("locking_mode = EXCLUSIVE");
      db.prepare("SELECT count(*) FROM note").get();
      console.log("taken");
    } catch (error) {
      console.log(error.code);
    }`;
  return spawnSync(process.execPath, ["-e", program], { encoding: "utf8" }).stdout.trim();
}

test("a second connection in the process, and writing the file anew, leave the locks on the file", () => {
  const path = file();
  const first = open(path);
  add(first, "x");
  expect(takenByAnother(path)).toBe("SQLITE_BUSY");
  const second = open(path);
  expect(takenByAnother(path)).toBe("SQLITE_BUSY");
  expect(second.compact()).toBe(true);
  expect(takenByAnother(path)).toBe("SQLITE_BUSY");
});

test("a store in memory works", () => {
  const store = open(":memory:");
  add(store, "x");
  expect(count(store)).toBe(1);
  expect(store.checkpoint()).toBe(true);
});

test("a transaction that throws leaves nothing, and passes the error on", () => {
  const store = open(file());
  expect(() =>
    store.write(() => {
      add(store, "x");
      throw new RangeError("no");
    }),
  ).toThrow(RangeError);
  expect(count(store)).toBe(0);
});

test("a newer schema is applied once, to a database that has data", () => {
  const path = file();
  const before = openStore(path, SCHEMA, NAMED);
  add(before, "x");
  before.close();
  const newer: Schema = [...SCHEMA, "ALTER TABLE note ADD COLUMN at INTEGER NOT NULL DEFAULT 0"];
  openStore(path, newer, NAMED).close();
  expect(count(open(path, newer))).toBe(1);
});

test("a database of a newer program is refused, and says which versions", () => {
  const path = file();
  openStore(path, [...SCHEMA, "SELECT 1"], NAMED).close();
  expect(() => openStore(path, SCHEMA, NAMED)).toThrow("schema version 2; this program knows at most 1");
});

test("a schema step that fails leaves the version as it was", () => {
  const path = file();
  expect(() => openStore(path, [...SCHEMA, "CREATE nonsense"], NAMED)).toThrow();
  expect(count(open(path))).toBe(0);
});

test("a full disk is told from other failures, and loses nothing that was committed", () => {
  const store = open(file());
  add(store, "kept");
  store.prepare("PRAGMA max_page_count = 3").get();
  expect(faultOf(() => add(store, "x".repeat(100_000)))).toBe("storage-full");
  expect(count(store)).toBe(1);
});

test("a second writer is refused as busy, a reader is not", () => {
  const path = file();
  const store = open(path);
  const other = new Database(path, { timeout: 0 });
  onTestFinished(() => {
    other.close();
  });
  store.write(() => {
    expect(faultOf(() => wrapped(() => other.exec("BEGIN IMMEDIATE")))).toBe("home-in-use");
    expect(other.prepare("SELECT count(*) AS n FROM note").get()).toEqual({ n: 0 });
  });
});

const wrapped = (work: () => void) => {
  try {
    work();
  } catch (error) {
    throw storageErrorOf(error, "the notes");
  }
};

test("a file that is no database, and a folder that is none, are failures", () => {
  const path = file();
  writeFileSync(path, "this is not a database, but long enough to look at ".repeat(40));
  expect(faultOf(() => openStore(path, SCHEMA, NAMED))).toBe("home-damaged");
  expect(faultOf(() => openStore(join(path, "nowhere", "x.sqlite"), SCHEMA, NAMED))).toBe("storage-failed");
});

test.skipIf(process.getuid?.() === 0)("a file that may not be written is a failure", () => {
  const path = file();
  openStore(path, SCHEMA, NAMED).close();
  chmodSync(path, 0o400);
  expect(faultOf(() => add(openStore(path, SCHEMA, NAMED), "x"))).toBe("storage-failed");
});

test("a checkpoint cuts the log to nothing; a reader in the way is said, not waited for", () => {
  const path = file();
  const store = open(path);
  add(store, "x");
  const reader = new Database(path);
  reader.exec("BEGIN");
  reader.prepare("SELECT * FROM note").all();
  add(store, "y");
  expect(store.checkpoint()).toBe(false);
  reader.close();
  expect(store.checkpoint()).toBe(true);
  expect(statSync(`${path}-wal`).size).toBe(0);
});

test("an error of another kind is passed through as it is", () => {
  const error = new RangeError("x");
  expect(storageErrorOf(error, "the notes")).toBe(error);
  expect(storageErrorOf("text", "the notes")).toBe("text");
});
