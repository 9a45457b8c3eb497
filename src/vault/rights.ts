import type { Consent } from "../contract/donation.ts";
import type { Desk } from "./desk.ts";
import { keyNotKnown } from "./donate.ts";
import type { Erasing } from "./erase.ts";
import { momentOf, type Objection, objecting } from "./objection.ts";
import type { Donor, Kept, Records } from "./records.ts";
import { keptMonths, lastExpiredMonth, monthName } from "./retention.ts";
import type { Contribution, Removal, StoredContribution, Withdrawal } from "./types.ts";
import { contributionOf } from "./view.ts";

type Named = { readonly domain: string; readonly measure: string; readonly period: string };

const nameOf = ({ domain, measure, period }: Named): string => `${domain} ${measure} ${period}`;

/** In the order in which they came. */
const consentsOf = ({ consent }: Donor, kept: readonly Kept[]): Consent[] => [
  ...(consent === null ? [] : [consent]),
  ...kept.map(({ donation }) => donation.consent),
];

/** Before every month: what is past retention and not erased yet may still be withdrawn. */
const EVER = Number.MIN_SAFE_INTEGER;

/** What contributors may ask for with their receipt. */
export interface Rights {
  show(receipt: string): Contribution;
  stored(receipt: string): StoredContribution;
  weigh(receipt: string): ReturnType<Records["held"]>;
  setPaused(receipt: string, paused: boolean): void;
  object(receipt: string, domains: readonly string[] | null): Objection;
  remove(receipt: string, readings: readonly Named[]): Removal;
  withdraw(receipt: string): Withdrawal;
}

export function rightsDesk({ store, clock, retention }: Desk, records: Records, erasing: Erasing): Rights {
  const cutoff = () => lastExpiredMonth(clock(), retention());
  const known = (receipt: string, after = cutoff()): Donor => {
    const donor = records.find(receipt, after);
    if (donor === undefined) throw keyNotKnown();
    return donor;
  };

  const stored = (receipt: string): StoredContribution =>
    store.read(() => {
      const last = cutoff();
      const donor = known(receipt, last);
      const { paused, objection, consent: carried } = donor;
      return {
        paused,
        objection,
        carried,
        donations: records.texts(donor).map(({ received, text }) => ({
          received: monthName(received),
          erased_from: monthName(received + keptMonths(received, clock(), retention())),
          // Its consent is told all the same: what governs does not hang on when the timer runs.
          expired: received <= last,
          text,
        })),
        years: records
          .years(donor)
          .filter(({ received }) => received > last)
          .map(({ year, use }) => ({ year, household: use.household, measures: use.streams })),
      };
    });

  return {
    show: (receipt) => contributionOf(stored(receipt)),
    stored,
    weigh: (receipt) => store.read(() => records.held(known(receipt))),
    setPaused: (receipt, value) => store.write(() => records.setPaused(known(receipt), value)),
    object: (receipt, domains) =>
      store.write(() => {
        const donor = known(receipt);
        const at = momentOf(clock(), consentsOf(donor, records.donations(donor)));
        const objection = objecting(donor.objection, domains, at);
        records.setObjection(donor, objection);
        return objection;
      }),
    remove: (receipt, readings) => {
      const asked = new Map(readings.map((reading) => [nameOf(reading), reading]));
      const found = new Set<string>();
      store.write(() => {
        const donor = known(receipt);
        for (const kept of records.donations(donor)) {
          const { donation } = kept;
          const left = donation.readings.filter((reading) => !asked.has(nameOf(reading)));
          if (left.length === donation.readings.length) continue;
          for (const name of donation.readings.map(nameOf)) if (asked.has(name)) found.add(name);
          records.spendTag(donor, kept.seq);
          records.replace(donor, { ...kept, donation: { ...donation, readings: left } });
        }
        if (found.size > 0) erasing.owe(1);
      });
      if (found.size > 0) erasing.settle();
      const [removed, notHeld] = [true, false].map((held) =>
        [...asked]
          .filter(([name]) => found.has(name) === held)
          .map(([, { domain, measure, period }]) => ({ domain, measure, period })),
      ) as [Named[], Named[]];
      return { removed, not_held: notHeld };
    },
    withdraw: (receipt) => {
      const destroyed = store.write(() => {
        const donor = known(receipt, EVER);
        const held = { donations: records.held(donor).donations, years: records.years(donor).length };
        records.destroy(donor.donor);
        records.countWithdrawal();
        erasing.owe(1);
        return held;
      });
      erasing.settle();
      return { ...destroyed, bytes: erasing.owed() === 0 ? "erased" : "owed" };
    },
  };
}
