import type { CanonicalDonation } from "../contract/donation.ts";
import { monthOf } from "../contract/period.ts";
import type { Desk } from "./desk.ts";
import { hmac, KEY_BYTES } from "./keys.ts";
import { decodeDonation, decodeYearUse, type YearUse } from "./payload.ts";
import { lookupOf } from "./receipt.ts";
import { monthNumber } from "./retention.ts";
import { seal, unseal, WRAPPED_BYTES } from "./seal.ts";

/** Bytes of a donor's id, and of its privacy unit. */
const ID_BYTES = 16;

/** A donor whose key was unwrapped. */
export interface Donor {
  readonly donor: number;
  readonly id: Uint8Array;
  readonly key: Uint8Array;
  readonly paused: boolean;
}

/** A donation as it lies in the vault. */
export interface Kept {
  readonly seq: number;
  /** months since 1970-01 UTC */
  readonly received: number;
  readonly donation: CanonicalDonation;
}

/** The rows of the vault, sealed and unsealed. Every call belongs inside a transaction of the store. */
export interface Records {
  find(receipt: string): Donor | undefined;
  create(receipt: string): Donor;
  /** How many donations the donor has, past retention or not. */
  count(donor: Donor): number;
  /** Seals a donation behind those that the donor has. */
  append(donor: Donor, content: string, repetition: Buffer | null, first: boolean): void;
  donations(donor: Donor): Kept[];
  years(donor: Donor): { year: number; use: YearUse }[];
  setPaused(donor: Donor, paused: boolean): void;
  /** Destroys the donor's key, and deletes the rows. Tags of idempotency stay, without what they stood for. */
  destroy(donor: number): void;
  countWithdrawal(): void;
}

export function openRecords({ store, keys, draw, clock }: Desk): Records {
  const find = store.prepare<[Buffer], { donor: number; id: Buffer; paused: number; wrapped: Buffer }>(
    "SELECT donor, id, paused, wrapped FROM donor JOIN key_slot USING (donor) WHERE lookup = ?",
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
  const count = store.prepare<[number], { n: number }>("SELECT count(*) AS n FROM donation WHERE donor = ?");
  const newDonation = store.prepare<[number, number, number, Buffer | null, Buffer]>(
    "INSERT INTO donation (donor, seq, received, repetition, sealed) VALUES (?, ?, ?, ?, ?)",
  );
  const donations = store.prepare<[number], { seq: number; received: number; sealed: Buffer }>(
    "SELECT seq, received, sealed FROM donation WHERE donor = ? ORDER BY seq",
  );
  const years = store.prepare<[number], { year: number; sealed: Buffer }>(
    "SELECT year, sealed FROM year_use WHERE donor = ? ORDER BY year",
  );
  const setPaused = store.prepare<[number, number]>("UPDATE donor SET paused = ? WHERE donor = ?");
  const spendTags = store.prepare<[number]>(
    "UPDATE repetition SET digest = NULL WHERE tag IN (SELECT repetition FROM donation WHERE donor = ? AND repetition IS NOT NULL)",
  );
  const wipeKey = store.prepare<[number]>(`UPDATE key_slot SET wrapped = zeroblob(${WRAPPED_BYTES}) WHERE donor = ?`);
  const deletions = ["donation", "year_use", "donor"].map((table) =>
    store.prepare<[number]>(`DELETE FROM ${table} WHERE donor = ?`),
  );
  const releaseSlot = store.prepare<[number]>("INSERT INTO free_slot (donor) VALUES (?)");
  const countWithdrawal = store.prepare<[string]>(
    "INSERT INTO withdrawal (month, households) VALUES (?, 1) ON CONFLICT (month) DO UPDATE SET households = households + 1",
  );

  return {
    find: (receipt) => {
      const row = find.get(lookupOf(keys, receipt));
      if (row === undefined) return undefined;
      const key = unseal(row.wrapped, { key: keys.wrap, donorId: row.id, kind: "key", number: 0, received: 0 });
      return { donor: row.donor, id: row.id, key, paused: row.paused === 1 };
    },
    create: (receipt) => {
      const id = draw(ID_BYTES);
      const key = draw(KEY_BYTES);
      const wrapped = seal(key, { key: keys.wrap, donorId: id, kind: "key", number: 0, received: 0, draw });
      const free = freeSlot.get();
      if (free !== undefined) fillSlot.run(wrapped, free.donor);
      const donor = free?.donor ?? Number(newSlot.run(wrapped).lastInsertRowid);
      newDonor.run(donor, id, lookupOf(keys, receipt), hmac(keys.unit, id).subarray(0, ID_BYTES));
      return { donor, id, key, paused: false };
    },
    count: ({ donor }) => count.get(donor)?.n ?? 0,
    append: ({ donor, id, key }, content, repetition, first) => {
      const seq = first ? 0 : (lastSeq.get(donor)?.seq ?? -1) + 1;
      const received = monthNumber(clock());
      const sealed = seal(Buffer.from(content), { key, donorId: id, kind: "donation", number: seq, received, draw });
      newDonation.run(donor, seq, received, repetition, sealed);
    },
    donations: ({ donor, id, key }) =>
      donations.all(donor).map(({ seq, received, sealed }) => ({
        seq,
        received,
        donation: decodeDonation(unseal(sealed, { key, donorId: id, kind: "donation", number: seq, received })),
      })),
    years: ({ donor, id, key }) =>
      years.all(donor).map(({ year, sealed }) => ({
        year,
        use: decodeYearUse(unseal(sealed, { key, donorId: id, kind: "year", number: year, received: 0 })),
      })),
    setPaused: ({ donor }, paused) => {
      setPaused.run(paused ? 1 : 0, donor);
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
  };
}
