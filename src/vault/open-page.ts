import { ATTRIBUTE_NAMES } from "../contract/attributes.ts";
import { governing } from "../contract/consent.ts";
import type { Consent } from "../contract/donation.ts";
import type { Period } from "../contract/period.ts";
import { Refusal } from "../contract/problem.ts";
import { ColumnBuilder, placedPeriods, unlistedValue } from "./columns.ts";
import { KEY_BYTES, type VaultKeys } from "./keys.ts";
import {
  type DonationWithin,
  decodeConsent,
  decodeObjection,
  decoderWithin,
  type HouseholdLines,
  parsedOnce,
  readAttributes,
  type YearLines,
  yearEncoder,
  yearLines,
} from "./payload.ts";
import { frozenMonth } from "./retention.ts";
import { IV_BYTES, SEAL_BYTES, type SealOwner, sealInto, unitsOf, unseal, unwrapAll } from "./seal.ts";
import { donorsOf, type SealedPage, type SealedRow } from "./sealed-page.ts";
import { type ConsentState, covers, freezeStreams, measureKey } from "./stream.ts";
import type { SnapshotColumns } from "./types.ts";

/** What a publication asks of the vault, as plain data: it crosses to the threads that open pages. */
export interface PageNeeds {
  readonly period: Period;
  /** in use, by priority */
  readonly measures: readonly { readonly domain: string; readonly measure: string }[];
  /** L */
  readonly streams: number;
  /** codes of the leaves; undefined: every area is one */
  readonly leaves: readonly string[] | undefined;
  /** the last month of receipt that is past retention */
  readonly cutoff: number;
}

/** The vault's keys with which a page is opened. */
export type PageKeys = Pick<VaultKeys, "wrap" | "unit">;

/** A page that was unsealed and decoded: its columns, and the state to freeze before they are given out. Plain data. */
export interface OpenedPage {
  readonly columns: SnapshotColumns;
  /** for each household the place of its donor in the page */
  readonly donors: Uint32Array<ArrayBuffer>;
  readonly frozen: FrozenColumns;
}

/** The sealed, frozen state of some donors. */
interface FrozenColumns {
  /** places of the donors in the page */
  readonly donors: Uint32Array<ArrayBuffer>;
  readonly received: Int32Array<ArrayBuffer>;
  /** where the sealed bytes of each end */
  readonly ends: Uint32Array<ArrayBuffer>;
  readonly bytes: Uint8Array<ArrayBuffer>;
}

/** A year of a household as it was frozen, and the month whose retention it follows. */
interface FrozenLines extends YearLines {
  readonly received: number;
}

/** A household's part in a publication, and what must be frozen first: null when nothing new. */
interface HouseholdPart {
  readonly household: HouseholdLines;
  /** places of the measures that count */
  readonly measures: readonly number[];
  readonly freeze: FrozenLines | null;
}

/** Pure: what of a donor's stream a publication sees. Undefined when nothing falls in its period. */
function partOf(o: {
  given: PeriodReadings;
  newest: DonationWithin;
  say: ConsentState;
  used: FrozenLines | null;
  needs: PageNeeds;
  order: readonly string[];
  measureAt: ReadonlyMap<string, number>;
}): HouseholdPart | undefined {
  const { given, used, needs, order, measureAt } = o;
  // Whether the household gave of a measure, and may be counted.
  const isPresent = needs.measures.map(({ domain }, measure) => given.has(measure) && covers(o.say, domain));
  const present = { has: (key: string) => isPresent[measureAt.get(key) as number] as boolean };
  const before = used?.streams ?? [];
  const streams = freezeStreams({ used: before, order, present, cap: needs.streams });
  // Never more than L count, were L ever lowered within a year; never one that is no longer in use.
  const counted = streams.slice(0, needs.streams);
  const measures: number[] = [];
  for (const key of counted) {
    const measure = measureAt.get(key);
    if (measure !== undefined && isPresent[measure]) measures.push(measure);
  }
  if (measures.length === 0) return undefined;
  const household = used?.household ?? o.newest.household;
  if (streams === before) return { household, measures, freeze: null };
  // A new stream dates from the newest donation that has it in the period; attributes come from the newest donation of all.
  let received = used?.received ?? Number.POSITIVE_INFINITY;
  for (const key of streams)
    if (!before.includes(key)) received = Math.min(received, given.received(measureAt.get(key) as number));
  return { household, measures, freeze: { household, streams, received } };
}

