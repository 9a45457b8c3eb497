import { canonicalise } from "../../src/intake/index.ts";
import type { Batch, BatchOutcome } from "../../src/intake/vault-client/client.ts";
import { written } from "../../src/vault/index.ts";
import { contextOf, donationJson, type Json } from "./support.ts";

/** Donations that are good in every field, with fields replaced. */
export function batchOf(
  items: readonly Partial<Batch["items"][number]>[],
  { consent, ...more }: Partial<Batch> & { consent?: Json } = {},
): Batch {
  const json = donationJson(consent === undefined ? {} : { consent });
  const donation = written(canonicalise(json, contextOf(), "strict").donation);
  return {
    items: items.map((item) => ({ donation, ...item })),
    eligibility: undefined,
    ...more,
  };
}

export function receiptIn(outcome: BatchOutcome | undefined): string {
  if (outcome === undefined || !("receipt" in outcome)) throw new Error(`nothing was stored: ${JSON.stringify(outcome)}`);
  return outcome.receipt;
}
