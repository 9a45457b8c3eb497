import { ATTRIBUTE_NAMES, ATTRIBUTES, type Household } from "../contract/attributes.ts";
import type { CanonicalDonation, Consent, Reading } from "../contract/donation.ts";
import { monthName, monthOrdinal, nextReadingPeriod, type Period } from "../contract/period.ts";
import { Refusal } from "../contract/problem.ts";
import type { Objection } from "./objection.ts";
import type { DonationText } from "./types.ts";

/** Version of the encoding, first in every payload. */
const VERSION = 3;

/** the attributes in the order of ATTRIBUTE_NAMES; one that came later is absent, which is `unknown` */
type PackedAttributes = readonly string[];
/** version, purposes, domains, adult, and last `true` where a parent or guardian consents for a minor */
type PackedConsent = readonly [string, string[], string[], boolean, true?];

/** What counts for a household in a year: its attributes, and its measures as `domain.measure` in order of first use. */
export interface YearUse {
  readonly household: Household;
  readonly streams: readonly string[];
}

/** A household as its two lines lie in a donation or a frozen year: area and attributes, behind one another. */
export interface HouseholdLines {
  readonly bytes: Buffer;
  /** where the line of the area begins, that of the attributes, and what is behind it */
  readonly area: number;
  readonly attributes: number;
  readonly end: number;
}

const attributesOf = (household: Household): PackedAttributes => ATTRIBUTE_NAMES.map((name) => household[name]);

function householdOf(area: string, packed: PackedAttributes): Household {
  const household: Record<string, string> = { area };
  for (let i = 0; i < ATTRIBUTE_NAMES.length; i++) household[ATTRIBUTE_NAMES[i] as string] = packed[i] ?? "unknown";
  return household as Household;
}

function packConsent({ version, purposes, domains, adult, guardian }: Consent): PackedConsent {
  return guardian ? [version, purposes, domains, adult, true] : [version, purposes, domains, adult];
}

function unpackConsent([version, purposes, domains, adult, guardian]: PackedConsent, given_at: string): Consent {
  return { version, purposes, domains, adult, given_at, ...(guardian ? { guardian } : {}) };
}

/** The first line of what is written as lines of JSON: no JSON has a line break. */
const FIRST_LINE = `${VERSION}\n`;
const FIRST_BYTES = Buffer.from(FIRST_LINE);
const [LINE, SPACE, QUOTE, AT, ZERO] = Buffer.from('\n "@0') as unknown as [number, number, number, number, number];

/** Parses the line of JSON that begins at a byte. Where many lines are the same, it may give the same value for the same bytes. */
export type Parse = (bytes: Buffer, from: number) => unknown;

const parseJson: Parse = (bytes, from) => JSON.parse(bytes.toString("utf8", from, endOfLine(bytes, from)));

/** Where the line ends that a byte is in: lines are short, so that a call costs more than a look at each byte. */
function endOfLine(bytes: Uint8Array, from: number): number {
  let at = from;
  while (at < bytes.length && bytes[at] !== LINE) at++;
  return at;
}

/** Texts that are kept, so that their memory is bounded: a power of two. */
const KEPT_TEXTS = 8192;

/**
 * Parses a line once, for a publication reads the same consent, attributes and measures of very many donors. Lines are compared as
 * bytes, since making a string of them takes longer. Each has a place by its hash (FNV-1a), where a later one may displace it.
 */
export function parsedOnce(): Parse {
  const known: ({ readonly text: Uint8Array; readonly value: unknown } | undefined)[] = new Array(KEPT_TEXTS).fill(undefined);
  return (bytes, from) => {
    let hash = 0x811c9dc5;
    let to = from;
    for (; to < bytes.length; to++) {
      const byte = bytes[to] as number;
      if (byte === LINE) break;
      hash = Math.imul(hash ^ byte, 0x01000193);
    }
    const place = (hash ^ (hash >>> 16)) & (KEPT_TEXTS - 1);
    const before = known[place];
    if (before !== undefined && isText(before.text, bytes, from, to)) return before.value;
    const value = parseJson(bytes, from);
    known[place] = { text: new Uint8Array(bytes.subarray(from, to)), value };
    return value;
  };
}

