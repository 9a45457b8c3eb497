import { ATTRIBUTE_NAMES, type AttributeName, type Household } from "../contract/attributes.ts";
import type { CanonicalDonation, Consent, Donation, Reading } from "../contract/donation.ts";
import { isReadingPeriod, monthOf, readingHasBegun } from "../contract/period.ts";
import { Refusal } from "../contract/problem.ts";
import { COMMONS_PURPOSE } from "../contract/purpose.ts";
import { toBase, type Unit, unitsBeside } from "../contract/units.ts";
import { type MeasureRef, measureRef } from "../domains/index.ts";
import { isLeaf } from "../territory/index.ts";
import type { IntakeContext, IntakeTerms } from "./context.ts";
import { parseDonation, refuse } from "./form.ts";

/** The terms of one donation. */
interface DonationTerms extends IntakeTerms {
  readonly now: Date;
  /** of `now`, `YYYY-MM` */
  readonly month: string;
}

/** `strict` refuses what no measure in use needs; `lenient` drops it and counts it. */
export type IntakeMode = "strict" | "lenient";

export interface Canonical {
  readonly donation: CanonicalDonation;
  /** attributes and readings that no measure in use needs */
  readonly dropped: number;
}

/** How far a consent's clock may be ahead of ours, in milliseconds: a day covers every time zone. */
const CLOCK_SKEW = 86_400_000;

function checkConsent({ adult, guardian, purposes, given_at }: Consent, now: Date): void {
  if (!adult && !guardian) {
    const bound = "the consent must be an adult's, or for a minor a parent's or guardian's (guardian: true)";
    throw refuse("minor", ["consent", "adult"], bound, adult);
  }
  if (adult && guardian) {
    const bound = "must not be true beside adult: true, for it says that a parent or guardian consents for a minor";
    throw refuse("invalid-donation", ["consent", "guardian"], bound, guardian);
  }
  if (!purposes.includes(COMMONS_PURPOSE))
    throw refuse("no-consent", ["consent", "purposes"], `the consent must be for the purpose "${COMMONS_PURPOSE}"`);
  const latest = new Date(now.getTime() + CLOCK_SKEW);
  if (new Date(given_at) > latest) {
    throw refuse(
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
  if (found === undefined) throw refuse("unknown-area", path, `an area must be a ${leaf} of ${territory.id}`, area);
  if (found.level !== leaf) throw refuse("unknown-area", path, `an area must be a ${leaf}, and this is a ${found.level}`, area);
}

/** The household without what is not needed, and how many attributes that were told are gone. */
function canonicalHousehold(
  household: Donation["household"],
  { attributes }: IntakeTerms,
  mode: IntakeMode,
): { household: Household; dropped: number } {
  const kept: Record<"area" | AttributeName, string> = { ...household };
  let dropped = 0;
  for (const name of ATTRIBUTE_NAMES) {
    if (attributes.has(name) || kept[name] === "unknown") continue;
    if (mode === "strict")
      throw refuse("not-needed", ["household", name], "no measure in use needs this attribute; leave it out", kept[name]);
    kept[name] = "unknown";
    dropped += 1;
  }
  return { household: kept, dropped };
}

/** The measure in use that a reading is of, or undefined when it is of another one. */
function measureInUse(
  reading: Donation["readings"][number],
  o: IntakeTerms,
  mode: IntakeMode,
  path: PropertyKey[],
): MeasureRef | undefined {
  const known = measureRef(reading.domain, reading.measure);
  const key = `${reading.domain}.${reading.measure}`;
  if (known === undefined) throw refuse("invalid-donation", [...path, "measure"], "there is no such measure", key);
  const used = o.measures.find((ref) => ref.key === key);
  if (used !== undefined || mode === "lenient") return used;
  throw refuse("not-needed", path, `this commons uses ${o.measures.map((ref) => ref.key).join(", ")}`, key);
}

function canonicalReading(
  reading: Donation["readings"][number],
  ref: MeasureRef,
  consent: Consent,
  o: DonationTerms,
  path: PropertyKey[],
): Reading {
  const { domain, measure, period, value, unit, source } = reading;
  if (!consent.domains.includes(domain))
    throw refuse("no-consent", [...path, "domain"], "the consent's domains must name this domain", domain);
  if (!isReadingPeriod(period))
    throw refuse("invalid-period", [...path, "period"], "the period of a reading is YYYY-MM or YYYY", period);
  if (!readingHasBegun(period, o.month)) {
    const today = o.now.toISOString().slice(0, 10);
    throw refuse("future-period", [...path, "period"], `a period must have begun by ${today}`, period);
  }
  const accepted = unitsBeside(ref.measure.unit, o.currency);
  const given = accepted.get(unit);
  if (given === undefined)
    throw refuse(
      "wrong-unit",
      [...path, "unit"],
      `the unit of ${ref.key} must be one of ${[...accepted.keys()].join(", ")}`,
      unit,
    );
  return { domain, measure, period, amount: amountOf(value, given, path), source };
}

/** Base units of a reading's value; a refusal says where the value stands. */
function amountOf(value: number, unit: Unit, path: readonly PropertyKey[]): number {
  try {
    return toBase(value, unit);
  } catch (error) {
    if (error instanceof Refusal) throw refuse(error.code, [...path, "value"], error.message);
    throw error;
  }
}

/**
 * What a commons keeps of a donation: the attributes and readings that measures in use need, amounts
 * as integers of the base unit. Pure but for the clock that the context brings.
 *
 * @param input a parsed JSON value, not trusted
 * @throws Refusal for the first fault, naming the field as a JSON pointer, the bound and the value
 */
export function canonicalise(input: unknown, { clock, terms }: IntakeContext, mode: IntakeMode): Canonical {
  const now = clock();
  const context: DonationTerms = { ...terms(now), now, month: monthOf(now) };
  const { household: told, consent, readings: given } = parseDonation(input);
  checkConsent(consent, now);
  checkArea(told.area, context);
  const { household, dropped } = canonicalHousehold(told, context, mode);
  const readings: Reading[] = [];
  const seen = new Set<string>();
  given.forEach((reading, i) => {
    const path = ["readings", i];
    const ref = measureInUse(reading, context, mode, path);
    if (ref === undefined) return;
    const key = `${ref.key} ${reading.period}`;
    if (seen.has(key)) throw refuse("invalid-donation", path, "a measure and period may be given once in a donation", key);
    seen.add(key);
    readings.push(canonicalReading(reading, ref, consent, context, path));
  });
  if (readings.length === 0) {
    throw refuse(
      "nothing-left",
      ["readings"],
      `no reading is of a measure in use (${context.measures.map(({ key }) => key).join(", ")})`,
    );
  }
  return { donation: { household, consent, readings }, dropped: dropped + given.length - readings.length };
}
