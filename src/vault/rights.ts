import { StoreError } from "../store/index.ts";
import type { Desk } from "./desk.ts";
import { keyNotKnown } from "./donate.ts";
import type { Donor, Records } from "./records.ts";
import { lastExpiredMonth, monthName } from "./retention.ts";
import { mergeDonations } from "./stream.ts";
import type { Contribution, VaultStatus } from "./types.ts";

const byMeasure = (a: { domain: string; measure: string; period: string }, b: typeof a): number => {
  const [x, y] = [a, b].map(({ domain, measure, period }) => `${domain} ${measure} ${period}`) as [string, string];
  return x < y ? -1 : Number(x > y);
};

/** What contributors may ask for with their receipt, and what the operator owes them. */
export interface Rights {
  show(receipt: string): Contribution;
  setPaused(receipt: string, paused: boolean): void;
  withdraw(receipt: string): void;
  expire(): number;
  status(): VaultStatus;
  /** Pays the erasures that were left owing, if any. */
  settleErasures(): void;
}

export function rightsDesk({ store, clock, retentionMonths }: Desk, records: Records): Rights {
  const count = (sql: string) => store.prepare<number[], { n: number }>(sql);
  const owed = count("SELECT CAST(value AS INTEGER) AS n FROM fact WHERE name = 'erasures_owed'");
  const setOwed = store.prepare<[string]>(
    "INSERT INTO fact (name, value) VALUES ('erasures_owed', ?) ON CONFLICT (name) DO UPDATE SET value = excluded.value",
  );
  const active = count(
    "SELECT count(*) AS n FROM donor d WHERE paused = 0 AND EXISTS (SELECT 1 FROM donation n WHERE n.donor = d.donor AND received > ?)",
  );
  const paused = count("SELECT count(*) AS n FROM donor WHERE paused = 1");
  const withdrawn = count("SELECT coalesce(sum(households), 0) AS n FROM withdrawal");
  const donations = count("SELECT count(*) AS n FROM donation");
  const expired = count("SELECT count(*) AS n FROM donation WHERE received <= ?");
  const expireTags = store.prepare<[number]>(
    "UPDATE repetition SET digest = NULL WHERE tag IN (SELECT repetition FROM donation WHERE received <= ?)",
  );
  const expireDonations = store.prepare<[number]>("DELETE FROM donation WHERE received <= ?");
  const emptied = store.prepare<[], { donor: number }>(
    "SELECT donor FROM donor d WHERE NOT EXISTS (SELECT 1 FROM donation n WHERE n.donor = d.donor)",
  );

  const known = (receipt: string): Donor => {
    const donor = records.find(receipt);
    if (donor === undefined) throw keyNotKnown();
    return donor;
  };
  const owe = (households: number) => setOwed.run(String((owed.get()?.n ?? 0) + households));
  const settleErasures = () => {
    try {
      if (store.read(() => owed.get()?.n ?? 0) > 0 && store.checkpoint()) store.write(() => setOwed.run("0"));
    } catch (error) {
      // The erasure itself is committed; that its old bytes linger stays on record as owed.
      if (!(error instanceof StoreError)) throw error;
    }
  };

  return {
    show: (receipt) =>
      store.read(() => {
        const donor = known(receipt);
        const cutoff = lastExpiredMonth(clock(), retentionMonths());
        const kept = records.donations(donor).filter(({ received }) => received > cutoff);
        // All of it waits for `expire`: for its contributor it is gone already.
        if (kept.length === 0) throw keyNotKnown();
        const { household, readings, unused } = mergeDonations(kept.map(({ donation }) => donation));
        return {
          paused: donor.paused,
          household,
          readings: [...readings].sort(byMeasure),
          unused: [...unused].sort(byMeasure),
          donations: kept.map(({ received, donation }) => ({
            received: monthName(received),
            consent: donation.consent,
            readings: donation.readings,
          })),
          years: records.years(donor).map(({ year, use }) => ({ year, household: use.household, measures: use.streams })),
        };
      }),
    setPaused: (receipt, value) => store.write(() => records.setPaused(known(receipt), value)),
    withdraw: (receipt) => {
      store.write(() => {
        records.destroy(known(receipt).donor);
        records.countWithdrawal();
        owe(1);
      });
      settleErasures();
    },
    expire: () => {
      const erased = store.write(() => {
        const cutoff = lastExpiredMonth(clock(), retentionMonths());
        expireTags.run(cutoff);
        const { changes } = expireDonations.run(cutoff);
        if (changes === 0) return 0;
        const gone = emptied.all();
        for (const { donor } of gone) records.destroy(donor);
        owe(Math.max(gone.length, 1));
        return changes;
      });
      if (erased > 0) settleErasures();
      return erased;
    },
    status: () =>
      store.read(() => {
        const cutoff = lastExpiredMonth(clock(), retentionMonths());
        return {
          active: active.get(cutoff)?.n ?? 0,
          paused: paused.get()?.n ?? 0,
          withdrawn: withdrawn.get()?.n ?? 0,
          donations: donations.get()?.n ?? 0,
          expired: expired.get(cutoff)?.n ?? 0,
          erasuresOwed: owed.get()?.n ?? 0,
        };
      }),
    settleErasures,
  };
}
