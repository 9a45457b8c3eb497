import { givesWay, governing } from "../contract/consent.ts";
import { Refusal } from "../contract/problem.ts";
import { StoreError } from "../store/index.ts";
import type { Desk } from "./desk.ts";
import type { Months } from "./months.ts";
import type { Records } from "./records.ts";
import { lastExpiredMonth } from "./retention.ts";
import { WRAPPED_BYTES } from "./seal.ts";
import type { Erasure } from "./types.ts";

/**
 * Donations past retention that one transaction erases, and the rest of its last donor's: some 0.1 s on which nobody can write.
 */
const PART = 2000;

/** What the vault erases by itself, and what of it is owed. */
export interface Erasing {
  /** All that is past retention, part by part. None of it while the clock is doubted. */
  expire(trustClock?: boolean): Omit<ExpiredPart, "next">;
  /** Of the donors after `after`, or of all: as many donations as a transaction may hold everybody up for. */
  expirePart(after?: number, trustClock?: boolean): ExpiredPart;
  /** As `expire`, before a publication. @throws Refusal `clock-doubted` */
  prepare(): void;
  /** Puts on record that households' bytes are to go. Inside a transaction. */
  owe(households: number): void;
  owed(): number;
  /** Pays what is owed, if another process's reader does not stand in the way. */
  settle(): void;
  erase(trustClock: boolean): Erasure;
}

export interface ExpiredPart {
  readonly donations: number;
  readonly households: number;
  readonly clockDoubted: boolean;
  /** the donor after whom the next part begins; null: there is none */
  readonly next: number | null;
}

/** Donors after one, up to another, and the last month of receipt that is past retention. */
interface Part {
  readonly after: number;
  readonly last: number;
  readonly cutoff: number;
}

const DOUBTED =
  "the clock leapt by more than two months or went back, and what a publication leaves out by it stays left out: set the clock right; or, if it is right, wait for a day, or say so with `voisinage erase --clock-is-right`. Nothing was debited or drawn";

export function erasingDesk({ store, retentionMonths }: Desk, records: Records, months: Months): Erasing {
  const count = (sql: string) => store.prepare<[], { n: number }>(sql);
  const owedFact = count("SELECT CAST(value AS INTEGER) AS n FROM fact WHERE name = 'erasures_owed'");
  const setOwed = store.prepare<[string]>(
    "INSERT INTO fact (name, value) VALUES ('erasures_owed', ?) ON CONFLICT (name) DO UPDATE SET value = excluded.value",
  );
  const lastOfPart = store.prepare<[Omit<Part, "last">], { donor: number }>(
    `SELECT donor FROM donation WHERE donor > :after AND received <= :cutoff ORDER BY donor LIMIT 1 OFFSET ${PART - 1}`,
  );
  const ofPart = "donor > :after AND donor <= :last AND";
  const expireTags = store.prepare<[Part]>(
    `UPDATE repetition SET digest = NULL WHERE tag IN (SELECT repetition FROM donation WHERE ${ofPart} received <= :cutoff)`,
  );
  const expireDonations = store.prepare<[Part]>(`DELETE FROM donation WHERE ${ofPart} received <= :cutoff`);
  const expireYears = store.prepare<[Part]>(
    `DELETE FROM year_use WHERE ${ofPart} coalesce(received, (year - 1970) * 12) <= :cutoff`,
  );
  const leaving = store.prepare<[Part], { donor: number }>(
    `SELECT DISTINCT donor FROM donation d WHERE ${ofPart} received <= :cutoff
     AND EXISTS (SELECT 1 FROM donation n WHERE n.donor = d.donor AND n.received > :cutoff)`,
  );
  const emptied = store.prepare<[Part], { donor: number }>(
    `SELECT donor FROM donor d WHERE ${ofPart} NOT EXISTS (SELECT 1 FROM donation n WHERE n.donor = d.donor)`,
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
  const carryConsents = (part: Part) => {
    for (const { donor } of leaving.all(part)) {
      const known = records.get(donor);
      if (known === undefined) continue;
      const held = records.consents(known);
      const gone = held.filter(({ received }) => received <= part.cutoff).map(({ consent }) => consent());
      const before = governing(known.consent === null ? gone : [known.consent, ...gone]);
      // From the newest on: mostly its own consent governs, and no other is unsealed.
      const stands = held.reverse().some(({ received, consent }) => received > part.cutoff && !givesWay(consent(), before));
      if (!stands || known.consent !== null) records.setConsent(known, stands ? null : before);
    }
  };
  const expirePart = (after = -1, trustClock = false): ExpiredPart => {
    const result = store.write(() => {
      const month = months.believed(trustClock);
      if (month === undefined) return { donations: 0, households: 0, clockDoubted: true, next: null };
      if (after < 0) bringBack(month);
      const cutoff = lastExpiredMonth(month, retentionMonths());
      const next = lastOfPart.get({ after, cutoff })?.donor ?? null;
      const part = { after, cutoff, last: next ?? Number.MAX_SAFE_INTEGER };
      carryConsents(part);
      expireTags.run(part);
      const donations = expireDonations.run(part).changes;
      const years = expireYears.run(part).changes;
      const gone = donations + years === 0 ? [] : emptied.all(part);
      for (const { donor } of gone) records.destroy(donor);
      if (donations + years > 0) owe(Math.max(gone.length, 1));
      return { donations, households: gone.length, clockDoubted: false, next };
    });
    if (result.next === null) settle();
    return result;
  };
  const expire = (trustClock = false) => {
    let [donations, households] = [0, 0];
    for (let after: number | undefined; ; ) {
      const part = expirePart(after, trustClock);
      donations += part.donations;
      households += part.households;
      if (part.next === null) return { donations, households, clockDoubted: part.clockDoubted };
      after = part.next;
    }
  };

  return {
    expire,
    expirePart,
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
