import type { Statements, Store } from "../storage/sqlite/index.ts";

export type VaultFacts = ReturnType<typeof openFacts>;

/** Facts of the vault itself, by name: the schema lists them. Every call belongs inside a transaction. */
export function openFacts(store: Store, sql: Statements) {
  const stored = (name: string) =>
    sql.get<{ value: Buffer | string | number }>("SELECT value FROM fact WHERE name = ?", name)?.value;
  const set = (name: string, value: string | number | Buffer) => {
    const bound = typeof value === "number" ? String(value) : value;
    sql.run("INSERT INTO fact (name, value) VALUES (?, ?) ON CONFLICT (name) DO UPDATE SET value = excluded.value", name, bound);
  };
  return {
    get: (name: string) => stored(name)?.toString(),
    count: (name: string) => Number(stored(name) ?? 0),
    set,
    forget: (name: string) => void sql.run("DELETE FROM fact WHERE name = ?", name),
    /**
     * Returns the bytes stored under the name. Without any, it stores and returns the given ones, in a transaction of its own
     * unless one is open.
     */
    first: (name: string, bytes: Buffer): Buffer => {
      const known = () => stored(name) as Buffer | undefined;
      const noted = () => {
        if (known() === undefined) set(name, bytes);
        return known() as Buffer;
      };
      return store.read(known) ?? store.write(noted);
    },
  };
}