/** What a donor gave of the period, by measure and place in it: the latest of each. One serves donor after donor. */
class PeriodReadings {
  readonly #places: number;
  readonly #amounts: Float64Array;
  readonly #received: Float64Array;

  constructor(measures: number, places: number) {
    this.#places = places;
    this.#amounts = new Float64Array(measures * places);
    this.#received = new Float64Array(measures);
    this.clear();
  }

  clear(): void {
    this.#amounts.fill(Number.NaN);
    this.#received.fill(Number.NEGATIVE_INFINITY);
  }

  /** @param received the donation's month of receipt */
  put(measure: number, period: number, amount: number, received: number): void {
    this.#amounts[measure * this.#places + period] = amount;
    if (received > this.received(measure)) this.#received[measure] = received;
  }

  has(measure: number): boolean {
    return this.received(measure) > Number.NEGATIVE_INFINITY;
  }

  /** The month in which the newest donation with a reading of the measure came in. */
  received(measure: number): number {
    return this.#received[measure] as number;
  }

  /** Adds a measure's readings to the household that columns have last. */
  addTo(columns: ColumnBuilder, measure: number): void {
    columns.addMeasure(measure, this.#amounts, measure * this.#places);
  }
}

/**
 * Opens pages for one publication: the same in a thread of its own and in the one that reads the vault.
 *
 * Long, for it has steps that share one publication's bounds.
 *
 * @param areas the leaves, in whose order places are given; where every area is a leaf, those that are met are added
 */
export function pageOpener(needs: PageNeeds, keysOfVault: PageKeys, areas: string[] = [...(needs.leaves ?? [])]) {
  const { period, cutoff } = needs;
  const { wrap, unit } = keysOfVault;
  const order = needs.measures.map(measureKey);
  const measureAt = new Map(order.map((key, i) => [key, i]));
  const parse = parsedOnce();
  const decode = decoderWithin({ period, measureAt, parse });
  const encodeYear = yearEncoder();
  const attributes = new Uint8Array(ATTRIBUTE_NAMES.length);
  const given = new PeriodReadings(order.length, placedPeriods(period).length);
  const places = new Map(areas.map((code, i) => [code, i]));
  /** The place of a household's area; undefined where it is no leaf. */
  const placeOf = (household: HouseholdLines): number | undefined => {
    const area = parse(household.bytes, household.area) as string;
    const known = places.get(area);
    if (known !== undefined || needs.leaves !== undefined) return known;
    places.set(area, areas.push(area) - 1);
    return areas.length - 1;
  };

  const frozenYear = (packed: Buffer, frozen: number | null): FrozenLines => ({
    ...yearLines(packed, parse),
    received: frozenMonth(period.year, frozen),
  });

  /** What a donor has in the publication; its readings are in `given` then. */
  const partIn = (rows: readonly SealedRow[], own: SealOwner): HouseholdPart | undefined => {
    const [{ frozen, use, objection, consent }] = rows as [SealedRow];
    given.clear();
    const donations: DonationWithin[] = [];
    let newest: DonationWithin | undefined;
    for (const { seq, received, sealed } of rows) {
      const donation = decode(unseal(sealed, own, "donation", seq, received));
      donations.push(donation);
      if (received <= cutoff) continue;
      newest = donation;
      donation.readings((measure, place, amount) => given.put(measure, place, amount, received));
    }
    if (newest === undefined) return undefined;
    const kept = consent && decodeConsent(unseal(consent, own, "consent"));
    const used = use && frozenYear(unseal(use, own, "year", period.year, frozen ?? 0), frozen);
    const say = {
      consent: governingOf(kept, donations),
      objection: objection && decodeObjection(unseal(objection, own, "objection")),
    };
    return partOf({ given, newest, say, used, needs, order, measureAt });
  };

  return (page: SealedPage): OpenedPage => {
    const donors = donorsOf(page);
    refuseForeign(donors, unit);
    const keys = unwrapAll(
      donors.map(([row]) => (row as SealedRow).wrapped),
      wrap,
    );
    const [columns, frozen, present] = [new ColumnBuilder(placedPeriods(period).length), new FrozenBuilder(), [] as number[]];
    try {
      donors.forEach((rows, d) => {
        const [first] = rows as [SealedRow];
        const own = { id: first.id, key: keys.subarray(d * KEY_BYTES, (d + 1) * KEY_BYTES) };
        const part = partIn(rows, own);
        if (part === undefined) return;
        const area = placeOf(part.household);
        if (area === undefined) return;
        present.push(d);
        if (!readAttributes(part.household, attributes)) throw unlistedValue();
        columns.addPlaces(area, attributes);
        for (const measure of part.measures) given.addTo(columns, measure);
        if (part.freeze === null) return;
        const iv = page.ivs.subarray(d * IV_BYTES, (d + 1) * IV_BYTES);
        frozen.add(d, encodeYear(part.freeze), own, iv, period.year, part.freeze.received);
      });
    } finally {
      keys.fill(0);
    }
    return { columns: columns.columns(), donors: new Uint32Array(present), frozen: frozen.columns() };
  };
}

/** What the consent in force covers; the moments of consents decide only between several. */
function governingOf(kept: Consent | null, donations: readonly DonationWithin[]): ConsentState["consent"] {
  const [only] = donations;
  if (kept === null && donations.length === 1 && only !== undefined) return only.covered;
  const given = donations.map(({ consent }) => consent());
  return governing(kept === null ? given : [kept, ...given]);
}

/** @throws Refusal `storage-failed` where a unit is not that of the id: the vault made no such donor */
function refuseForeign(donors: readonly (readonly SealedRow[])[], key: PageKeys["unit"]): void {
  const firsts = donors.map(([row]) => row as SealedRow);
  const units = unitsOf(Buffer.concat(firsts.map(({ id }) => id)), key);
  if (!units.equals(Buffer.concat(firsts.map((row) => row.unit))))
    throw new Refusal("storage-failed", "a contributor of the vault does not authenticate: the file was damaged or changed");
}

/** The arrays of an opened page, which are moved to another thread, not copied. */
export function buffersOf({ columns, donors, frozen }: OpenedPage): ArrayBuffer[] {
  const { amounts, ...others } = columns;
  return [donors, ...amounts, ...Object.values(others), ...Object.values(frozen)].map(
    (array: { buffer: ArrayBuffer }) => array.buffer,
  );
}

/** Seals the states of a page's donors, one behind the other. */
class FrozenBuilder {
  readonly #donors: number[] = [];
  readonly #received: number[] = [];
  readonly #ends: number[] = [];
  #end = 0;
  #bytes = new Uint8Array(2 ** 16);

  add(donor: number, plain: Uint8Array, own: SealOwner, iv: Uint8Array, year: number, received: number): void {
    const end = this.#end + plain.length + SEAL_BYTES;
    if (end > this.#bytes.length) {
      const larger = new Uint8Array(2 * end);
      larger.set(this.#bytes);
      this.#bytes = larger;
    }
    sealInto(this.#bytes, this.#end, plain, own, iv, "year", year, received);
    this.#donors.push(donor);
    this.#received.push(received);
    this.#ends.push(end);
    this.#end = end;
  }

  columns(): FrozenColumns {
    return {
      donors: new Uint32Array(this.#donors),
      received: new Int32Array(this.#received),
      ends: new Uint32Array(this.#ends),
      bytes: this.#bytes.slice(0, this.#end),
    };
  }
}
