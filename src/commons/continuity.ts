import { type LedgerEntry, ofKind } from "../contract/chain.ts";
import type { Period } from "../contract/period.ts";
import { Refusal } from "../contract/problem.ts";

/**
 * Refuses, before any debit, a ledger that did not draw every release on the shelf. A ledger that was lost, or restored from
 * before a release, would spend the same budget again; and a folder that somebody put there is not this home's publication.
 *
 * @throws Refusal `ledger-broken`, naming the release
 */
export function refuseLedgerMissingReleases(
  entries: readonly LedgerEntry[],
  released: readonly { readonly id: string; readonly ledger_head: string }[],
): void {
  const drawn = new Map(ofKind(entries, "drawn").map(({ publication, hash }) => [publication, hash]));
  const unknown = released.find(({ id, ledger_head }) => drawn.get(id) !== ledger_head);
  if (unknown) {
    throw new Refusal(
      "ledger-broken",
      `the ledger does not know release ${unknown.id}: it is of another commons or another copy of this one, or somebody made it (take the folder releases/${unknown.id} away), ` +
        `or its report or signature is damaged (put the folder back from a copy). Nothing was drawn`,
    );
  }
}

/** @throws Refusal `not-published` where there is nothing to revise */
export function refuseUnpublished({ id }: Period, published: boolean): void {
  if (!published) throw new Refusal("not-published", `${id} must be published before it is revised; got no release ${id}`);
}
