import { randomBytes } from "node:crypto";
import { Refusal } from "../../contract/problem.ts";
import { type ActsFile, openVault, type Retention, type Vault } from "../../vault/index.ts";
import { callVault, type RefusedItem, refusalToData, type VaultOperations } from "./client.ts";

export interface ThreadStart {
  /** the vault's file */
  readonly path: string;
  /** the operator's key, 32 bytes */
  readonly key: Uint8Array;
  /** the acts file of the vault */
  readonly acts?: ActsFile | undefined;
}

/** The time and retention that a request is carried out by, taken from the calling thread. */
export interface RequestConditions {
  /** milliseconds since 1970 */
  readonly now: number;
  /** uptime and boot id of the machine, as in `Machine` */
  readonly uptime: number;
  readonly bootId: string | null;
  readonly retention: Retention;
}

export type VaultRequest = RequestConditions &
  {
    [C in keyof VaultOperations]: { readonly call: C; readonly args: Parameters<VaultOperations[C]> };
  }[keyof VaultOperations];

/** The result of a call, or its refusal; `failed: null` is an unforeseen fault. */
export type VaultReply = { readonly value: unknown } | { readonly failed: RefusedItem | null };

/** Answers requests one by one, over its own connection to the vault. */
export function vaultResponder({ path, key, acts }: ThreadStart) {
  let standing: RequestConditions = { now: 0, uptime: 0, bootId: null, retention: [0] };
  let vault: Vault | undefined;
  const openedVault = () => {
    // If the vault cannot be opened, the request is refused, and the next one tries again.
    vault ??= openVault({
      path,
      key,
      acts,
      create: false,
      clock: () => new Date(standing.now),
      machine: { uptime: () => standing.uptime, bootId: () => standing.bootId },
      entropy: randomBytes,
      retentionMonths: () => standing.retention,
    });
    return vault;
  };
  /** Runs work and catches everything. */
  const reply = (work: () => unknown): VaultReply => {
    try {
      return { value: work() };
    } catch (error) {
      return { failed: error instanceof Refusal ? refusalToData(error) : null };
    }
  };
  // The vault is opened now: later, another file could lie in place of the vault that this process shows. If that fails, the next
  // request tries again and is answered with the fault.
  reply(openedVault);
  return {
    answer: ({ call, args, ...conditions }: VaultRequest): VaultReply => {
      standing = conditions;
      return reply(() => callVault(openedVault(), new Date(standing.now), call, args));
    },
    close: () => vault?.close(),
  };
}
