import type { Acts } from "./acts.ts";
import type { VaultContext } from "./context.ts";
import { unknownKeyRefusal } from "./donate.ts";
import type { Expiry } from "./erase.ts";
import { addObjection, objectionTime } from "./objection.ts";
import { type Records, readingNameOf, removeReadings } from "./records.ts";
import { keptMonths, lastExpiredMonth, receiptMonth } from "./retention.ts";
import { STREAMS_FULL } from "./stream.ts";
import type { ContributionRef, Vault } from "./types.ts";
import { contributionOf } from "./view.ts";

/** A month before all others: donations past retention can still be withdrawn until they are erased. */
const EVER = Number.MIN_SAFE_INTEGER;

type Rights = Pick<Vault, "show" | "stored" | "weigh" | "pause" | "resume" | "object" | "remove" | "withdraw">;

/**
 * The requests that contributors make with their receipt.
 *
 * Long, for it returns a short method for each right.
 */
export function openRights(context: VaultContext, records: Records, erasing: Expiry, acts: Acts): Rights {
  const { store, clock, retention } = context;
  const cutoff = () => lastExpiredMonth(clock(), retention());
  const refuseUnknown = <T>(donor: T | undefined): T => {
    if (donor === undefined) throw unknownKeyRefusal(context);
    return donor;
  };
  const donorOf = (of: ContributionRef) => refuseUnknown(records.findByLookup(of, cutoff()));
  const setPaused = (of: ContributionRef, paused: boolean) =>
    acts.commit(() => {
      const donor = refuseUnknown(records.locate(of, cutoff()));
      records.setPaused(donor, paused);
      acts.record(donor, { act: "paused", paused });
    });
  const stored: Rights["stored"] = (of) =>
    store.read(() => {
      const last = cutoff();
      const donor = refuseUnknown(records.findByLookup(of, last));
      const { paused, objection, consent: carried } = donor;
      return {
        paused,
        objection,
        carried,
        donations: records.texts(donor).map(({ received, text }) => ({
          received: receiptMonth(received),
          erased_from: receiptMonth(received + keptMonths(received, clock(), retention())),
          // An expired donation is listed for its consent: which consent is in force must not depend on when the daily erasure
          // runs.
          expired: received <= last,
          text: text(),
        })),
        years: records
          .years(donor)
          .filter(({ received }) => received > last)
          .map(({ year, household, streams }) => ({ year, household, measures: streams.filter((one) => one !== STREAMS_FULL) })),
      };
    });

  return {
    show: (of) => contributionOf(stored(of)),
    stored,
    weigh: (receipt) => store.read(() => records.held(donorOf(receipt))),
    pause: (of) => setPaused(of, true),
    resume: (of) => setPaused(of, false),
    object: (of, domains) =>
      acts.commit(() => {
        const donor = donorOf(of);
        const consents = records.donations(donor).map(({ donation }) => donation.consent);
        const at = objectionTime(clock(), donor.consent === null ? consents : [donor.consent, ...consents]);
        const objection = addObjection(donor.objection, domains, at);
        records.setObjection(donor, objection);
        acts.record(donor, { act: "objection", objection });
        return objection;
      }),
    remove: (receipt, readings) => {
      const requested = new Map(
        readings.map(({ domain, measure, period }) => [readingNameOf({ domain, measure, period }), { domain, measure, period }]),
      );
      const removedNames = acts.commit(() => {
        const donor = donorOf(receipt);
        const names = removeReadings(records, donor, readings);
        if (names.size > 0) {
          acts.record(donor, { act: "removed", readings: [...requested.values()] });
          erasing.owe(1);
        }
        return names;
      });
      if (removedNames.size > 0) erasing.settle();
      const whereHeld = (isHeld: boolean) =>
        [...requested].filter(([name]) => removedNames.has(name) === isHeld).map(([, reading]) => reading);
      return { removed: whereHeld(true), not_held: whereHeld(false) };
    },
    withdraw: (of) => {
      const { donations, years } = acts.commit(() => {
        const donor = refuseUnknown(records.locate(of, EVER));
        const { tags, ...destroyed } = records.destroy(donor.donor);
        const [lookup, ...all] = [donor.lookup, ...tags].map((bytes) => bytes.toString("base64")) as [string, ...string[]];
        acts.record(donor, { act: "withdrawn", lookup, tags: all });
        records.countWithdrawal();
        erasing.owe(1);
        return destroyed;
      });
      erasing.settle();
      return { donations, years };
    },
  };
}
