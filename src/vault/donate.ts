import type { Consent } from "../contract/donation.ts";
import { Refusal } from "../contract/problem.ts";
import type { Acts } from "./acts.ts";
import { tokenBurner } from "./burnt.ts";
import type { VaultContext } from "./context.ts";
import { afterConsent } from "./objection.ts";
import { countReadings, decodeDonation, encodeConsent, encodeDonation, LEAST_READING_BYTES } from "./payload.ts";
import { digestOf, randomReceipt, receiptOf, tagOf } from "./receipt.ts";
import type { Donor, Records } from "./records.ts";
import { lastExpiredMonth } from "./retention.ts";
import type { DonationItem, DonationResult } from "./types.ts";

/**
 * The most donations that one contribution holds: a monthly one for sixteen years. What a key can make
 * the vault keep, and read in every publication, ends somewhere.
 */
export const MAX_DONATIONS = 200;

/**
 * The most bytes that the donations of a contribution have together, as they are written before they are sealed. One donation
 * has fewer, whatever is in it: the form bounds it.
 */
export const MAX_BYTES = 4_000_000;

/**
 * The most readings that the donations of a contribution have together, replaced ones included. Every measure has 1 690 in ten
 * years, the longest retention (13 measures, each with twelve months and a yearly total); sent whole each month for the 15 months
 * of the default retention, they are 25 350.
 */
export const MAX_READINGS = 30_000;

function consentOf(donation: DonationItem["donation"]): Consent {
  return (typeof donation === "string" ? decodeDonation(Buffer.from(donation)) : donation).consent;
}

/** The one answer to a receipt that opens nothing, whatever the reason. */
export function keyNotKnown({ restored }: Pick<VaultContext, "restored">): Refusal {
  const lost =
    restored === null
      ? ""
      : `. This commons was put back on ${restored.on} from a backup of ${restored.from}: what was contributed in between is lost, and may be contributed again`;
  return new Refusal("key-not-known", `no contribution is known under this key${lost}`);
}

/**
 * Puts one donation into the vault, inside a transaction. Refuses before it writes, so that a
 * refused item leaves no trace in a batch.
 *
 * Long, for it has checks that share the prepared statements.
 */
export function donationWriter(context: VaultContext, records: Records, acts: Acts): (item: DonationItem) => DonationResult {
  const { store, keys, draw, clock, retention } = context;
  const burn = tokenBurner(context);
  const repetition = store.prepare<[Buffer], { digest: Buffer | null }>("SELECT digest FROM repetition WHERE tag = ?");
  const remember = store.prepare<[Buffer, Buffer]>("INSERT INTO repetition (tag, digest) VALUES (?, ?)");

  /** Was the request of this tag stored before? Refuses where it cannot be known to be the same. */
  const isRepeated = (tag: Buffer, digest: Buffer, named: boolean): boolean => {
    const before = repetition.get(tag);
    if (before === undefined) return false;
    if (before.digest?.equals(digest)) return true;
    // An erased digest stands for a withdrawn or expired donation. What has a name is known by it, and is not
    // brought back; of anything else nothing tells any more whether it is the same: it is not dropped in silence.
    if (before.digest === null && named) return true;
    const former = before.digest === null ? "a donation that was erased" : "another donation";
    throw new Refusal("idempotency-conflict", `this idempotency key was used for ${former}; a new donation needs a new one`);
  };

  const refuseFull = (donor: Donor, content: string) => {
    const held = records.held(donor);
    if (held.donations >= MAX_DONATIONS) {
      const detail = `a contribution holds at most ${MAX_DONATIONS} donations; it has ${held.donations}`;
      throw new Refusal("too-many-amendments", `${detail}. Send more readings in one, or withdraw and contribute anew`);
    }
    const bytes = held.bytes + Buffer.byteLength(content);
    if (bytes > MAX_BYTES) {
      const detail = `the donations of a contribution have at most ${MAX_BYTES} bytes; with this one they would have ${bytes}`;
      throw new Refusal("too-many-amendments", `${detail}. Send only what is new, or withdraw and contribute anew`);
    }
    // Readings are counted where so many could be in as many bytes: an ordinary contribution is not unsealed for it.
    if (bytes <= MAX_READINGS * LEAST_READING_BYTES) return;
    const readings = records.readings(donor) + countReadings(Buffer.from(content));
    if (readings > MAX_READINGS) {
      const detail = `the donations of a contribution have at most ${MAX_READINGS} readings; with this one they would have ${readings}`;
      throw new Refusal("too-many-amendments", `${detail}. Send only what is new, or withdraw and contribute anew`);
    }
  };

  return ({ donation, idempotency, named = false, receipt, admit }) => {
    const known = receipt === undefined ? undefined : records.findByLookup(receipt, lastExpiredMonth(clock(), retention()));
    if (receipt !== undefined && known === undefined) throw keyNotKnown(context);
    const content = typeof donation === "string" ? donation : encodeDonation(donation);
    const given = receipt ?? (idempotency === undefined ? randomReceipt(draw) : receiptOf(keys, idempotency));
    const tag = idempotency === undefined ? null : tagOf(keys, idempotency);
    const digest = tag === null ? null : digestOf(keys, named ? "" : content, receipt);
    if (tag !== null && digest !== null && isRepeated(tag, digest, named)) return { receipt: given, repeated: true };
    if (known !== undefined) {
      refuseFull(known, content);
      const consent = consentOf(donation);
      const objection = known.objection && afterConsent(known.objection, consent);
      if (objection !== known.objection) {
        records.setObjection(known, objection);
        acts.record(known, { act: "objection", objection });
      }
      // A consent that names fewer topics takes others back, and must outlive a restored backup. Collectors send one again and again.
      const before = records.lastConsent(known);
      if (before === undefined || encodeConsent(before) !== encodeConsent(consent))
        acts.record(known, { act: "consent", consent });
    } else if (admit !== undefined) burn(admit());
    if (tag !== null && digest !== null) remember.run(tag, digest);
    records.append(known ?? records.create(given), content, tag, known === undefined);
    return { receipt: given, repeated: false };
  };
}
