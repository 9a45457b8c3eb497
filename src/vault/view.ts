import { governing } from "../contract/consent.ts";
import type { CanonicalDonation, Consent, Reading } from "../contract/donation.ts";
import type { Contribution, HeldDonation } from "./contribution.ts";
import { decodeDonation } from "./payload.ts";
import { coveredDomains, measureKey } from "./stream.ts";
import type { ContributionView, StoredContribution, StoredDonation } from "./types.ts";

const decoded = ({ text }: StoredDonation): CanonicalDonation => decodeDonation(Buffer.from(text));

function heldOf(stored: StoredDonation): HeldDonation {
  const { received, erased_from } = stored;
  return { received, erased_from, ...decoded(stored) };
}

/** An iterable that is generated at each iteration. */
function lazy<T>(make: () => Iterator<T>): Iterable<T> {
  return { [Symbol.iterator]: make };
}

/**
 * Decodes a stored contribution. The generator yields after each donation and each sorted measure, some milliseconds of work, so
 * that its caller can serve others in between.
 */
export function* openView({ carried, donations, ...standing }: StoredContribution): Generator<void, ContributionView> {
  const arrived: Consent[] = carried === null ? [] : [carried];
  const consents: Consent[] = [];
  /** The latest reading of each period, by measure. */
  const latest = new Map<string, Map<string, Reading>>();
  let household: Contribution["household"] | undefined;
  for (const stored of donations) {
    const donation = decoded(stored);
    arrived.push(donation.consent);
    if (!stored.expired) {
      consents.push(donation.consent);
      household = donation.household;
      for (const reading of donation.readings) {
        const key = measureKey(reading);
        const byPeriod = latest.get(key) ?? new Map<string, Reading>();
        if (byPeriod.size === 0) latest.set(key, byPeriod);
        byPeriod.set(reading.period, reading);
      }
    }
    yield;
  }
  if (household === undefined) throw new RangeError("a contribution has at least one donation; got none");
  const sorted: Reading[][] = [];
  for (const key of [...latest.keys()].sort()) {
    const byPeriod = latest.get(key) as Map<string, Reading>;
    sorted.push([...byPeriod.keys()].sort().map((period) => byPeriod.get(period) as Reading));
    yield;
  }
  const consent = governing(arrived);
  const covers = coveredDomains({ consent, objection: standing.objection });
  const isUsed = ([first]: Reading[]) => first !== undefined && covers.includes(first.domain);
  return {
    paused: standing.paused,
    objection: standing.objection,
    consent,
    covers,
    household,
    readings: lazy(() => sorted.filter(isUsed).flat().values()),
    unused: lazy(() =>
      sorted
        .filter((list) => !isUsed(list))
        .flat()
        .values(),
    ),
    donations: lazy(function* () {
      for (const stored of donations) if (!stored.expired) yield heldOf(stored);
    }),
    years: standing.years,
    consents,
  };
}

/** Decodes a stored contribution at once, with its lists in memory. */
export function contributionOf(stored: StoredContribution): Contribution {
  const decoding = openView(stored);
  let step = decoding.next();
  while (!step.done) step = decoding.next();
  const { readings, unused, donations, years, consents: _, ...standing } = step.value;
  return { ...standing, readings: [...readings], unused: [...unused], donations: [...donations], years };
}
