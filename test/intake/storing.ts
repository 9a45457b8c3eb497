import { canonicalise } from "../../src/intake/index.ts";
import type { Batch, Outcome } from "../../src/intake/storing/batch.ts";
import { written } from "../../src/vault/index.ts";
import { contextOf, donationJson, type Json } from "./support.ts";

/** Donations that are good in every field, on 10 March 2026, with fields replaced. */
export function batchOf(
  items: readonly Partial<Batch["items"][number]>[],
  { consent, ...more }: Partial<Batch> & { consent?: Json } = {},
): Batch {
  const json = donationJson(consent === undefined ? {} : { consent });
  const donation = written(canonicalise(json, contextOf(), "strict").donation);
  return {
    items: items.map((item) => ({ donation, ...item })),
    now: new Date("2026-03-10T12:00:00Z").getTime(),
    eligibility: undefined,
    ...more,
  };
}

export function receiptIn(outcome: Outcome | undefined): string {
  if (outcome === undefined || !("receipt" in outcome)) throw new Error(`nothing was stored: ${JSON.stringify(outcome)}`);
  return outcome.receipt;
}
