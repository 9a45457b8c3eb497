// From pages of a snapshot to rows of `households` and `given`, which the SQL steps begin with.

import { ATTRIBUTE_NAMES, ATTRIBUTES } from "../contract/attributes.ts";
import { Refusal } from "../contract/problem.ts";
import {
  ColumnBuilder,
  type ColumnLists,
  NO_AMOUNT,
  putWhole,
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
export function textsOf({ measures }: Pick<ColumnLists, "measures">): Readonly<Record<"domain" | "measure", readonly string[]>> {
  const distinct = (texts: readonly string[]) => [...new Set(texts)];
  return { domain: distinct(measures.map(domainOf)), measure: distinct(measures.map(measureOf)) };
}

/**
 * Every value of every attribute, and the empty text of a class that has one attribute only: one list for all columns that are
 * joined by them, since the engine compares texts of two lists as texts.
 */
export const ATTRIBUTE_VALUES: readonly string[] = ["", ...new Set(ATTRIBUTE_NAMES.flatMap((name) => ATTRIBUTES[name]))];

/** For each attribute the places of its own values in `ATTRIBUTE_VALUES`. */
const VALUES_AT = ATTRIBUTE_NAMES.map((name) => Uint8Array.from(ATTRIBUTES[name], (value) => ATTRIBUTE_VALUES.indexOf(value)));

/** The columns of `donated` that have amounts: the months of a period, from its first one on, and the total of a year. */
export const AMOUNT_COLUMNS: readonly string[] = [
  ...Array.from({ length: 12 }, (_, i) => `month_${String(i + 1).padStart(2, "0")}`),
  "total",
];

/** The columns that have amounts in a publication, with their periods: the first ones of `AMOUNT_COLUMNS`. */
export function amountColumns(periods: readonly string[]): { readonly name: string; readonly period: string }[] {
  // A year has its twelve months before its total.
  return periods.map((period, i) => ({ name: AMOUNT_COLUMNS[i] as string, period }));
}

/**
 * A page as rows of `households` and `given`, in the columns of these tables. Places in the page's own lists become places in
 * the tables' lists, and readings that the publication does not use are left out.
 *
 * @param first the number of the page's first household
 * @throws Refusal `internal` for an area that is no leaf
 */
export function rowsOf({ lists, columns }: SnapshotPage, tables: ColumnLists, first: number) {
  const domainAt = placesIn(lists.measures.map(domainOf), tables.measures.map(domainOf));
  const measureAt = placesIn(lists.measures.map(measureOf), tables.measures.map(measureOf));
  const { given, measures, amounts } = usedOf(
    columns,
    measureAt.map((place, i) => place !== undefined && domainAt[i] !== undefined),
  );
  const ends = new Uint32Array(given.length);
  const [households, numbers] = [new BigInt64Array(given.length), new BigInt64Array(measures.length)];
  const [ofHouseholds, ofNumbers] = [new Uint32Array(households.buffer), new Uint32Array(numbers.buffer)];
  let end = 0;
  for (let i = 0; i < given.length; i++) {
    putWhole(ofHouseholds, i, first + i);
    for (const own = end + (given[i] as number); end < own; end++) putWhole(ofNumbers, end, first + i);
    ends[i] = end;
  }
  const areaAt = placesIn(lists.areas, tables.areas);
  const areas = new Uint32Array(given.length);
  for (let i = 0; i < areas.length; i++) {
    const place = areaAt[columns.areas[i] as number];
    if (place === undefined) throw new Refusal("internal", "a household lives in an area that is no leaf. Nothing was drawn");
    areas[i] = place;
  }
  const attributes = VALUES_AT.map((valueAt, n) => {
    const places = new Uint8Array(given.length);
    for (let i = 0; i < places.length; i++)
      places[i] = valueAt[columns.attributes[i * ATTRIBUTE_NAMES.length + n] as number] as number;
    return places;
  });
  const none = new BigInt64Array(measures.length).fill(NO_AMOUNT);
  return {
    ends,
    households,
    described: [areas, ...attributes],
    given: [
      numbers,
      moved(measures, domainAt),
      moved(measures, measureAt),
      ...amountColumns(tables.periods).map(({ period }) => amounts[lists.periods.indexOf(period)] ?? none),
    ],
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

/** Columns without unused measures. Usually there are no unused ones, and the columns are returned as they are. */
function usedOf(columns: SnapshotColumns, usesMeasure: readonly boolean[]): SnapshotColumns {
  if (!usesMeasure.includes(false)) return columns;
  const { measures } = columns;
  const uses = Uint8Array.from(measures, (measure) => (usesMeasure[measure] ? 1 : 0));
  if (!uses.includes(0)) return columns;
  let end = 0;
  const given = columns.given.map((count) => {
    end += count;
    return uses.subarray(end - count, end).filter(Boolean).length;
  });
  const isKept = (_: unknown, i: number) => uses[i] === 1;
  return {
    ...columns,
    given,
    measures: measures.filter(isKept),
    amounts: columns.amounts.map((amounts) => amounts.filter(isKept)),
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
  let page = new ColumnBuilder(lists.periods.length);
  for (const { household, readings } of households) {
    if (page.households >= PAGE_HOUSEHOLDS) {
      yield { lists, columns: page.columns() };
      page = new ColumnBuilder(lists.periods.length);
    }
    // An area without a place has one that is in no list.
    page.addHousehold(areas.get(household.area) ?? lists.areas.length, household);
    const given = new Map<number, Float64Array>();
    for (const { domain, measure, period, amount } of readings) {
      const [of, at] = [measures.get(`${domain}.${measure}`), periods.get(period)];
      if (of === undefined || at === undefined) continue;
      const amounts = given.get(of) ?? new Float64Array(lists.periods.length).fill(Number.NaN);
      amounts[at] = amount;
      given.set(of, amounts);
    }
    for (const [measure, amounts] of given) page.addMeasure(measure, amounts);
  }
  yield { lists, columns: page.columns() };
}
