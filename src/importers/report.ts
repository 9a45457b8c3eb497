import type { BaseUnit } from "../contract/units.ts";
import type { DroppedReason, IdentifierKind, PartialReason, UnreadReason } from "./reasons.ts";

/** A measure's amount in one month or year: a non-negative integer of its base unit. */
export interface ImportedReading {
  readonly domain: string;
  readonly measure: string;
  /** `YYYY-MM`, or `YYYY` for a year's total */
  readonly period: string;
  readonly amount: number;
  readonly unit: BaseUnit;
  /** where it is from, as a donation's `source`; a correction was typed in the place of what a file says */
  readonly source: "meter" | "bill" | "table" | "device" | "correction";
  /** part of it was estimated, by the meter's operator or by dividing a bill */
  readonly estimated?: true;
  /** minutes of the month without readings, which are not filled in; absent: none */
  readonly missing?: number;
  /** days of the month (`YYYY-MM-DD`) of which there is no reading at all; absent: none */
  readonly emptyDays?: readonly string[];
}

/** A month that was not kept. */
export interface PartialMonth {
  readonly domain: string;
  readonly measure: string;
  readonly period: string;
  readonly reason: PartialReason;
  /** minutes covered by readings; null for a total, which does not tell */
  readonly covered: number | null;
  /** minutes of the month, clock changes included */
  readonly expected: number;
}

interface DroppedReadings {
  readonly what: DroppedReason;
  readonly count: number;
}

/**
 * Where something was not read: a line, a row, or an item of a list. `entry` numbers the files from 1 where there are several,
 * counting each file of an archive.
 */
export interface FilePlace {
  readonly in: "line" | "row" | "item";
  /** from 1 */
  readonly at: number;
  readonly entry?: number;
}

/** A file, and the unit in which places in it are counted. */
export type InFile = Omit<FilePlace, "at">;

export interface Unread extends FilePlace {
  readonly reason: UnreadReason;
}

/** What is in a household's own file, and which part can be contributed. It contains no identifier. */
export interface FileReport {
  /** the variant recognised; several in an archive are joined by `+` */
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
  /** how many of the file's numbers stood on a meter, of which the differences are the readings; absent: none */
  readonly meterReadings?: number;
  /** how many points are estimated */
  readonly estimated: number;
  /** minutes of the shortest interval with a value; null: none */
  readonly finest: number | null;
}

/** The most unread places that a report lists; `unreadTotal` counts all. */
export const MAX_UNREAD = 100;
