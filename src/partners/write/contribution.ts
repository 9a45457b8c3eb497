import type { CanonicalDonation } from "../../contract/donation.ts";
import { Refusal } from "../../contract/problem.ts";
import { canonicalise, type IntakeContext } from "../../intake/index.ts";
import type { PartnerKey } from "../dialect/access.ts";
import { invalid } from "../dialect/errors.ts";
import { type HouseholdGroups, readGroups } from "../dialect/groups.ts";
import type { SentMeasure } from "../dialect/measure.ts";
import type { PartnerMeasure, PartnerTerms } from "../dialect/partner-terms.ts";
import { consentOf, holds, householdOf } from "./compose.ts";
import type { MeasureVault } from "./measure-vault.ts";

/** How the vault says where a reading comes from. */
const SOURCE = "partner";

/**
 * What the vault knows a contributor of an organisation by: the same pseudonym of another organisation is another
 * contributor's. The receipt is made from it under the operator's key, and is told to nobody.
 */
export function nameOf(organisation: string, pseudonym: string): string {
  return `partner ${organisation} ${pseudonym}`;
}

/** What measures are put into the vault with. */
export interface ContributionParts {
  readonly vault: MeasureVault;
  readonly context: IntakeContext;
  readonly terms: PartnerTerms;
}

/**
 * Adds a measure to the contribution of its contributor, or replaces what it held of that month; nothing is stored where
 * it held the same.
 *
 * @throws Refusal where the intake refuses, in the dialect's words; `no-consent` without any consent
 */
export async function contribute(
  { vault, context }: ContributionParts,
  key: PartnerKey,
  mapped: PartnerMeasure,
  measure: SentMeasure,
): Promise<void> {
  if (mapped.step !== "month")
    throw invalid("measureName", `must be one of a month to be sent; ${mapped.name} is read by ${mapped.step}`);
  const name = nameOf(key.organisation, measure.contributor);
  const receipt = vault.receiptOf(name);
  const groups = readGroups(measure, mapped);
  await vault.inTurn(receipt, () => put({ vault, context, key, mapped, measure, groups, name, receipt }));
}

interface MeasurePut extends Pick<ContributionParts, "vault" | "context"> {
  readonly key: PartnerKey;
  readonly mapped: PartnerMeasure;
  readonly measure: SentMeasure;
  readonly groups: HouseholdGroups;
  readonly name: string;
  readonly receipt: string;
}

async function put({ vault, context, key, mapped, measure, groups, name, receipt }: MeasurePut): Promise<void> {
  const standing = await vault.standing(receipt);
  const { domain, measure: quantity } = mapped.ref;
  const { month: period, value } = measure;
  const donation = {
    household: householdOf({ told: measure.household, groups, standing, context, mapped }),
    consent: consentOf({ told: measure.consent, standing, key, domain: domain.id, now: context.clock() }),
    readings: [{ domain: domain.id, measure: quantity.id, period, value, unit: mapped.unit, source: SOURCE }],
  };
  const canonical = inDialect(() => canonicalise(donation, context, "strict").donation, mapped, groups);
  if (standing === undefined) await storeFirst(vault, canonical, { name, receipt });
  else if (!holds(standing, canonical)) await vault.donate(canonical, { receipt });
}

/**
 * Erases all that a contributor of an organisation gave: the key of the data is destroyed.
 *
 * @throws Refusal `key-not-known` where there is nothing of that pseudonym, or nothing any more
 */
export async function erase(vault: MeasureVault, { organisation }: PartnerKey, pseudonym: string): Promise<void> {
  const receipt = vault.receiptOf(nameOf(organisation, pseudonym));
  try {
    await vault.inTurn(receipt, () => vault.withdraw(receipt));
  } catch (error) {
    if (!(error instanceof Refusal) || error.code !== "key-not-known") throw error;
    throw new Refusal("key-not-known", "contributor: no contribution is known under this pseudonym");
  }
}

/** The first donation fixes the receipt by its name; another process may have been faster. */
async function storeFirst(
  vault: MeasureVault,
  donation: CanonicalDonation,
  { name, receipt }: Pick<MeasurePut, "name" | "receipt">,
): Promise<void> {
  try {
    await vault.donate(donation, { idempotency: name });
  } catch (error) {
    if (!(error instanceof Refusal) || error.code !== "idempotency-conflict") throw error;
    // Erased by its contributor: a program that goes on sending does not bring it back.
    if ((await vault.standing(receipt)) === undefined) {
      const detail = "what was under this pseudonym was erased; a contributor who comes back is given a new one";
      throw new Refusal("idempotency-conflict", `contributor: ${detail}`);
    }
    await vault.donate(donation, { receipt });
  }
}

/** Runs the intake's checks, and names the dialect's field instead of a donation's. */
function inDialect<T>(work: () => T, { groups }: PartnerMeasure, said: HouseholdGroups): T {
  try {
    return work();
  } catch (error) {
    if (!(error instanceof Refusal)) throw error;
    const pointer = error.faults[0]?.pointer;
    if (pointer === undefined) throw error;
    const attribute = /^\/household\/(\w+)$/.exec(pointer)?.[1];
    const group = groups.find(({ is }) => is === attribute && said.has(is));
    const field = group?.key ?? FIELDS.find(([start]) => pointer.startsWith(start))?.[1] ?? pointer.slice(1);
    const detail = `${field}${error.message.slice(pointer.length)}`;
    throw new Refusal(error.code, detail, [{ detail, parameter: field }]);
  }
}

const FIELDS = [
  ["/readings/0/value", "value"],
  ["/readings/0/period", "startDate"],
  ["/readings", "measureName"],
] as const;
