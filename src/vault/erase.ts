import { givesWay, governing } from "../contract/consent.ts";
import { Refusal } from "../contract/problem.ts";
import { StoreError } from "../store/index.ts";
import type { Desk } from "./desk.ts";
import type { Months } from "./months.ts";
import type { Records } from "./records.ts";
import { lastExpiredMonth } from "./retention.ts";
import { WRAPPED_BYTES } from "./seal.ts";
import type { Erasure } from "./types.ts";

/** What the vault erases by itself, and what of it is owed. */
export interface Erasing {
  /** @returns donations erased; none while the clock is doubted */
  expire(trustClock?: boolean): { readonly donations: number; readonly households: number; readonly clockDoubted: boolean };
  /** As `expire`, before a publication. @throws Refusal `clock-doubted` */
  prepare(): void;
  /** Puts on record that households' bytes are to go. Inside a transaction. */
  owe(households: number): void;
  owed(): number;
  /** Pays what is owed, if another process's reader does not stand in the way. */
  settle(): void;
  erase(trustClock: boolean): Erasure;
}

const DOUBTED =
  "the clock leapt by more than two months or went back, and what a publication leaves out by it stays left out: set the clock right; or, if it is right, wait for a day, or say so with `voisinage erase --clock-is-right`. Nothing was debited or drawn";

export function erasingDesk({ store, retentionMonths }: Desk, records: Records, months: Months): Erasing {
  const count = (sql: string) => store.prepare<[], { n: number }>(sql);
  const owedFact = count("SELECT CAST(value AS INTEGER) AS n FROM fact WHERE name = 'erasures_owed'");
  const setOwed = store.prepare<[string]>(
    "INSERT INTO fact (name, value) VALUES ('erasures_owed', ?) ON CONFLICT (name) DO UPDATE SET value = excluded.value",
  );
  const expireTags = store.prepare<[number]>(
    "UPDATE repetition SET digest = NULL WHERE tag IN (SELECT repetition FROM donation WHERE received <= ?)",
  );
  const expireDonations = store.prepare<[number]>("DELETE FROM donation WHERE received <= ?");
  const expireYears = store.prepare<[number]>("DELETE FROM year_use WHERE coalesce(received, (year - 1970) * 12) <= ?");
  const leaving = store.prepare<[number, number], { donor: number }>(
    `SELECT DISTINCT donor FROM donation d WHERE received <= ?
     AND EXISTS (SELECT 1 FROM donation n WHERE n.donor = d.donor AND n.received > ?)`,
  );
  const emptied = store.prepare<[], { donor: number }>(
    "SELECT donor FROM donor d WHERE NOT EXISTS (SELECT 1 FROM donation n WHERE n.donor = d.donor)",
  );
  const early = store.prepare<[number], { donor: number }>("SELECT DISTINCT donor FROM donation WHERE received > ?");
  const lost = count(
    `SELECT (SELECT count(*) FROM donation WHERE donor NOT IN (SELECT donor FROM donor))
          + (SELECT count(*) FROM year_use WHERE donor NOT IN (SELECT donor FROM donor))
          + (SELECT count(*) FROM key_slot WHERE donor NOT IN (SELECT donor FROM donor) AND wrapped <> zeroblob(${WRAPPED_BYTES})) AS n`,
  );

  const owed = () => owedFact.get()?.n ?? 0;
  const owe = (households: number) => {
    setOwed.run(String(owed() + households));
  };
  const settle = () => {
    try {
      if (store.read(owed) > 0 && store.checkpoint()) store.write(() => setOwed.run("0"));
    } catch (error) {
      // The erasure itself is committed; that its old bytes linger stays on record as owed.
      if (!(error instanceof StoreError)) throw error;
    }
  };
  /** What came in while the clock was ahead is kept from now on, and not until its wrong month is past retention. */
  const bringBack = (month: number) => {
    for (const { donor } of early.all(month)) {
      const known = records.get(donor);
      if (known === undefined) continue;
      for (const kept of records.donations(known))
        if (kept.received > month) records.replace(known, { ...kept, received: month });
    }
  };
  /** The consent that governs stays where its donation goes and others are held: a former one must not come back. */
  const carryConsents = (cutoff: number) => {
    for (const { donor } of leaving.all(cutoff, cutoff)) {
      const known = records.get(donor);
      if (known === undefined) continue;
      const held = records.consents(known);
      const gone = held.filter(({ received }) => received <= cutoff).map(({ consent }) => consent());
      const before = governing(known.consent === null ? gone : [known.consent, ...gone]);
      // From the newest on: mostly its own consent governs, and no other is unsealed.
      const stands = held.reverse().some(({ received, consent }) => received > cutoff && !givesWay(consent(), before));
      if (!stands || known.consent !== null) records.setConsent(known, stands ? null : before);
    }
  };
  const expire = (trustClock = false) => {
    const result = store.write(() => {
      const month = months.believed(trustClock);
      if (month === undefined) return { donations: 0, households: 0, clockDoubted: true };
      bringBack(month);
      const cutoff = lastExpiredMonth(month, retentionMonths());
      carryConsents(cutoff);
      expireTags.run(cutoff);
      const { changes } = expireDonations.run(cutoff);
      const years = expireYears.run(cutoff).changes;
      if (changes + years === 0) return { donations: 0, households: 0, clockDoubted: false };
      const gone = emptied.all();
      for (const { donor } of gone) records.destroy(donor);
      owe(Math.max(gone.length, 1));
      return { donations: changes, households: gone.length, clockDoubted: false };
    });
    settle();
    return result;
  };

  return {
    expire,
    prepare: () => {
      // What is past retention by this clock would be missing from a publication that is never made again.
      if (expire().clockDoubted) throw new Refusal("clock-doubted", DOUBTED);
    },
    owe,
    owed: () => store.read(owed),
    settle,
    erase: (trustClock) => {
      const expired = expire(trustClock);
      settle();
      let bytes = store.checkFree();
      if (bytes === "found") {
        // A file that something else wrote to: without `secure_delete`, deleted rows stay until their page is used again.
        store.compact();
        bytes = store.checkFree();
      }
      return { ...expired, owed: store.read(owed), rows: store.read(() => lost.get()?.n ?? 0), bytes };
    },
  };
}
