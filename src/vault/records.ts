import type { CanonicalDonation, Consent } from "../contract/donation.ts";
import { monthOf } from "../contract/period.ts";
import { Refusal } from "../contract/problem.ts";
import type { VaultContext } from "./context.ts";
import { hmac, KEY_BYTES } from "./keys.ts";
import type { Months } from "./months.ts";
import type { Objection } from "./objection.ts";
import {
  countReadings,
  decodeConsent,
  decodeDonation,
  decodeObjection,
  decodeYearUse,
  encodeConsent,
  encodeDonation,
  encodeObjection,
  type YearUse,
} from "./payload.ts";
import { lookupOf } from "./receipt.ts";
import { frozenMonth } from "./retention.ts";
import { SEAL_BYTES, seal, unseal, WRAPPED_BYTES } from "./seal.ts";
import type { Written } from "./types.ts";

/** Bytes of a donor's id, and of its privacy unit. */
const ID_BYTES = 16;
export const UNIT_BYTES = ID_BYTES;

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

/** A donation as it lies in the vault. */
export interface NumberedDonation {
  readonly seq: number;
  /** months since 1970-01 UTC */
  readonly received: number;
  readonly donation: CanonicalDonation;
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

/** The rows of the vault, sealed and unsealed. Every call belongs inside a transaction of the store. */
export interface Records {
  /**
   * The donor of a receipt, if one of its donations came in after a month. One whose donations are all past retention
   * is looked up like one that never was: by one statement.
   */
  findByLookup(receipt: string, lastExpired: number): Donor | undefined;
  create(receipt: string): Donor;
  /** As `find`, and nothing is unsealed: for what a contribution that was set aside may have done, too. */
  locate(receipt: string, lastExpired: number): Pick<Donor, "donor" | "id"> | undefined;
  /** The consent that came last. */
  lastConsent(donor: Donor): Consent | undefined;
  /** The tags of idempotency of what the donor gave. */
  tags(donor: Pick<Donor, "donor">): Buffer[];
  /** In how many years something of the donor was frozen. */
  frozenYears(donor: Pick<Donor, "donor">): number;
  /** How many donations the donor has, past retention or not, and the bytes of what they say. */
  held(donor: Pick<Donor, "donor">): { readonly donations: number; readonly bytes: number };
  /** Seals a donation behind those that the donor has. */
  append(donor: Donor, content: string, repetition: Buffer | null, first: boolean): void;
  donations(donor: Donor): NumberedDonation[];
  /** The same as the texts that were sealed, which nothing has read yet. */
  texts(donor: Donor): { readonly received: number; readonly text: Written }[];
  /** How many readings the donor's donations have together. Each is unsealed, so this takes a millisecond a megabyte or two. */
  readings(donor: Donor): number;
  /** The consents of the donor's donations, oldest first; each is unsealed when it is asked for. */
  consents(donor: Donor): { readonly received: number; readonly consent: () => Consent }[];
  /** What was frozen, with the month of receipt that it is kept by. */
  years(donor: Donor): { year: number; received: number; use: YearUse }[];
  setPaused(donor: Pick<Donor, "donor">, paused: boolean): void;
  setObjection(donor: Donor, objection: Objection | null): void;
  /** Keeps the consent that governs beside the donations; null: one of them has it. */
  setConsent(donor: Donor, consent: Consent | null): void;
  /** Seals a donation anew in the place of another, with its number: as received in the month that is given. */
  replace(donor: Donor, kept: NumberedDonation): void;
  /** Destroys the donor's key, and deletes the rows. Tags of idempotency stay, without what they stood for. */
  destroy(donor: number): void;
  countWithdrawal(): void;
  /** Forgets what the request said that brought a donation; that there was one stays. */
  spendTag(donor: Donor, seq: number): void;
  /** The donor of a slot, for what the vault does by itself. */
  get(donor: number): Donor | undefined;
}

/** Long, for it prepares every statement once and returns a short method for each. */
export function openRecords({ store, keys, draw, clock }: VaultContext, months: Months): Records {
  const find = store.prepare<[Buffer, number], DonorRow>(
    `SELECT donor, id, paused, aside, objection, consent, wrapped FROM donor JOIN key_slot USING (donor)
     WHERE lookup = ? AND EXISTS (SELECT 1 FROM donation n WHERE n.donor = donor.donor AND n.received > ?)`,
  );
  const get = store.prepare<[number], DonorRow>(
    "SELECT donor, id, paused, aside, objection, consent, wrapped FROM donor JOIN key_slot USING (donor) WHERE donor = ?",
  );
  const freeSlot = store.prepare<[], { donor: number }>(
    "DELETE FROM free_slot WHERE donor = (SELECT min(donor) FROM free_slot) RETURNING donor",
  );
  const newSlot = store.prepare<[Buffer]>("INSERT INTO key_slot (wrapped) VALUES (?)");
  const fillSlot = store.prepare<[Buffer, number]>("UPDATE key_slot SET wrapped = ? WHERE donor = ?");
  const newDonor = store.prepare<[number, Uint8Array, Buffer, Buffer]>(
    "INSERT INTO donor (donor, id, lookup, unit) VALUES (?, ?, ?, ?)",
  );
  const lastSeq = store.prepare<[number], { seq: number | null }>("SELECT max(seq) AS seq FROM donation WHERE donor = ?");
  // Lengths stand in the heads of rows: what is sealed is not read for them.
  const held = store.prepare<[number], { donations: number; bytes: number }>(
    `SELECT count(*) AS donations, coalesce(sum(length(sealed) - ${SEAL_BYTES}), 0) AS bytes FROM donation WHERE donor = ?`,
  );
  const newDonation = store.prepare<[number, number, number, Buffer | null, Buffer]>(
    "INSERT INTO donation (donor, seq, received, repetition, sealed) VALUES (?, ?, ?, ?, ?)",
  );
  const donations = store.prepare<[number], { seq: number; received: number; sealed: Buffer }>(
    "SELECT seq, received, sealed FROM donation WHERE donor = ? ORDER BY seq",
  );
  const years = store.prepare<[number], { year: number; received: number | null; sealed: Buffer }>(
    "SELECT year, received, sealed FROM year_use WHERE donor = ? ORDER BY year",
  );
  const last = store.prepare<[number], { seq: number; received: number; sealed: Buffer }>(
    "SELECT seq, received, sealed FROM donation WHERE donor = ? ORDER BY seq DESC LIMIT 1",
  );
  const tags = store.prepare<[number], { repetition: Buffer }>(
    "SELECT repetition FROM donation WHERE donor = ? AND repetition IS NOT NULL",
  );
  const setObjection = store.prepare<[Buffer | null, number]>("UPDATE donor SET objection = ? WHERE donor = ?");
  const setConsent = store.prepare<[Buffer | null, number]>("UPDATE donor SET consent = ? WHERE donor = ?");
  const replace = store.prepare<[number, Buffer, number, number]>(
    "UPDATE donation SET received = ?, sealed = ? WHERE donor = ? AND seq = ?",
  );
  const setPaused = store.prepare<[number, number]>("UPDATE donor SET paused = ? WHERE donor = ?");
  const spendTags = store.prepare<[number]>(
    "UPDATE repetition SET digest = NULL WHERE tag IN (SELECT repetition FROM donation WHERE donor = ? AND repetition IS NOT NULL)",
  );
  const spendTag = store.prepare<[number, number]>(
    "UPDATE repetition SET digest = NULL WHERE tag = (SELECT repetition FROM donation WHERE donor = ? AND seq = ?)",
  );
  const wipeKey = store.prepare<[number]>(`UPDATE key_slot SET wrapped = zeroblob(${WRAPPED_BYTES}) WHERE donor = ?`);
  const deletions = ["donation", "year_use", "donor"].map((table) =>
    store.prepare<[number]>(`DELETE FROM ${table} WHERE donor = ?`),
  );
  const releaseSlot = store.prepare<[number]>("INSERT INTO free_slot (donor) VALUES (?)");
  const countWithdrawal = store.prepare<[string]>(
    "INSERT INTO withdrawal (month, households) VALUES (?, 1) ON CONFLICT (month) DO UPDATE SET households = households + 1",
  );

  const opened = ({ donor, id, paused, aside, objection, consent, wrapped }: DonorRow): Donor => {
    if (aside === 1)
      throw new Refusal(
        "storage-failed",
        "something of this contribution was damaged on the disk: it was set aside, is in no publication, and can be withdrawn and contributed anew",
      );
    const key = unseal(wrapped, { key: keys.wrap, donorId: id, kind: "key", number: 0, received: 0 });
    const beside = { key, donorId: id, number: 0, received: 0 } as const;
    return {
      donor,
      id,
      key,
      paused: paused === 1,
      objection: objection === null ? null : decodeObjection(unseal(objection, { ...beside, kind: "objection" })),
      consent: consent === null ? null : decodeConsent(unseal(consent, { ...beside, kind: "consent" })),
    };
  };

  return {
    findByLookup: (receipt, lastExpired) => {
      const row = find.get(lookupOf(keys, receipt), lastExpired);
      return row === undefined ? undefined : opened(row);
    },
    locate: (receipt, lastExpired) => find.get(lookupOf(keys, receipt), lastExpired),
    lastConsent: ({ donor, id, key }) => {
      const row = last.get(donor);
      if (row === undefined) return undefined;
      const { seq, received, sealed } = row;
      return decodeDonation(unseal(sealed, { key, donorId: id, kind: "donation", number: seq, received })).consent;
    },
    tags: ({ donor }) => tags.all(donor).map(({ repetition }) => repetition),
    frozenYears: ({ donor }) => years.all(donor).length,
    create: (receipt) => {
      const id = draw(ID_BYTES);
      const key = draw(KEY_BYTES);
      const wrapped = seal(key, { key: keys.wrap, donorId: id, kind: "key", number: 0, received: 0, draw });
      const free = freeSlot.get();
      if (free !== undefined) fillSlot.run(wrapped, free.donor);
      const donor = free?.donor ?? Number(newSlot.run(wrapped).lastInsertRowid);
      newDonor.run(donor, id, lookupOf(keys, receipt), hmac(keys.unit, id).subarray(0, ID_BYTES));
      return { donor, id, key, paused: false, objection: null, consent: null };
    },
    held: ({ donor }) => held.get(donor) ?? { donations: 0, bytes: 0 },
    append: ({ donor, id, key }, content, repetition, first) => {
      const seq = first ? 0 : (lastSeq.get(donor)?.seq ?? -1) + 1;
      const received = months.receiving();
      const sealed = seal(Buffer.from(content), { key, donorId: id, kind: "donation", number: seq, received, draw });
      newDonation.run(donor, seq, received, repetition, sealed);
    },
    donations: ({ donor, id, key }) =>
      donations.all(donor).map(({ seq, received, sealed }) => ({
        seq,
        received,
        donation: decodeDonation(unseal(sealed, { key, donorId: id, kind: "donation", number: seq, received })),
      })),
    texts: ({ donor, id, key }) =>
      donations.all(donor).map(({ seq, received, sealed }) => ({
        received,
        text: unseal(sealed, { key, donorId: id, kind: "donation", number: seq, received }).toString() as Written,
      })),
    readings: ({ donor, id, key }) =>
      donations
        .all(donor)
        .map(({ seq, received, sealed }) => unseal(sealed, { key, donorId: id, kind: "donation", number: seq, received }))
        .reduce((sum, bytes) => sum + countReadings(bytes), 0),
    consents: ({ donor, id, key }) =>
      donations.all(donor).map(({ seq, received, sealed }) => ({
        received,
        consent: () => decodeDonation(unseal(sealed, { key, donorId: id, kind: "donation", number: seq, received })).consent,
      })),
    years: ({ donor, id, key }) =>
      years.all(donor).map(({ year, received, sealed }) => ({
        year,
        received: frozenMonth(year, received),
        use: decodeYearUse(unseal(sealed, { key, donorId: id, kind: "year", number: year, received: received ?? 0 })),
      })),
    setPaused: ({ donor }, paused) => {
      setPaused.run(paused ? 1 : 0, donor);
    },
    setObjection: ({ donor, id, key }, objection) => {
      const binding = { key, donorId: id, kind: "objection", number: 0, received: 0, draw } as const;
      setObjection.run(objection === null ? null : seal(Buffer.from(encodeObjection(objection)), binding), donor);
    },
    setConsent: ({ donor, id, key }, consent) => {
      const binding = { key, donorId: id, kind: "consent", number: 0, received: 0, draw } as const;
      setConsent.run(consent === null ? null : seal(Buffer.from(encodeConsent(consent)), binding), donor);
    },
    replace: ({ donor, id, key }, { seq, received, donation }) => {
      const content = Buffer.from(encodeDonation(donation));
      replace.run(received, seal(content, { key, donorId: id, kind: "donation", number: seq, received, draw }), donor, seq);
    },
    destroy: (donor) => {
      spendTags.run(donor);
      wipeKey.run(donor);
      for (const deletion of deletions) deletion.run(donor);
      releaseSlot.run(donor);
    },
    countWithdrawal: () => {
      countWithdrawal.run(monthOf(clock()));
    },
    spendTag: ({ donor }, seq) => {
      spendTag.run(donor, seq);
    },
    get: (donor) => {
      const row = get.get(donor);
      return row === undefined ? undefined : opened(row);
    },
  };
}

/** Erases readings from every donation of the donor that has them. @returns the names of those that were there */
export function removeReadings(records: Records, donor: Donor, readings: readonly ReadingName[]): Set<string> {
  const asked = new Set(readings.map(readingNameOf));
  const found = new Set<string>();
  for (const kept of records.donations(donor)) {
    const { donation } = kept;
    const left = donation.readings.filter((reading) => !asked.has(readingNameOf(reading)));
    if (left.length === donation.readings.length) continue;
    for (const name of donation.readings.map(readingNameOf)) if (asked.has(name)) found.add(name);
    records.spendTag(donor, kept.seq);
    records.replace(donor, { ...kept, donation: { ...donation, readings: left } });
  }
  return found;
}
