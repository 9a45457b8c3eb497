import { ATTRIBUTE_NAMES, type Household } from "../contract/attributes.ts";
import type { CanonicalDonation, Consent, Reading } from "../contract/donation.ts";
import type { Objection } from "./objection.ts";
import type { DonationText } from "./types.ts";

/** Version of the encoding, first in every payload. */
const VERSION = 1;

/** domain, measure, source, then period and amount by turns */
type PackedSeries = [string, string, string, ...(string | number)[]];
/** area, then the attributes in the order of ATTRIBUTE_NAMES; one that came later is absent, which is `unknown` */
type PackedHousehold = string[];
/** version, purposes, domains, adult, given_at, and last `true` where a parent or guardian consents for a minor */
type PackedConsent = [string, string[], string[], boolean, string, true?];
type PackedDonation = [PackedHousehold, PackedConsent, PackedSeries[]];

/** What counts for a household in a year: its attributes, and its measures as `domain.measure` in order of first use. */
export interface YearUse {
  readonly household: Household;
  readonly streams: readonly string[];
}

function pack<T extends readonly unknown[]>(...parts: T): string {
  return JSON.stringify([VERSION, ...parts]);
}

function unpack<T extends readonly unknown[]>(packed: Buffer | string): T {
  const [, ...parts] = JSON.parse(packed.toString()) as [number, ...T];
  return parts;
}

const packHousehold = (household: Household): PackedHousehold => [
  household.area,
  ...ATTRIBUTE_NAMES.map((name) => household[name]),
];

function unpackHousehold([area, ...values]: PackedHousehold): Household {
  return { area, ...Object.fromEntries(ATTRIBUTE_NAMES.map((name, i) => [name, values[i] ?? "unknown"])) } as Household;
}

function packConsent({ version, purposes, domains, adult, given_at, guardian }: Consent): PackedConsent {
  return guardian ? [version, purposes, domains, adult, given_at, true] : [version, purposes, domains, adult, given_at];
}

function unpackConsent([version, purposes, domains, adult, given_at, guardian]: PackedConsent): Consent {
  return { version, purposes, domains, adult, given_at, ...(guardian ? { guardian } : {}) };
}

/** One text for one donation, however its readings were interleaved: short, and what idempotency compares. */
export function encodeDonation({ household, consent, readings }: CanonicalDonation): DonationText {
  const series = new Map<string, PackedSeries>();
  for (const { domain, measure, source, period, amount } of readings) {
    const key = `${domain}\n${measure}\n${source}`;
    const one = series.get(key);
    if (one === undefined) series.set(key, [domain, measure, source, period, amount]);
    else one.push(period, amount);
  }
  return pack<PackedDonation>(packHousehold(household), packConsent(consent), [...series.values()]) as DonationText;
}

export function decodeDonation(packed: Buffer | string): CanonicalDonation {
  const [household, consent, series] = unpack<PackedDonation>(packed);
  const readings: Reading[] = [];
  for (const one of series) {
    const [domain, measure, source] = one;
    for (let i = 3; i < one.length; i += 2) {
      readings.push({ domain, measure, period: one[i] as string, amount: one[i + 1] as number, source });
    }
  }
  return { household: unpackHousehold(household), consent: unpackConsent(consent), readings };
}

/** How many readings a donation has, without making objects of them. */
export function countReadings(packed: Buffer | string): number {
  const [, , series] = unpack<PackedDonation>(packed);
  return series.reduce((sum, one) => sum + (one.length - 3) / 2, 0);
}

export const encodeConsent = (consent: Consent): string => pack(packConsent(consent));

export const decodeConsent = (packed: Buffer): Consent => unpackConsent(unpack<[PackedConsent]>(packed)[0]);

export const encodeYearUse = ({ household, streams }: YearUse): string => pack(packHousehold(household), streams);

export function decodeYearUse(packed: Buffer): YearUse {
  const [household, streams] = unpack<[PackedHousehold, string[]]>(packed);
  return { household: unpackHousehold(household), streams };
}

export const encodeObjection = ({ at, domains, lifted }: Objection): string => pack(at, domains, lifted);

export function decodeObjection(packed: Buffer): Objection {
  const [at, domains, lifted] = unpack<[string, string[] | null, string[]]>(packed);
  return { at, domains, lifted };
}
