import type { Consent } from "../contract/donation.ts";
import type { Acts } from "./acts.ts";
import type { VaultContext } from "./context.ts";
import type { Contribution, Removal, Withdrawal } from "./contribution.ts";
import { keyNotKnown } from "./donate.ts";
import type { Expiry } from "./erase.ts";
import { momentOf, type Objection, objecting } from "./objection.ts";
import { type Donor, type NumberedDonation, type ReadingName, type Records, readingNameOf, removeReadings } from "./records.ts";
import { keptMonths, lastExpiredMonth, monthName } from "./retention.ts";
import { FULL } from "./stream.ts";
import type { StoredContribution } from "./types.ts";
import { contributionOf } from "./view.ts";

/** In the order in which they came. */
const consentsOf = ({ consent }: Donor, kept: readonly NumberedDonation[]): Consent[] => [
  ...(consent === null ? [] : [consent]),
  ...kept.map(({ donation }) => donation.consent),
];

/** Before every month: what is past retention and not erased yet may still be withdrawn. */
const EVER = Number.MIN_SAFE_INTEGER;

interface RightsParts {
  readonly records: Records;
  readonly erasing: Expiry;
  readonly acts: Acts;
}

/** What contributors may ask for with their receipt. */
export interface Rights {
  show(receipt: string): Contribution;
  stored(receipt: string): StoredContribution;
  weigh(receipt: string): ReturnType<Records["held"]>;
  setPaused(receipt: string, paused: boolean): void;
  object(receipt: string, domains: readonly string[] | null): Objection;
  remove(receipt: string, readings: readonly ReadingName[]): Removal;
  withdraw(receipt: string): Withdrawal;
}

/** Long, for it returns a short method for each right. */
export function openRights(context: VaultContext, { records, erasing, acts }: RightsParts): Rights {
  const { store, clock, retention } = context;
  const cutoff = () => lastExpiredMonth(clock(), retention());
  const known = (receipt: string, after = cutoff()): Donor => {
    const donor = records.findByLookup(receipt, after);
    if (donor === undefined) throw keyNotKnown(context);
    return donor;
  };
  const located = (receipt: string, after = cutoff()): Pick<Donor, "donor" | "id"> => {
    const donor = records.locate(receipt, after);
    if (donor === undefined) throw keyNotKnown(context);
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
          .map(({ year, use }) => ({ year, household: use.household, measures: use.streams.filter((one) => one !== FULL) })),
      };
    });

  return {
    show: (receipt) => contributionOf(stored(receipt)),
    stored,
    weigh: (receipt) => store.read(() => records.held(known(receipt))),
    setPaused: (receipt, paused) => {
      store.write(() => {
        const donor = located(receipt);
        records.setPaused(donor, paused);
        acts.record(donor, { act: "paused", paused });
      });
      acts.flush();
    },
    object: (receipt, domains) => {
      const stands = store.write(() => {
        const donor = known(receipt);
        const at = momentOf(clock(), consentsOf(donor, records.donations(donor)));
        const objection = objecting(donor.objection, domains, at);
        records.setObjection(donor, objection);
        acts.record(donor, { act: "objection", objection });
        return objection;
      });
      acts.flush();
      return stands;
    },
    remove: (receipt, readings) => {
      const asked = new Map(readings.map((reading) => [readingNameOf(reading), reading]));
      const found = store.write(() => {
        const donor = known(receipt);
        const gone = removeReadings(records, donor, readings);
        if (gone.size > 0) {
          acts.record(donor, {
            act: "removed",
            readings: readings.map(({ domain, measure, period }) => ({ domain, measure, period })),
          });
          erasing.owe(1);
        }
        return gone;
      });
      acts.flush();
      if (found.size > 0) erasing.settle();
      const [removed, notHeld] = [true, false].map((held) =>
        [...asked]
          .filter(([name]) => found.has(name) === held)
          .map(([, { domain, measure, period }]) => ({ domain, measure, period })),
      ) as [ReadingName[], ReadingName[]];
      return { removed, not_held: notHeld };
    },
    withdraw: (receipt) => {
      const destroyed = store.write(() => {
        const donor = located(receipt, EVER);
        const held = { donations: records.held(donor).donations, years: records.frozenYears(donor) };
        acts.record(donor, { act: "withdrawn", tags: records.tags(donor).map((tag) => tag.toString("base64")) });
        records.destroy(donor.donor);
        records.countWithdrawal();
        erasing.owe(1);
        return held;
      });
      acts.flush();
      erasing.settle();
      return { ...destroyed, bytes: erasing.owed() === 0 ? "erased" : "owed" };
    },
  };
}
