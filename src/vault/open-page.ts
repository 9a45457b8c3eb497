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

/** What a publication needs from the vault. Plain data, since it is sent to the threads that open pages. */
export interface PageNeeds {
  readonly period: Period;
  /** measures in use, by priority */
  readonly measures: readonly { readonly domain: string; readonly measure: string }[];
  /** L: the most measures of a household that count in a year */
  readonly streams: number;
  /** codes of the leaf areas; undefined: every area counts as a leaf */
  readonly leaves: readonly string[] | undefined;
  /** the last month of receipt that is past retention */
  readonly cutoff: number;
}

/**
 * A page, unsealed and decoded: its columns, and the state that must be frozen in the vault before they are handed out. Plain
 * data.
 */
export interface OpenedPage {
  readonly columns: SnapshotColumns;
  /** index of each household's donor in the page */
  readonly donors: Uint32Array<ArrayBuffer>;
  readonly frozen: FrozenColumns;
}

/** State to freeze, already sealed, of some donors. */
interface FrozenColumns {
  /** indices of the donors in the page */
  readonly donors: Uint32Array<ArrayBuffer>;
  readonly received: Int32Array<ArrayBuffer>;
  /** end of each donor's sealed state in `bytes` */
  readonly ends: Uint32Array<ArrayBuffer>;
  readonly bytes: Uint8Array<ArrayBuffer>;
}

/** A household's part in a publication, and the state to freeze before it is used; null where nothing new is to be frozen. */
interface HouseholdPart {
  readonly household: Household;
  readonly series: readonly SeriesWithin[];
  readonly freeze: FrozenYear | null;
}

interface ReceivedDonation extends DonationWithin {
  /** months since 1970-01 UTC */
  readonly received: number;
}

/** The part of a donor's data that a publication uses; undefined where there is none in its period. Pure. */
function partOf(o: {
  held: readonly ReceivedDonation[];
  consentState: ConsentState;
  used: FrozenYear | null;
  year: number;
  order: readonly string[];
  cap: number;
  isLeaf: (area: string) => boolean;
}): HouseholdPart | undefined {
  const { held, used } = o;
  const present = usedReadings(held, o.consentState);
  const before = used?.streams ?? [];
  const streams = freezeStreams({ used: before, order: o.order, present, cap: o.cap });
  // At most L measures count, even if L was lowered within the year; nor does one that is no longer in use.
  const counted = streams.slice(0, o.cap);
  const series = [...present.values()].filter(({ key }) => counted.includes(key) && o.order.includes(key));
  if (series.length === 0) return undefined;
  // A new measure is dated by the newest donation that has it in the period. Attributes come from the newest donation of all.
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

/** The month of receipt of the newest donation that has a reading of the measure in the period. */
function newestWith(held: readonly ReceivedDonation[], key: string): number {
  const having = held.filter(({ series }) => series.some((one) => one.key === key));
  return Math.max(...having.map(({ received }) => received));
}

/**
 * Returns a function that opens pages for one publication. It runs in a thread of its own, or in the one that reads the vault.
 *
 * Long, for its steps share one publication's bounds.
 *
 * @param areas the leaves, in the order that area indices refer to; without a list of leaves, each new area is appended
 */
export function pageOpener(needs: PageNeeds, wrap: KeyObject, areas: string[] = [...(needs.leaves ?? [])]) {
  const keysOfDomain = new Map<string, Map<string, string>>();
  for (const one of needs.measures) {
    const keys = keysOfDomain.get(one.domain) ?? new Map<string, string>();
    keysOfDomain.set(one.domain, keys.set(one.measure, measureKey(one)));
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

  const partIn = (rows: readonly SealedRow[], owner: SealOwner): HouseholdPart | undefined => {
    const [{ frozen, use, objection, consent }] = rows as [SealedRow];
    const donations = rows.map(({ seq, received, sealed }) => ({
      received,
      ...decodeWithin(unseal(sealed, owner, "donation", seq, received), within),
    }));
    const held = donations.filter(({ received }) => received > needs.cutoff);
    if (held.length === 0) return undefined;
    const frozenYear = use && {
      ...decodeYearUse(unseal(use, owner, "year", year, frozen ?? 0)),
      year,
      received: frozenMonth(year, frozen),
    };
    const consents = donations.map((one) => one.consent);
    if (consent !== null) consents.unshift(decodeConsent(unseal(consent, owner, "consent")));
    const consentState = {
      consent: governing(consents),
      objection: objection && decodeObjection(unseal(objection, owner, "objection")),
    };
    return partOf({ ...bounds, held, consentState, used: frozenYear });
  };

  return (page: SealedPage): OpenedPage => {
    const donors = donorsOf(page);
    const keys = unwrapAll(
      donors.map(([row]) => (row as SealedRow).wrapped),
      wrap,
    );
    const [columns, frozen, takingPart] = [new ColumnBuilder(), new FrozenBuilder(), [] as number[]];
    try {
      donors.forEach((rows, d) => {
        const [first] = rows as [SealedRow];
        const owner = { id: first.id, key: keys.subarray(d * KEY_BYTES, (d + 1) * KEY_BYTES) };
        const part = partIn(rows, owner);
        if (part === undefined) return;
        takingPart.push(d);
        columns.addHousehold(first.bucket, placeOf(part.household.area), part.household);
        for (const one of part.series) columns.addReadings(measureAt.get(one.key) as number, one);
        if (part.freeze === null) return;
        const { received, ...yearUse } = part.freeze;
        const iv = page.ivs.subarray(d * IV_BYTES, (d + 1) * IV_BYTES);
        frozen.add(
          d,
          received,
          seal(encodeYearUse(yearUse), owner, () => iv, "year", year, received),
        );
      });
    } finally {
      keys.fill(0);
    }
    return { columns: columns.columns(), donors: new Uint32Array(takingPart), frozen: frozen.columns() };
  };
}

/** The buffers of an opened page, to be moved to another thread and not copied. */
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
