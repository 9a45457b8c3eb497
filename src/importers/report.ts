import type { BaseUnit } from "../contract/units.ts";
import type { DroppedReason, IdentifierKind, PartialReason, UnreadReason } from "./reasons.ts";

/** One month or year of one measure: a non-negative integer of the measure's base unit. */
export interface ImportedReading {
  readonly domain: string;
  readonly measure: string;
  /** `YYYY-MM`, or `YYYY` for a year's total */
  readonly period: string;
  readonly amount: number;
  readonly unit: BaseUnit;
  /** how it was come by, as a donation's `source` */
  readonly source: "meter" | "bill" | "device";
  /** some of it was estimated, by the meter's keeper or by sharing out a bill */
  readonly estimated?: true;
  /** minutes of the month that no reading covers; they are not filled up. Absent: none */
  readonly missing?: number;
}

/** A month that was not kept. */
export interface PartialMonth {
  readonly domain: string;
  readonly measure: string;
  readonly period: string;
  readonly reason: PartialReason;
  /** minutes that readings cover; null: a total, which does not tell */
  readonly covered: number | null;
  /** minutes that the month has, hours of summer time right */
  readonly expected: number;
}

interface DroppedReadings {
  readonly what: DroppedReason;
  readonly count: number;
}

/**
 * Where something was not read: a line, a row, an item of a list. `entry` counts the files from 1 where there are several, those
 * of an archive one by one.
 */
export interface FilePlace {
  readonly in: "line" | "row" | "item";
  /** from 1 */
  readonly at: number;
  readonly entry?: number;
}

/** A file and the unit in which places in it are counted. */
export type InFile = Omit<FilePlace, "at">;

export interface Unread extends FilePlace {
  readonly reason: UnreadReason;
}

/** What a household's own file holds, and what of it can be contributed. No identifier's value is in it. */
export interface FileReport {
  /** the variant recognised; several of an archive are joined by `+` */
  readonly variant: string;
  readonly readings: readonly ImportedReading[];
  readonly partial: readonly PartialMonth[];
  readonly dropped: readonly DroppedReadings[];
  /** the first `MAX_UNREAD` places */
  readonly unread: readonly Unread[];
  readonly unreadTotal: number;
  readonly identifiers: readonly { readonly kind: IdentifierKind; readonly count: number }[];
  /** readings in the file that have a value */
  readonly points: number;
  /** of these, estimated */
  readonly estimated: number;
  /** minutes of the finest interval with a value; null: none */
  readonly finest: number | null;
}

/** The most places that a report lists; `unreadTotal` counts all. */
export const MAX_UNREAD = 100;
