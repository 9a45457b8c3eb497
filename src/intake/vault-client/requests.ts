import { randomBytes } from "node:crypto";
import type { Machine } from "../../contract/doubt.ts";
import { Refusal } from "../../contract/problem.ts";
import { openVault, type Retention, type Vault } from "../../vault/index.ts";
import { partsOf, storeBatch } from "./batch.ts";
import type { ThreadStart, VaultCall, VaultReply, VaultRequest } from "./messages.ts";

/** Answers one thing after the other by a connection of its own to the vault. */
export interface VaultRequests {
  /** It never throws. */
  told(ask: VaultRequest): VaultReply;
  close(): void;
}

export function vaultRequests({ path, key, acts }: ThreadStart): VaultRequests {
  let [now, retention]: [number, Retention] = [0, [0]];
  let [uptime, bootId]: [number, string | null] = [0, null];
  const machine: Machine = { uptime: () => uptime, bootId: () => bootId };
  let vault: Vault | undefined;
  const opened = () => {
    // A vault that cannot be opened is a refusal of what is asked, and the next one tries again.
    vault ??= openVault({
      path,
      key,
      acts,
      create: false,
      clock: () => new Date(now),
      machine,
      entropy: randomBytes,
      retentionMonths: () => retention,
    });
    return vault;
  };
  const answered = (ask: VaultRequest): VaultReply => {
    if ("batch" in ask) return { outcomes: storeBatch(opened(), ask.batch, new Date(now)) };
    const { call, args } = ask;
    return { value: (opened()[call] as (...args: VaultCall["args"]) => unknown)(...args) };
  };
  // At once as well: by the time of the first donation, another file could lie in the place of the vault that this process shows.
  try {
    opened();
  } catch {
    // Whoever asks is told.
  }
  return {
    told: (ask) => {
      [now, retention] = [ask.now, ask.retention];
      [uptime, bootId] = [ask.uptime, ask.bootId];
      try {
        return answered(ask);
      } catch (error) {
        return { failed: error instanceof Refusal ? partsOf(error) : null };
      }
    },
    close: () => vault?.close(),
  };
}
