import { Refusal } from "../contract/problem.ts";
import type { Desk } from "./desk.ts";
import { encodeDonation } from "./payload.ts";
import { digestOf, randomReceipt, receiptOf, tagOf } from "./receipt.ts";
import type { Records } from "./records.ts";
import type { DonationItem, DonationResult } from "./types.ts";

/** The one answer to a receipt that opens nothing, whatever the reason. */
export function keyNotKnown(): Refusal {
  return new Refusal("key-not-known", "no contribution is known under this key");
}

/**
 * Puts one donation into the vault, inside a transaction. Refuses before it writes, so that a
 * refused item leaves no trace in a batch.
 */
export function donationDesk({ store, keys, draw }: Desk, records: Records): (item: DonationItem) => DonationResult {
  const repetition = store.prepare<[Buffer], { digest: Buffer | null }>("SELECT digest FROM repetition WHERE tag = ?");
  const remember = store.prepare<[Buffer, Buffer]>("INSERT INTO repetition (tag, digest) VALUES (?, ?)");

  return ({ donation, idempotency, receipt }) => {
    const known = receipt === undefined ? undefined : records.find(receipt);
    if (receipt !== undefined && known === undefined) throw keyNotKnown();
    const content = encodeDonation(donation);
    const given = receipt ?? (idempotency === undefined ? randomReceipt(draw) : receiptOf(keys, idempotency));
    let tag: Buffer | null = null;
    if (idempotency !== undefined) {
      tag = tagOf(keys, idempotency);
      const digest = digestOf(keys, content, receipt);
      const before = repetition.get(tag);
      // An erased digest stands for a withdrawn household: repeating the request does not bring it back.
      if (before !== undefined && (before.digest === null || before.digest.equals(digest)))
        return { receipt: given, repeated: true };
      if (before !== undefined) {
        throw new Refusal(
          "idempotency-conflict",
          "this idempotency key was used for another donation; a new donation needs a new one",
        );
      }
      remember.run(tag, digest);
    }
    records.append(known ?? records.create(given), content, tag, known === undefined);
    return { receipt: given, repeated: false };
  };
}
