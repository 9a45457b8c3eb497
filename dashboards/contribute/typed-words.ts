import { UNITS } from "../../src/contract/units.ts";
import { type MeasureRef, measureRef } from "../../src/domains/index.ts";
import { type Bill, billDays, isYearTotal, readBills } from "../../src/importers/bill.ts";
import { groupedInstead, plainAmount, readAmount } from "../../src/importers/typed-amount.ts";
import type { PublicMiddle } from "../compare/public-middle.ts";
import { amountText, formatPeriod, lowerFirst } from "../shared/format.ts";
import { topicLabel } from "../shared/labels.ts";
import { clampOf } from "../visit/commons.ts";
import { isOfUse } from "./coming.ts";
import { amountWords, comingFor, type Flow, measuresOf, unitFor } from "./flow.ts";
import { billOf, type TypedEntry } from "./typed-source.ts";
import { unusualOf } from "./unusual.ts";
import { unusualLines } from "./unusual-words.ts";

/** Returns the published middle of a measure for a figure of that period; its value is null while it is not loaded yet. */
export type MiddleOf = (ref: MeasureRef, period: string) => PublicMiddle;

/** The entry with its total in plain digits, read according to the language. */
export function plainEntry(entry: TypedEntry, { lang }: Pick<Flow, "lang">): TypedEntry {
  return { ...entry, total: plainAmount(entry.total, lang) ?? entry.total };
}

/** A plain total as the language writes it, for editing. */
export function typedTotal(total: string, { lang }: Pick<Flow, "lang">): string {
  return lang === "fr" ? total.replace(".", ",") : total;
}

/** A total with as many decimals as were typed, at most three: rounding would hide the difference between `1,146` and `1,15`. */
function asTyped(ref: MeasureRef, plain: string, flow: Flow): string {
  const decimals = Math.min(3, plain.split(".")[1]?.length ?? 0);
  return amountText(Number(plain), decimals, unitFor(ref, flow), flow.lang);
}

/** In French a point may be meant to group thousands: says how it is read, and how to write the other. */
function groupedDoubt(entry: TypedEntry, flow: Flow): string {
  const { lang, words } = flow;
  const grouped = lang === "fr" ? groupedInstead(entry.total) : null;
  const ref = measuresOf(flow).find(({ key }) => key === entry.measure);
  return grouped === null || !ref ? "" : words.type.grouped(asTyped(ref, grouped, flow));
}

/** The question about a figure that looks like a wrong unit, asked as soon as it is typed. */
export function doubtOf(entry: TypedEntry, flow: Flow, middleOf: MiddleOf): string {
  const bill = billOf(plainEntry(entry, flow));
  const grouped = groupedDoubt(entry, flow);
  if (!billDays(bill.from, bill.to).ok || !readAmount(bill.total).ok) return grouped;
  const unusual = unusualOf(readBills([bill]).readings, (ref, period) => ({
    clamp: clampOf(flow.commons.catalog, ref),
    middle: middleOf(ref, period),
  }));
  return [grouped, ...unusualLines(unusual, flow)].filter(Boolean).join(" ");
}

/** The months and years of a bill, completed by earlier bills of the same measure. */
function withOthers(bill: Bill, bills: readonly Bill[]) {
  const sameMeasure = bills.filter(({ domain, measure }) => domain === bill.domain && measure === bill.measure);
  const all = readBills([...sameMeasure, bill]);
  // A bill that conflicts with the others is read alone; adding it gives the reason.
  const { readings, partial } = all.faults.length > 0 ? readBills([bill]) : all;
  const isOwn = ({ period }: { readonly period: string }): boolean =>
    period >= bill.from.slice(0, period.length) && period <= bill.to.slice(0, period.length);
  // A month that another bill began would come before the earlier ones.
  const inOrder = <P extends { readonly period: string }>(all: readonly P[]): P[] =>
    all.filter(isOwn).sort((a, b) => a.period.localeCompare(b.period));
  return { readings: inOrder(readings), partial: inOrder(partial) };
}

/** Says of a bill of two calendar years, neither of them whole, of which year it counts: a total of eleven months or more is one year's. */
function straddleOf(bill: Bill, { words }: Pick<Flow, "words">): string {
  const [from, to] = [bill.from.slice(0, 4), bill.to.slice(0, 4)];
  const year = readBills([bill]).readings.find(({ period }) => period.length === 4)?.period;
  if (!isYearTotal(bill) || from === to || year === undefined) return "";
  const isWhole = bill.from <= `${year}-01-01` && bill.to >= `${year}-12-31`;
  return isWhole ? "" : words.bring.straddle(from, to, year);
}

/** Days of a calendar year. */
const daysIn = (year: number): number => (Date.UTC(year + 1, 0) - Date.UTC(year, 0)) / 86_400_000;

