import type Database from "better-sqlite3";
import type { Store } from "./store.ts";

type SqlValue = string | number | Uint8Array | null;

export type Statements = ReturnType<typeof statementsOf>;

/** Prepares statements at their first use and keeps them by their text. Call them inside `write` or `read` of the store. */
export function statementsOf(store: Pick<Store, "prepare">) {
  const known = new Map<string, Database.Statement<SqlValue[], unknown>>();
  const prepared = (sql: string) => {
    const statement = known.get(sql) ?? store.prepare<SqlValue[]>(sql);
    known.set(sql, statement);
    return statement;
  };
  return {
    run: (sql: string, ...values: SqlValue[]) => prepared(sql).run(...values),
    /** The first row. */
    get: <R>(sql: string, ...values: SqlValue[]) => prepared(sql).get(...values) as R | undefined,
    all: <R>(sql: string, ...values: SqlValue[]) => prepared(sql).all(...values) as R[],
    /** The one number that a row has. */
    count: (sql: string, ...values: SqlValue[]) => Number(Object.values(prepared(sql).get(...values) as object)[0]),
  };
}
