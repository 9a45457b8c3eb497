import { randomBytes } from "node:crypto";
import { Refusal } from "../../contract/problem.ts";
import { openVault, type Vault } from "../../vault/index.ts";
import { partsOf, storeBatch } from "./batch.ts";
import type { Ask, Start, Told } from "./words.ts";

/** Stores one batch after the other by a connection of its own to the vault. */
export interface StoringDesk {
  /** It never throws. */
  told(ask: Ask): Told;
  close(): void;
}

export function storingDesk({ path, key }: Start): StoringDesk {
  let [now, retentionMonths] = [0, 0];
  let vault: Vault | undefined;
  const opened = () => {
    // A vault that cannot be opened is a refusal of that batch, and the next one tries again.
    vault ??= openVault({
      path,
      key,
      clock: () => new Date(now),
      entropy: randomBytes,
      retentionMonths: () => retentionMonths,
    });
    return vault;
  };
  // At once as well: by the time of the first donation, another file could lie in the place of the vault that this process shows.
  try {
    opened();
  } catch {
    // The batches are told.
  }
  return {
    told: ({ batch, ...ask }) => {
      [now, retentionMonths] = [batch.now, ask.retentionMonths];
      try {
        return { outcomes: storeBatch(opened(), batch) };
      } catch (error) {
        return { failed: error instanceof Refusal ? partsOf(error) : null };
      }
    },
    close: () => vault?.close(),
  };
}
