import { ATTRIBUTE_NAMES, type AttributeName } from "../contract/attributes.ts";
import type { CanonicalDonation, Consent, Donation, Reading } from "../contract/donation.ts";
import { DAY_MS, isoDay, isReadingPeriod, monthOf, readingHasBegun } from "../contract/period.ts";
import { type ProblemCode, Refusal } from "../contract/problem.ts";
import { COMMONS_PURPOSE } from "../contract/purpose.ts";
import { toBase, unitsBeside } from "../contract/units.ts";
import { measureRef } from "../domains/index.ts";
import { isLeaf } from "../territory/index.ts";
import type { IntakeContext, IntakeTerms } from "./context.ts";
import { fieldRefusal, parseDonation } from "./form.ts";

/** What to do with data that no measure in use needs: `strict` refuses the donation, `lenient` drops and counts them. */
export type IntakeMode = "strict" | "lenient";

/** The terms that one donation is checked by. */
interface DonationTerms extends IntakeTerms {
  readonly now: Date;
  readonly mode: IntakeMode;
  readonly consent: Consent;
  /** measures and periods read so far, to find repeated ones */
  readonly seen: Set<string>;
}

export interface Canonical {
  readonly donation: CanonicalDonation;
  /** attributes and readings that no measure in use needs */
  readonly dropped: number;
}

/** How far a consent may be dated ahead of our clock, in milliseconds: a day covers every time zone. */
const CLOCK_SKEW = DAY_MS;

function checkConsent({ adult, guardian, purposes, given_at }: Consent, now: Date): void {
  if (!adult && !guardian) {
    const bound = "the consent must be an adult's, or for a minor a parent's or guardian's (guardian: true)";
    throw fieldRefusal("minor", ["consent", "adult"], bound, adult);
  }
  if (adult && guardian) {
    const bound = "must not be true beside adult: true, for it says that a parent or guardian consents for a minor";
    throw fieldRefusal("invalid-donation", ["consent", "guardian"], bound, guardian);
  }
  if (!purposes.includes(COMMONS_PURPOSE))
    throw fieldRefusal("no-consent", ["consent", "purposes"], `the consent must be for the purpose "${COMMONS_PURPOSE}"`);
  const latest = new Date(now.getTime() + CLOCK_SKEW);
  if (new Date(given_at) > latest) {
    throw fieldRefusal(
      "invalid-value",
      ["consent", "given_at"],
      `the consent must not be given later than ${latest.toISOString()}`,
      given_at,
    );
  }
}

function checkArea(area: string, { territory, formerTerritory }: IntakeTerms): void {
  const leaf = territory.levels.at(-1) as string;
  if (formerTerritory !== undefined && isLeaf(formerTerritory, area)) return;
  const found = territory.get(area);
  const path = ["household", "area"];
  if (found === undefined) throw fieldRefusal("unknown-area", path, `an area must be a ${leaf} of ${territory.id}`, area);
  if (found.level !== leaf)
    throw fieldRefusal("unknown-area", path, `an area must be a ${leaf}, and this is a ${found.level}`, area);
}

/** Removes attributes that no measure in use needs, and counts the stated ones among them. */
function canonicalHousehold(household: Donation["household"], { attributes, mode }: DonationTerms) {
  const kept: Record<"area" | AttributeName, string> = { ...household };
  let dropped = 0;
  for (const name of ATTRIBUTE_NAMES) {
    if (attributes.has(name) || kept[name] === "unknown") continue;
    if (mode === "strict")
      throw fieldRefusal("not-needed", ["household", name], "no measure in use needs this attribute; leave it out", kept[name]);
    kept[name] = "unknown";
    dropped += 1;
  }
  return { household: kept, dropped };
}

/**
 * Checks a reading and converts its amount to the base unit; undefined where it is dropped because no measure in use needs it.
 */
function canonicalReading(
  { domain, measure, period, value, unit, source }: Donation["readings"][number],
  path: readonly PropertyKey[],
  { measures, mode, seen, consent, now, currency }: DonationTerms,
): Reading | undefined {
  const refuseField = (code: ProblemCode, field: string, bound: string, got?: string) =>
    fieldRefusal(code, [...path, field], bound, got);
  const key = `${domain}.${measure}`;
  if (measureRef(domain, measure) === undefined)
    throw refuseField("invalid-donation", "measure", "there is no such measure", key);
  const ref = measures.find((used) => used.key === key);
  if (ref === undefined && mode === "lenient") return undefined;
  if (ref === undefined)
    throw fieldRefusal("not-needed", path, `this commons uses ${measures.map((used) => used.key).join(", ")}`, key);
  const keyAndPeriod = `${key} ${period}`;
  if (seen.has(keyAndPeriod))
    throw fieldRefusal("invalid-donation", path, "a measure and period may be given once in a donation", keyAndPeriod);
  seen.add(keyAndPeriod);
  if (!consent.domains.includes(domain))
    throw refuseField("no-consent", "domain", "the consent's domains must name this domain", domain);
  if (!isReadingPeriod(period))
    throw refuseField("invalid-period", "period", "the period of a reading is YYYY-MM or YYYY", period);
  if (!readingHasBegun(period, monthOf(now)))
    throw refuseField("future-period", "period", `a period must have begun by ${isoDay(now)}`, period);
  const accepted = unitsBeside(ref.measure.unit, currency);
  const knownUnit = accepted.get(unit);
  if (knownUnit === undefined)
    throw refuseField("wrong-unit", "unit", `the unit of ${key} must be one of ${[...accepted.keys()].join(", ")}`, unit);
  try {
    return { domain, measure, period, amount: toBase(value, knownUnit), source };
  } catch (error) {
    throw error instanceof Refusal ? refuseField(error.code, "value", error.message) : error;
  }
}

/**
 * Checks a donation, and reduces it to what the commons stores: attributes and readings that measures in use need, amounts as
 * integers of the base unit. Pure, except for the clock of the context.
 *
 * @param input a parsed JSON value, not trusted
 * @throws Refusal for the first fault, with the field as a JSON pointer, the bound and the value
 */
export function canonicalise(input: unknown, { clock, terms }: IntakeContext, mode: IntakeMode): Canonical {
  const now = clock();
  const { household: sentHousehold, consent, readings: sentReadings } = parseDonation(input);
  const context: DonationTerms = { ...terms(now), now, mode, consent, seen: new Set() };
  checkConsent(consent, now);
  checkArea(sentHousehold.area, context);
  const { household, dropped } = canonicalHousehold(sentHousehold, context);
  const readings = sentReadings.flatMap((reading, i) => canonicalReading(reading, ["readings", i], context) ?? []);
  if (readings.length === 0) {
    const used = context.measures.map(({ key }) => key).join(", ");
    throw fieldRefusal("nothing-left", ["readings"], `no reading is of a measure in use (${used})`);
  }
  return { donation: { household, consent, readings }, dropped: dropped + sentReadings.length - readings.length };
}
