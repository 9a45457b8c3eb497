import Database from "better-sqlite3";
import { storageRefusal } from "../../contract/storage.ts";

/** What each schema makes of an empty database. */
const expectedBySchema = new WeakMap<readonly string[], string>();

interface SchemaObject {
  readonly type: string;
  readonly name: string;
  readonly sql: string | null;
}

/** The tables, indices, triggers and views of a database, without comments, and how it stores texts. */
function contentsOf(db: Database.Database): string {
  const objects = db.prepare<[], SchemaObject>("SELECT type, name, sql FROM sqlite_schema ORDER BY type, name").all();
  const plain = objects.map(({ type, name, sql }) => [type, name, sql?.replace(/--[^\n]*/g, "").replace(/[ \n]+/g, " ")]);
  return JSON.stringify([db.pragma("encoding", { simple: true }), plain]);
}

function expectedOf(schema: readonly string[]): string {
  const known = expectedBySchema.get(schema);
  if (known !== undefined) return known;
  const db = new Database(":memory:");
  try {
    for (const step of schema) db.exec(step);
    const expected = contentsOf(db);
    expectedBySchema.set(schema, expected);
    return expected;
  } finally {
    db.close();
  }
}

/**
 * Returns a function that runs work, and refuses a database which has anything else than its schema makes: a trigger or view of somebody who writes
 * the file would run within this program's statements, and a table with other types answers them with other values. Call it inside
 * each transaction: it looks again when another connection changed the schema
 * (https://www.sqlite.org/pragma.html#pragma_schema_version), which is when SQLite itself reads it anew.
 *
 * The refusal quotes nothing of the file, since it may reach the public.
 */
export function schemaGuard(db: Database.Database, schema: readonly string[], where: string): <T>(work: () => T) => T {
  const version = db.prepare<[], number>("PRAGMA schema_version").pluck();
  let seen: number | undefined;
  return (work) => {
    const now = version.get();
    if (now !== seen && contentsOf(db) !== expectedOf(schema))
      throw storageRefusal("foreign", where, "the database has other tables, indices, triggers or views than this program makes");
    seen = now;
    return work();
  };
}
