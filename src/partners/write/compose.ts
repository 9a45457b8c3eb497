import { ATTRIBUTE_NAMES } from "../../contract/attributes.ts";
import { ATTESTED, consentText, givesWay, isAttested } from "../../contract/consent.ts";
import type { CanonicalDonation, Consent } from "../../contract/donation.ts";
import { Refusal } from "../../contract/problem.ts";
import { COMMONS_PURPOSE } from "../../contract/purpose.ts";
import type { IntakeContext } from "../../intake/index.ts";
import type { Contribution } from "../../vault/index.ts";
import type { PartnerKey } from "../dialect/access.ts";
import { invalid } from "../dialect/errors.ts";
import type { HouseholdGroups } from "../dialect/groups.ts";
import type { PartnerMeasure } from "../dialect/partner-terms.ts";

/**
 * The household as a donation tells it: what stands, then what the measure says. An attribute that no measure in use
 * needs any more is left behind.
 */
export function householdOf(o: {
  told: Record<string, unknown> | undefined;
  groups: HouseholdGroups;
  standing: Contribution | undefined;
  context: IntakeContext;
  mapped: PartnerMeasure;
}): Record<string, unknown> {
  const told = o.told ?? {};
  const twice = [...o.groups.keys()].find((name) => Object.hasOwn(told, name));
  if (twice !== undefined) throw invalid(`household/${twice}`, "must be said once; a group says it too");
  const needed: ReadonlySet<string> = o.context.terms(o.context.clock()).attributes;
  const before = Object.entries(o.standing?.household ?? {}).filter(([name]) => name === "area" || needed.has(name));
  const household = { ...Object.fromEntries(before), ...told, ...Object.fromEntries(o.groups) };
  if (household.area !== undefined) return household;
  const key = o.mapped.groups.find(({ is }) => is === "area")?.key;
  const how = key === undefined ? "" : `, or by the group ${key}`;
  throw invalid("household/area", `must be given with a contributor's first measure${how}: where the household lives`);
}

/**
 * The consent that a measure is stored under: the one that is sent; else the one that governs; else the one that the
 * organisation attests. What a person consented to is never widened by an attestation, and what one key attests is not
 * undone by another.
 *
 * @throws Refusal `no-consent`
 */
export function consentOf(o: {
  told: Record<string, unknown> | undefined;
  standing: Contribution | undefined;
  key: PartnerKey;
  domain: string;
  now: Date;
}): unknown {
  if (o.told !== undefined) return o.told;
  const standing = o.standing?.consent;
  if (standing !== undefined && (standing.domains.includes(o.domain) || !isAttested(standing))) return standing;
  if (o.key.attests !== null) return attested(o.key, [...(standing?.domains ?? []), o.domain], o.now);
  if (standing !== undefined) return standing;
  throw new Refusal(
    "no-consent",
    "consent: must be sent with a contributor's first measure, unless the key attests that the organisation has it",
  );
}

/**
 * For the domains of which something was sent, and no others. The day is that of the first measure of the newest: the
 * person's own is the organisation's to prove.
 */
function attested({ organisation, attests }: PartnerKey, domains: readonly string[], now: Date): Consent {
  return {
    version: `${ATTESTED}${organisation}:${attests}`,
    purposes: [COMMONS_PURPOSE],
    domains: [...new Set(domains)],
    adult: true,
    given_at: `${now.toISOString().slice(0, 10)}T00:00:00Z`,
  };
}

/** Would storing the donation change nothing of what stands? */
export function holds({ household, readings, unused, consent, donations }: Contribution, donation: CanonicalDonation): boolean {
  const text = consentText(donation.consent);
  const isKnown =
    text === consentText(consent) ||
    (givesWay(donation.consent, consent) && donations.some((held) => consentText(held.consent) === text));
  const [reading] = donation.readings;
  const same = [...readings, ...unused].some(
    ({ domain, measure, period, amount }) =>
      domain === reading?.domain && measure === reading.measure && period === reading.period && amount === reading.amount,
  );
  return isKnown && same && (["area", ...ATTRIBUTE_NAMES] as const).every((name) => household[name] === donation.household[name]);
}
