import type { Consent } from "../contract/donation.ts";
import { COMMONS_PURPOSE } from "../contract/purpose.ts";
import { isObjected, type Objection } from "./objection.ts";

/** Names a measure among all domains: `water.volume`. */
export const measureKey = (reading: { readonly domain: string; readonly measure: string }): string =>
  `${reading.domain}.${reading.measure}`;

/**
 * The consent and the objection that decide which of a donor's readings count. One consent governs all that a household ever gave:
 * consent is taken back, domain by domain, by a later one that names fewer. An objection takes out domains besides.
 */
export interface ConsentState {
  /** What the consent that governs covers. */
  readonly consent: Pick<Consent, "purposes" | "domains">;
  readonly objection: Objection | null;
}

/** May what a household gave of a domain be used? */
export const covers = ({ consent: { purposes, domains }, objection }: ConsentState, domain: string): boolean =>
  purposes.includes(COMMONS_PURPOSE) && domains.includes(domain) && !isObjected(objection, domain);

/** The domains that a consent covers and no objection takes out. */
export function coveredDomains(state: ConsentState): string[] {
  return [...new Set(state.consent.domains)].filter((domain) => covers(state, domain)).sort();
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
  present: Pick<ReadonlySet<string>, "has">;
  cap: number;
}): readonly string[] {
  if (o.used.includes(STREAMS_FULL)) return o.used;
  const room = o.cap - o.used.length;
  if (room <= 0) return o.used;
  const added = o.order.filter((key) => o.present.has(key) && !o.used.includes(key)).slice(0, room);
  return added.length === 0 ? o.used : [...o.used, ...added];
}
