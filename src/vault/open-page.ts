import type { Household } from "../contract/attributes.ts";
import { governing } from "../contract/consent.ts";
import type { Period } from "../contract/period.ts";
import { Refusal } from "../contract/problem.ts";
import { ColumnBuilder, placedPeriods } from "./columns.ts";
import { KEY_BYTES, type VaultKeys } from "./keys.ts";
import {
  type DonationWithin,
  decodeConsent,
  decodeObjection,
  decodeWithin,
  decodeYearUse,
  encodeYearUse,
  type PeriodNeeds,
  parsedOnce,
} from "./payload.ts";
import type { FrozenYear } from "./records.ts";
import { frozenMonth } from "./retention.ts";
import { IV_BYTES, type SealOwner, seal, unitsOf, unseal, unwrapAll } from "./seal.ts";
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

/** A household's part in a publication, and what must be frozen first: null when nothing new. */
interface HouseholdPart {
  readonly household: Household;
  /** places of the measures that count */
  readonly measures: readonly number[];
  readonly freeze: FrozenYear | null;
}

/** Pure: what of a donor's stream a publication sees. Undefined when nothing falls in its period. */
function partOf(o: {
  given: PeriodReadings;
  newest: DonationWithin;
  say: ConsentState;
  used: FrozenYear | null;
  needs: PageNeeds;
  order: readonly string[];
  measureAt: ReadonlyMap<string, number>;
}): HouseholdPart | undefined {
  const { given, used, needs, order, measureAt } = o;
  const isPresent = (measure: number) =>
    given.has(measure) && covers(o.say, (needs.measures[measure] as PageNeeds["measures"][number]).domain);
  const present = { has: (key: string) => isPresent(measureAt.get(key) as number) };
  const before = used?.streams ?? [];
  const streams = freezeStreams({ used: before, order, present, cap: needs.streams });
  // Never more than L count, were L ever lowered within a year; never one that is no longer in use.
  const counted = streams.slice(0, needs.streams);
  const measures: number[] = [];
  for (const key of counted) {
    const measure = measureAt.get(key);
    if (measure !== undefined && isPresent(measure)) measures.push(measure);
  }
  if (measures.length === 0) return undefined;
  const household = used?.household ?? o.newest.household();
  if (streams === before) return { household, measures, freeze: null };
  // A new stream dates from the newest donation that has it in the period; attributes come from the newest donation of all.
  const months = streams.filter((key) => !before.includes(key)).map((key) => given.received(measureAt.get(key) as number));
  if (used !== null) months.push(used.received);
  return { household, measures, freeze: { year: needs.period.year, household, streams, received: Math.min(...months) } };
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
  const within: PeriodNeeds = { period, measureAt, parse };
  const given = new PeriodReadings(order.length, placedPeriods(period).length);
  const places = new Map(areas.map((code, i) => [code, i]));
  /** The place of an area; undefined where it is no leaf. */
  const placeOf = (area: string): number | undefined => {
    const known = places.get(area);
    if (known !== undefined || needs.leaves !== undefined) return known;
    places.set(area, areas.push(area) - 1);
    return areas.length - 1;
  };

  const frozenYear = (packed: Buffer, frozen: number | null): FrozenYear => {
    const { household, streams } = decodeYearUse(packed, parse);
    return { year: period.year, household, streams, received: frozenMonth(period.year, frozen) };
  };

  /** What a donor has in the publication; its readings are in `given` then. */
  const partIn = (rows: readonly SealedRow[], own: SealOwner): HouseholdPart | undefined => {
    const [{ frozen, use, objection, consent }] = rows as [SealedRow];
    given.clear();
    const consents = consent === null ? [] : [decodeConsent(unseal(consent, own, "consent"))];
    let newest: DonationWithin | undefined;
    for (const { seq, received, sealed } of rows) {
      const donation = decodeWithin(unseal(sealed, own, "donation", seq, received), within);
      consents.push(donation.consent);
      if (received <= cutoff) continue;
      newest = donation;
      donation.readings((measure, place, amount) => given.put(measure, place, amount, received));
    }
    if (newest === undefined) return undefined;
    const used = use && frozenYear(unseal(use, own, "year", period.year, frozen ?? 0), frozen);
    const say = {
      consent: governing(consents),
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
        const area = placeOf(part.household.area);
        if (area === undefined) return;
        present.push(d);
        columns.addHousehold(area, part.household);
        for (const measure of part.measures) given.addTo(columns, measure);
        if (part.freeze === null) return;
        const { received, ...said } = part.freeze;
        const iv = page.ivs.subarray(d * IV_BYTES, (d + 1) * IV_BYTES);
        frozen.add(
          d,
          received,
          seal(encodeYearUse(said), own, () => iv, "year", period.year, received),
        );
      });
    } finally {
      keys.fill(0);
    }
    return { columns: columns.columns(), donors: new Uint32Array(present), frozen: frozen.columns() };
  };
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

class FrozenBuilder {
  readonly #donors: number[] = [];
  readonly #received: number[] = [];
  readonly #sealed: Buffer[] = [];

  add(donor: number, received: number, sealed: Buffer): void {
    this.#donors.push(donor);
    this.#received.push(received);
    this.#sealed.push(sealed);
  }

  columns(): FrozenColumns {
    const bytes = new Uint8Array(this.#sealed.reduce((sum, { length }) => sum + length, 0));
    const ends = new Uint32Array(this.#sealed.length);
    let end = 0;
    for (const [i, one] of this.#sealed.entries()) {
      bytes.set(one, end);
      end += one.length;
      ends[i] = end;
    }
    return { donors: new Uint32Array(this.#donors), received: new Int32Array(this.#received), ends, bytes };
  }
}
