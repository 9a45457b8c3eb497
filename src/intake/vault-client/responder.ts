import { randomBytes } from "node:crypto";
import type { Machine } from "../../contract/doubt.ts";
import { Refusal } from "../../contract/problem.ts";
import { openVault, type Retention, type Vault } from "../../vault/index.ts";
import { partsOf, storeBatch } from "./batch.ts";
import type { ThreadStart, VaultCall, VaultReply, VaultRequest } from "./messages.ts";

/** Answers one request after the other, by a connection of its own to the vault. */
export interface VaultResponder {
  /** It never throws. */
  answer(request: VaultRequest): VaultReply;
  close(): void;
}

export function vaultResponder({ path, key, acts }: ThreadStart): VaultResponder {
  let [now, retention]: [number, Retention] = [0, [0]];
  let [uptime, bootId]: [number, string | null] = [0, null];
  const machine: Machine = { uptime: () => uptime, bootId: () => bootId };
  let vault: Vault | undefined;
  const opened = () => {
    // A vault that cannot be opened refuses the request, and the next request tries again.
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
  const reply = (request: VaultRequest): VaultReply => {
    if ("batch" in request) return { outcomes: storeBatch(opened(), request.batch, new Date(now)) };
    const { call, args } = request;
    return { value: (opened()[call] as (...args: VaultCall["args"]) => unknown)(...args) };
  };
  // The vault is opened at once: by the first donation another file could lie in the place of the vault that this process shows.
  try {
    opened();
  } catch {
    // The next request opens it again, and is answered with what is wrong.
  }
  return {
    answer: (request) => {
      [now, retention] = [request.now, request.retention];
      [uptime, bootId] = [request.uptime, request.bootId];
      try {
        return reply(request);
      } catch (error) {
        return { failed: error instanceof Refusal ? partsOf(error) : null };
      }
    },
    close: () => vault?.close(),
  };
}
