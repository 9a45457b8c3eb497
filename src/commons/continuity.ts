import type { LedgerEntry } from "../contract/chain.ts";
import type { ManifestHead } from "../contract/manifest.ts";
import type { Period } from "../contract/period.ts";
import { Refusal } from "../contract/problem.ts";

/**
 * Refuses, before any debit, a ledger that does not know every release on the shelf. A ledger that was lost, or restored from
 * before a release, would spend the same budget again.
 *
 * @throws Refusal `ledger-broken`, naming the release
 */
export function refuseLedgerMissingReleases(entries: readonly LedgerEntry[], released: readonly ManifestHead[]): void {
  const known = new Set(entries.map((entry) => entry.hash));
  const unknown = released.find((manifest) => !known.has(manifest.ledger_head));
  if (unknown) {
    throw new Refusal(
      "ledger-broken",
      `the ledger does not know release ${unknown.id}: it is of another commons or another copy of this one (take the folder releases/${unknown.id} away), ` +
        `or its report is damaged (put the folder back from a copy). Nothing was drawn`,
    );
  }
}

/** @throws Refusal `not-published` where there is nothing to revise */
export function refuseUnpublished({ id }: Period, published: boolean): void {
  if (!published) throw new Refusal("not-published", `${id} must be published before it is revised; got no release ${id}`);
}
