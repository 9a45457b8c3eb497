import { Refusal } from "../contract/problem.ts";
import type { Acts } from "./acts.ts";
import type { VaultContext } from "./context.ts";
import { hmac } from "./keys.ts";
import { afterConsent } from "./objection.ts";
import { countReadings, decodeDonation, encodeConsent, encodeDonation } from "./payload.ts";
import { digestOf, randomReceipt, receiptOf, tagOf } from "./receipt.ts";
import type { Donor, Records } from "./records.ts";
import { lastExpiredMonth } from "./retention.ts";
import type { DonationItem, DonationResult } from "./types.ts";

/**
 * The most donations that one contribution holds: a monthly one for sixteen years. What a key can make
 * the vault keep, and read in every publication, ends somewhere.
 */
const MAX_DONATIONS = 200;

/**
 * The most bytes that the donations of a contribution have together, as they are written before they are sealed. One donation
 * has fewer, whatever is in it: the form bounds it.
 */
const MAX_BYTES = 4_000_000;

/**
 * The most readings that the donations of a contribution have together, replaced ones included. Every measure has 1 690 in ten
 * years, the longest retention (13 measures, each with twelve months and a yearly total); sent whole each month for the 15 months
 * of the default retention, they are 25 350.
 */
const MAX_READINGS = 30_000;

/** The fewest bytes that a reading takes in a donation's text: ` 0`, in a run. */
export const LEAST_READING_BYTES = 2;

/** The one answer to a receipt that opens nothing, whatever the reason. */
export function keyNotKnown({ restored }: Pick<VaultContext, "restored">): Refusal {
  const lost =
    restored === null
      ? ""
      : `. This commons was put back on ${restored.on} from a backup of ${restored.from}: what was contributed in between is lost, and may be contributed again`;
  return new Refusal("key-not-known", `no contribution is known under this key${lost}`);
}

/** Burns a token, inside the transaction that stores what it admits. @throws Refusal `token-spent`, before anything is written */
function tokenBurner({ sql, keys }: VaultContext): (token: Uint8Array) => void {
  return (token) => {
    const { changes } = sql.run("INSERT INTO burnt (token) VALUES (?) ON CONFLICT DO NOTHING", hmac(keys.token, token));
    if (changes === 0) throw new Refusal("token-spent", "this eligibility token has begun a contribution; a token begins one");
  };
}

/** Refuses what would make a contribution hold more than it may. */
function refuseFull(records: Records, donor: Donor, content: string): void {
  const held = records.held(donor);
  if (held.donations >= MAX_DONATIONS) {
    const detail = `a contribution holds at most ${MAX_DONATIONS} donations; it has ${held.donations}`;
    throw new Refusal("too-many-amendments", `${detail}. Send more readings in one, or withdraw and contribute anew`);
  }
  const refuseAbove = (most: number, what: string, count: number) => {
    if (count <= most) return;
    const detail = `the donations of a contribution have at most ${most} ${what}; with this one they would have ${count}`;
    throw new Refusal("too-many-amendments", `${detail}. Send only what is new, or withdraw and contribute anew`);
  };
  const bytes = held.bytes + Buffer.byteLength(content);
  refuseAbove(MAX_BYTES, "bytes", bytes);
  // Readings are counted only where the bytes could hold too many, so that ordinary contributions stay sealed.
  if (bytes <= MAX_READINGS * LEAST_READING_BYTES) return;
  const readings = records.texts(donor).reduce((sum, { text }) => sum + countReadings(text()), countReadings(content));
  refuseAbove(MAX_READINGS, "readings", readings);
}

/**
 * Puts one donation into the vault, inside a transaction. Refuses before it writes, so that a
 * refused item leaves no trace in a batch.
 */
export function donationWriter(context: VaultContext, records: Records, acts: Acts): (item: DonationItem) => DonationResult {
  const { sql, keys, random, clock, retention } = context;
  const burn = tokenBurner(context);

  /** Was the request of this tag stored before? Refuses where it cannot be known to be the same. */
  const isRepeated = (tag: Buffer, digest: Buffer, named: boolean): boolean => {
    const before = sql.get<{ digest: Buffer | null }>("SELECT digest FROM repetition WHERE tag = ?", tag);
    if (before === undefined) return false;
    if (before.digest?.equals(digest)) return true;
    // An erased digest stands for a withdrawn or expired donation. What has a name is known by it, and is not
    // brought back; of anything else nothing tells any more whether it is the same: it is not dropped in silence.
    if (before.digest === null && named) return true;
    const former = before.digest === null ? "a donation that was erased" : "another donation";
    throw new Refusal("idempotency-conflict", `this idempotency key was used for ${former}; a new donation needs a new one`);
  };

  return ({ donation, idempotency, named = false, receipt, admit }) => {
    const known = receipt === undefined ? undefined : records.findByLookup(receipt, lastExpiredMonth(clock(), retention()));
    if (receipt !== undefined && known === undefined) throw keyNotKnown(context);
    const content = typeof donation === "string" ? donation : encodeDonation(donation);
    const given = receipt ?? (idempotency === undefined ? randomReceipt(random) : receiptOf(keys, idempotency));
    const tag = idempotency === undefined ? null : tagOf(keys, idempotency);
    const digest = digestOf(keys, named ? "" : content, receipt);
    if (tag !== null && isRepeated(tag, digest, named)) return { receipt: given, repeated: true };
    if (known !== undefined) {
      refuseFull(records, known, content);
      const { consent } = typeof donation === "string" ? decodeDonation(donation) : donation;
      const objection = known.objection && afterConsent(known.objection, consent);
      if (objection !== known.objection) {
        records.setObjection(known, objection);
        acts.record(known, { act: "objection", objection });
      }
      // A consent that names fewer topics takes others back, and must outlive a restored backup. Collectors send one again and again.
      const before = records.newest(known)?.consent;
      if (before === undefined || encodeConsent(before) !== encodeConsent(consent))
        acts.record(known, { act: "consent", consent });
    } else if (admit !== undefined) burn(admit());
    if (tag !== null) sql.run("INSERT INTO repetition (tag, digest) VALUES (?, ?)", tag, digest);
    records.append(known ?? records.create(given), content, tag);
    return { receipt: given, repeated: false };
  };
}
