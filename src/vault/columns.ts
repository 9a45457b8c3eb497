import { ATTRIBUTE_NAMES, ATTRIBUTES, type AttributeName, type Household } from "../contract/attributes.ts";
import type { Period } from "../contract/period.ts";
import { Refusal } from "../contract/problem.ts";
import type { ColumnLists, SnapshotColumns, SnapshotHousehold, SnapshotPage } from "./types.ts";

/** The periods that a publication's readings may have, in the order of their places. */
export const placedPeriods = ({ id, months }: Period): readonly string[] => [...months, id];

const PLACES = ATTRIBUTE_NAMES.map((name) => new Map<string, number>(ATTRIBUTES[name].map((value, i) => [value, i])));

/** Where the lower half of a 64-bit number stands: an integer of up to 53 bits is written as two halves, and is never a bigint. */
const LOW = new Uint8Array(new Uint32Array([1]).buffer)[0] === 1 ? 0 : 1;
const HALF = 2 ** 32;

/** Gathers households into columns. */
export class ColumnBuilder {
  readonly #areas: number[] = [];
  readonly #attributes: number[] = [];
  readonly #readings: number[] = [];
  readonly #measures: number[] = [];
  readonly #periods: number[] = [];
  readonly #amounts: number[] = [];

  /**
   * @param area its place in the list
   * @throws Refusal `internal` for a value that its attribute does not have
   */
  addHousehold(area: number, household: Household): void {
    this.#areas.push(area);
    for (let i = 0; i < ATTRIBUTE_NAMES.length; i++) {
      const place = PLACES[i]?.get(household[ATTRIBUTE_NAMES[i] as AttributeName]);
      if (place === undefined) throw new Refusal("internal", "a household has a value that no list has. Nothing was drawn");
      this.#attributes.push(place);
    }
    this.#readings.push(0);
  }

  /** A reading of the household that was added last. @param measure its place in the list @param period likewise */
  addReading(measure: number, period: number, amount: number): void {
    this.#measures.push(measure);
    this.#periods.push(period);
    this.#amounts.push(amount);
    (this.#readings[this.#readings.length - 1] as number)++;
  }

  get households(): number {
    return this.#areas.length;
  }

  columns(): SnapshotColumns {
    const amounts = new BigInt64Array(this.#amounts.length);
    const halves = new Uint32Array(amounts.buffer);
    for (let i = 0; i < amounts.length; i++) {
      const amount = this.#amounts[i] as number;
      halves[2 * i + LOW] = amount;
      if (amount >= HALF) halves[2 * i + 1 - LOW] = amount / HALF;
    }
    return {
      areas: new Uint32Array(this.#areas),
      attributes: new Uint8Array(this.#attributes),
      readings: new Uint32Array(this.#readings),
      measures: new Uint16Array(this.#measures),
      periods: new Uint16Array(this.#periods),
      amounts,
    };
  }
}

/** The households of a page as objects, but for their units. */
export function* householdsOf({ lists, columns }: SnapshotPage): Generator<Omit<SnapshotHousehold, "unit">> {
  const { areas, attributes, readings, measures, periods, amounts } = columns;
  let at = 0;
  for (let i = 0; i < areas.length; i++) {
    const valueIn = (name: AttributeName, n: number) => ATTRIBUTES[name][attributes[i * ATTRIBUTE_NAMES.length + n] as number];
    const own = ATTRIBUTE_NAMES.map((name, n) => [name, valueIn(name, n)]);
    const given = [];
    for (const end = at + (readings[i] as number); at < end; at++)
      given.push({
        ...(lists.measures[measures[at] as number] as ColumnLists["measures"][number]),
        period: lists.periods[periods[at] as number] as string,
        amount: Number(amounts[at]),
      });
    yield {
      household: { area: lists.areas[areas[i] as number] as string, ...Object.fromEntries(own) } as Household,
      readings: given,
    };
  }
}
