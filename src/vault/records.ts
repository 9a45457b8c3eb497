import type { CanonicalDonation, Consent } from "../contract/donation.ts";
import { monthOf } from "../contract/period.ts";
import { Refusal } from "../contract/problem.ts";
import type { VaultContext } from "./context.ts";
import { hmac, KEY_BYTES, type VaultKeys } from "./keys.ts";
import type { Months } from "./months.ts";
import type { Objection } from "./objection.ts";
import {
  decodeConsent,
  decodeDonation,
  decodeObjection,
  decodeYearUse,
  encodeConsent,
  encodeDonation,
  encodeObjection,
  encodeYearUse,
  type YearUse,
} from "./payload.ts";
import { lookupOf } from "./receipt.ts";
import { frozenMonth } from "./retention.ts";
import { SEAL_BYTES, type SealOwner, seal, unseal, WRAPPED_BYTES } from "./seal.ts";
import type { Written } from "./types.ts";

/** Bytes of a donor's id, and of its privacy unit. */
const ID_BYTES = 16;

export type ReadingName = { readonly domain: string; readonly measure: string; readonly period: string };

export const readingNameOf = ({ domain, measure, period }: ReadingName): string => `${domain} ${measure} ${period}`;

/** A donor whose key was unwrapped. */
export interface Donor {
  readonly donor: number;
  readonly id: Uint8Array;
  readonly key: Uint8Array;
  readonly paused: boolean;
  readonly objection: Objection | null;
  /** the one that governs, where it outlives the donation that brought it; it came before all that are held */
  readonly consent: Consent | null;
}

/** A donor of whom nothing is unsealed. */
export type DonorSlot = Pick<Donor, "donor">;

/** A donation as it lies in the vault. */
export interface NumberedDonation {
  readonly seq: number;
  /** months since 1970-01 UTC */
  readonly received: number;
  /** of idempotency; null: it came without */
  readonly repetition: Buffer | null;
  readonly donation: CanonicalDonation;
}

/** What counts in a year, and the month of receipt that it is kept by: a donation of then or later said each part of it. */
export interface FrozenYear extends YearUse {
  readonly year: number;
  readonly received: number;
}

interface DonorRow {
  readonly donor: number;
  readonly id: Buffer;
  readonly paused: number;
  readonly aside: number;
  readonly objection: Buffer | null;
  readonly consent: Buffer | null;
  readonly wrapped: Buffer;
}

interface DonationRow {
  readonly seq: number;
  readonly received: number;
  readonly repetition: Buffer | null;
  readonly sealed: Buffer;
}

interface YearRow {
  readonly year: number;
  readonly received: number | null;
  readonly sealed: Buffer;
}

export interface SealedYear extends YearRow {
  readonly received: number;
}

/** Unwraps a donor's key, and unseals what lies beside the donations. @throws Refusal `storage-failed` */
export function openDonor({ donor, id, paused, aside, objection, consent, wrapped }: DonorRow, keys: VaultKeys): Donor {
  if (aside === 1)
    throw new Refusal(
      "storage-failed",
      "something of this contribution was damaged on the disk: it was set aside, is in no publication, and can be withdrawn and contributed anew",
    );
  const own = { id, key: unseal(wrapped, { id, key: keys.wrap }, "key") };
  return {
    donor,
    ...own,
    paused: paused === 1,
    objection: objection && decodeObjection(unseal(objection, own, "objection")),
    consent: consent && decodeConsent(unseal(consent, own, "consent")),
  };
}

/** The text of a donation. @throws Refusal `storage-failed` */
export function openText(donor: SealOwner, { seq, received, sealed }: Omit<DonationRow, "repetition">): Written {
  return unseal(sealed, donor, "donation", seq, received).toString() as Written;
}

export function openYear(donor: SealOwner, { year, received, sealed }: YearRow): FrozenYear {
  const use = decodeYearUse(unseal(sealed, donor, "year", year, received ?? 0));
  return { ...use, year, received: frozenMonth(year, received) };
}

/** What identifies a household in publications: 16 bytes that mean nothing elsewhere. */
export function unitOf(keys: VaultKeys, id: Uint8Array): Buffer {
  return hmac(keys.unit, id).subarray(0, ID_BYTES);
}

export type Records = ReturnType<typeof openRecords>;

/**
 * The rows of the vault, sealed and unsealed. Every call belongs inside a transaction of the store.
 *
 * Long, for it prepares every statement once and returns a short method for each.
 */
