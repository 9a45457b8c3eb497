import Database from "better-sqlite3";
import { Refusal } from "../contract/problem.ts";

/**
 * Holds a home for one publication at a time, across processes. The lock is SQLite's own on a file
 * of its own: a process that dies lets go of it.
 *
 * @throws Refusal `home-in-use` at once, without waiting
 */
export async function withLock<T>(file: string, work: () => Promise<T>): Promise<T> {
  const db = new Database(file, { timeout: 0 });
  try {
    try {
      db.exec("BEGIN EXCLUSIVE");
    } catch (error) {
      if (String((error as { code?: string }).code).startsWith("SQLITE_BUSY")) {
        throw new Refusal("home-in-use", `another process is publishing from this home (${file})`);
      }
      throw error;
    }
    return await work();
  } finally {
    db.close();
  }
}
