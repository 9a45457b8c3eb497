import { type Signal, signal } from "@preact/signals";
import { type AttributeName, type Household, unknownHousehold } from "../../src/contract/attributes.ts";
import type { FileReading } from "../contribute/protocol.ts";
import { maskedName } from "../shared/format.ts";
import { monthsOf, type OwnMonth } from "./months-read.ts";

/** How a figure was given. */
export const ENTRY_KINDS = ["month", "year", "bill", "months"] as const;
export type EntryKind = (typeof ENTRY_KINDS)[number];

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

/** Files that were read in the page, dropped together: their names, and what they said without anything that names anybody. */
export interface OwnFile {
  readonly id: string;
  readonly title: string;
  readonly read: FileReading;
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
  /** for Me situer and Contribuer alike; what they say of months stands in `entries` too */
  readonly files: Signal<readonly OwnFile[]>;
}

export function newVisitor(): Visitor {
  return { area: signal(null), attributes: signal({}), entries: signal({}), chosen: signal({}), files: signal([]) };
}

/** Forgets everything: on a shared device, or for another home. */
export function clearVisitor({ area, attributes, entries, chosen, files }: Visitor): void {
  area.value = null;
  attributes.value = {};
  entries.value = {};
  chosen.value = {};
  files.value = [];
}

/** Changes the files, and with them the months that are known of each measure: of two files that have a month, the first one's. */
export function setFiles(visitor: Visitor, files: readonly OwnFile[]): void {
  const all = (of: readonly OwnFile[]) => monthsOf(of.flatMap(({ read }) => read.report.readings));
  const [before, after] = [all(visitor.files.value), all(files)];
  visitor.files.value = files;
  for (const key of new Set([...before.keys(), ...after.keys()])) {
    const months = after.get(key) ?? [];
    if (months.length > 0 || visitor.entries.value[key]) enter(visitor, key, { months });
  }
}

/** Files that were read, with those of before. */
export function addFile(visitor: Visitor, title: string, read: FileReading): OwnFile {
  // A number that no file of this document had: a file that is taken away leaves its own unused.
  const last = Math.max(0, ...visitor.files.value.map(({ id }) => Number(id.slice(1))));
  const file = { id: `f${last + 1}`, title: maskedName(title), read };
  setFiles(visitor, [...visitor.files.value, file]);
  return file;
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
