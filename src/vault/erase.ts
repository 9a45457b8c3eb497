import { givesWay, governing } from "../contract/consent.ts";
import { Refusal, refusalOf } from "../contract/problem.ts";
import type { VaultContext } from "./context.ts";
import type { Months } from "./months.ts";
import { decodeDonation } from "./payload.ts";
import type { DonorSlot, Records } from "./records.ts";
import { lastExpiredMonth } from "./retention.ts";
import { WRAPPED_BYTES } from "./seal.ts";
import type { Erasure } from "./types.ts";

/** Such a transaction takes about 0.1 s, in which nobody else can write. */
const DONATIONS_PER_TRANSACTION = 2000;

interface ExpiredPart {
  readonly donations: number;
  readonly households: number;
  readonly clockDoubted: boolean;
  /** more may remain to be erased: call again */
  readonly more: boolean;
}

const NOTHING_EXPIRED: ExpiredPart = { donations: 0, households: 0, clockDoubted: false, more: false };

/** SQL of `frozenMonth`, written exactly as in the index `year_use_received`: otherwise SQLite would not use the index. */
const FROZEN_IN = "coalesce(received, (year - 1970) * 12)";

/** Finds a row if the donor has no donation left. */
const EMPTIED = "SELECT 1 FROM donor d WHERE donor = ? AND NOT EXISTS (SELECT 1 FROM donation n WHERE n.donor = d.donor)";

/** Counts rows and keys that belong to no donor. */
const LOST = `SELECT (SELECT count(*) FROM donation WHERE donor NOT IN (SELECT donor FROM donor))
  + (SELECT count(*) FROM year_use WHERE donor NOT IN (SELECT donor FROM donor))
  + (SELECT count(*) FROM key_slot WHERE donor NOT IN (SELECT donor FROM donor) AND wrapped <> zeroblob(${WRAPPED_BYTES}))`;

const DOUBTED =
  "the clock leapt by more than two months or went back, and what a publication leaves out by it stays left out: set the clock right; or, if it is right, let the machine run for three days, or say so with `voisinage erase --clock-is-right`. Nothing was debited or drawn";

/** Erases data past retention. Deleted bytes stay in the file until it is rewritten, and the rewrites still owed are counted. */
export type Expiry = ReturnType<typeof openExpiry>;

/** Long, for its steps share one count of owed rewrites. */
export function openExpiry({ store, sql, facts, retention }: VaultContext, records: Records, months: Months) {
  // Both counts only grow, so that an erasure by another process during a rewrite stays owed, and two rewrites at once pay
  // nothing twice.
  const owed = () => store.read(() => facts.count("erasures_asked") - facts.count("erasures_paid"));
  /** whether this process erased data and has not rewritten the file since */
  let hasUnpaid = false;
  const owe = (households: number) => {
    hasUnpaid = true;
    facts.set("erasures_asked", facts.count("erasures_asked") + households);
  };
  const rewrite = (): boolean => {
    const before = store.read(() => facts.count("erasures_asked"));
    if (!store.compact()) return false;
    store.write(() => facts.set("erasures_paid", Math.max(before, facts.count("erasures_paid"))));
    hasUnpaid = false;
    return true;
  };
  const whereOwed = (pay: () => void) => {
    try {
      if (owed() > 0) pay();
    } catch (error) {
      // The erasure is committed. The bytes that remain in the file stay on record as owed.
      refusalOf(error);
    }
  };
  const settleAll = () => whereOwed(rewrite);
  /** Dates donations received while the clock was ahead back to this month: their false month would keep them too long. */
  const correctFutureMonths = (month: number): boolean => {
    const misdated = sql.all<DonorSlot>(
      `SELECT DISTINCT donor FROM (SELECT donor FROM donation JOIN donor USING (donor) WHERE received > ? AND aside = 0 LIMIT ${DONATIONS_PER_TRANSACTION})`,
      month,
    );
    const donors = misdated.flatMap(({ donor }) => records.get(donor) ?? []);
    for (const donor of donors)
      for (const kept of records.donations(donor))
        if (kept.received > month) records.replace(donor, { ...kept, received: month });
    return donors.length > 0;
  };
  /**
   * Keeps the consent in force when its donation is erased and others remain: an older consent must not come back into force.
   */
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
    const erasedConsents = texts.filter(({ received }) => received <= cutoff).map(consentIn);
    if (erasedConsents.length === 0) return;
    const latestErased = governing(donor.consent === null ? erasedConsents : [donor.consent, ...erasedConsents]);
    // Newest first: usually the newest consent is in force, and no other needs to be unsealed.
    const remainingGoverns = texts.reverse().some((text) => text.received > cutoff && !givesWay(consentIn(text), latestErased));
    if (!remainingGoverns || donor.consent !== null) records.setConsent(donor, remainingGoverns ? null : latestErased);
  };
  const erasePart = (trustClock = false): ExpiredPart =>
    store.write(() => {
      const month = months.believed(trustClock);
      if (month === undefined) return { ...NOTHING_EXPIRED, clockDoubted: true };
      if (correctFutureMonths(month)) return { ...NOTHING_EXPIRED, more: true };
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
  /** Erases everything past retention, part by part, and then rewrites the file. Does nothing while the clock is doubted. */
  const expire = () => {
    const expired = eraseAll();
    settleAll();
    return expired;
  };

  return {
    expire,
    /** Erases one transaction's worth, so that others can write in between. The last part rewrites the file. */
    expirePart: () => {
      const part = erasePart();
      if (!part.more) settleAll();
      return part;
    },
    /** Like `expire`, but refuses while the clock is doubted. Called before a publication. @throws Refusal `clock-doubted` */
    prepare: () => {
      // A clock that is ahead would leave donations out of a publication for good.
      if (expire().clockDoubted) throw new Refusal("clock-doubted", DOUBTED);
    },
    /** Records that bytes of so many households must leave the file. Call it inside a transaction. */
    owe,
    owed,
    /**
     * Cuts destroyed keys from the log. The file is rewritten by the next upkeep, whatever its size: a rewrite here would tell the
     * contributor, by its time, how large everybody's file is.
     */
    settle: () => whereOwed(store.checkpoint),
    /** Rewrites the file if this process still owes it, before the vault is closed. */
    settleOwn: () => {
      if (hasUnpaid) settleAll();
    },
    erase: (trustClock?: boolean): Erasure => {
      const expired = eraseAll(trustClock);
      // The file is rewritten even when nothing is owed, since another program may have deleted rows and left their bytes.
      const bytes = rewrite() ? "none" : "unknown";
      return { ...expired, owed: owed(), rows: store.read(() => sql.count(LOST)), bytes };
    },
  };
}
