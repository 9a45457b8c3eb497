import { monthName, monthOrdinal } from "../../src/contract/period.ts";
import { UNITS } from "../../src/contract/units.ts";
import { type MeasureRef, measureRef } from "../../src/domains/index.ts";
import { type Bill, billDays, isYearTotal, readBills } from "../../src/importers/bill.ts";
import { groupedInstead, plainAmount, readAmount } from "../../src/importers/typed-amount.ts";
import { periodOfBill } from "../compare/own-figures.ts";
import type { PublicMiddle } from "../compare/public-middle.ts";
import { amountText, formatDate, formatPeriod, lowerFirst, unitLabel } from "../shared/format.ts";
import { LANGS } from "../shared/i18n.ts";
import { topicLabel } from "../shared/labels.ts";
import { bareFigure } from "../shared/typed-figure.ts";
import { clampOf } from "../visit/commons.ts";
import { amountWords, type Flow, measuresOf, offersFor, stretchText, typedFrom, unitFor } from "./flow.ts";
import { isOffered } from "./offers.ts";
import { ownMeanDecimals } from "./own-decimals.ts";
import { billOf, dayBeside, type TypedEntry } from "./typed-source.ts";
import { unusualOf } from "./unusual.ts";
import { unusualTexts } from "./unusual-words.ts";

/** Returns the published middle of a measure for a figure of that period; its value is null while it is not loaded yet. */
export type MiddleOf = (ref: MeasureRef, period: string) => PublicMiddle;

/** An entry's total without the unit of its measure, where that was typed as well. */
function bareTotal({ total, measure }: TypedEntry, { notice }: Pick<Flow, "notice">): string {
  const [domain = "", id = ""] = measure.split(".");
  const ref = measureRef(domain, id);
  const code = notice.facts.measures.find(({ key }) => key === measure)?.unit ?? ref?.measure.unit;
  return code === undefined ? total : bareFigure(total, [code, ...LANGS.map((lang) => unitLabel(code, lang))]);
}

/** The entry with its total in plain digits, read according to the language. */
export function plainEntry(entry: TypedEntry, flow: Pick<Flow, "lang" | "notice">): TypedEntry {
  const bare = bareTotal(entry, flow);
  return { ...entry, total: plainAmount(bare, flow.lang) ?? bare };
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
  const grouped = lang === "fr" ? groupedInstead(bareTotal(entry, flow)) : null;
  const ref = measuresOf(flow).find(({ key }) => key === entry.measure);
  return grouped === null || !ref ? "" : words.type.grouped(asTyped(ref, grouped, flow));
}

/** The question about a figure that looks like a wrong unit, asked as soon as it is typed. */
export function doubtOf(entry: TypedEntry, flow: Flow, middleOf: MiddleOf): string {
  return [groupedDoubt(entry, flow), billDoubt(billOf(plainEntry(entry, flow)), flow, middleOf)].filter(Boolean).join(" ");
}

/** Why a typed bill is asked about, the same wherever it stands; empty where it is usual or was said to be right. */
export function billDoubt(bill: Bill, flow: Flow, middleOf: MiddleOf): string {
  if (!billDays(bill.from, bill.to).ok || !readAmount(bill.total).ok) return "";
  const found = unusualOf(readBills([bill]).readings, (ref, period) => ({
    clamp: clampOf(flow.commons.catalog, ref),
    middle: middleOf(ref, period),
  }));
  const isConfirmed = found.some(({ key }) => flow.draft.value.confirmed.has(key));
  const texts = unusualTexts(found, flow, periodOfBill(bill) === null);
  return isConfirmed ? "" : [...new Set(texts.map(({ why }) => why))].join(" ");
}

