import { Refusal } from "../contract/problem.ts";
import type { Acts } from "./acts.ts";
import type { VaultContext } from "./context.ts";
import { hmac } from "./keys.ts";
import { remainingObjection } from "./objection.ts";
import { countReadings, decodeDonation, encodeConsent, encodeDonation } from "./payload.ts";
import { digestOf, randomReceipt, receiptOf, tagOf } from "./receipt.ts";
import type { Donor, Records } from "./records.ts";
import { lastExpiredMonth } from "./retention.ts";
import type { DonationItem, DonationResult } from "./types.ts";

/**
 * The most donations of one contribution: a monthly one for sixteen years. It bounds what one receipt can make the vault store,
 * and read again for every publication.
 */
const MAX_DONATIONS = 200;

/**
 * The most bytes of all donations of a contribution, encoded and not yet sealed. A single donation never reaches it: the
 * request's schema bounds it more tightly.
 */
const MAX_BYTES = 4_000_000;

/**
 * The most readings of all donations of a contribution, replaced ones included. The 13 measures together have 1 690 readings in
 * ten years, the longest retention (12 months and a yearly total each). A collector that resends them all each month, for the 15
 * months of the default retention, makes 25 350.
 */
const MAX_READINGS = 30_000;

/** The fewest bytes of a reading in an encoded donation: ` 0`, in a run. */
export const LEAST_READING_BYTES = 2;

/**
 * The refusal for every receipt that opens nothing. It is the same for unknown, withdrawn and malformed ones, so that it reveals
 * nothing.
 */
export function unknownKeyRefusal({ restored }: Pick<VaultContext, "restored">): Refusal {
  const lost =
    restored === null
      ? ""
      : `. This commons was put back on ${restored.on} from a backup of ${restored.from}: what was contributed in between is lost, and may be contributed again`;
  return new Refusal("key-not-known", `no contribution is known under this key${lost}`);
}

/** Marks a token as used, inside the transaction that stores the donation it admits. @throws Refusal `token-spent` */
function tokenBurner({ sql, keys }: VaultContext): (token: Uint8Array) => void {
  return (token) => {
    const { changes } = sql.run("INSERT INTO burnt (token) VALUES (?) ON CONFLICT DO NOTHING", hmac(keys.token, token));
    if (changes === 0) throw new Refusal("token-spent", "this eligibility token has begun a contribution; a token begins one");
  };
}

/** Refuses a donation that would exceed the limits of its contribution. */
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
  // Counting readings means unsealing every donation, so it is done only where the bytes leave room for too many.
  if (bytes <= MAX_READINGS * LEAST_READING_BYTES) return;
  const readings = records.texts(donor).reduce((sum, { text }) => sum + countReadings(text()), countReadings(content));
  refuseAbove(MAX_READINGS, "readings", readings);
}

/**
 * Returns a function that stores one donation, inside a transaction. It refuses before it writes, so that a refused item of a
 * batch leaves no trace.
 */
export function donationWriter(context: VaultContext, records: Records, acts: Acts): (item: DonationItem) => DonationResult {
  const { sql, keys, random, clock, retention } = context;
  const burn = tokenBurner(context);

  /** Whether the request with this tag was stored before. Refuses where the stored one was, or may have been, another. */
  const isRepeated = (tag: Buffer, digest: Buffer, named: boolean): boolean => {
    const before = sql.get<{ digest: Buffer | null }>("SELECT digest FROM repetition WHERE tag = ?", tag);
    if (before === undefined) return false;
    if (before.digest?.equals(digest)) return true;
    // An erased digest belongs to a donation that was withdrawn or has expired. A named request is recognised by its name and is
    // not
    // stored again. Others can no longer be compared, so they are refused rather than dropped silently.
    if (before.digest === null && named) return true;
    const former = before.digest === null ? "a donation that was erased" : "another donation";
    throw new Refusal("idempotency-conflict", `this idempotency key was used for ${former}; a new donation needs a new one`);
  };

  return ({ donation, idempotency, named = false, receipt, admit }) => {
    const known = receipt === undefined ? undefined : records.findByLookup(receipt, lastExpiredMonth(clock(), retention()));
    if (receipt !== undefined && known === undefined) throw unknownKeyRefusal(context);
    const content = typeof donation === "string" ? donation : encodeDonation(donation);
    const newReceipt = receipt ?? (idempotency === undefined ? randomReceipt(random) : receiptOf(keys, idempotency));
    const tag = idempotency === undefined ? null : tagOf(keys, idempotency);
    const digest = digestOf(keys, named ? "" : content, receipt);
    if (tag !== null && isRepeated(tag, digest, named)) return { receipt: newReceipt, repeated: true };
    if (known !== undefined) {
      refuseFull(records, known, content);
      const { consent } = typeof donation === "string" ? decodeDonation(donation) : donation;
      const objection = known.objection && remainingObjection(known.objection, consent);
      if (objection !== known.objection) {
        records.setObjection(known, objection);
        acts.record(known, { act: "objection", objection });
      }
      // A consent with fewer domains takes the others back, so it must survive a restored backup. Collectors resend an unchanged
      // one often.
      const before = records.newest(known)?.consent;
      if (before === undefined || encodeConsent(before) !== encodeConsent(consent))
        acts.record(known, { act: "consent", consent });
    } else if (admit !== undefined) burn(admit());
    if (tag !== null) sql.run("INSERT INTO repetition (tag, digest) VALUES (?, ?)", tag, digest);
    records.append(known ?? records.create(newReceipt), content, tag);
    return { receipt: newReceipt, repeated: false };
  };
}
