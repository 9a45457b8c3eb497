import { UNITS } from "../../src/contract/units.ts";
import { type MeasureRef, measureRef } from "../../src/domains/index.ts";
import { type Bill, billDays, readBills } from "../../src/importers/bill.ts";
import { groupedInstead, plainAmount, readAmount } from "../../src/importers/typed-amount.ts";
import { amountText, formatPeriod } from "../shared/format.ts";
import { clampOf } from "../visit/commons.ts";
import { isOfUse } from "./coming.ts";
import { amountWords, comingFor, type Flow, measuresOf, unitFor } from "./flow.ts";
import { billOf, type TypedEntry } from "./typed-source.ts";
import { unusualOf } from "./unusual.ts";
import { unusualLines } from "./unusual-words.ts";

/** The published middle of a measure; null: none, or it is not known yet. */
export type MiddleOf = (ref: MeasureRef) => number | null;

/** The entry with its total in plain digits, read as the language writes them. */
export function plainEntry(entry: TypedEntry, { lang }: Pick<Flow, "lang">): TypedEntry {
  return { ...entry, total: plainAmount(entry.total, lang) ?? entry.total };
}

/** A total in the digits that the language writes, to be typed on. */
export function typedTotal(total: string, { lang }: Pick<Flow, "lang">): string {
  return lang === "fr" ? total.replace(".", ",") : total;
}

/** A total with as many decimals as were typed, three at most: an echo that rounds would not tell `1,146` from `1,15`. */
function asTyped(ref: MeasureRef, plain: string, flow: Flow): string {
  const decimals = Math.min(3, plain.split(".")[1]?.length ?? 0);
  return amountText(Number(plain), decimals, unitFor(ref, flow), flow.lang);
}

/** A point that may group thousands where the language has none: how it is read, and what to do if it is the other. */
function groupedDoubt(entry: TypedEntry, flow: Flow): string {
  const { lang, words } = flow;
  const grouped = lang === "fr" ? groupedInstead(entry.total) : null;
  const ref = measuresOf(flow).find(({ key }) => key === entry.measure);
  return grouped === null || !ref ? "" : words.type.grouped(asTyped(ref, grouped, flow));
}

/** What is asked of a figure that looks like a wrong unit, as soon as it is typed: of its largest month, or its year. */
export function doubtOf(entry: TypedEntry, flow: Flow, middleOf: MiddleOf): string {
  const bill = billOf(plainEntry(entry, flow));
  const grouped = groupedDoubt(entry, flow);
  if (!billDays(bill.from, bill.to).ok || !readAmount(bill.total).ok) return grouped;
  const found = unusualOf(readBills([bill]).readings, (ref) => ({
    clamp: clampOf(flow.commons.catalog, ref),
    middle: middleOf(ref),
  }));
  return [grouped, ...unusualLines(found, flow)].filter(Boolean).join(" ");
}

/** What a bill makes whole together with those of the same measure that were added, of its own months and years. */
function withOthers(bill: Bill, bills: readonly Bill[]) {
  const same = bills.filter(({ domain, measure }) => domain === bill.domain && measure === bill.measure);
  const all = readBills([...same, bill]);
  // One that cannot stand beside the others is read alone: why is said once it is added.
  const { readings, partial } = all.faults.length > 0 ? readBills([bill]) : all;
  const isOwn = ({ period }: { readonly period: string }): boolean =>
    period >= bill.from.slice(0, period.length) && period <= bill.to.slice(0, period.length);
  return { readings: readings.filter(isOwn), partial: partial.filter(isOwn) };
}

/** How a figure is read, and what a bill comes to before it is added: a day's worth, the months that are whole, those that are not; null: it cannot be read yet. */
export function givesOf(entry: TypedEntry, flow: Flow): string | null {
  const { words, lang } = flow;
  const bill = billOf(plainEntry(entry, flow));
  const days = billDays(bill.from, bill.to);
  const total = readAmount(bill.total);
  const ref = measureRef(bill.domain, bill.measure);
  if (!total.ok || !ref) return null;
  const said = words.type.read(asTyped(ref, bill.total, flow));
  if (!days.ok) return entry.kind === "bill" ? null : said;
  const { readings, partial } = withOthers(bill, flow.draft.value.bills);
  const coming = comingFor(flow);
  const idle = readings.length > 0 && readings.every(({ period }) => !isOfUse(period, coming)) ? words.report.idle.none : "";
  if (entry.kind !== "bill") return [said, idle].filter(Boolean).join(" ");
  const w = words.bring;
  const value = (amount: number): string => amountWords(ref, amount / Number(UNITS[ref.measure.unit].factor), flow);
  const named = (length: number): string =>
    readings
      .filter(({ period }) => period.length === length)
      .map(({ period, amount }) => `${formatPeriod(period, lang)} (${value(amount)})`)
      .join(", ");
  const [months, years] = [named(7), named(4)];
  const left = partial.map(({ period }) => formatPeriod(period, lang)).join(", ");
  const parts = [
    said,
    w.lines(days.value.days, amountWords(ref, total.value / days.value.days, flow)),
    years === "" ? (months === "" ? w.noWhole : w.whole(months)) : w.year(years),
    left === "" || months === "" ? "" : w.partial(left),
    idle,
  ];
  return parts.filter(Boolean).join(" ");
}
