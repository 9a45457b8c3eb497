import { ATTRIBUTE_NAMES } from "../../contract/attributes.ts";
import { ATTESTED, consentText, givesWay, isAttested } from "../../contract/consent.ts";
import type { CanonicalDonation, Consent } from "../../contract/donation.ts";
import { isoDay } from "../../contract/period.ts";
import { faultRefusal, Refusal, refusalOf } from "../../contract/problem.ts";
import { COMMONS_PURPOSE } from "../../contract/purpose.ts";
import { canonicalise, type IntakeContext } from "../../intake/index.ts";
import type { Contribution } from "../../vault/index.ts";
import type { PartnerKey } from "../dialect/access.ts";
import { invalidField } from "../dialect/dialect.ts";
import { type HouseholdGroups, readGroups } from "../dialect/groups.ts";
import type { PartnerMeasure, PartnerTerms } from "../dialect/partner-terms.ts";
import type { SentMeasure } from "../dialect/requests.ts";
import { isRefused, type MeasureVault } from "./measure-vault.ts";

/** The `source` of readings that partners' programs send. */
const SOURCE = "partner";

/**
 * The idempotency string of a contributor. It includes the organisation, so that one pseudonym at two organisations means two
 * contributors. The receipt is derived from it with the operator's key, and nobody gets that receipt.
 */
export function nameOf(organisation: string, pseudonym: string): string {
  return `partner ${organisation} ${pseudonym}`;
}

export interface ContributionParts {
  readonly vault: MeasureVault;
  readonly context: IntakeContext;
  readonly terms: PartnerTerms;
}

/**
 * Adds a measure to its contributor's contribution, or replaces the reading of that month. Nothing is stored if the contribution
 * already has the same.
 *
 * @throws Refusal where the intake refuses, in the dialect's words; `no-consent` without any consent
 */
export async function contribute(
  { vault, context }: ContributionParts,
  key: PartnerKey,
  mapped: PartnerMeasure,
  sent: SentMeasure,
): Promise<void> {
  if (mapped.step !== "month")
    throw invalidField("measureName", `must be one of a month to be sent; ${mapped.name} is read by ${mapped.step}`);
  const name = nameOf(key.organisation, sent.contributor);
  const receipt = vault.receiptOf(name);
  const groups = readGroups(sent, mapped);
  const { domain, measure } = mapped.ref;
  const reading = { domain: domain.id, measure: measure.id, period: sent.month, value: sent.value, unit: mapped.unit };
  await vault.inTurn(receipt, async () => {
    const standing = await vault.standing(receipt);
    const now = context.clock();
    const { attributes } = context.terms(now);
    const donation = {
      household: householdOf(sent, groups, mapped, standing?.household ?? {}, attributes),
      consent: sent.consent ?? consentOf(key, domain.id, standing?.consent, now),
      readings: [{ ...reading, source: SOURCE }],
    };
    const canonical = inDialect(() => canonicalise(donation, context, "strict").donation, mapped, groups);
    if (standing === undefined) await storeFirst(vault, canonical, name, receipt);
    else if (!holds(standing, canonical)) await vault.donate({ donation: canonical, receipt });
  });
}

/**
 * Erases everything that a contributor of an organisation sent, by destroying its key.
 *
 * @throws Refusal `key-not-known` where nothing is held under the pseudonym, now or any more
 */
export async function eraseContribution(vault: MeasureVault, { organisation }: PartnerKey, pseudonym: string): Promise<void> {
  const receipt = vault.receiptOf(nameOf(organisation, pseudonym));
  try {
    await vault.inTurn(receipt, () => vault.withdraw(receipt));
  } catch (error) {
    if (!isRefused(error, "key-not-known")) throw error;
    throw new Refusal("key-not-known", "contributor: no contribution is known under this pseudonym");
  }
}

/**
 * Stores a contributor's first donation, which fixes the receipt. Another process may have been faster; then it is an amendment.
 */
