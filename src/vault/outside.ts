import type { VaultContext } from "./context.ts";
import { decodeDonation } from "./payload.ts";
import { lastExpiredMonth } from "./retention.ts";
import { unseal } from "./seal.ts";

interface HouseholdRow {
  readonly id: Buffer;
  readonly wrapped: Buffer;
  readonly seq: number;
  readonly received: number;
  readonly sealed: Buffer;
}

/**
 * Counts households whose newest area is in no leaf of a territory. It unseals the newest donation of every household,
 * one at a time.
 *
 * @returns the count of `Vault.outside`
 */
export function outsideCounter({ store, keys, clock, retention }: VaultContext): (isLeaf: (area: string) => boolean) => number {
  const newest = store.prepare<[number], HouseholdRow>(
    `SELECT d.id, k.wrapped, n.seq, n.received, n.sealed
     FROM donor d
     JOIN key_slot k ON k.donor = d.donor
     JOIN donation n ON n.donor = d.donor AND n.seq = (SELECT max(seq) FROM donation WHERE donor = d.donor)
     WHERE d.paused = 0 AND d.aside = 0 AND n.received > ?`,
  );
  return (isLeaf) =>
    store.read(() => {
      let count = 0;
      for (const { id, wrapped, seq, received, sealed } of newest.iterate(lastExpiredMonth(clock(), retention()))) {
        const key = unseal(wrapped, { key: keys.wrap, donorId: id, kind: "key", number: 0, received: 0 });
        const { household } = decodeDonation(unseal(sealed, { key, donorId: id, kind: "donation", number: seq, received }));
        if (!isLeaf(household.area)) count += 1;
      }
      return count;
    });
}
