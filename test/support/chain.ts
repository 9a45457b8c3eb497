import { NO_HOME } from "../../src/contract/chain.ts";
import type { LedgerEntry } from "../../src/contract/manifest.ts";
import type { ReleaseTables } from "../../src/contract/tables.ts";
import { entryHash, GENESIS } from "../../src/ledger/chain.ts";
import { canonicalHash } from "../../src/release/index.ts";
import { cellOf, grouped } from "../../src/verify/contents.ts";

/** Computes the links and hashes of the entries again, whatever the entries say. */
export function chained(entries: readonly object[]): LedgerEntry[] {
  const chain: LedgerEntry[] = [];
  for (const entry of entries) {
    const linkedEntry = { commons: NO_HOME, ...entry, seq: chain.length + 1, previous: chain.at(-1)?.hash ?? GENESIS };
    chain.push({ ...linkedEntry, hash: entryHash(linkedEntry) } as LedgerEntry);
  }
  return chain;
}

/** The digest of a draw with these noisy tables, as the chain states it. A forger can compute it as well. */
export function drawDigest(
  { measurements, distributions }: Pick<ReleaseTables, "measurements" | "distributions">,
  draw: { readonly basis: string; readonly fates: string },
): string {
  const bins = grouped(distributions, cellOf);
  const published = [...grouped(measurements, cellOf)].map(([cell, [count, sum]]) =>
    [count?.NOISY, sum?.NOISY, ...(bins.get(cell) ?? []).map(({ NOISY }) => NOISY)].map(String),
  );
  return canonicalHash(["voisinage-draw/2", draw.basis, draw.fates, published]);
}
