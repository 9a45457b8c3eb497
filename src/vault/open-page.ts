import type { KeyObject } from "node:crypto";
import type { Household } from "../contract/attributes.ts";
import { governing } from "../contract/consent.ts";
import type { Period } from "../contract/period.ts";
import { ColumnBuilder } from "./columns.ts";
import { KEY_BYTES } from "./keys.ts";
import {
  type DonationWithin,
  decodeConsent,
  decodeObjection,
  decodeWithin,
  decodeYearUse,
  encodeYearUse,
  type PeriodNeeds,
  type SeriesWithin,
} from "./payload.ts";
import type { FrozenYear } from "./records.ts";
import { frozenMonth } from "./retention.ts";
import { IV_BYTES, type SealOwner, seal, unseal, unwrapAll } from "./seal.ts";
import { donorsOf, type SealedPage, type SealedRow } from "./sealed-page.ts";
import { type ConsentState, freezeStreams, measureKey, usedReadings } from "./stream.ts";
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
  readonly series: readonly SeriesWithin[];
  readonly freeze: FrozenYear | null;
}

interface ReceivedDonation extends DonationWithin {
  /** months since 1970-01 UTC */
  readonly received: number;
}

/** Pure: what of a donor's stream a publication sees. Undefined when nothing falls in its period. */
function partOf(o: {
  held: readonly ReceivedDonation[];
  say: ConsentState;
  used: FrozenYear | null;
  year: number;
  order: readonly string[];
  cap: number;
  isLeaf: (area: string) => boolean;
}): HouseholdPart | undefined {
  const { held, used } = o;
  const present = usedReadings(held, o.say);
  const before = used?.streams ?? [];
  const streams = freezeStreams({ used: before, order: o.order, present, cap: o.cap });
  // Never more than L count, were L ever lowered within a year; never one that is no longer in use.
  const counted = streams.slice(0, o.cap);
  const series = [...present.values()].filter(({ key }) => counted.includes(key) && o.order.includes(key));
  if (series.length === 0) return undefined;
  // A new stream dates from the newest donation that has it in the period; attributes come from the newest donation of all.
  const months = streams.filter((key) => !before.includes(key)).map((key) => newestWith(held, key));
  if (used !== null) months.push(used.received);
  const household = used?.household ?? held.at(-1)?.household();
  if (household === undefined || !o.isLeaf(household.area)) return undefined;
  return {
    household,
    series,
    freeze: streams === before ? null : { year: o.year, household, streams, received: Math.min(...months) },
  };
}

/** The month in which the newest donation with a reading of the measure in the period came in. */
function newestWith(held: readonly ReceivedDonation[], key: string): number {
  const having = held.filter(({ series }) => series.some((one) => one.key === key));
  return Math.max(...having.map(({ received }) => received));
}

/**
 * Opens pages for one publication: the same in a thread of its own and in the one that reads the vault.
 *
 * Long, for it has steps that share one publication's bounds.
 *
 * @param areas the leaves, in whose order places are given; where every area is a leaf, those that are met are added
 */
export function pageOpener(needs: PageNeeds, wrap: KeyObject, areas: string[] = [...(needs.leaves ?? [])]) {
  const keysOfDomain = new Map<string, Map<string, string>>();
  for (const one of needs.measures) {
    const known = keysOfDomain.get(one.domain) ?? new Map<string, string>();
    keysOfDomain.set(one.domain, known.set(one.measure, measureKey(one)));
  }
  const within: PeriodNeeds = {
    period: needs.period,
    keyOf: (domain, measure) => keysOfDomain.get(domain)?.get(measure),
  };
  const order = needs.measures.map(measureKey);
  const measureAt = new Map(order.map((key, i) => [key, i]));
  const places = new Map(areas.map((code, i) => [code, i]));
  const { year } = needs.period;
  const bounds = { year, order, cap: needs.streams, isLeaf: (area: string) => needs.leaves === undefined || places.has(area) };
  const placeOf = (area: string): number => {
    const known = places.get(area) ?? areas.push(area) - 1;
    places.set(area, known);
    return known;
  };

  const partIn = (rows: readonly SealedRow[], own: SealOwner): HouseholdPart | undefined => {
    const [{ frozen, use, objection, consent }] = rows as [SealedRow];
    const all = rows.map(({ seq, received, sealed }) => ({
      received,
      ...decodeWithin(unseal(sealed, own, "donation", seq, received), within),
    }));
    const held = all.filter(({ received }) => received > needs.cutoff);
    if (held.length === 0) return undefined;
    const used = use && {
      ...decodeYearUse(unseal(use, own, "year", year, frozen ?? 0)),
      year,
      received: frozenMonth(year, frozen),
    };
    const consents = all.map((one) => one.consent);
    if (consent !== null) consents.unshift(decodeConsent(unseal(consent, own, "consent")));
    const say = {
      consent: governing(consents),
      objection: objection && decodeObjection(unseal(objection, own, "objection")),
    };
    return partOf({ ...bounds, held, say, used });
  };

  return (page: SealedPage): OpenedPage => {
    const donors = donorsOf(page);
    const keys = unwrapAll(
      donors.map(([row]) => (row as SealedRow).wrapped),
      wrap,
    );
    const [columns, frozen, given] = [new ColumnBuilder(), new FrozenBuilder(), [] as number[]];
    try {
      donors.forEach((rows, d) => {
        const [first] = rows as [SealedRow];
        const own = { id: first.id, key: keys.subarray(d * KEY_BYTES, (d + 1) * KEY_BYTES) };
        const part = partIn(rows, own);
        if (part === undefined) return;
        given.push(d);
        columns.addHousehold(placeOf(part.household.area), part.household);
        for (const one of part.series) columns.addReadings(measureAt.get(one.key) as number, one);
        if (part.freeze === null) return;
        const { received, ...said } = part.freeze;
        const iv = page.ivs.subarray(d * IV_BYTES, (d + 1) * IV_BYTES);
        frozen.add(
          d,
          received,
          seal(encodeYearUse(said), own, () => iv, "year", year, received),
        );
      });
    } finally {
      keys.fill(0);
    }
    return { columns: columns.columns(), donors: new Uint32Array(given), frozen: frozen.columns() };
  };
}

/** The arrays of an opened page, which are moved to another thread, not copied. */
export function buffersOf({ columns, donors, frozen }: OpenedPage): ArrayBuffer[] {
  return [donors, ...Object.values(columns), ...Object.values(frozen)].map((array: { buffer: ArrayBuffer }) => array.buffer);
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
