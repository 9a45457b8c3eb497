import { ATTRIBUTE_NAMES, type AttributeName, type Household } from "../contract/attributes.ts";
import type { CanonicalDonation, Consent, Reading } from "../contract/donation.ts";
import type { Objection } from "./objection.ts";
import type { Written } from "./types.ts";

/** Version of the encoding, first in every payload. */
const VERSION = 1;

/** domain, measure, source, then period and amount by turns */
type PackedSeries = [string, string, string, ...(string | number)[]];
/** area, then the attributes in the order of ATTRIBUTE_NAMES; one that came later is absent, which is `unknown` */
type PackedHome = string[];
/** version, purposes, domains, adult, given_at, and last `true` where a parent or guardian consents for a minor */
type Proof = [string, string[], string[], boolean, string, true?];
type Donated = [typeof VERSION, PackedHome, Proof, PackedSeries[]];

/** What counts for a household in a year: its attributes, and its measures as `domain.measure` in order of first use. */
export interface YearUse {
  readonly household: Household;
  readonly streams: readonly string[];
}
type PackedUse = [typeof VERSION, PackedHome, string[]];
type Consented = [typeof VERSION, Proof];
type Objected = [typeof VERSION, string, string[] | null, string[]];

const homeOf = (household: Household): PackedHome => [household.area, ...ATTRIBUTE_NAMES.map((name) => household[name])];

function householdOf(home: PackedHome): Household {
  const household: Partial<Record<"area" | AttributeName, string>> = { area: home[0] as string };
  for (let i = 0; i < ATTRIBUTE_NAMES.length; i += 1) household[ATTRIBUTE_NAMES[i] as AttributeName] = home[i + 1] ?? "unknown";
  return household as Household;
}

function proofOf({ version, purposes, domains, adult, given_at, guardian }: Consent): Proof {
  return guardian ? [version, purposes, domains, adult, given_at, true] : [version, purposes, domains, adult, given_at];
}

function consentOf([version, purposes, domains, adult, given_at, guardian]: Proof): Consent {
  return { version, purposes, domains, adult, given_at, ...(guardian ? { guardian } : {}) };
}

/** One text for one donation, however its readings were interleaved: short, and what idempotency compares. */
export function encodeDonation({ household, consent, readings }: CanonicalDonation): Written {
  const series = new Map<string, PackedSeries>();
  for (const { domain, measure, source, period, amount } of readings) {
    const key = `${domain}\n${measure}\n${source}`;
    const one = series.get(key);
    if (one === undefined) series.set(key, [domain, measure, source, period, amount]);
    else one.push(period, amount);
  }
  return JSON.stringify([VERSION, homeOf(household), proofOf(consent), [...series.values()]] satisfies Donated) as Written;
}

export function decodeDonation(bytes: Buffer): CanonicalDonation {
  const [, home, proof, series] = JSON.parse(bytes.toString("utf8")) as Donated;
  const readings: Reading[] = [];
  for (const one of series) {
    const [domain, measure, source] = one;
    for (let i = 3; i < one.length; i += 2) {
      readings.push({ domain, measure, period: one[i] as string, amount: one[i + 1] as number, source });
    }
  }
  return { household: householdOf(home), consent: consentOf(proof), readings };
}

const [QUOTE, BACKSLASH, COMMA, ZERO, NINE] = [0x22, 0x5c, 0x2c, 0x30, 0x39];

/** The fewest bytes that a reading takes in a donation's text: `,"2026",0`. */
export const LEAST_READING_BYTES = 9;

/**
 * How many readings a donation's text has, without making objects of it. Each has its amount behind its period, and no other
 * number in the text stands behind the end of a string.
 */
export function countReadings(text: Uint8Array): number {
  let count = 0;
  let isInString = false;
  for (let i = 0; i < text.length; i += 1) {
    const byte = text[i];
    if (byte === BACKSLASH) i += 1;
    if (byte !== QUOTE) continue;
    isInString = !isInString;
    const next = text[i + 2] ?? 0;
    if (!isInString && text[i + 1] === COMMA && next >= ZERO && next <= NINE) count += 1;
  }
  return count;
}

export function encodeConsent(consent: Consent): string {
  return JSON.stringify([VERSION, proofOf(consent)] satisfies Consented);
}

export function decodeConsent(bytes: Buffer): Consent {
  const [, proof] = JSON.parse(bytes.toString("utf8")) as Consented;
  return consentOf(proof);
}

export function encodeYearUse({ household, streams }: YearUse): string {
  return JSON.stringify([VERSION, homeOf(household), [...streams]] satisfies PackedUse);
}

export function decodeYearUse(bytes: Buffer): YearUse {
  const [, home, streams] = JSON.parse(bytes.toString("utf8")) as PackedUse;
  return { household: householdOf(home), streams };
}

export function encodeObjection({ at, domains, lifted }: Objection): string {
  return JSON.stringify([VERSION, at, domains === null ? null : [...domains], [...lifted]] satisfies Objected);
}

export function decodeObjection(bytes: Buffer): Objection {
  const [, at, domains, lifted] = JSON.parse(bytes.toString("utf8")) as Objected;
  return { at, domains, lifted };
}
