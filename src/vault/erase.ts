import { givesWay, governing } from "../contract/consent.ts";
import { Refusal, refusalOf } from "../contract/problem.ts";
import type { VaultContext } from "./context.ts";
import type { Months } from "./months.ts";
import { decodeDonation } from "./payload.ts";
import type { DonorSlot, Records } from "./records.ts";
import { lastExpiredMonth } from "./retention.ts";
import { WRAPPED_BYTES } from "./seal.ts";
import type { Erasure } from "./types.ts";

/** One transaction takes some 0.1 s, in which nobody else can write. */
const DONATIONS_PER_TRANSACTION = 2000;

/** A file of at most this many pages (1 MB) is rewritten at once, in a few milliseconds; a larger one with the next upkeep. */
const SMALL_PAGES = 256;

interface ExpiredPart {
  readonly donations: number;
  readonly households: number;
  readonly clockDoubted: boolean;
  /** there may be another part */
  readonly more: boolean;
}

const NOTHING_EXPIRED: ExpiredPart = { donations: 0, households: 0, clockDoubted: false, more: false };

/** The month whose retention a frozen year follows (`frozenMonth`), written as an index of the schema has it. */
const FROZEN_IN = "coalesce(received, (year - 1970) * 12)";

/** A donor without any remaining donation. */
const EMPTIED = "SELECT 1 FROM donor d WHERE donor = ? AND NOT EXISTS (SELECT 1 FROM donation n WHERE n.donor = d.donor)";

/** Rows and keys without a donor. */
const LOST = `SELECT (SELECT count(*) FROM donation WHERE donor NOT IN (SELECT donor FROM donor))
  + (SELECT count(*) FROM year_use WHERE donor NOT IN (SELECT donor FROM donor))
  + (SELECT count(*) FROM key_slot WHERE donor NOT IN (SELECT donor FROM donor) AND wrapped <> zeroblob(${WRAPPED_BYTES}))`;

const DOUBTED =
  "the clock leapt by more than two months or went back, and what a publication leaves out by it stays left out: set the clock right; or, if it is right, let the machine run for three days, or say so with `voisinage erase --clock-is-right`. Nothing was debited or drawn";

/** Erases what is past retention, and counts the rewrites that are still owed. */
export type Expiry = ReturnType<typeof openExpiry>;

