import { ATTRIBUTE_NAMES, type Household } from "../contract/attributes.ts";
import type { CanonicalDonation, Consent, Reading } from "../contract/donation.ts";
import { monthOrdinal, nextReadingPeriod, type Period } from "../contract/period.ts";
import type { Objection } from "./objection.ts";
import type { DonationText } from "./types.ts";

/** Version of the encoding; the first element of every payload. */
const VERSION = 2;

/**
 * domain, measure, source, then runs: a period, its amount, and the amounts of the periods that follow directly. Naming twelve
 * months would make most donations too long for a database page (4 096 bytes, of which one row gets a quarter).
 */
type PackedSeries = [string, string, string, ...(string | number)[]];
/** area, then the attributes in the order of ATTRIBUTE_NAMES; an attribute introduced later is absent, and means `unknown` */
type PackedHousehold = string[];
/** version, purposes, domains, adult, given_at, and `true` at the end where a parent or guardian consents for a minor */
type PackedConsent = [string, string[], string[], boolean, string, true?];
type PackedDonation = [PackedHousehold, PackedConsent, PackedSeries[]];

/**
 * What is frozen for a household and calendar year: its attributes, and its measures as `domain.measure` in order of first use.
 */
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

function unpackHousehold(packed: PackedHousehold): Household {
  const household: Record<string, string> = { area: packed[0] as string };
  for (let i = 0; i < ATTRIBUTE_NAMES.length; i++) household[ATTRIBUTE_NAMES[i] as string] = packed[i + 1] ?? "unknown";
  return household as Household;
}

function packConsent({ version, purposes, domains, adult, given_at, guardian }: Consent): PackedConsent {
  return guardian ? [version, purposes, domains, adult, given_at, true] : [version, purposes, domains, adult, given_at];
}

function unpackConsent([version, purposes, domains, adult, given_at, guardian]: PackedConsent): Consent {
  return { version, purposes, domains, adult, given_at, ...(guardian ? { guardian } : {}) };
}

/**
 * Encodes a donation as a short text. Readings of a series are grouped, so that donations which differ only in their interleaving
 * have one text: idempotency compares texts.
 */
export function encodeDonation({ household, consent, readings }: CanonicalDonation): DonationText {
  const series = new Map<string, { readonly packed: PackedSeries; next: string }>();
  for (const { domain, measure, source, period, amount } of readings) {
    const key = `${domain}\n${measure}\n${source}`;
    const run = series.get(key) ?? { packed: [domain, measure, source], next: "" };
    if (run.next === "") series.set(key, run);
    if (run.next !== period) run.packed.push(period);
    run.packed.push(amount);
    run.next = nextReadingPeriod(period);
  }
  const packed = [...series.values()].map((one) => one.packed);
  return pack<PackedDonation>(packHousehold(household), packConsent(consent), packed) as DonationText;
}

export function decodeDonation(packed: Buffer | string): CanonicalDonation {
  const [household, consent, series] = unpack<PackedDonation>(packed);
  const readings: Reading[] = [];
  for (const [domain, measure, source, ...runs] of series) {
    let period = "";
    for (const part of runs) {
      if (typeof part === "string") {
        period = part;
      } else {
        readings.push({ domain, measure, period, amount: part, source });
        period = nextReadingPeriod(period);
      }
    }
  }
  return { household: unpackHousehold(household), consent: unpackConsent(consent), readings };
}

/** What a publication needs from each donation. */
export interface PeriodNeeds {
  readonly period: Period;
  /** Key of a measure, as `measureKey` writes it; undefined where the publication does not use the measure. */
  readonly keyOf: (domain: string, measure: string) => string | undefined;
}

/**
 * A measure's readings within a publication's period, as two columns: an object for each reading would cost most of the time.
 */
export interface SeriesWithin {
  /** as `measureKey` writes it */
  readonly key: string;
  readonly domain: string;
  /** indices into the period's months; the index after the last month means the year's total */
  readonly periods: readonly number[];
  /** base units */
  readonly amounts: readonly number[];
}

/** The part of a donation within a publication's period: its months and, for a year's publication, the year's total. */
export interface DonationWithin {
  readonly consent: Consent;
  readonly household: () => Household;
  /** series of measures in use that have a reading in the period */
  readonly series: readonly SeriesWithin[];
}

/** Decodes only what a publication uses: it reads every donation of the vault, and most readings are of other months. */
export function decodeWithin(packed: Buffer | string, { period, keyOf }: PeriodNeeds): DonationWithin {
  const [household, consent, series] = unpack<PackedDonation>(packed);
  const within: SeriesWithin[] = [];
  for (const one of series) {
    const key = keyOf(one[0], one[1]);
    if (key === undefined) continue;
    const found = readingsWithin(one, period);
    if (found.periods.length > 0) within.push({ key, domain: one[0], ...found });
  }
  return { consent: unpackConsent(consent), household: () => unpackHousehold(household), series: within };
}

function readingsWithin(series: PackedSeries, { step, year, months }: Period) {
  const first = monthOrdinal(months[0] as string);
  const [periods, amounts]: [number[], number[]] = [[], []];
  let isYear = false;
  let at = 0;
  for (let i = 3; i < series.length; i++) {
    const part = series[i] as string | number;
    if (typeof part === "string") {
      isYear = part.length === 4;
      at = isYear ? Number(part) : monthOrdinal(part) - first;
      continue;
    }
    const place = !isYear ? at : step === "year" && at === year ? months.length : -1;
    if (place >= 0 && place < (isYear ? months.length + 1 : months.length)) {
      periods.push(place);
      amounts.push(part);
    }
    at++;
  }
  return { periods, amounts };
}

/** Counts the readings of a donation without making an object for each. */
export function countReadings(packed: Buffer | string): number {
  const [, , series] = unpack<PackedDonation>(packed);
  return series.reduce((sum, [, , , ...runs]) => sum + runs.filter((part) => typeof part === "number").length, 0);
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
