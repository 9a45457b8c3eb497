import { ATTRIBUTE_NAMES, ATTRIBUTES, type AttributeName, type Household } from "../contract/attributes.ts";
import type { Period } from "../contract/period.ts";
import { Refusal } from "../contract/problem.ts";
import type { ColumnLists, SnapshotColumns, SnapshotHousehold, SnapshotPage } from "./types.ts";

/** The periods that a publication's readings may have, in the order of their places. */
export const placedPeriods = ({ id, step, months }: Period): readonly string[] => (step === "year" ? [...months, id] : months);

/** Stands in a column of amounts where none was given: an amount is never negative. */
export const NO_AMOUNT = -1n;

const PLACES = ATTRIBUTE_NAMES.map((name) => new Map<string, number>(ATTRIBUTES[name].map((value, i) => [value, i])));

/** Where the lower half of a 64-bit number stands: an integer of up to 53 bits is written as two halves, and is never a bigint. */
const LOW = new Uint8Array(new Uint32Array([1]).buffer)[0] === 1 ? 0 : 1;
const HALF = 2 ** 32;

/**
 * Writes a whole number of 0 to 2⁵³ into an array of bigints without making one.
 *
 * @param halves over the array's bytes
 */
export function putWhole(halves: Uint32Array, at: number, whole: number): void {
  halves[2 * at + LOW] = whole;
  halves[2 * at + 1 - LOW] = whole / HALF;
}

export const unlistedValue = () => new Refusal("internal", "a household has a value that no list has. Nothing was drawn");

/** Gathers households into columns. */
export class ColumnBuilder {
  readonly #periods: number;
  readonly #areas: number[] = [];
  readonly #attributes: number[] = [];
  readonly #given: number[] = [];
  readonly #measures: number[] = [];
  /** those of a measure one after the other */
  readonly #amounts: number[] = [];

  /** @param periods how many a measure may have amounts of */
  constructor(periods: number) {
    this.#periods = periods;
  }

  /**
   * @param area its place in the list
   * @throws Refusal `internal` for a value that its attribute does not have
   */
  addHousehold(area: number, household: Household): void {
    const places = ATTRIBUTE_NAMES.map((name, i) => PLACES[i]?.get(household[name]));
    if (places.includes(undefined)) throw unlistedValue();
    this.addPlaces(area, places as number[]);
  }

  /**
   * Adds a household by the places of its values.
   *
   * @param area its place in the list
   * @param attributes the place of each attribute's value
   */
  addPlaces(area: number, attributes: ArrayLike<number>): void {
    this.#areas.push(area);
    for (let i = 0; i < attributes.length; i++) this.#attributes.push(attributes[i] as number);
    this.#given.push(0);
  }

  /**
   * What the household that was added last gave of a measure.
   *
   * @param measure its place in the list
   * @param amounts from a place on, one for each period; NaN where none was given
   */
  addMeasure(measure: number, amounts: Float64Array, from = 0): void {
    this.#measures.push(measure);
    for (let at = from; at < from + this.#periods; at++) this.#amounts.push(amounts[at] as number);
    (this.#given[this.#given.length - 1] as number)++;
  }

  get households(): number {
    return this.#areas.length;
  }

  columns(): SnapshotColumns {
    return {
      areas: new Uint32Array(this.#areas),
      attributes: new Uint8Array(this.#attributes),
      given: new Uint32Array(this.#given),
      measures: new Uint16Array(this.#measures),
      amounts: Array.from({ length: this.#periods }, (_, period) => this.#amountsOf(period)),
    };
  }

  #amountsOf(period: number): BigInt64Array<ArrayBuffer> {
    const amounts = new BigInt64Array(this.#measures.length).fill(NO_AMOUNT);
    const halves = new Uint32Array(amounts.buffer);
    for (let i = 0; i < amounts.length; i++) {
      const amount = this.#amounts[i * this.#periods + period] as number;
      if (!Number.isNaN(amount)) putWhole(halves, i, amount);
    }
    return amounts;
  }
}

/** The households of a page as objects, but for their units. */
export function* householdsOf({ lists, columns }: SnapshotPage): Generator<Omit<SnapshotHousehold, "unit">> {
  const { areas, attributes, given, measures, amounts } = columns;
  let at = 0;
  for (let i = 0; i < areas.length; i++) {
    const valueIn = (name: AttributeName, n: number) => ATTRIBUTES[name][attributes[i * ATTRIBUTE_NAMES.length + n] as number];
    const own = ATTRIBUTE_NAMES.map((name, n) => [name, valueIn(name, n)]);
    const readings: SnapshotHousehold["readings"][number][] = [];
    for (const end = at + (given[i] as number); at < end; at++)
      for (const [place, period] of lists.periods.entries()) {
        const amount = amounts[place]?.[at] as bigint;
        if (amount === NO_AMOUNT) continue;
        const measure = lists.measures[measures[at] as number] as ColumnLists["measures"][number];
        readings.push({ ...measure, period, amount: Number(amount) });
      }
    yield {
      household: { area: lists.areas[areas[i] as number] as string, ...Object.fromEntries(own) } as Household,
      readings,
    };
  }
}