/** The months and years of a bill, completed by other bills of the same measure. A month that two bills share is told of the later one. */
function withOthers(bill: Bill, bills: readonly Bill[]) {
  const sameMeasure = bills.filter(({ domain, measure }) => domain === bill.domain && measure === bill.measure);
  const all = readBills([...sameMeasure, bill]);
  // A bill that conflicts with the others is read alone; adding it gives the reason.
  const { readings, partial } = all.faults.length > 0 ? readBills([bill]) : all;
  const isOwn = ({ period }: { readonly period: string }): boolean =>
    isYearTotal(bill) === (period.length === 4) &&
    !sameMeasure.some(({ from }) => from > bill.from && from.startsWith(period)) &&
    period >= bill.from.slice(0, period.length) &&
    period <= bill.to.slice(0, period.length);
  // A month that another bill began would come before the earlier ones.
  const inOrder = <P extends { readonly period: string }>(all: readonly P[]): P[] =>
    all.filter(isOwn).sort((a, b) => a.period.localeCompare(b.period));
  // Of a month that two bills share, the later one tells the amount, and the earlier one that it is whole by it.
  const alone = new Set(readBills(sameMeasure).readings.map(({ period }) => period));
  const completed = readings.filter((one) => !isOwn(one) && one.period.length === 7 && !alone.has(one.period));
  return { readings: inOrder(readings), partial: inOrder(partial), completed };
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

/** The months that are `sent` of a bill, where it has others that no publication to come uses. */
function sentOf(readings: readonly unknown[], sent: readonly { readonly period: string }[], { words, lang }: Flow): string {
  const [first] = sent;
  if (first === undefined) return words.report.idle.none;
  return sent.length === readings.length ? "" : words.bring.sent(sent.length, formatPeriod(first.period, lang));
}

/** What the contribution holds of a bill's measure for a period. */
const heldOf = ({ domain, measure }: Bill, period: string, { addTo }: Flow) =>
  addTo?.held.find((one) => one.domain === domain && one.measure === measure && one.period === period);

/**
 * The months of which a bill has too few days, and which of the bills beside it to type again: one may be given already, of which its own
 * months are kept, and not the days that made no whole one. Worth that is only a month that would count.
 */
function lackOf(bill: Bill, partial: readonly { readonly period: string }[], flow: Flow) {
  const { from, to } = bill;
  const isBilled = (at: number): boolean => heldOf(bill, monthName(at), flow)?.source === "bill";
  const sideOf = (month: string): "next" | "previous" | null => {
    const isWithin = (day: string, beside: -1 | 1): boolean => day.startsWith(month) && dayBeside(day, beside).startsWith(month);
    const [begins, ends] = [isWithin(from, -1), isWithin(to, 1)];
    // One bill does not fill a month that lacks days at both ends.
    if (begins === ends) return null;
    return isBilled(monthOrdinal(month) + (ends ? 1 : -1)) ? (ends ? "next" : "previous") : null;
  };
  // Of a bill that is typed again a month that lacks days stays as it was given.
  const lacking = partial.map(({ period }) => period).filter((period) => !heldOf(bill, period, flow));
  const again = lacking.flatMap((month) => {
    const side = sideOf(month);
    if (side === null || !isOffered(month, typedFrom(flow))) return [];
    // The end that touches this bill is known, and the other one stands on paper.
    const day = side === "next" ? dayBeside(to, 1) : dayBeside(from, -1);
    const days = side === "next" ? { from: day, to: "" } : { from: "", to: day };
    const text = flow.words.bring.again(side, formatDate(day, flow.lang), formatPeriod(month, flow.lang));
    return [{ text, measure: `${bill.domain}.${bill.measure}`, days }];
  });
  return { without: lacking.filter((month) => sideOf(month) === null), again };
}

/** Of bills without a whole month: which bill beside them is to be typed again where it was given before, else that one is to be added. */
export function noWholeOf(bills: readonly Bill[], flow: Flow): string {
  const again = bills.flatMap((bill) => lackOf(bill, readBills([bill]).partial, flow).again.map(({ text }) => text));
  return again.length === 0 ? flow.words.bring.noWhole : [...new Set(again)].join(" ");
}

/** What each typed bill lacks, completed by the others. */
const lacksOf = (flow: Flow) =>
  flow.draft.value.bills.map((bill, _, bills) => {
    const others = bills.filter((one) => one !== bill);
    return { bill, ...lackOf(bill, withOthers(bill, others).partial, flow) };
  });

/** The bills given before that are to be typed again, for a month that one typed now shares with them. */
export const againOf = (flow: Flow) => [
  ...new Map(lacksOf(flow).flatMap(({ again }) => again.map((one) => [one.text, one]))).values(),
];

/** Which bill to type again where nothing can be sent without it; else null. */
export const lackedBill = (flow: Flow): string | null => (offersFor(flow).length === 0 ? (againOf(flow)[0]?.text ?? null) : null);

/** The months of typed bills that are not sent for want of days, by measure. */
export function withoutNotes(flow: Flow): string[] {
  const lacks = lacksOf(flow);
  return measuresOf(flow).flatMap((ref) => {
    const of = lacks.filter(({ bill }) => `${bill.domain}.${bill.measure}` === ref.key);
    const months = [...new Set(of.flatMap(({ without }) => without))].filter((month) => isOffered(month, typedFrom(flow)));
    const named = months.sort().map((month) => formatPeriod(month, flow.lang));
    return named.length === 0 ? [] : [`${topicLabel(ref, flow.lang)} – ${lowerFirst(flow.words.bring.partial(named))}`];
  });
}

/** The typed bills that end within a month without filling it: no days are kept for the bill to come. */
export const unfinishedBills = (flow: Flow): Bill[] =>
  lacksOf(flow).flatMap(({ bill, without }) => {
    const last = bill.to.slice(0, 7);
    return without.includes(last) && isOffered(last, typedFrom(flow)) ? [bill] : [];
  });

/** What becomes of a bill: its whole months, those that lack days, and which of them are sent. Of a month or a year that was typed as such only what it lacks. */
export function becomesOf(bill: Bill, flow: Flow): string {
  const { words, lang } = flow;
  const w = words.bring;
  const ref = measureRef(bill.domain, bill.measure);
  const others = flow.draft.value.bills.filter((one) => one !== bill);
  const { readings, partial, completed } = withOthers(bill, others);
  const [first, last] = [readings[0], readings.at(-1)];
  const all = [...readings, ...completed];
  const sent = all.filter(({ period }) => isOffered(period, typedFrom(flow)));
  const isAlone = all.length > 1 && sent.length === 1 && completed.some((one) => one === sent[0]);
  const completes = completed.map((one) => w.completes(formatPeriod(one.period, lang), isAlone && one === sent[0]));
  if (!ref || !first || !last) return completes.join(" ") || noWholeOf([bill], flow);
  const value = (amount: number): string => amountWords(ref, amount / Number(UNITS[ref.measure.unit].factor), flow);
  const perMonth =
    readings.reduce((sum, { amount }) => sum + amount, 0) / readings.length / Number(UNITS[ref.measure.unit].factor);
  const mean = amountText(perMonth, ownMeanDecimals(perMonth, ref.measure), unitFor(ref, flow), lang);
  const before = heldOf(bill, first.period, flow)?.amount ?? first.amount;
  const months = isYearTotal(bill)
    ? scaledOf(bill, flow) || w.year(readings.map(({ period }) => period).join(", "))
    : readings.length > 1
      ? w.months(
          readings.length,
          stretchText(
            readings.map(({ period }) => period),
            flow,
          ),
          mean,
        )
      : first.estimated
        ? w.month(formatPeriod(first.period, lang), mean)
        : before === first.amount
          ? ""
          : `${value(before)} → ${value(first.amount)}`;
  const { without, again } = lackOf(bill, partial, flow);
  const lack = without.length === 0 ? "" : w.partial(without.map((month) => formatPeriod(month, lang)));
  const stays = partial.flatMap(({ period }) => {
    const held = heldOf(bill, period, flow);
    return held ? [w.stays(formatPeriod(period, lang), value(held.amount))] : [];
  });
  // What is to be typed again makes of it what nothing uses by itself.
  const isSaid = isAlone || (again.length > 0 && sent.length === 0);
  const leaves = isSaid ? "" : sentOf(all, sent, flow);
  return [months, ...completes, straddleOf(bill, flow), lack, ...again.map(({ text }) => text), ...stays, leaves]
    .filter(Boolean)
    .join(" ");
}

/** How a figure is read and, of a bill that is not doubted, what becomes of it, before it is added. Null while it cannot be read. */
export function givesOf(entry: TypedEntry, flow: Flow, isDoubted = false): string | null {
  const bill = billOf(plainEntry(entry, flow));
  const ref = measureRef(bill.domain, bill.measure);
  if (!readAmount(bill.total).ok || !ref) return null;
  // Whole digits are read as they stand.
  const reading = /^\d+$/.test(entry.total.trim()) ? "" : flow.words.type.read(asTyped(ref, bill.total, flow));
  if (entry.kind !== "bill" || isDoubted) return reading;
  return billDays(bill.from, bill.to).ok ? [reading, becomesOf(bill, flow)].filter(Boolean).join(" ") : null;
}
