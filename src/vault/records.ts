import type { CanonicalDonation, Consent } from "../contract/donation.ts";
import { monthOf } from "../contract/period.ts";
import { Refusal } from "../contract/problem.ts";
import type { VaultContext } from "./context.ts";
import { KEY_BYTES, type VaultKeys } from "./keys.ts";
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
import { LOOKUP_BYTES, lookupOf } from "./receipt.ts";
import { frozenMonth } from "./retention.ts";
import { BLOCK_BYTES, SEAL_BYTES, type SealOwner, seal, unitsOf, unseal, WRAPPED_BYTES } from "./seal.ts";
import type { ContributionRef, DonationText } from "./types.ts";

export type ReadingName = { readonly domain: string; readonly measure: string; readonly period: string };

export const readingNameOf = ({ domain, measure, period }: ReadingName): string => `${domain} ${measure} ${period}`;

/** A donor whose key was unwrapped. */
export interface Donor {
  readonly donor: number;
  readonly id: Uint8Array;
  readonly key: Uint8Array;
  readonly paused: boolean;
  readonly objection: Objection | null;
  /** the consent in force, where the donation that brought it is erased; older than every consent held */
  readonly consent: Consent | null;
}

/** A donor of whom nothing is unsealed. */
export type DonorSlot = Pick<Donor, "donor">;

/** A donation with its number, month of receipt and idempotency tag. */
export interface NumberedDonation {
  readonly seq: number;
  /** months since 1970-01 UTC */
  readonly received: number;
  /** tag of the idempotency string; null where there was none */
  readonly repetition: Buffer | null;
  readonly donation: CanonicalDonation;
}

/**
 * A frozen year of a household. `received` is the month whose retention it follows: all donations it was made from came in then
 * or later.
 */
export interface FrozenYear extends YearUse {
  readonly year: number;
  readonly received: number;
}

