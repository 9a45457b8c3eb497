import { Refusal } from "../contract/problem.ts";
import type { Statements, Store } from "../storage/sqlite/index.ts";

export type VaultFacts = ReturnType<typeof openFacts>;

/** Values that the vault stores about itself, by name; the schema lists them. Call everything inside a transaction. */
export function openFacts(store: Store, sql: Statements) {
  const stored = (name: string) =>
    sql.get<{ value: Buffer | string | number }>("SELECT value FROM fact WHERE name = ?", name)?.value;
  const set = (name: string, value: string | number | Buffer) => {
    const bound = typeof value === "number" ? String(value) : value;
    sql.run("INSERT INTO fact (name, value) VALUES (?, ?) ON CONFLICT (name) DO UPDATE SET value = excluded.value", name, bound);
  };
  return {
    get: (name: string) => stored(name)?.toString(),
    /** @throws Refusal `storage-failed` where something else than this program wrote the value */
    count: (name: string) => {
      const value = Number(stored(name) ?? 0);
      if (Number.isSafeInteger(value) && value >= 0) return value;
      throw new Refusal("storage-failed", "a count that the vault keeps is no whole number: the file was damaged or changed");
    },
    set,
    forget: (name: string) => void sql.run("DELETE FROM fact WHERE name = ?", name),
    /**
     * Returns the bytes stored under the name, or stores and returns the given ones. It opens a transaction of its own where none
     * is open.
     */
    first: (name: string, bytes: Buffer): Buffer => {
      const read = () => stored(name) as Buffer | undefined;
      const storeOnce = () => {
        if (read() === undefined) set(name, bytes);
        return read() as Buffer;
      };
      return store.read(read) ?? store.write(storeOnce);
    },
  };
}