/** Says what a bill of about a year comes to over the days of a year; empty where it is sent as it was typed. */
function scaledOf(bill: Bill, flow: Flow): string {
  const [ref, days, total] = [measureRef(bill.domain, bill.measure), billDays(bill.from, bill.to), readAmount(bill.total)];
  const year = readBills([bill]).readings.find(({ period }) => period.length === 4);
  if (!ref || !days.ok || !total.ok || !year) return "";
  const length = daysIn(Number(year.period));
  const sent = amountWords(ref, year.amount / Number(UNITS[ref.measure.unit].factor), flow);
  return days.value.days === length
    ? ""
    : flow.words.bring.scaled(amountWords(ref, total.value, flow), days.value.days, sent, length);
}

/** Of each typed bill of about a year, what is sent where that is not what was typed, and of which of two years it counts. */
export function yearNotes(flow: Flow): string[] {
  return flow.draft.value.bills.flatMap((bill) => {
    const ref = measureRef(bill.domain, bill.measure);
    const texts = [scaledOf(bill, flow), straddleOf(bill, flow)].filter(Boolean);
    return ref === undefined || texts.length === 0 ? [] : [`${topicLabel(ref, flow.lang)} – ${lowerFirst(texts.join(" "))}`];
  });
}

/** The typed bills of a measure that are divided over these months: neither a year's total, nor exactly one month's, nor of other months. */
export function dividedBills(
  { key }: MeasureRef,
  months: readonly { readonly period: string }[],
  { draft }: Pick<Flow, "draft">,
): Bill[] {
  return draft.value.bills.filter(
    (bill) =>
      `${bill.domain}.${bill.measure}` === key &&
      months.some(({ period }) => period >= bill.from.slice(0, 7) && period <= bill.to.slice(0, 7)) &&
      readBills([bill]).readings.every(({ period, estimated }) => period.length === 7 && estimated),
  );
}

/** Why a typed bill gives nothing that can be sent or counted; empty where it gives something. */
export function lackOf(bill: Bill, flow: Flow): string {
  const { readings } = withOthers(
    bill,
    flow.draft.value.bills.filter((one) => one !== bill),
  );
  if (readings.length === 0) return flow.words.bring.noWhole;
  const coming = comingFor(flow);
  return readings.every(({ period }) => !isOfUse(period, coming)) ? flow.words.report.idle.none : "";
}

/**
 * How a figure is read, and what a bill yields before it is added: the daily amount, its whole months, its incomplete months.
 * Null while it cannot be read.
 */
export function givesOf(entry: TypedEntry, flow: Flow): string | null {
  const { words, lang } = flow;
  const bill = billOf(plainEntry(entry, flow));
  const days = billDays(bill.from, bill.to);
  const total = readAmount(bill.total);
  const ref = measureRef(bill.domain, bill.measure);
  if (!total.ok || !ref) return null;
  const reading = words.type.read(asTyped(ref, bill.total, flow));
  if (!days.ok) return entry.kind === "bill" ? null : reading;
  const { readings, partial } = withOthers(bill, flow.draft.value.bills);
  const coming = comingFor(flow);
  const idle = readings.length > 0 && readings.every(({ period }) => !isOfUse(period, coming)) ? words.report.idle.none : "";
  // Beside a month or a year of the list it is said already what it is used for.
  if (entry.kind !== "bill") return reading;
  const w = words.bring;
  const value = (amount: number): string => amountWords(ref, amount / Number(UNITS[ref.measure.unit].factor), flow);
  const scaled = scaledOf(bill, flow);
  const named = (length: number): string =>
    readings
      .filter(({ period }) => period.length === length)
      .map(({ period, amount }) => formatPeriod(period, lang) + (scaled === "" ? ` (${value(amount)})` : ""))
      .join(", ");
  const [months, years] = [named(7), named(4)];
  const [first, last] = [readings[0], readings.at(-1)];
  // The months of one bill are alike: listed one by one they would look like months that were measured.
  const spread =
    months !== "" && first && last && readings.length > 3 && readings.every(({ estimated }) => estimated)
      ? w.spread(readings.length, formatPeriod(first.period, lang), formatPeriod(last.period, lang))
      : "";
  const incomplete = partial.map(({ period }) => formatPeriod(period, lang)).join(", ");
  const parts = [
    scaled === ""
      ? w.lines(asTyped(ref, bill.total, flow), days.value.days, amountWords(ref, total.value / days.value.days, flow))
      : scaled,
    years === "" ? (months === "" ? w.noWhole : spread || w.whole(months)) : w.year(years),
    straddleOf(bill, flow),
    incomplete === "" || months === "" ? "" : w.partial(incomplete),
    idle,
  ];
  return parts.filter(Boolean).join(" ");
}