interface DonorRow {
  readonly donor: number;
  readonly id: Buffer;
  readonly lookup: Buffer;
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

/** A donor's slot, and its sealed state in a year. */
export interface FrozenState {
  readonly donor: number;
  readonly received: number;
  readonly sealed: Uint8Array;
}

/** Rows of one statement that freezes many. */
const FROZEN_ROWS = 64;

const freezing = (
  rows: number,
) => `INSERT INTO year_use (donor, year, received, sealed) VALUES ${Array(rows).fill("(?, ?, ?, ?)").join(", ")}
  ON CONFLICT (donor, year) DO UPDATE SET received = excluded.received, sealed = excluded.sealed`;
const FREEZE_ONE = freezing(1);
const FREEZE_MANY = freezing(FROZEN_ROWS);

/**
 * What a donor's key is wrapped under: the wrapping key, and the donor's id with the HMAC of the receipt, so that no other receipt
 * finds the donor in a file that was changed.
 */
function wrapping({ id, lookup }: Pick<DonorRow, "id" | "lookup">, { wrap }: VaultKeys): SealOwner {
  if (id.length !== BLOCK_BYTES || lookup.length !== LOOKUP_BYTES)
    throw new Refusal("storage-failed", "a contributor of the vault does not authenticate: the file was damaged or changed");
  return { id: Buffer.concat([id, lookup]), key: wrap };
}

/** Unwraps a donor's key, and unseals objection and carried consent. @throws Refusal `storage-failed` */
export function openDonor(row: DonorRow, keys: VaultKeys): Donor {
  const { donor, id, paused, aside, objection, consent } = row;
  if (aside === 1)
    throw new Refusal(
      "storage-failed",
      "something of this contribution was damaged on the disk: it was set aside, is in no publication, and can be withdrawn and contributed anew",
    );
  const owner = { id, key: openKey(row, keys) };
  return {
    donor,
    ...owner,
    paused: paused === 1,
    objection: objection && decodeObjection(unseal(objection, owner, "objection")),
    consent: consent && decodeConsent(unseal(consent, owner, "consent")),
  };
}

/** A donor's own key. @throws Refusal `storage-failed` */
function openKey(row: DonorRow, keys: VaultKeys): Buffer {
  return unseal(row.wrapped, wrapping(row, keys), "key");
}

/** The text of a donation. @throws Refusal `storage-failed` */
export function openText(donor: SealOwner, { seq, received, sealed }: Omit<DonationRow, "repetition">): DonationText {
  return unseal(sealed, donor, "donation", seq, received).toString() as DonationText;
}

export function openYear(donor: SealOwner, { year, received, sealed }: YearRow): FrozenYear {
  const use = decodeYearUse(unseal(sealed, donor, "year", year, received ?? 0));
  return { ...use, year, received: frozenMonth(year, received) };
}

/** The privacy unit of a household in publications: 16 bytes that mean nothing elsewhere. */
export function unitIdOf(keys: VaultKeys, id: Uint8Array): Buffer {
  return unitsOf(id, keys.unit);
}

export type Records = ReturnType<typeof openRecords>;

// Casts, because a file that was changed may hold values of any type.
const DONORS =
  "SELECT donor, CAST(id AS BLOB) AS id, CAST(lookup AS BLOB) AS lookup, paused, aside, objection, consent, wrapped FROM donor JOIN key_slot USING (donor)";
const DONATIONS = "SELECT seq, received, repetition, sealed FROM donation WHERE donor = ?";

/**
 * Reads and writes the vault's rows, and seals and unseals them. Call everything inside a transaction of the store.
 *
 * Long, for it returns a short method for each statement.
 */
export function openRecords({ sql, keys, random, clock }: VaultContext, months: Pick<Months, "receiving">) {
  const find = (of: ContributionRef, lastExpired: number): DonorRow | undefined => {
    const lookup = typeof of === "string" ? lookupOf(keys, of) : of.lookup;
    const row = sql.get<DonorRow>(
      `${DONORS} WHERE lookup = ? AND EXISTS (SELECT 1 FROM donation n WHERE n.donor = donor.donor AND n.received > ?)`,
      lookup,
      lastExpired,
    );
    // The receipt's own, for a damaged index can lead to a row that has another.
    return row && { ...row, lookup };
  };
  const unsealDonor = (row: DonorRow | undefined) => row && openDonor(row, keys);
  const donationsOf = ({ donor }: DonorSlot) => sql.all<DonationRow>(`${DONATIONS} ORDER BY seq`, donor);
  const spendTag = (tag: Buffer | null) => {
    if (tag === null) return;
    sql.run("INSERT INTO repetition (tag, digest) VALUES (?, NULL) ON CONFLICT (tag) DO UPDATE SET digest = NULL", tag);
  };
  const dropDonations = (donor: number, upTo: number) => {
    const deleted = sql.all<Pick<DonationRow, "repetition">>(
      "DELETE FROM donation WHERE donor = ? AND received <= ? RETURNING repetition",
      donor,
      upTo,
    );
    for (const { repetition } of deleted) spendTag(repetition);
    return deleted;
  };
  return {
    /**
     * The donor with this receipt, if a donation came in after month `lastExpired`. One statement serves all cases, so that a
     * donor whose donations are all past retention cannot be told from one that never existed.
     */
    findByLookup: (of: ContributionRef, lastExpired: number) => unsealDonor(find(of, lastExpired)),
    /** Like `findByLookup`, but it also finds contributions that were set aside, whose keys may not open. */
    locate: (of: ContributionRef, lastExpired: number): Pick<DonorRow, "donor" | "id" | "lookup"> | undefined => {
      const row = find(of, lastExpired);
      // Another household's row under this receipt must not be withdrawn in the place of one's own.
      if (row !== undefined && row.aside !== 1) openKey(row, keys);
      return row;
    },
    /** The donor in a slot; for work of the vault that no receipt starts. */
    get: (donor: number) => unsealDonor(sql.get<DonorRow>(`${DONORS} WHERE donor = ?`, donor)),
    /** Where each contribution lies that was not set aside, and what its receipt is known by. */
    all: () => sql.all<Pick<DonorRow, "donor" | "lookup">>("SELECT donor, lookup FROM donor WHERE aside = 0 ORDER BY donor"),
    create: (receipt: string): Donor => {
      const [id, key] = [Buffer.from(random(BLOCK_BYTES)), random(KEY_BYTES)];
      const lookup = lookupOf(keys, receipt);
      const wrapped = seal(key, wrapping({ id, lookup }, keys), random, "key");
      const free = sql.get<DonorSlot>("DELETE FROM free_slot WHERE donor = (SELECT min(donor) FROM free_slot) RETURNING donor");
      if (free !== undefined) sql.run("UPDATE key_slot SET wrapped = ? WHERE donor = ?", wrapped, free.donor);
      const donor = free?.donor ?? Number(sql.run("INSERT INTO key_slot (wrapped) VALUES (?)", wrapped).lastInsertRowid);
      sql.run("INSERT INTO donor (donor, id, lookup, unit) VALUES (?, ?, ?, ?)", donor, id, lookup, unitIdOf(keys, id));
      return { donor, id, key, paused: false, objection: null, consent: null };
    },
    /** Counts the donor's donations, expired ones included, and the bytes of their content. */
    held: ({ donor }: DonorSlot) =>
      // Lengths are stored in row headers, so this reads no sealed bytes.
      sql.get(
        `SELECT count(*) AS donations, coalesce(sum(length(sealed) - ${SEAL_BYTES}), 0) AS bytes FROM donation WHERE donor = ?`,
        donor,
      ) as { readonly donations: number; readonly bytes: number },
    /** Seals a donation and adds it as the donor's newest. */
    append: (donor: Donor, content: string, repetition: Buffer | null) => {
      const seq = sql.count("SELECT coalesce(max(seq) + 1, 0) FROM donation WHERE donor = ?", donor.donor);
      const received = months.receiving();
      sql.run(
        "INSERT INTO donation (donor, seq, received, repetition, sealed) VALUES (?, ?, ?, ?, ?)",
        donor.donor,
        seq,
        received,
        repetition,
        seal(content, donor, random, "donation", seq, received),
      );
    },
    donations: (donor: Donor): NumberedDonation[] =>
      donationsOf(donor).map(({ sealed, ...row }) => ({ ...row, donation: decodeDonation(openText(donor, { ...row, sealed })) })),
    /** All donations, oldest first; each is unsealed only when its `text` is called. */
    texts: (donor: Donor) => donationsOf(donor).map((row) => ({ received: row.received, text: () => openText(donor, row) })),
    newest: (donor: Donor) => {
      const row = sql.get<DonationRow>(`${DONATIONS} ORDER BY seq DESC LIMIT 1`, donor.donor);
      return row && decodeDonation(openText(donor, row));
    },
    /** Replaces the donation with this `seq`, under the given month of receipt. */
    replace: ({ donor, ...own }: Donor, { seq, received, donation }: Omit<NumberedDonation, "repetition">) => {
      const sealed = seal(encodeDonation(donation), own, random, "donation", seq, received);
      sql.run("UPDATE donation SET received = ?, sealed = ? WHERE donor = ? AND seq = ?", received, sealed, donor, seq);
    },
    /** Deletes donations received up to a month, and keeps only their idempotency tags. @returns the tags */
    dropDonations,
    /** Erases the digest of a request, and keeps that there was one. */
    spendTag,
    years: (donor: Donor) =>
      sql
        .all<YearRow>("SELECT year, received, sealed FROM year_use WHERE donor = ? ORDER BY year", donor.donor)
        .map((row) => openYear(donor, row)),
    sealYear: (donor: Donor, { year, received, ...use }: FrozenYear): Buffer =>
      seal(encodeYearUse(use), donor, random, "year", year, received),
    /** Stores what donors have in a year, many rows by one statement: a call costs as much as a row. */
    freeze: (year: number, states: readonly FrozenState[]) => {
      const many = states.length - (states.length % FROZEN_ROWS);
      let values: (number | Uint8Array)[] = [];
      states.forEach(({ donor, received, sealed }, i) => {
        values.push(donor, year, received, sealed);
        if (i < many && (i + 1) % FROZEN_ROWS !== 0) return;
        sql.run(i < many ? FREEZE_MANY : FREEZE_ONE, ...values);
        values = [];
      });
    },
    setPaused: ({ donor }: DonorSlot, paused: boolean) => {
      sql.run("UPDATE donor SET paused = ? WHERE donor = ?", paused ? 1 : 0, donor);
    },
    setObjection: (donor: Donor, objection: Objection | null) => {
      const sealed = objection && seal(encodeObjection(objection), donor, random, "objection");
      sql.run("UPDATE donor SET objection = ? WHERE donor = ?", sealed, donor.donor);
    },
    /** Stores the consent in force beside the donations; null where one of them has it. */
    setConsent: (donor: Donor, consent: Consent | null) => {
      const sealed = consent && seal(encodeConsent(consent), donor, random, "consent");
      sql.run("UPDATE donor SET consent = ? WHERE donor = ?", sealed, donor.donor);
    },
    /** Keeps a contribution that does not authenticate out of publications as a whole; other contributions are not affected. */
    setAside: (donor: number) => void sql.run("UPDATE donor SET aside = 1 WHERE donor = ?", donor),
    /** Destroys the donor's key and deletes its rows. @returns what was destroyed, and the idempotency tags that stay */
    destroy: (donor: number) => {
      sql.run(`UPDATE key_slot SET wrapped = zeroblob(${WRAPPED_BYTES}) WHERE donor = ?`, donor);
      const deleted = dropDonations(donor, Number.MAX_SAFE_INTEGER);
      const { changes: years } = sql.run("DELETE FROM year_use WHERE donor = ?", donor);
      sql.run("DELETE FROM donor WHERE donor = ?", donor);
      sql.run("INSERT INTO free_slot (donor) VALUES (?)", donor);
      return { donations: deleted.length, years, tags: deleted.flatMap(({ repetition }) => repetition ?? []) };
    },
    countWithdrawal: () => {
      const counted = "ON CONFLICT (month) DO UPDATE SET households = households + 1";
      sql.run(`INSERT INTO withdrawal (month, households) VALUES (?, 1) ${counted}`, monthOf(clock()));
    },
  };
}

/** Erases readings from all donations of the donor. @returns the names of those found */
export function removeReadings(records: Records, donor: Donor, readings: readonly ReadingName[]): Set<string> {
  const unwanted = new Set(readings.map(readingNameOf));
  const found = new Set<string>();
  for (const kept of records.donations(donor)) {
    const { donation } = kept;
    const remaining = donation.readings.filter((reading) => !unwanted.has(readingNameOf(reading)));
    if (remaining.length === donation.readings.length) continue;
    for (const name of donation.readings.map(readingNameOf)) if (unwanted.has(name)) found.add(name);
    records.spendTag(kept.repetition);
    records.replace(donor, { ...kept, donation: { ...donation, readings: remaining } });
  }
  return found;
}
