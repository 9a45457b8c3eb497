import type { Vault } from "../../vault/index.ts";
import { type Batch, type BatchOutcome, storeBatch } from "./batch.ts";
import type { RightCall } from "./messages.ts";

/** The vault as services use it, on this thread or another. A promise resolves once what was stored is on the disk. */
export interface VaultClient {
  /** Stores a batch in one transaction. @throws Refusal where none of it is stored */
  store(batch: Batch): Promise<readonly BatchOutcome[]>;
  /** @throws Refusal as the vault does */
  ask<R extends RightCall>(call: R, ...args: Parameters<Vault[R]>): Promise<ReturnType<Vault[R]>>;
  close(): Promise<void>;
}

/** A client of a vault on this thread. */
export function directClient(vault: Pick<Vault, RightCall | "donateEach">, clock: () => Date): VaultClient {
  return {
    store: async (batch) => storeBatch(vault, batch, clock()),
    ask: async <R extends RightCall>(call: R, ...args: Parameters<Vault[R]>) => {
      const method = vault[call] as (...args: Parameters<Vault[R]>) => ReturnType<Vault[R]>;
      return method(...args);
    },
    close: async () => undefined,
  };
}
