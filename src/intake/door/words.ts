import type { ActsFile, Retention, Vault } from "../../vault/index.ts";
import type { Batch, Outcome, Refused } from "./batch.ts";

/** What the thread is started with. */
export interface Start {
  /** the vault's file */
  readonly path: string;
  /** the operator's key, 32 bytes */
  readonly key: Uint8Array;
  /** where contributors' acts are written once more */
  readonly acts?: ActsFile | undefined;
}

/** What contributors do by their key, what the calendar does, and what the operator asks. */
export type Right = "show" | "stored" | "weigh" | "pause" | "resume" | "object" | "remove" | "withdraw" | "expirePart" | "probe";

export type Call = { [R in Right]: { readonly call: R; readonly args: Parameters<Vault[R]> } }[Right];

/** What stands when something is asked. */
export interface Standing {
  /** milliseconds since 1970 */
  readonly now: number;
  /** of the machine, as `Machine` has them */
  readonly uptime: number;
  readonly bootId: string | null;
  readonly retention: Retention;
}

export type Ask = Standing & ({ readonly batch: Batch } | Call);

/** What is answered: an outcome an item of a batch, or what a call returns; or why not. Null: a fault that was not foreseen. */
export type Told = { readonly outcomes: readonly Outcome[] } | { readonly value: unknown } | { readonly failed: Refused | null };