async function storeFirst(vault: MeasureVault, donation: CanonicalDonation, name: string, receipt: string): Promise<void> {
  try {
    await vault.donate({ donation, idempotency: name });
  } catch (error) {
    if (!isRefused(error, "idempotency-conflict")) throw error;
    // The contributor had it erased. A program that keeps sending must not bring it back.
    if ((await vault.standing(receipt)) === undefined) {
      const detail = "what was under this pseudonym was erased; a contributor who comes back is given a new one";
      throw new Refusal("idempotency-conflict", `contributor: ${detail}`);
    }
    await vault.donate({ donation, receipt });
  }
}

/** Runs the intake's checks. Refusals name the dialect's fields instead of a donation's. */
function inDialect<T>(work: () => T, { groups }: PartnerMeasure, sent: HouseholdGroups): T {
  try {
    return work();
  } catch (error) {
    const { code, message, faults } = refusalOf(error);
    const pointer = faults[0]?.pointer;
    if (pointer === undefined) throw error;
    const attribute = /^\/household\/(\w+)$/.exec(pointer)?.[1];
    const group = groups.find(({ is }) => is === attribute && sent.has(is));
    const field = group?.key ?? FIELDS.find(([start]) => pointer.startsWith(start))?.[1] ?? pointer.slice(1);
    const detail = `${field}${message.slice(pointer.length)}`;
    throw faultRefusal(code, { detail, parameter: field });
  }
}

const FIELDS = [
  ["/readings/0/value", "value"],
  ["/readings/0/period", "startDate"],
  ["/readings", "measureName"],
] as const;

/**
 * The household for a donation: attributes held so far, replaced by those that the measure states. Held attributes that no
 * measure in use needs any more are dropped.
 */
function householdOf(
  { household: sent = {} }: SentMeasure,
  groups: HouseholdGroups,
  mapped: PartnerMeasure,
  standing: object,
  needed: ReadonlySet<string>,
): Record<string, unknown> {
  const twice = [...groups.keys()].find((name) => Object.hasOwn(sent, name));
  if (twice !== undefined) throw invalidField(`household/${twice}`, "must be said once; a group says it too");
  const before = Object.entries(standing).filter(([name]) => name === "area" || needed.has(name));
  const household = { ...Object.fromEntries(before), ...sent, ...Object.fromEntries(groups) };
  if (household.area !== undefined) return household;
  const key = mapped.groups.find(({ is }) => is === "area")?.key;
  const how = key === undefined ? "" : `, or by the group ${key}`;
  throw invalidField("household/area", `must be given with a contributor's first measure${how}: where the household lives`);
}

/**
 * The consent for a measure sent without one: the consent in force, or else the one that the organisation attests. An attestation
 * never widens what a person consented to, and what one key attests is not undone by another key. An attested consent covers only
 * the domains that something was sent for, and is dated by the first measure of the newest of them. Proving the person's own
 * consent is the organisation's task.
 *
 * @throws Refusal `no-consent`
 */
function consentOf({ organisation, attests }: PartnerKey, domain: string, standing: Consent | undefined, now: Date): Consent {
  const isCovered = standing !== undefined && (standing.domains.includes(domain) || !isAttested(standing));
  if (standing !== undefined && (isCovered || attests === null)) return standing;
  if (attests === null)
    throw new Refusal(
      "no-consent",
      "consent: must be sent with a contributor's first measure, unless the key attests that the organisation has it",
    );
  return {
    version: `${ATTESTED}${organisation}:${attests}`,
    purposes: [COMMONS_PURPOSE],
    domains: [...new Set([...(standing?.domains ?? []), domain])],
    adult: true,
    given_at: `${isoDay(now)}T00:00:00Z`,
  };
}

/** Whether the contribution already has everything in the donation. */
function holds({ household, readings, unused, consent, donations }: Contribution, donation: CanonicalDonation): boolean {
  const text = consentText(donation.consent);
  const isKnown =
    text === consentText(consent) ||
    (givesWay(donation.consent, consent) && donations.some((held) => consentText(held.consent) === text));
  const [reading] = donation.readings;
  const hasReading = [...readings, ...unused].some(
    ({ domain, measure, period, amount }) =>
      domain === reading?.domain && measure === reading.measure && period === reading.period && amount === reading.amount,
  );
  return (
    isKnown && hasReading && (["area", ...ATTRIBUTE_NAMES] as const).every((name) => household[name] === donation.household[name])
  );
}
