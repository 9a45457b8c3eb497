import type { Machine } from "../contract/doubt.ts";
import type { Statements, Store } from "../storage/sqlite/index.ts";
import type { VaultKeys } from "./keys.ts";
import type { Retention } from "./retention.ts";
import type { VaultFacts } from "./vault-facts.ts";

/** What every part of the vault works with. */
export interface VaultContext {
  readonly store: Store;
  readonly sql: Statements;
  readonly facts: VaultFacts;
  readonly keys: VaultKeys;
  readonly clock: () => Date;
  /** the machine whose clock this is */
  readonly machine: Machine;
  /** random bytes; each is handed out once */
  readonly random: (n: number) => Uint8Array;
  /** months after its receipt for which a donation is kept, as things stand now */
  readonly retention: () => Retention;
  /** days on which the vault was put back from a backup, and of that backup; null: it never was */
  readonly restored: { readonly on: string; readonly from: string } | null;
}

/** How many random bytes are asked for at once: a call of the system's generator costs more than its bytes. */
const POOL_BYTES = 4096;

/** Hands out random bytes from a pool; what was handed out is wiped from it. */
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
