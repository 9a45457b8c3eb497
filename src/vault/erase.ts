import { givesWay, governing } from "../contract/consent.ts";
import { Refusal } from "../contract/problem.ts";
import type { VaultContext } from "./context.ts";
import type { Months } from "./months.ts";
import type { Records } from "./records.ts";
import { lastExpiredMonth } from "./retention.ts";
import { WRAPPED_BYTES } from "./seal.ts";
import type { Erasure } from "./types.ts";

/** Donations by which one transaction finds its donors: some 0.1 s in which nobody else can write. */
const PART = 2000;

/** A file of at most so many pages, 1 MB, is written anew at once, in a few milliseconds; a larger one with the next upkeep. */
const SMALL_PAGES = 256;

/** What the vault erases by itself, and what of it is owed. */
export interface Expiry {
  /** All that is past retention, part by part, and then what is owed. None of it while the clock is doubted. */
  expire(): Omit<ExpiredPart, "more">;
  /** As much of it as a transaction may hold everybody up for; the last part pays what is owed. */
  expirePart(): ExpiredPart;
  /** As `expire`, before a publication. @throws Refusal `clock-doubted` */
  prepare(): void;
  /** Puts on record that households' bytes are to go. Inside a transaction. */
  owe(households: number): void;
  owed(): number;
  /** Pays what is owed where that takes a moment only; else the next upkeep does. */
  settle(): void;
  /** Before this process closes the vault: pays what it has itself come to owe. */
  settleOwn(): void;
  erase(trustClock: boolean): Erasure;
}

export interface ExpiredPart {
  readonly donations: number;
  readonly households: number;
  readonly clockDoubted: boolean;
  /** there may be another part */
  readonly more: boolean;
}

/** The month by which what was frozen is kept, as an index of the schema has it. */
const FROZEN_IN = "coalesce(received, (year - 1970) * 12)";

function distinct(rows: readonly { readonly donor: number }[]): number[] {
  return [...new Set(rows.map(({ donor }) => donor))];
}

const DOUBTED =
  "the clock leapt by more than two months or went back, and what a publication leaves out by it stays left out: set the clock right; or, if it is right, let the machine run for three days, or say so with `voisinage erase --clock-is-right`. Nothing was debited or drawn";

