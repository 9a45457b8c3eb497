import type { ActsFile, Retention, Vault } from "../../vault/index.ts";
import type { Batch, BatchOutcome, RefusedItem } from "./batch.ts";

/** What the thread is started with. */
export interface ThreadStart {
  /** the vault's file */
  readonly path: string;
  /** the operator's key, 32 bytes */
  readonly key: Uint8Array;
  /** where contributors' acts are written once more */
  readonly acts?: ActsFile | undefined;
}

/** What contributors do by their key, what the calendar does, and what the operator asks. */
export type RightCall =
  | "show"
  | "stored"
  | "weigh"
  | "pause"
  | "resume"
  | "object"
  | "remove"
  | "withdraw"
  | "expirePart"
  | "probe";

export type VaultCall = { [R in RightCall]: { readonly call: R; readonly args: Parameters<Vault[R]> } }[RightCall];

/** The time and the retention by which a request is carried out. */
export interface RequestConditions {
  /** milliseconds since 1970 */
  readonly now: number;
  /** of the machine, as `Machine` has them */
  readonly uptime: number;
  readonly bootId: string | null;
  readonly retention: Retention;
}

export type VaultRequest = RequestConditions & ({ readonly batch: Batch } | VaultCall);

/** What is answered: an outcome an item of a batch, or what a call returns; or why not. Null: a fault that was not foreseen. */
export type VaultReply =
  | { readonly outcomes: readonly BatchOutcome[] }
  | { readonly value: unknown }
  | { readonly failed: RefusedItem | null };
