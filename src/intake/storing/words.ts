import type { Batch, Outcome, Refused } from "./batch.ts";

/** What the thread that stores is started with. */
export interface Start {
  /** the vault's file */
  readonly path: string;
  /** the operator's key, 32 bytes */
  readonly key: Uint8Array;
}

/** What it is asked. One batch at a time. */
export interface Ask {
  readonly batch: Batch;
  /** months for which a donation is kept, as things stand */
  readonly retentionMonths: number;
}

/** What it answers: an outcome an item, or why none was stored; null: a fault that was not foreseen. */
export type Told = { readonly outcomes: readonly Outcome[] } | { readonly failed: Refused | null };