/** Long, for it has steps that share one count of what is owed. */
export function openExpiry({ store, retention }: VaultContext, records: Records, months: Months): Expiry {
  const count = (sql: string) => store.prepare<[], { n: number }>(sql);
  const asked = count("SELECT coalesce(max(CAST(value AS INTEGER)), 0) AS n FROM fact WHERE name = 'erasures_asked'");
  const paid = count("SELECT coalesce(max(CAST(value AS INTEGER)), 0) AS n FROM fact WHERE name = 'erasures_paid'");
  const setFact = store.prepare<[string, string]>(
    "INSERT INTO fact (name, value) VALUES (?, ?) ON CONFLICT (name) DO UPDATE SET value = excluded.value",
  );
  const past = store.prepare<[number], { donor: number }>(`SELECT donor FROM donation WHERE received <= ? LIMIT ${PART}`);
  const pastYears = store.prepare<[number], { donor: number }>(
    `SELECT donor FROM year_use WHERE ${FROZEN_IN} <= ? LIMIT ${PART}`,
  );
  const early = store.prepare<[number], { donor: number }>(
    `SELECT donor FROM donation JOIN donor USING (donor) WHERE received > ? AND aside = 0 LIMIT ${PART}`,
  );
  const expireTags = store.prepare<[number, number]>(
    "UPDATE repetition SET digest = NULL WHERE tag IN (SELECT repetition FROM donation WHERE donor = ? AND received <= ?)",
  );
  const expireDonations = store.prepare<[number, number]>("DELETE FROM donation WHERE donor = ? AND received <= ?");
  const expireYears = store.prepare<[number, number]>(`DELETE FROM year_use WHERE donor = ? AND ${FROZEN_IN} <= ?`);
  const staying = store.prepare<[number, number]>("SELECT 1 FROM donation WHERE donor = ? AND received > ? LIMIT 1");
  const emptied = store.prepare<[number]>(
    "SELECT 1 FROM donor d WHERE donor = ? AND NOT EXISTS (SELECT 1 FROM donation n WHERE n.donor = d.donor)",
  );
  const isAside = store.prepare<[number]>("SELECT 1 FROM donor WHERE donor = ? AND aside = 1");
  const lost = count(
    `SELECT (SELECT count(*) FROM donation WHERE donor NOT IN (SELECT donor FROM donor))
          + (SELECT count(*) FROM year_use WHERE donor NOT IN (SELECT donor FROM donor))
          + (SELECT count(*) FROM key_slot WHERE donor NOT IN (SELECT donor FROM donor) AND wrapped <> zeroblob(${WRAPPED_BYTES})) AS n`,
  );

  const numberOf = (fact: typeof asked): number => fact.get()?.n ?? 0;
  const owed = () => numberOf(asked) - numberOf(paid);
  /** Was anything erased by this process, and not paid since? */
  let own = false;
  const owe = (households: number) => {
    own = true;
    setFact.run("erasures_asked", String(numberOf(asked) + households));
  };
  /** Both counts only grow: what another process erases meanwhile stays owed, and two that pay at once pay nothing twice. */
  const rewrite = (): boolean => {
    const before = store.read(() => numberOf(asked));
    if (!store.compact()) return false;
    store.write(() => setFact.run("erasures_paid", String(Math.max(before, numberOf(paid)))));
    own = false;
    return true;
  };
  /** Nothing of what was set aside is unsealed. */
  const whole = (donor: number) => (isAside.get(donor) === undefined ? records.get(donor) : undefined);
  const settle = (pagesAtMost: number) => {
    try {
      if (store.read(owed) === 0) return;
      if (store.pages() <= pagesAtMost) rewrite();
      else store.checkpoint();
    } catch (error) {
      // The erasure itself is committed; that its old bytes linger stays on record as owed.
      if (!(error instanceof Refusal)) throw error;
    }
  };
  /** What came in while the clock was ahead is kept from now on, and not until its wrong month is past retention. */
  const bringBack = (month: number): number => {
    const donors = distinct(early.all(month)).flatMap((donor) => whole(donor) ?? []);
    for (const known of donors)
      for (const kept of records.donations(known))
        if (kept.received > month) records.replace(known, { ...kept, received: month });
    return donors.length;
  };
  /** The consent that governs stays where its donation goes and others are held: a former one must not come back. */
  const carryConsent = (donor: number, cutoff: number) => {
    const known = staying.get(donor, cutoff) === undefined ? undefined : whole(donor);
    if (known === undefined) return;
    const held = records.consents(known);
    const gone = held.filter(({ received }) => received <= cutoff).map(({ consent }) => consent());
    if (gone.length === 0) return;
    const before = governing(known.consent === null ? gone : [known.consent, ...gone]);
    // From the newest on: mostly its own consent governs, and no other is unsealed.
    const stands = held.reverse().some(({ received, consent }) => received > cutoff && !givesWay(consent(), before));
    if (!stands || known.consent !== null) records.setConsent(known, stands ? null : before);
  };
  /** @returns donations erased, and whether none is held any more */
  const expireOf = (donor: number, cutoff: number): { readonly donations: number; readonly left: boolean } => {
    carryConsent(donor, cutoff);
    expireTags.run(donor, cutoff);
    const donations = expireDonations.run(donor, cutoff).changes;
    expireYears.run(donor, cutoff);
    const left = emptied.get(donor) !== undefined;
    if (left) records.destroy(donor);
    return { donations, left };
  };
  const erasePart = (trustClock = false): ExpiredPart =>
    store.write(() => {
      const month = months.believed(trustClock);
      if (month === undefined) return { donations: 0, households: 0, clockDoubted: true, more: false };
      if (bringBack(month) > 0) return { donations: 0, households: 0, clockDoubted: false, more: true };
      const cutoff = lastExpiredMonth(month, retention());
      const donors = distinct([...past.all(cutoff), ...pastYears.all(cutoff)]);
      const expired = donors.map((donor) => expireOf(donor, cutoff));
      const households = expired.filter(({ left }) => left).length;
      if (donors.length > 0) owe(Math.max(households, 1));
      const donations = expired.reduce((sum, one) => sum + one.donations, 0);
      return { donations, households, clockDoubted: false, more: donors.length > 0 };
    });
  const eraseAll = (trustClock = false) => {
    let [donations, households] = [0, 0];
    for (;;) {
      const part = erasePart(trustClock);
      donations += part.donations;
      households += part.households;
      if (!part.more) return { donations, households, clockDoubted: part.clockDoubted };
    }
  };
  const expire = () => {
    const expired = eraseAll();
    settle(Number.POSITIVE_INFINITY);
    return expired;
  };

  return {
    expire,
    expirePart: () => {
      const part = erasePart();
      if (!part.more) settle(Number.POSITIVE_INFINITY);
      return part;
    },
    prepare: () => {
      // What is past retention by this clock would be missing from a publication that is never made again.
      if (expire().clockDoubted) throw new Refusal("clock-doubted", DOUBTED);
    },
    owe,
    owed: () => store.read(owed),
    settle: () => settle(SMALL_PAGES),
    settleOwn: () => {
      if (own) settle(Number.POSITIVE_INFINITY);
    },
    erase: (trustClock) => {
      const expired = eraseAll(trustClock);
      // Whether anything is owed or not: who else wrote to the file may have deleted rows and left their bytes.
      const bytes = rewrite() ? "none" : "unknown";
      return { ...expired, owed: store.read(owed), rows: store.read(() => lost.get()?.n ?? 0), bytes };
    },
  };
}
