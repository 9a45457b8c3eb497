import { isAttested } from "../contract/consent.ts";
import type { Consent } from "../contract/donation.ts";
import { COMMONS_PURPOSE } from "../contract/purpose.ts";

/** What a household objects to: what it gave of these domains is in no publication from then on, and is kept. */
export interface Objection {
  /** ISO 8601, UTC, by the vault's clock; never before the `given_at` of a consent that was held then */
  readonly at: string;
  /** null: every domain there is and will be */
  readonly domains: readonly string[] | null;
  /** where it is every domain: those that a newer consent named again */
  readonly lifted: readonly string[];
}

/** Is a domain's use objected to? */
export function objects(objection: Objection | null, domain: string): boolean {
  if (objection === null) return false;
  return (objection.domains === null || objection.domains.includes(domain)) && !objection.lifted.includes(domain);
}

/**
 * Adds an objection to the standing one.
 *
 * @param domains null: everything
 */
export function objecting(standing: Objection | null, domains: readonly string[] | null, at: string): Objection {
  if (domains === null) return { at, domains: null, lifted: [] };
  if (standing?.domains === null)
    return { ...standing, at, lifted: standing.lifted.filter((domain) => !domains.includes(domain)) };
  return { at, domains: [...new Set([...(standing?.domains ?? []), ...domains])].sort(), lifted: [] };
}

/**
 * When an objection that is made now was made: after every consent that is held. A device whose clock is ahead may have
 * given one that is of tomorrow; sent again, it must not lift what was objected to since.
 */
export function momentOf(now: Date, held: readonly Consent[]): string {
  return new Date(Math.max(now.getTime(), ...held.map(({ given_at }) => Date.parse(given_at)))).toISOString();
}

/**
 * What a consent leaves of an objection. Only one that was given after it lifts it, and only for the domains that
 * it names: a collector that goes on sending under an older consent brings nothing back. What an organisation attests lifts
 * nothing, whatever its day: the person objected.
 *
 * @returns null when nothing is left
 */
export function afterConsent(standing: Objection | null, consent: Consent): Objection | null {
  if (standing === null || isAttested(consent) || !consent.purposes.includes(COMMONS_PURPOSE)) return standing;
  if (new Date(consent.given_at) <= new Date(standing.at)) return standing;
  if (standing.domains === null) return { ...standing, lifted: [...new Set([...standing.lifted, ...consent.domains])].sort() };
  const domains = standing.domains.filter((domain) => !consent.domains.includes(domain));
  return domains.length === 0 ? null : { ...standing, domains };
}