/** Long, for its steps share one count of owed rewrites. */
export function openExpiry({ store, sql, facts, retention }: VaultContext, records: Records, months: Months) {
  // Both counts only grow: what another process erases meanwhile stays owed, and two that pay at once pay nothing twice.
  const owed = () => store.read(() => facts.count("erasures_asked") - facts.count("erasures_paid"));
  /** Was anything erased by this process, and not paid since? */
  let own = false;
  const owe = (households: number) => {
    own = true;
    facts.set("erasures_asked", facts.count("erasures_asked") + households);
  };
  const rewrite = (): boolean => {
    const before = store.read(() => facts.count("erasures_asked"));
    if (!store.compact()) return false;
    store.write(() => facts.set("erasures_paid", Math.max(before, facts.count("erasures_paid"))));
    own = false;
    return true;
  };
  const settle = (pagesAtMost = SMALL_PAGES) => {
    try {
      if (owed() === 0) return;
      if (store.pages() <= pagesAtMost) rewrite();
      else store.checkpoint();
    } catch (error) {
      // The erasure itself is committed; that its old bytes linger stays on record as owed.
      refusalOf(error);
    }
  };
  const settleAll = () => settle(Number.POSITIVE_INFINITY);
  /** Donations received while the clock was ahead are kept from now on, not until their wrong month expires. */
  const bringBack = (month: number): boolean => {
    const early = sql.all<DonorSlot>(
      `SELECT DISTINCT donor FROM (SELECT donor FROM donation JOIN donor USING (donor) WHERE received > ? AND aside = 0 LIMIT ${DONATIONS_PER_TRANSACTION})`,
      month,
    );
    const donors = early.flatMap(({ donor }) => records.get(donor) ?? []);
    for (const donor of donors)
      for (const kept of records.donations(donor))
        if (kept.received > month) records.replace(donor, { ...kept, received: month });
    return donors.length > 0;
  };
  /** The consent that governs stays where its donation goes and others are held: a former one must not come back. */
  const carryConsent = (slot: number, cutoff: number) => {
    // Donations that were set aside are never unsealed.
    const staying = sql.get<DonorSlot>(
      "SELECT donor FROM donation JOIN donor USING (donor) WHERE donor = ? AND received > ? AND aside = 0 LIMIT 1",
      slot,
      cutoff,
    );
    const donor = staying && records.get(slot);
    if (donor === undefined) return;
    const texts = records.texts(donor);
    const consentIn = ({ text }: (typeof texts)[number]) => decodeDonation(text()).consent;
    const gone = texts.filter(({ received }) => received <= cutoff).map(consentIn);
    if (gone.length === 0) return;
    const before = governing(donor.consent === null ? gone : [donor.consent, ...gone]);
    // Newest first: mostly its own consent governs, and no other is unsealed.
    const stands = texts.reverse().some((one) => one.received > cutoff && !givesWay(consentIn(one), before));
    if (!stands || donor.consent !== null) records.setConsent(donor, stands ? null : before);
  };
  const erasePart = (trustClock = false): ExpiredPart =>
    store.write(() => {
      const month = months.believed(trustClock);
      if (month === undefined) return { ...NOTHING_EXPIRED, clockDoubted: true };
      if (bringBack(month)) return { ...NOTHING_EXPIRED, more: true };
      const cutoff = lastExpiredMonth(month, retention());
      const donors = sql.all<DonorSlot>(
        `SELECT donor FROM (SELECT donor FROM donation WHERE received <= ? LIMIT ${DONATIONS_PER_TRANSACTION}) UNION
         SELECT donor FROM (SELECT donor FROM year_use WHERE ${FROZEN_IN} <= ? LIMIT ${DONATIONS_PER_TRANSACTION})`,
        cutoff,
        cutoff,
      );
      if (donors.length === 0) return NOTHING_EXPIRED;
      let [donations, households] = [0, 0];
      for (const { donor } of donors) {
        carryConsent(donor, cutoff);
        donations += records.dropDonations(donor, cutoff).length;
        sql.run(`DELETE FROM year_use WHERE donor = ? AND ${FROZEN_IN} <= ?`, donor, cutoff);
        if (sql.get(EMPTIED, donor) === undefined) continue;
        records.destroy(donor);
        households += 1;
      }
      owe(Math.max(households, 1));
      return { donations, households, clockDoubted: false, more: true };
    });
  const eraseAll = (trustClock?: boolean) => {
    let [donations, households] = [0, 0];
    for (;;) {
      const { more, clockDoubted, ...part } = erasePart(trustClock);
      donations += part.donations;
      households += part.households;
      if (!more) return { donations, households, clockDoubted };
    }
  };
  /** Erases everything past retention, part by part, and then pays the owed rewrites. Does nothing while the clock is doubted. */
  const expire = () => {
    const expired = eraseAll();
    settleAll();
    return expired;
  };

  return {
    expire,
    /** Erases only what one transaction may take, so that others do not wait. The last part pays what is owed. */
    expirePart: () => {
      const part = erasePart();
      if (!part.more) settleAll();
      return part;
    },
    /** Works as `expire`, before a publication. @throws Refusal `clock-doubted` */
    prepare: () => {
      // Donations past retention by a wrong clock would be missing from a publication for good.
      if (expire().clockDoubted) throw new Refusal("clock-doubted", DOUBTED);
    },
    /** Puts on record that households' bytes are to go. Inside a transaction. */
    owe,
    owed,
    /** Rewrites the file if that takes only a moment; otherwise the next upkeep does. */
    settle: () => settle(),
    /** Pays what this process owes, before it closes the vault. */
    settleOwn: () => {
      if (own) settleAll();
    },
    erase: (trustClock?: boolean): Erasure => {
      const expired = eraseAll(trustClock);
      // The file is rewritten even when nothing is owed, since another writer may have deleted rows and left their bytes.
      const bytes = rewrite() ? "none" : "unknown";
      return { ...expired, owed: owed(), rows: store.read(() => sql.count(LOST)), bytes };
    },
  };
}
