import { NO_HOME } from "../../src/contract/chain.ts";
import type { LedgerEntry } from "../../src/contract/manifest.ts";
import type { ReleaseTables } from "../../src/contract/tables.ts";
import { entryHash, GENESIS } from "../../src/ledger/chain.ts";
import { canonicalHash } from "../../src/release/index.ts";
import { cellOf, grouped } from "../../src/verify/contents.ts";

/** Links the entries anew, whatever they say. */
export function chained(entries: readonly object[]): LedgerEntry[] {
  const chain: LedgerEntry[] = [];
  for (const entry of entries) {
    const linked = { commons: NO_HOME, ...entry, seq: chain.length + 1, previous: chain.at(-1)?.hash ?? GENESIS };
    chain.push({ ...linked, hash: entryHash(linked) } as LedgerEntry);
  }
  return chain;
}

/** The chain's statement of a draw with these noisy tables, which a forger can make as well. */
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
