import type { Consent } from "../contract/donation.ts";
import { COMMONS_PURPOSE } from "../contract/purpose.ts";
import { type Objection, objects } from "./objection.ts";
import type { DonationWithin, SeriesWithin } from "./payload.ts";

/** Key of a measure among all domains: `water.volume`. */
export const measureKey = (reading: { readonly domain: string; readonly measure: string }): string =>
  `${reading.domain}.${reading.measure}`;

/** Whether data of a domain may be used. */
const covers = ({ purposes, domains }: Consent, objection: Objection | null, domain: string): boolean =>
  purposes.includes(COMMONS_PURPOSE) && domains.includes(domain) && !objects(objection, domain);

/** The consent in force and the objection: they decide which of a donor's readings count. */
export interface ConsentState {
  /** The consent in force. */
  readonly consent: Consent;
  readonly objection: Objection | null;
}

/**
 * The latest usable reading of each measure and period, by measure. One consent covers everything that a household ever sent: a
 * later consent with fewer domains takes the others back. An objection excludes domains on top.
 *
 * @param donations donations of one donor, oldest first; at least one
 */
export function usedReadings(
  donations: readonly Pick<DonationWithin, "series">[],
  { consent, objection }: ConsentState,
): Map<string, SeriesWithin> {
  const used = new Map<string, SeriesWithin>();
  for (const { series } of donations) {
    for (const one of series) {
      if (!covers(consent, objection, one.domain)) continue;
      const before = used.get(one.key);
      used.set(one.key, before === undefined ? one : amended(before, one));
    }
  }
  return used;
}

/** Replaces readings of an earlier series by those of a later one for the same periods. */
function amended(before: SeriesWithin, later: SeriesWithin): SeriesWithin {
  const stays = (_: unknown, i: number) => !later.periods.includes(before.periods[i] as number);
  return {
    ...later,
    periods: [...before.periods.filter(stays), ...later.periods],
    amounts: [...before.amounts.filter(stays), ...later.amounts],
  };
}

/** The domains that the consent covers and no objection excludes. */
export function coveredDomains({ consent, objection }: ConsentState): string[] {
  return [...new Set(consent.domains)].filter((domain) => covers(consent, objection, domain)).sort();
}

/** Marks a year's list of measures as complete: no other is added. */
export const STREAMS_FULL = "*";

/**
 * The measures of a household that count in a year: those already used, then those with a reading in the publication's period, in
 * public order of priority, up to `cap`.
 *
 * @param o.order measures in use, by priority
 * @param o.present measures with a reading in the publication's period
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
