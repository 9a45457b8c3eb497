import { UNITS } from "../../src/contract/units.ts";
import { measureRef } from "../../src/domains/index.ts";
import { billDays, readBills } from "../../src/importers/bill.ts";
import { readAmount } from "../../src/importers/typed-amount.ts";
import { formatPeriod } from "../shared/format.ts";
import { clampOf } from "../visit/commons.ts";
import { amountWords, type Flow } from "./flow.ts";
import { billOf, type Entry } from "./typed-source.ts";
import { unusualOf } from "./unusual.ts";
import { unusualLines } from "./unusual-words.ts";

/** What is asked of a figure that looks like a wrong unit, as soon as it is typed: of its largest month, or its year. */
export function doubtOf(entry: Entry, flow: Flow): string {
  const bill = billOf(entry);
  if (!billDays(bill.from, bill.to).ok || !readAmount(bill.total).ok) return "";
  const found = unusualOf(readBills([bill]).readings, (ref) => ({ clamp: clampOf(flow.commons.catalog, ref), middle: null }));
  return unusualLines(found, flow).join(" ");
}

/** What a bill comes to before it is added: a day's worth, the months that are whole, those that are not; null: it cannot be read yet. */
export function givesOf(entry: Entry, flow: Flow): string | null {
  const { words, lang } = flow;
  if (entry.kind !== "bill") return null;
  const bill = billOf(entry);
  const days = billDays(bill.from, bill.to);
  const total = readAmount(bill.total);
  const ref = measureRef(bill.domain, bill.measure);
  if (!days.ok || !total.ok || !ref) return null;
  const { readings, partial } = readBills([bill]);
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
    w.lines(days.value.days, amountWords(ref, total.value / days.value.days, flow)),
    years === "" ? (months === "" ? w.noWhole : w.whole(months)) : w.year(years),
    left === "" || months === "" ? "" : w.partial(left),
  ];
  return parts.filter(Boolean).join(" ");
}
