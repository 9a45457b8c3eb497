import type Database from "better-sqlite3";

/** Changes a database as if it had no triggers. They are there again afterwards, for a database without its own is not opened at all. */
export function unlocked(db: Database.Database, change: () => void): void {
  const triggers = db
    .prepare<[], { name: string; sql: string }>("SELECT name, sql FROM sqlite_schema WHERE type = 'trigger'")
    .all();
  for (const { name } of triggers) db.exec(`DROP TRIGGER ${name}`);
  change();
  for (const { sql } of triggers) db.exec(sql);
}
