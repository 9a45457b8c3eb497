import { monthOf } from "../../src/contract/period.ts";
import { type Bill, readBills } from "../../src/importers/bill.ts";
import type { ContributeWords } from "./words.ts";

export const TYPED_KINDS = ["bill", "month", "year"] as const;
export type TypedKind = (typeof TYPED_KINDS)[number];
export type TypedFault = keyof ContributeWords["type"]["faults"];

/** One figure as it was typed. */
export interface TypedEntry {
  /** `domain.measure` */
  readonly measure: string;
  readonly kind: TypedKind;
  /** first day of a bill, `YYYY-MM-DD` */
  readonly from: string;
  readonly to: string;
  /** `YYYY-MM` for a month, `YYYY` for a year */
  readonly period: string;
  readonly total: string;
}

export const NO_FIGURE: TypedEntry = { measure: "", kind: "bill", from: "", to: "", period: "", total: "" };

const lastDay = (year: number, month: number): number => new Date(Date.UTC(year, month, 0)).getUTCDate();

/** A figure as a bill: a month lasts from its first day to its last, a year from January to December. */
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

/** The bills with one more, or its fault. The bill must be over, because a running period is incomplete. */
export function withEntry(bills: readonly Bill[], entry: TypedEntry, now: Date): readonly Bill[] | TypedFault {
  if (entry.measure === "") return "measure";
  // In the order of the fields: who begins with the button is led through them.
  const missing = entry.kind === "bill" ? (["from", "to"] as const).find((end) => entry[end] === "") : undefined;
  return missing ?? withBill(bills, billOf(entry), now);
}

/** As `withEntry`, for a figure that already has the form of a bill. */
export function withBill(bills: readonly Bill[], bill: Bill, now: Date): readonly Bill[] | TypedFault {
  const all = [...bills, bill];
  const ownFault = readBills(all).faults.find((fault) => fault.bill === all.length - 1);
  if (ownFault !== undefined) return ownFault.fault;
  return bill.to > now.toISOString().slice(0, 10) ? "future" : all;
}

/** What is wrong with the dates of a bill, told before its total is typed; null where they are incomplete or right. */
export function datesFault(bills: readonly Bill[], entry: TypedEntry, now: Date): "overlap" | "future" | null {
  const billsOrFault = entry.kind === "bill" ? withEntry(bills, { ...entry, total: "1" }, now) : bills;
  return billsOrFault === "overlap" || billsOrFault === "future" ? billsOrFault : null;
}

export const dayBeside = (day: string, step: 1 | -1): string =>
  new Date(Date.parse(day) + step * 86_400_000).toISOString().slice(0, 10);

/** The day on which a measure's next bill begins: the one after the last that was typed. Empty where there is none. */
export function nextDay(bills: readonly Bill[], key: string): string {
  const ends = bills.filter(({ domain, measure }) => `${domain}.${measure}` === key).map(({ to }) => to);
  const last = ends.sort().at(-1);
  return last === undefined ? "" : dayBeside(last, 1);
}

/** A figure already added of which a bill has days too. */
export interface Overlap {
  readonly other: Bill;
  /** the only day that both have; null: they have several */
  readonly day: string | null;
  /** the date with which the bill begins after the other, or ends before it; null where neither leaves days that are all free */
  readonly mend: { readonly from: string } | { readonly to: string } | null;
}

/** The first figure that a bill overlaps. Suppliers print a bill's last day as the next one's first, so the dates that mend it are told. */
export function overlapOf(bills: readonly Bill[], bill: Bill): Overlap | null {
  const { domain, measure, from, to } = bill;
  const other = bills.find((one) => one.domain === domain && one.measure === measure && one.from <= to && from <= one.to);
  if (other === undefined) return null;
  // Of two periods that overlap, the days that they share lie between the second and the third of their four ends.
  const [, first, last] = [from, to, other.from, other.to].sort();
  const isAfter = other.from <= from && other.to < to;
  const isBefore = from < other.from && to <= other.to;
  const mend = isAfter ? { from: dayBeside(other.to, 1) } : isBefore ? { to: dayBeside(other.from, -1) } : null;
  const isFree = mend !== null && overlapOf(bills, { ...bill, ...mend }) === null;
  return { other, day: first !== undefined && first === last ? first : null, mend: isFree ? mend : null };
}

/** Number of months offered: those that a contribution can still affect, and some more. */
const MONTHS = 36;

/** The months, or whole years, that a figure may cover, newest first. */
export function periodsOver(kind: TypedKind, now: Date): string[] {
  const months = monthsOver(now, MONTHS);
  return kind === "year" ? months.filter((one) => one.endsWith("-12")).map((one) => one.slice(0, 4)) : months;
}

/** The last `count` complete months, newest first. */
export function monthsOver(now: Date, count: number): string[] {
  return Array.from({ length: count }, (_, i) => monthOf(new Date(Date.UTC(now.getUTCFullYear(), now.getUTCMonth() - 1 - i, 1))));
}
