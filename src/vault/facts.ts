import type { Store } from "../storage/sqlite/index.ts";

export type Facts = ReturnType<typeof factsOf>;

/** Facts of the vault itself, by name: the schema lists them. Every call belongs inside a transaction. */
export function factsOf(store: Store) {
  const value = store.prepare<[string], Buffer | string | number>("SELECT value FROM fact WHERE name = ?").pluck();
  const set = store.prepare<[string, Buffer | string]>(
    "INSERT INTO fact (name, value) VALUES (?, ?) ON CONFLICT (name) DO UPDATE SET value = excluded.value",
  );
  const forget = store.prepare<[string]>("DELETE FROM fact WHERE name = ?");
  return {
    get: (name: string) => value.get(name)?.toString(),
    count: (name: string) => Number(value.get(name) ?? 0),
    set: (name: string, to: string | number) => void set.run(name, String(to)),
    forget: (name: string) => void forget.run(name),
    /** What was first noted under the name, in a transaction of its own where that is now. */
    first: (name: string, bytes: Buffer): Buffer => {
      const known = () => value.get(name) as Buffer | undefined;
      const noted = () => {
        if (known() === undefined) set.run(name, bytes);
        return known() as Buffer;
      };
      return store.read(known) ?? store.write(noted);
    },
  };
}
