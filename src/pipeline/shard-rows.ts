// From pages of a snapshot to rows of `households` and `donated`, the two tables that the SQL steps begin with.

import { ATTRIBUTE_NAMES } from "../contract/attributes.ts";
import { Refusal } from "../contract/problem.ts";
import {
  ColumnBuilder,
  type ColumnLists,
  type SnapshotColumns,
  type SnapshotHousehold,
  type SnapshotPage,
} from "../vault/index.ts";
import { readingPeriods } from "./plan/measures.ts";
import type { PublicationPlan } from "./plan/plan.ts";

/** Households of a publication: the vault's pages, or made-up households one by one. */
export type Snapshot = AsyncIterable<SnapshotPage> | Iterable<SnapshotHousehold>;

/** The closed lists of a publication: its leaves, measures and reading periods. Readings with values outside them are not used. */
export function listsOf({ plan, period, measures }: PublicationPlan): ColumnLists {
  return {
    areas: plan.territory.leaves.map(({ code }) => code),
    measures: measures.map(({ measure }) => ({ domain: measure.domain.id, measure: measure.measure.id })),
    periods: readingPeriods(period).map((reading) => reading.period),
  };
}

/** The texts of `donated`, by column, as they are in every table that these rows are joined with. */
export function textsOf({ measures, periods }: ColumnLists): Readonly<Record<string, readonly string[]>> {
  const distinct = (texts: readonly string[]) => [...new Set(texts)];
  return { domain: distinct(measures.map(domainOf)), measure: distinct(measures.map(measureOf)), period: distinct(periods) };
}

/**
 * A page as rows of `households` and `donated`, in the columns of these tables. Places in the page's own lists become places in
 * the tables' lists, and readings that the publication does not use are left out.
 *
 * @param first the number of the page's first household
 * @throws Refusal `internal` for an area that is no leaf
 */
export function rowsOf({ lists, columns }: SnapshotPage, tables: ColumnLists, first: number) {
  const domainAt = placesIn(lists.measures.map(domainOf), tables.measures.map(domainOf));
  const measureAt = placesIn(lists.measures.map(measureOf), tables.measures.map(measureOf));
  const periodAt = placesIn(lists.periods, tables.periods);
  const { readings, measures, periods, amounts } = usedOf(
    columns,
    measureAt.map((place, i) => place !== undefined && domainAt[i] !== undefined),
    periodAt.map((place) => place !== undefined),
  );
  const ends = new Uint32Array(readings.length);
  const numbers = new BigInt64Array(amounts.length);
  let end = 0;
  for (let i = 0; i < readings.length; i++) {
    const begin = end;
    end += readings[i] as number;
    ends[i] = end;
    numbers.fill(BigInt(first + i), begin, end);
  }
  const areaAt = placesIn(lists.areas, tables.areas);
  const areas = columns.areas.map((area) => {
    const place = areaAt[area];
    if (place === undefined) throw new Refusal("internal", "a household lives in an area that is no leaf. Nothing was drawn");
    return place;
  });
  const attributes = ATTRIBUTE_NAMES.map((_, n) =>
    Uint8Array.from(readings, (_, i) => columns.attributes[i * ATTRIBUTE_NAMES.length + n] as number),
  );
  return {
    ends,
    households: BigInt64Array.from(readings, (_, i) => BigInt(first + i)),
    described: [areas, ...attributes],
    donated: [numbers, moved(measures, domainAt), moved(measures, measureAt), moved(periods, periodAt), amounts],
  };
}

/** Places in another list, in as few bytes as the engine keeps them in: an array of other numbers is copied one by one. */
function moved(places: Uint16Array, to: readonly (number | undefined)[]): Uint8Array | Uint16Array {
  const there = Uint16Array.from(to, (place) => place ?? 0);
  const all = there.every((place) => place < 256) ? new Uint8Array(places.length) : new Uint16Array(places.length);
  for (let i = 0; i < all.length; i++) all[i] = there[places[i] as number] as number;
  return all;
}

const domainOf = ({ domain }: ColumnLists["measures"][number]) => domain;
const measureOf = ({ measure }: ColumnLists["measures"][number]) => measure;

/** Numbers the distinct texts of a list in the order of their first appearance. */
const placesOf = (values: readonly string[]) => new Map([...new Set(values)].map((value, i) => [value, i]));

/** For each text of a list its place among the distinct texts of another; undefined where that does not have it. */
export function placesIn(from: readonly string[], to: readonly string[]) {
  const places = placesOf(to);
  return from.map((value) => places.get(value));
}

/** Columns without unused readings. Usually there are no unused ones, and the columns are returned as they are. */
function usedOf(columns: SnapshotColumns, usesMeasure: readonly boolean[], usesPeriod: readonly boolean[]): SnapshotColumns {
  const { measures, periods } = columns;
  const uses = new Uint8Array(measures.length);
  for (let i = 0; i < uses.length; i++) if (usesMeasure[measures[i] as number] && usesPeriod[periods[i] as number]) uses[i] = 1;
  if (!uses.includes(0)) return columns;
  let end = 0;
  const readings = columns.readings.map((count) => {
    end += count;
    return uses.subarray(end - count, end).filter(Boolean).length;
  });
  const isKept = (_: unknown, i: number) => uses[i] === 1;
  return {
    ...columns,
    readings,
    measures: measures.filter(isKept),
    periods: periods.filter(isKept),
    amounts: columns.amounts.filter(isKept),
  };
}

/** Most households of a page that is gathered from single households. */
const PAGE_HOUSEHOLDS = 1000;

/** A snapshot as pages. */
export function pagesOf(snapshot: Snapshot, lists: ColumnLists): AsyncIterable<SnapshotPage> | Iterable<SnapshotPage> {
  return Symbol.asyncIterator in snapshot ? snapshot : gatherPages(snapshot, lists);
}

function* gatherPages(households: Iterable<SnapshotHousehold>, lists: ColumnLists): Generator<SnapshotPage> {
  const areas = placesOf(lists.areas);
  const periods = placesOf(lists.periods);
  const measures = placesOf(lists.measures.map(({ domain, measure }) => `${domain}.${measure}`));
  let page = new ColumnBuilder();
  for (const { household, readings } of households) {
    if (page.households >= PAGE_HOUSEHOLDS) {
      yield { lists, columns: page.columns() };
      page = new ColumnBuilder();
    }
    // An area without a place has one that is in no list.
    page.addHousehold(areas.get(household.area) ?? lists.areas.length, household);
    for (const { domain, measure, period, amount } of readings) {
      const [of, at] = [measures.get(`${domain}.${measure}`), periods.get(period)];
      if (of !== undefined && at !== undefined) page.addReading(of, at, amount);
    }
  }
  yield { lists, columns: page.columns() };
}
