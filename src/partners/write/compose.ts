import { ATTRIBUTE_NAMES } from "../../contract/attributes.ts";
import type { CanonicalDonation, Consent } from "../../contract/donation.ts";
import { Refusal } from "../../contract/problem.ts";
import { COMMONS_PURPOSE } from "../../contract/purpose.ts";
import type { IntakeContext } from "../../intake/index.ts";
import type { Contribution } from "../../vault/index.ts";
import type { PartnerKey } from "../dialect/access.ts";
import { invalid } from "../dialect/errors.ts";
import type { Ours } from "../dialect/groups.ts";
import type { PartnerMeasure, PartnerTerms } from "../dialect/terms.ts";

/** Before the version of a consent that the organisation says it has, where the person's own was not sent. */
const ATTESTED = "attested:";

/**
 * The household as a donation tells it: what stands, then what the measure says. An attribute that no measure in use
 * needs any more is left behind.
 */
export function householdOf(o: {
  told: Record<string, unknown> | undefined;
  groups: Ours;
  standing: Contribution | undefined;
  context: IntakeContext;
  mapped: PartnerMeasure;
}): Record<string, unknown> {
  const told = o.told ?? {};
  const twice = [...o.groups.keys()].find((name) => Object.hasOwn(told, name));
  if (twice !== undefined) throw invalid(`household/${twice}`, "must be said once; a group says it too");
  const needed = new Set<string>(o.context.measures.flatMap(({ measure }) => measure.similarity.attributes));
  const before = Object.entries(o.standing?.household ?? {}).filter(([name]) => name === "area" || needed.has(name));
  const household = { ...Object.fromEntries(before), ...told, ...Object.fromEntries(o.groups) };
  if (household.area !== undefined) return household;
  const key = o.mapped.groups.find(({ is }) => is === "area")?.key;
  const how = key === undefined ? "" : `, or by the group ${key}`;
  throw invalid("household/area", `must be given with a contributor's first measure${how}: where the household lives`);
}

/**
 * The consent that a measure is stored under: the one that is sent; else the one that stands; else the one that the
 * organisation attests. What a person consented to is never widened by an attestation.
 *
 * @throws Refusal `no-consent`
 */
export function consentOf(o: {
  told: Record<string, unknown> | undefined;
  standing: Contribution | undefined;
  key: PartnerKey;
  terms: PartnerTerms;
  domain: string;
  now: Date;
}): unknown {
  if (o.told !== undefined) return o.told;
  const last = o.standing?.donations.at(-1)?.consent;
  if (last !== undefined && (last.domains.includes(o.domain) || !last.version.startsWith(ATTESTED))) return last;
  if (o.key.attests !== null) return attested(o.key, o.terms, o.now);
  if (last !== undefined) return last;
  throw new Refusal(
    "no-consent",
    "consent: must be sent with a contributor's first measure, unless the key attests that the organisation has it",
  );
}

/** For every domain that the key may send. The day is that of the first measure: the person's own is the organisation's to prove. */
function attested({ organisation, attests, measures }: PartnerKey, terms: PartnerTerms, now: Date): Consent {
  const sent = [...terms.measures.values()].filter(({ name }) => measures === null || measures.includes(name));
  return {
    version: `${ATTESTED}${organisation}:${attests}`,
    purposes: [COMMONS_PURPOSE],
    domains: [...new Set(sent.map(({ ref }) => ref.domain.id))],
    adult: true,
    given_at: `${now.toISOString().slice(0, 10)}T00:00:00Z`,
  };
}

/** Would storing the donation change nothing of what stands? */
export function holds({ household, readings, donations }: Contribution, donation: CanonicalDonation): boolean {
  const [reading] = donation.readings;
  const same = readings.some(
    ({ domain, measure, period, amount }) =>
      domain === reading?.domain && measure === reading.measure && period === reading.period && amount === reading.amount,
  );
  return (
    same &&
    (["area", ...ATTRIBUTE_NAMES] as const).every((name) => household[name] === donation.household[name]) &&
    JSON.stringify(donations.at(-1)?.consent) === JSON.stringify(donation.consent)
  );
}
