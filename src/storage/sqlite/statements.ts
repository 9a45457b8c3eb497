import type Database from "better-sqlite3";
import type { Store } from "./store.ts";

type SqlValue = string | number | Uint8Array | null;

/** Runs statements by their text. Call it inside `write` or `read` of the store. */
export interface Statements {
  run(sql: string, ...values: SqlValue[]): { readonly changes: number; readonly lastInsertRowid: number | bigint };
  /** The first row. */
  get<R>(sql: string, ...values: SqlValue[]): R | undefined;
  all<R>(sql: string, ...values: SqlValue[]): R[];
  /** The first value of the first row, as a number. */
  count(sql: string, ...values: SqlValue[]): number;
}

/** Prepares each statement at its first use, and keeps it. */
export function statementsOf(store: Pick<Store, "prepare">): Statements {
  const known = new Map<string, Database.Statement<SqlValue[], unknown>>();
  const prepared = (sql: string) => {
    const statement = known.get(sql) ?? store.prepare<SqlValue[]>(sql);
    known.set(sql, statement);
    return statement;
  };
  return {
    run: (sql, ...values) => prepared(sql).run(...values),
    get: <R>(sql: string, ...values: SqlValue[]) => prepared(sql).get(...values) as R | undefined,
    all: <R>(sql: string, ...values: SqlValue[]) => prepared(sql).all(...values) as R[],
    count: (sql, ...values) => Number(Object.values(prepared(sql).get(...values) as object)[0]),
  };
}