function isText(text: Uint8Array, bytes: Uint8Array, from: number, to: number): boolean {
  return text.length === to - from && beginsWith(bytes, from, text);
}

/** Whether a text stands at a place. */
function beginsWith(bytes: Uint8Array, from: number, text: Uint8Array): boolean {
  for (let i = 0; i < text.length; i++) if (text[i] !== bytes[from + i]) return false;
  return true;
}

const linesOf = (...values: readonly unknown[]) => `${FIRST_LINE}${values.map((value) => `${JSON.stringify(value)}\n`).join("")}`;

/**
 * Reads lines one after the other, or passes them over.
 *
 * @throws Refusal `storage-failed` for another version's encoding
 */
class Lines {
  readonly bytes: Buffer;
  readonly #parse: Parse;
  #at = FIRST_LINE.length;

  constructor(packed: Buffer | string, parse: Parse) {
    this.bytes = typeof packed === "string" ? Buffer.from(packed) : packed;
    this.#parse = parse;
    if (!isText(FIRST_BYTES, this.bytes, 0, this.#at))
      throw new Refusal("storage-failed", "the vault has something that another version of this program wrote");
  }

  /** Passes a line over, from its beginning or from a byte in it. @returns where it began */
  pass(within = this.#at): number {
    const at = this.#at;
    this.#at = endOfLine(this.bytes, within) + 1;
    return at;
  }

  /** Where the next line begins. */
  get at(): number {
    return this.#at;
  }

  value<T>(parse = this.#parse, from = this.pass()): T {
    return parse(this.bytes, from) as T;
  }

  /** Passes over the two lines of a household. */
  household(): HouseholdLines {
    return { bytes: this.bytes, area: this.pass(), attributes: this.pass(), end: this.#at };
  }
}

export const unpackHousehold = ({ bytes, area, attributes }: HouseholdLines): Household =>
  householdOf(parseJson(bytes, area) as string, parseJson(bytes, attributes) as PackedAttributes);

/** The values of each attribute as they lie in a line, and the place of the one that counts where a line has none. */
const ATTRIBUTE_TEXTS = ATTRIBUTE_NAMES.map((name) => ATTRIBUTES[name].map((value) => Buffer.from(JSON.stringify(value))));
const UNKNOWN = ATTRIBUTE_NAMES.map((name) => (ATTRIBUTES[name] as readonly string[]).indexOf("unknown"));

/**
 * Reads a household's attributes from the bytes, since combinations are too many to be kept parsed.
 *
 * @param places gets the place of each one's value in its list
 * @returns whether each has a value of its list
 */
export function readAttributes({ bytes, attributes }: HouseholdLines, places: Uint8Array): boolean {
  // A bracket or a comma is before each value, and a bracket behind the last one.
  let at = attributes + 1;
  for (let i = 0; i < places.length; i++) {
    if (bytes[at] !== QUOTE) {
      places[i] = UNKNOWN[i] as number;
      continue;
    }
    const texts = ATTRIBUTE_TEXTS[i] as readonly Buffer[];
    let place = 0;
    while (place < texts.length && !beginsWith(bytes, at, texts[place] as Buffer)) place++;
    if (place === texts.length) return false;
    places[i] = place;
    at += (texts[place] as Buffer).length + 1;
  }
  return true;
}

/**
 * One text for one donation, however its readings were interleaved: short, and what idempotency compares. Its lines are version,
 * consent, the moment of that, area, attributes, and the names of measures; then one for each of these, in their order:
 * `@2026-01 12 13 @2026 150 "meter"`, a period, its amount, the amounts of the periods right behind it, and last the source. What many
 * have in common is a line of its own, and is parsed once; amounts are read from the bytes.
 */
export function encodeDonation({ household, consent, readings }: CanonicalDonation): DonationText {
  const series = new Map<string, { readonly name: string; readonly source: string; runs: string; next: string }>();
  for (const { domain, measure, source, period, amount } of readings) {
    const name = `${domain}.${measure}`;
    const key = `${name}\n${source}`;
    const one = series.get(key) ?? { name, source, runs: "", next: "" };
    if (one.next === "") series.set(key, one);
    one.runs += one.next === period ? `${amount} ` : `@${period} ${amount} `;
    one.next = nextReadingPeriod(period);
  }
  const all = [...series.values()];
  const names = all.map(({ name }) => name);
  const lines = linesOf(packConsent(consent), consent.given_at, household.area, attributesOf(household), names);
  return `${lines}${all.map(({ runs, source }) => `${runs}${JSON.stringify(source)}\n`).join("")}` as DonationText;
}

/** Whether a reading is a year's, its year or the ordinal of its month, and its amount in base units. */
type ReadingTaker = (isYear: boolean, of: number, amount: number) => void;

/** The readings that are read: of months from an ordinal up to another one, and of years from one up to another one. */
interface Wanted {
  readonly firstMonth: number;
  readonly endMonth: number;
  readonly firstYear: number;
  readonly endYear: number;
}

const EVERYTHING: Wanted = { firstMonth: 0, endMonth: Number.MAX_SAFE_INTEGER, firstYear: 0, endYear: Number.MAX_SAFE_INTEGER };

/** A donation's parts; the moment of its consent and its readings are read when they are asked for. */
function partsOf(packed: Buffer | string, parse: Parse) {
  const lines = new Lines(packed, parse);
  const terms = lines.value<PackedConsent>();
  const moment = lines.pass();
  const household = lines.household();
  return {
    terms,
    consent: () => unpackConsent(terms, lines.value(parseJson, moment)),
    household,
    /** @param begin is told a measure as `measureKey` writes it, and gives what takes its readings; undefined: they are left out */
    read: (wanted: Wanted, begin: (key: string, source: () => string) => ReadingTaker | undefined): void => {
      for (const key of lines.value<readonly string[]>()) {
        const { at } = lines;
        const take = begin(key, () => lines.value(parseJson, lines.bytes.indexOf(QUOTE, at)));
        lines.pass(take && readRuns(lines.bytes, at, wanted, take));
      }
    },
  };
}

/** Reads the runs of a series, and passes over the digits of what is not wanted. @returns where its source begins */
function readRuns(bytes: Uint8Array, from: number, wanted: Wanted, take: ReadingTaker): number {
  const { firstMonth, endMonth, firstYear, endYear } = wanted;
  let [at, of, isYear] = [from, 0, false];
  for (; at < bytes.length && bytes[at] !== QUOTE; at++) {
    if (bytes[at] === AT) {
      of = 0;
      for (at++; (bytes[at] as number) >= ZERO; at++) of = 10 * of + ((bytes[at] as number) - ZERO);
      isYear = bytes[at] === SPACE;
      if (isYear) continue;
      let month = 0;
      for (at++; (bytes[at] as number) >= ZERO; at++) month = 10 * month + ((bytes[at] as number) - ZERO);
      of = 12 * of + month - 1;
      continue;
    }
    if (isYear ? of >= firstYear && of < endYear : of >= firstMonth && of < endMonth) {
      let amount = 0;
      for (; (bytes[at] as number) >= ZERO; at++) amount = 10 * amount + ((bytes[at] as number) - ZERO);
      take(isYear, of, amount);
    } else while ((bytes[at] as number) >= ZERO) at++;
    of++;
  }
  return at;
}

export function decodeDonation(packed: Buffer | string): CanonicalDonation {
  const { household, consent, read } = partsOf(packed, parseJson);
  const readings: Reading[] = [];
  read(EVERYTHING, (key, sourceOf) => {
    const [domain = "", measure = ""] = key.split(".");
    const source = sourceOf();
    return (isYear, of, amount) => {
      const period = isYear ? String(of).padStart(4, "0") : monthName(of);
      readings.push({ domain, measure, period, amount, source });
    };
  });
  return { household: unpackHousehold(household), consent: consent(), readings };
}

/** How many readings a donation has, without making objects of them. */
export function countReadings(packed: Buffer | string): number {
  let count = 0;
  partsOf(packed, parseJson).read(EVERYTHING, () => () => count++);
  return count;
}

/** What a publication asks of each donation. */
export interface PeriodNeeds {
  readonly period: Period;
  /** by `measureKey`, the place of each measure that the publication uses */
  readonly measureAt: ReadonlyMap<string, number>;
  readonly parse: Parse;
}

/** What of a donation falls in a publication's period: its months, and of a year's publication the year's total. */
export interface DonationWithin {
  /** what its consent covers */
  readonly covered: Pick<Consent, "purposes" | "domains">;
  readonly consent: () => Consent;
  readonly household: HouseholdLines;
  /**
   * Gives out the readings of the period and of measures in use, in base units.
   *
   * @param take is told the measure's place, and that of the month in the period; the place behind the last one is the year's total
   */
  readonly readings: (take: (measure: number, period: number, amount: number) => void) => void;
}

/**
 * Decodes only what a publication uses. It reads every donation of the vault, and most readings are of other months.
 *
 * @returns what decodes one donation
 */
export function decoderWithin({ period, measureAt, parse }: PeriodNeeds): (packed: Buffer | string) => DonationWithin {
  const { step, year, months } = period;
  const firstMonth = monthOrdinal(months[0] as string);
  const wanted = {
    firstMonth,
    endMonth: firstMonth + months.length,
    firstYear: year,
    endYear: step === "year" ? year + 1 : year,
  };
  return (packed) => {
    const { household, terms, consent, read } = partsOf(packed, parse);
    const [, purposes, domains] = terms;
    return {
      covered: { purposes, domains },
      consent,
      household,
      readings: (take) =>
        read(wanted, (key) => {
          const measure = measureAt.get(key);
          if (measure === undefined) return undefined;
          return (isYear, of, amount) => take(measure, isYear ? months.length : of - firstMonth, amount);
        }),
    };
  };
}

export const encodeConsent = (consent: Consent): string => linesOf(packConsent(consent), consent.given_at);

export function decodeConsent(packed: Buffer): Consent {
  const lines = new Lines(packed, parseJson);
  return unpackConsent(lines.value<PackedConsent>(), lines.value());
}

export const encodeYearUse = ({ household, streams }: YearUse): string =>
  linesOf(household.area, attributesOf(household), streams);

export function decodeYearUse(packed: Buffer): YearUse {
  const { household, streams } = yearLines(packed, parseJson);
  return { household: unpackHousehold(household), streams };
}

/** What counts for a household in a year, with the household's lines as they lie. */
export interface YearLines {
  readonly household: HouseholdLines;
  readonly streams: readonly string[];
}

export function yearLines(packed: Buffer, parse: Parse): YearLines {
  const lines = new Lines(packed, parse);
  return { household: lines.household(), streams: lines.value() };
}

/**
 * Encodes as `encodeYearUse` does, year after year, from households' lines as they lie.
 *
 * @returns what encodes one; its bytes are good until the next one
 */
export function yearEncoder(): (use: YearLines) => Uint8Array {
  let target = Buffer.alloc(512);
  // Most households of a publication give the same measures.
  let last: { readonly streams: readonly string[]; readonly line: Uint8Array } | undefined;
  const lineOf = (streams: readonly string[]): Uint8Array => {
    if (last?.streams.length !== streams.length || !streams.every((key, i) => key === last?.streams[i]))
      last = { streams, line: Buffer.from(`${JSON.stringify(streams)}\n`) };
    return last.line;
  };
  return ({ household: { bytes, area, end }, streams }) => {
    const line = lineOf(streams);
    const from = FIRST_BYTES.length + end - area;
    if (from + line.length > target.length) target = Buffer.alloc(2 * (from + line.length));
    target.set(FIRST_BYTES);
    bytes.copy(target, FIRST_BYTES.length, area, end);
    target.set(line, from);
    return target.subarray(0, from + line.length);
  };
}

export const encodeObjection = ({ at, domains, lifted }: Objection): string => linesOf([at, domains, lifted]);

export function decodeObjection(packed: Buffer): Objection {
  const [at, domains, lifted] = new Lines(packed, parseJson).value<[string, string[] | null, string[]]>();
  return { at, domains, lifted };
}
