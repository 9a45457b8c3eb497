import type { Consent } from "./donation.ts";

/**
 * Prefix of a consent's version where an organisation gives its word that the person consented, and the person's own consent was
 * not sent.
 */
export const ATTESTED = "attested:";

/** Whether the consent is an organisation's word, and not the person's own. */
export function isAttested({ version }: Consent): boolean {
  return version.startsWith(ATTESTED);
}

/** The organisation whose word a consent is, by the name that its key has; undefined where it is the person's own. */
export function attesterOf(consent: Consent): string | undefined {
  return isAttested(consent) ? (consent.version.slice(ATTESTED.length).split(":")[0] as string) : undefined;
}

/** What a consent says, as one text: two with the same text are one consent, however often it is sent. */
export function consentText({ version, purposes, domains, adult, guardian, given_at }: Consent): string {
  const set = (names: readonly string[]) => [...new Set(names)].sort();
  return JSON.stringify([version, set(purposes), set(domains), adult, guardian === true, given_at]);
}

/**
 * Sorts by precedence: below 0 where `b` takes precedence over `a`. A person's own consent precedes an attested one; then the one
 * given later precedes. 0: they are equal, and the one that arrived later governs.
 */
function compareConsents(a: Consent, b: Consent): number {
  const ownFirst = Number(isAttested(b)) - Number(isAttested(a));
  if (ownFirst !== 0 || a.given_at === b.given_at) return ownFirst;
  return Date.parse(a.given_at) - Date.parse(b.given_at);
}

/** Whether `to` takes precedence over the consent, whichever of them arrived first. */
export function givesWay(consent: Consent, to: Consent): boolean {
  return compareConsents(consent, to) < 0;
}

/**
 * The consent in force: of the person's own the one with the latest `given_at`; without any of their own, the attested one
 * with the latest. Between equals the last to arrive.
 *
 * @param arrived in the order in which they came; at least one
 */
export function governing(arrived: readonly Consent[]): Consent {
  return arrived.reduce((standing, next) => (givesWay(next, standing) ? standing : next));
}

/** Each consent once, in the order in which one gives way to the next: the last one governs. */
export function consentsInOrder(arrived: readonly Consent[]): readonly Consent[] {
  const distinct = new Map<string, Consent>();
  for (const consent of arrived) {
    const text = consentText(consent);
    distinct.delete(text);
    distinct.set(text, consent);
  }
  return [...distinct.values()].sort(compareConsents);
}
