import type { CanonicalDonation, Consent, Reading } from "../contract/donation.ts";
import type { Period } from "../contract/period.ts";
import { COMMONS_PURPOSE } from "../contract/purpose.ts";
import { type Objection, objects } from "./objection.ts";

/** Names a measure among all domains: `water.volume`. */
export const measureKey = (reading: { readonly domain: string; readonly measure: string }): string =>
  `${reading.domain}.${reading.measure}`;

/** May what a household gave of a domain be used? */
const covers = ({ purposes, domains }: Consent, objection: Objection | null, domain: string): boolean =>
  purposes.includes(COMMONS_PURPOSE) && domains.includes(domain) && !objects(objection, domain);

/** The latest reading of each measure and period. */
function latestOf(donations: readonly CanonicalDonation[]): readonly Reading[] {
  if (donations.length === 1) return (donations[0] as CanonicalDonation).readings;
  const latest = new Map<string, Reading>();
  for (const { readings } of donations) {
    for (const reading of readings) latest.set(`${measureKey(reading)} ${reading.period}`, reading);
  }
  return [...latest.values()];
}

/** The consent and the objection that decide which of a donor's readings count. */
export interface ConsentState {
  /** The consent that governs. */
  readonly consent: Consent;
  readonly objection: Objection | null;
}

/**
 * The latest reading of each measure and period that may be used. One consent governs all that a household ever gave: consent
 * is taken back, domain by domain, by a later one that names fewer. An objection takes out domains besides.
 *
 * @param donations of one donor, oldest first; at least one
 */
export function usedReadings(donations: readonly CanonicalDonation[], { consent, objection }: ConsentState): readonly Reading[] {
  return latestOf(donations).filter(({ domain }) => covers(consent, objection, domain));
}

/** The domains that a consent covers and no objection takes out. */
export function coveredDomains({ consent, objection }: ConsentState): string[] {
  return [...new Set(consent.domains)].filter((domain) => covers(consent, objection, domain)).sort();
}

/** Does a reading of that period take part in the publication: one of its months, or its very year? */
export function fallsIn(period: Period): (reading: Reading) => boolean {
  const ids = new Set(period.step === "year" ? [period.id, ...period.months] : period.months);
  return (reading) => ids.has(reading.period);
}

/** Marks a year's list of streams as complete: no other is added. */
export const STREAMS_FULL = "*";

/**
 * The measure streams of a household that count in a year: those that were used stay, then those
 * with a reading in the publication's period are added in public priority order, up to `cap`.
 *
 * @param order measures in use, by priority
 * @param present measures with a reading in the publication's period
 */
export function freezeStreams(o: {
  used: readonly string[];
  order: readonly string[];
  present: ReadonlySet<string>;
  cap: number;
}): readonly string[] {
  if (o.used.includes(STREAMS_FULL)) return o.used;
  const room = o.cap - o.used.length;
  if (room <= 0) return o.used;
  const added = o.order.filter((key) => o.present.has(key) && !o.used.includes(key)).slice(0, room);
  return added.length === 0 ? o.used : [...o.used, ...added];
}
