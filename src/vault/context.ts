import type { Machine } from "../contract/doubt.ts";
import type { Statements, Store } from "../storage/sqlite/index.ts";
import type { VaultKeys } from "./keys.ts";
import type { Retention } from "./retention.ts";
import type { VaultFacts } from "./vault-facts.ts";

/** Shared by all parts of the vault. */
export interface VaultContext {
  readonly store: Store;
  readonly sql: Statements;
  readonly facts: VaultFacts;
  readonly keys: VaultKeys;
  readonly clock: () => Date;
  /** the machine that the clock belongs to; its uptime checks the clock */
  readonly machine: Machine;
  /** random bytes; each is handed out once */
  readonly random: (n: number) => Uint8Array;
  /** months for which donations are kept after receipt; asked at each use, since terms may change */
  readonly retention: () => Retention;
  /** day of the restore, and day of the backup used; null where the vault was never restored */
  readonly restored: { readonly on: string; readonly from: string } | null;
}

/** Random bytes fetched at once: a call of the system's generator costs more than the bytes. */
const POOL_BYTES = 4096;

/** Hands out random bytes from a pool, and wipes them from the pool: no byte is handed out twice. */
export function randomPool(entropy: (n: number) => Uint8Array): (n: number) => Uint8Array {
  let pool = new Uint8Array(0);
  let at = 0;
  return (n) => {
    if (n > POOL_BYTES) return entropy(n);
    if (at + n > pool.length) {
      pool = Uint8Array.from(entropy(POOL_BYTES));
      at = 0;
    }
    const bytes = pool.slice(at, at + n);
    pool.fill(0, at, at + n);
    at += n;
    return bytes;
  };
}