export function openRecords({ store, keys, draw, clock }: VaultContext, months: Pick<Months, "receiving">) {
  const donorRows = "SELECT donor, id, paused, aside, objection, consent, wrapped FROM donor JOIN key_slot USING (donor)";
  const find = store.prepare<[Buffer, number], DonorRow>(
    `${donorRows} WHERE lookup = ? AND EXISTS (SELECT 1 FROM donation n WHERE n.donor = donor.donor AND n.received > ?)`,
  );
  const get = store.prepare<[number], DonorRow>(`${donorRows} WHERE donor = ?`);
  const freeSlot = store.prepare<[], DonorSlot>(
    "DELETE FROM free_slot WHERE donor = (SELECT min(donor) FROM free_slot) RETURNING donor",
  );
  const newSlot = store.prepare<[Buffer]>("INSERT INTO key_slot (wrapped) VALUES (?)");
  const fillSlot = store.prepare<[Buffer, number]>("UPDATE key_slot SET wrapped = ? WHERE donor = ?");
  const newDonor = store.prepare<[number, Uint8Array, Buffer, Buffer]>(
    "INSERT INTO donor (donor, id, lookup, unit) VALUES (?, ?, ?, ?)",
  );
  // Lengths stand in the heads of rows: what is sealed is not read for them.
  const size = store.prepare<[number], { donations: number; bytes: number }>(
    `SELECT count(*) AS donations, coalesce(sum(length(sealed) - ${SEAL_BYTES}), 0) AS bytes FROM donation WHERE donor = ?`,
  );
  const nextSeq = store.prepare<[number], number>("SELECT coalesce(max(seq) + 1, 0) FROM donation WHERE donor = ?").pluck();
  const newDonation = store.prepare<[number, number, number, Buffer | null, Buffer]>(
    "INSERT INTO donation (donor, seq, received, repetition, sealed) VALUES (?, ?, ?, ?, ?)",
  );
  const donations = store.prepare<[number], DonationRow>(
    "SELECT seq, received, repetition, sealed FROM donation WHERE donor = ? ORDER BY seq",
  );
  const newest = store.prepare<[number], DonationRow>(
    "SELECT seq, received, repetition, sealed FROM donation WHERE donor = ? ORDER BY seq DESC LIMIT 1",
  );
  const replace = store.prepare<[number, Buffer, number, number]>(
    "UPDATE donation SET received = ?, sealed = ? WHERE donor = ? AND seq = ?",
  );
  const drop = store.prepare<[number, number], Pick<DonationRow, "repetition">>(
    "DELETE FROM donation WHERE donor = ? AND received <= ? RETURNING repetition",
  );
  const spend = store.prepare<[Buffer]>(
    "INSERT INTO repetition (tag, digest) VALUES (?, NULL) ON CONFLICT (tag) DO UPDATE SET digest = NULL",
  );
  const years = store.prepare<[number], YearRow>("SELECT year, received, sealed FROM year_use WHERE donor = ? ORDER BY year");
  const freeze = store.prepare<[number, number, number, Buffer]>(
    `INSERT INTO year_use (donor, year, received, sealed) VALUES (?, ?, ?, ?)
     ON CONFLICT (donor, year) DO UPDATE SET received = excluded.received, sealed = excluded.sealed`,
  );
  const setObjection = store.prepare<[Buffer | null, number]>("UPDATE donor SET objection = ? WHERE donor = ?");
  const setConsent = store.prepare<[Buffer | null, number]>("UPDATE donor SET consent = ? WHERE donor = ?");
  const setPaused = store.prepare<[number, number]>("UPDATE donor SET paused = ? WHERE donor = ?");
  const setAside = store.prepare<[number]>("UPDATE donor SET aside = 1 WHERE donor = ?");
  const wipeKey = store.prepare<[number]>(`UPDATE key_slot SET wrapped = zeroblob(${WRAPPED_BYTES}) WHERE donor = ?`);
  const dropYears = store.prepare<[number]>("DELETE FROM year_use WHERE donor = ?");
  const dropDonor = store.prepare<[number]>("DELETE FROM donor WHERE donor = ?");
  const releaseSlot = store.prepare<[number]>("INSERT INTO free_slot (donor) VALUES (?)");
  const countWithdrawal = store.prepare<[string]>(
    "INSERT INTO withdrawal (month, households) VALUES (?, 1) ON CONFLICT (month) DO UPDATE SET households = households + 1",
  );

  const opened = (row: DonorRow | undefined) => row && openDonor(row, keys);
  const spendTag = (tag: Buffer | null) => {
    if (tag !== null) spend.run(tag);
  };
  const dropDonations = (donor: number, upTo: number) => {
    const gone = drop.all(donor, upTo);
    for (const { repetition } of gone) spendTag(repetition);
    return gone;
  };
  return {
    /**
     * The donor of a receipt, if one of its donations came in after a month. One whose donations are all past retention
     * is looked up like one that never was: by one statement.
     */
    findByLookup: (receipt: string, lastExpired: number) => opened(find.get(lookupOf(keys, receipt), lastExpired)),
    /** As `findByLookup`, and nothing is unsealed: for what a contribution that was set aside may have done, too. */
    locate: (receipt: string, lastExpired: number) => find.get(lookupOf(keys, receipt), lastExpired),
    /** The donor of a slot, for what the vault does by itself. */
    get: (donor: number) => opened(get.get(donor)),
    create: (receipt: string): Donor => {
      const [id, key] = [draw(ID_BYTES), draw(KEY_BYTES)];
      const wrapped = seal(key, { id, key: keys.wrap }, draw, "key");
      const free = freeSlot.get();
      if (free !== undefined) fillSlot.run(wrapped, free.donor);
      const donor = free?.donor ?? Number(newSlot.run(wrapped).lastInsertRowid);
      newDonor.run(donor, id, lookupOf(keys, receipt), unitOf(keys, id));
      return { donor, id, key, paused: false, objection: null, consent: null };
    },
    /** How many donations the donor has, past retention or not, and the bytes of what they say. */
    held: ({ donor }: DonorSlot) => size.get(donor) ?? { donations: 0, bytes: 0 },
    /** Seals a donation behind those that the donor has. */
    append: (donor: Donor, content: string, repetition: Buffer | null) => {
      const seq = nextSeq.get(donor.donor) ?? 0;
      const received = months.receiving();
      newDonation.run(donor.donor, seq, received, repetition, seal(content, donor, draw, "donation", seq, received));
    },
    donations: (donor: Donor): NumberedDonation[] =>
      donations.all(donor.donor).map(({ sealed, ...row }) => ({
        ...row,
        donation: decodeDonation(openText(donor, { ...row, sealed })),
      })),
    /** Texts that nothing has read yet; each is unsealed when it is asked for. */
    texts: (donor: Donor) =>
      donations.all(donor.donor).map((row) => ({ received: row.received, text: () => openText(donor, row) })),
    newest: (donor: Donor) => {
      const row = newest.get(donor.donor);
      return row && decodeDonation(openText(donor, row));
    },
    /** Seals a donation anew in the place of another, with its number: as received in the month that is given. */
    replace: (donor: Donor, { seq, received, donation }: Omit<NumberedDonation, "repetition">) => {
      const sealed = seal(encodeDonation(donation), donor, draw, "donation", seq, received);
      replace.run(received, sealed, donor.donor, seq);
    },
    /** Deletes what came in up to a month. Its tags of idempotency stay, without what they stood for. @returns the tags */
    dropDonations,
    /** Forgets what a request said that brought a donation; that there was one stays. */
    spendTag,
    years: (donor: Donor) => years.all(donor.donor).map((row) => openYear(donor, row)),
    sealYear: (donor: Donor, { year, received, ...use }: FrozenYear): SealedYear => {
      return { year, received, sealed: seal(encodeYearUse(use), donor, draw, "year", year, received) };
    },
    freeze: ({ donor }: DonorSlot, { year, received, sealed }: SealedYear) => void freeze.run(donor, year, received, sealed),
    setPaused: ({ donor }: DonorSlot, paused: boolean) => void setPaused.run(paused ? 1 : 0, donor),
    setObjection: (donor: Donor, objection: Objection | null) => {
      setObjection.run(objection && seal(encodeObjection(objection), donor, draw, "objection"), donor.donor);
    },
    /** Keeps the consent that governs beside the donations; null: one of them has it. */
    setConsent: (donor: Donor, consent: Consent | null) => {
      setConsent.run(consent && seal(encodeConsent(consent), donor, draw, "consent"), donor.donor);
    },
    /** Keeps what does not authenticate out of publications, whole and alone. */
    setAside: (donor: number) => void setAside.run(donor),
    /** Destroys the donor's key, and deletes the rows. @returns what was destroyed, and the tags that stay */
    destroy: (donor: number) => {
      wipeKey.run(donor);
      const gone = dropDonations(donor, Number.MAX_SAFE_INTEGER);
      const frozen = dropYears.run(donor).changes;
      dropDonor.run(donor);
      releaseSlot.run(donor);
      return { donations: gone.length, years: frozen, tags: gone.flatMap(({ repetition }) => repetition ?? []) };
    },
    countWithdrawal: () => void countWithdrawal.run(monthOf(clock())),
  };
}

/** Erases readings from every donation of the donor that has them. @returns the names of those that were there */
export function removeReadings(records: Records, donor: Donor, readings: readonly ReadingName[]): Set<string> {
  const unwanted = new Set(readings.map(readingNameOf));
  const found = new Set<string>();
  for (const kept of records.donations(donor)) {
    const { donation } = kept;
    const left = donation.readings.filter((reading) => !unwanted.has(readingNameOf(reading)));
    if (left.length === donation.readings.length) continue;
    for (const name of donation.readings.map(readingNameOf)) if (unwanted.has(name)) found.add(name);
    records.spendTag(kept.repetition);
    records.replace(donor, { ...kept, donation: { ...donation, readings: left } });
  }
  return found;
}
