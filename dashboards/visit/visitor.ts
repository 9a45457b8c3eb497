import { type Signal, signal } from "@preact/signals";
import { type AttributeName, type Household, unknownHousehold } from "../../src/contract/attributes.ts";

/** How a figure was given. */
export const ENTRY_KINDS = ["month", "year", "bill", "months"] as const;
export type EntryKind = (typeof ENTRY_KINDS)[number];

/** One month of a file, in the display unit. */
export interface OwnMonth {
  /** `YYYY-MM` */
  readonly period: string;
  readonly value: number;
}

/** What a visitor gave for one measure, as it was given. */
export interface OwnEntry {
  readonly kind: EntryKind;
  readonly amount: string;
  /** `01` to `12`: the amount is of that month; empty: of a usual month */
  readonly month: string;
  /** days of a bill */
  readonly from: string;
  readonly to: string;
  /** of several months, as they were typed, by `YYYY-MM` */
  readonly typed: Readonly<Record<string, string>>;
  /** of a file that was read in the page; empty: none */
  readonly months: readonly OwnMonth[];
  /** an amount far from others' was looked at again, and is right */
  readonly confirmed: boolean;
}

export const NO_ENTRY: OwnEntry = {
  kind: "month",
  amount: "",
  month: "",
  from: "",
  to: "",
  typed: {},
  months: [],
  confirmed: false,
};

/**
 * What a visitor says about the home, once for all topics. It lives in this object, in memory, and ends with the document: nothing of it
 * is stored, put into an address, or sent.
 */
export interface Visitor {
  readonly area: Signal<string | null>;
  readonly attributes: Signal<Readonly<Partial<Record<AttributeName, string>>>>;
  /** by `domain.measure`, in the order in which they were begun */
  readonly entries: Signal<Readonly<Record<string, OwnEntry>>>;
  /** the group that the visitor chose instead of the release's, by measure */
  readonly chosen: Signal<Readonly<Record<string, { readonly area: string; readonly type: string }>>>;
}

export function newVisitor(): Visitor {
  return { area: signal(null), attributes: signal({}), entries: signal({}), chosen: signal({}) };
}

/** The home in the contract's words. */
export function householdOf(visitor: Visitor, area: string): Household {
  return { ...unknownHousehold(area), ...visitor.attributes.value };
}

/** Changes one figure; what was confirmed was confirmed of the figure before. */
export function enter(visitor: Visitor, key: string, change: Partial<OwnEntry>): void {
  const before = visitor.entries.value[key] ?? NO_ENTRY;
  visitor.entries.value = { ...visitor.entries.value, [key]: { ...before, confirmed: false, ...change } };
}

export function setAttribute(visitor: Visitor, name: AttributeName, value: string): void {
  const { [name]: before, ...others } = visitor.attributes.value;
  // A second tap takes the answer back.
  visitor.attributes.value = before === value ? others : { ...others, [name]: value };
}
