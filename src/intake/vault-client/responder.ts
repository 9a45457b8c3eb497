import { randomBytes } from "node:crypto";
import { Refusal } from "../../contract/problem.ts";
import { type ActsFile, openVault, type Retention, type Vault } from "../../vault/index.ts";
import { callVault, partsOf, type RefusedItem, type VaultOperations } from "./client.ts";

export interface ThreadStart {
  /** the vault's file */
  readonly path: string;
  /** the operator's key, 32 bytes */
  readonly key: Uint8Array;
  /** where contributors' acts are written once more */
  readonly acts?: ActsFile | undefined;
}

/** The time and the retention by which a request is carried out. */
export interface RequestConditions {
  /** milliseconds since 1970 */
  readonly now: number;
  /** of the machine, as `Machine` has them */
  readonly uptime: number;
  readonly bootId: string | null;
  readonly retention: Retention;
}

export type VaultRequest = RequestConditions &
  {
    [C in keyof VaultOperations]: { readonly call: C; readonly args: Parameters<VaultOperations[C]> };
  }[keyof VaultOperations];

/** The result of a call, or its refusal. Null: an unforeseen fault. */
export type VaultReply = { readonly value: unknown } | { readonly failed: RefusedItem | null };

/** Answers one request after the other, by a connection of its own to the vault. */
export function vaultResponder({ path, key, acts }: ThreadStart) {
  let standing: RequestConditions = { now: 0, uptime: 0, bootId: null, retention: [0] };
  let vault: Vault | undefined;
  const opened = () => {
    // A vault that cannot be opened refuses the request, and the next request tries again.
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
  /** It never throws. */
  const reply = (work: () => unknown): VaultReply => {
    try {
      return { value: work() };
    } catch (error) {
      return { failed: error instanceof Refusal ? partsOf(error) : null };
    }
  };
  // The vault is opened at once: by the first donation another file could lie in the place of the vault that this process shows.
  // If that fails, the next request tries again and is answered with the fault.
  reply(opened);
  return {
    answer: ({ call, args, ...conditions }: VaultRequest): VaultReply => {
      standing = conditions;
      return reply(() => callVault(opened(), new Date(standing.now), call, args));
    },
    close: () => vault?.close(),
  };
}
