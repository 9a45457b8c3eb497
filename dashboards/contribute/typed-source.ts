import { monthOf } from "../../src/contract/period.ts";
import { type Bill, readBills } from "../../src/importers/bill.ts";
import type { ContributeWords } from "./words.ts";

export const TYPED_KINDS = ["bill", "month", "year"] as const;
export type TypedKind = (typeof TYPED_KINDS)[number];
export type TypedFault = keyof ContributeWords["type"]["faults"];

/** What a person typed of one figure. */
export interface TypedEntry {
  /** `domain.measure` */
  readonly measure: string;
  readonly kind: TypedKind;
  /** `YYYY-MM-DD`, of a bill */
  readonly from: string;
  readonly to: string;
  /** `YYYY-MM` of a month, `YYYY` of a year */
  readonly period: string;
  readonly total: string;
}

export const NO_FIGURE: TypedEntry = { measure: "", kind: "bill", from: "", to: "", period: "", total: "" };

const lastDay = (year: number, month: number): number => new Date(Date.UTC(year, month, 0)).getUTCDate();

/** A month's figure is a bill from its first day to its last, a year's one from January to December. */
export function billOf({ measure: key, kind, from, to, period, total }: TypedEntry): Bill {
  const [domain = "", measure = ""] = key.split(".");
  const [year = 0, month = 1] = period.split("-").map(Number);
  const days =
    kind === "bill"
      ? { from, to }
      : kind === "month"
        ? { from: `${period}-01`, to: `${period}-${String(lastDay(year, month)).padStart(2, "0")}` }
        : { from: `${period}-01-01`, to: `${period}-12-31` };
  return { domain, measure, ...days, total };
}

/** The bills with one more, or what is wrong with it. A period must be over: what is still running is not known. */
export function added(bills: readonly Bill[], entry: TypedEntry, now: Date): readonly Bill[] | TypedFault {
  return entry.measure === "" ? "measure" : addedBill(bills, billOf(entry), now);
}

/** The same of a bill. */
export function addedBill(bills: readonly Bill[], bill: Bill, now: Date): readonly Bill[] | TypedFault {
  const all = [...bills, bill];
  const found = readBills(all).faults.find((fault) => fault.bill === all.length - 1);
  if (found !== undefined) return found.fault;
  return bill.to > now.toISOString().slice(0, 10) ? "future" : all;
}

/** Months and years that are offered: what contributions can still be of use to, and some more. */
const MONTHS = 36;

/** The months, or the whole years, that a figure may be of, newest first. */
export function periodsOver(kind: TypedKind, now: Date): string[] {
  const months = monthsOver(now, MONTHS);
  return kind === "year" ? months.filter((one) => one.endsWith("-12")).map((one) => one.slice(0, 4)) : months;
}

/** The last `count` months that are over, newest first. */
export function monthsOver(now: Date, count: number): string[] {
  return Array.from({ length: count }, (_, i) => monthOf(new Date(Date.UTC(now.getUTCFullYear(), now.getUTCMonth() - 1 - i, 1))));
}
