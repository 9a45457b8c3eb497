import { isAttested } from "../contract/consent.ts";
import type { Consent } from "../contract/donation.ts";
import { COMMONS_PURPOSE } from "../contract/purpose.ts";

/** An objection of a household: from then on its data of these domains are in no publication. They are kept. */
export interface Objection {
  /** ISO 8601 UTC, by the vault's clock, but never before the `given_at` of a consent held at the time (`objectionTime`) */
  readonly at: string;
  /** null: every domain, future ones included */
  readonly domains: readonly string[] | null;
  /** only with `domains: null`: the domains that a newer consent named again */
  readonly lifted: readonly string[];
}

/** Whether the objection covers a domain. */
export function isObjected(objection: Objection | null, domain: string): boolean {
  if (objection === null) return false;
  return (objection.domains === null || objection.domains.includes(domain)) && !objection.lifted.includes(domain);
}

/**
 * Adds an objection to the one in force.
 *
 * @param domains null: everything
 */
export function addObjection(standing: Objection | null, domains: readonly string[] | null, at: string): Objection {
  if (domains === null) return { at, domains: null, lifted: [] };
  if (standing?.domains === null)
    return { ...standing, at, lifted: standing.lifted.filter((domain) => !domains.includes(domain)) };
  return { at, domains: [...new Set([...(standing?.domains ?? []), ...domains])].sort(), lifted: [] };
}

/**
 * The time to record for an objection made now: not before any consent held. A device whose clock is ahead may have dated a
 * consent tomorrow; resent, that consent must not lift an objection that came after it.
 */
export function objectionTime(now: Date, held: readonly Consent[]): string {
  return new Date(Math.max(now.getTime(), ...held.map(({ given_at }) => Date.parse(given_at)))).toISOString();
}

/**
 * What remains of an objection after a consent. Only the person's own consent, given after the objection, lifts it, and only for
 * the domains that it names: a collector that keeps sending under an older consent lifts nothing. Nor does a consent that an
 * organisation attests, whatever its date.
 *
 * @returns null where nothing remains
 */
export function remainingObjection(standing: Objection | null, consent: Consent): Objection | null {
  if (standing === null || isAttested(consent) || !consent.purposes.includes(COMMONS_PURPOSE)) return standing;
  if (new Date(consent.given_at) <= new Date(standing.at)) return standing;
  if (standing.domains === null) return { ...standing, lifted: [...new Set([...standing.lifted, ...consent.domains])].sort() };
  const domains = standing.domains.filter((domain) => !consent.domains.includes(domain));
  return domains.length === 0 ? null : { ...standing, domains };
}
