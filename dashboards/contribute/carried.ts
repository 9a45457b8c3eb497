import { type Bill, billDays } from "../../src/importers/bill.ts";
import { type AmountLang, readAmount, readPlainAmount } from "../../src/importers/typed-amount.ts";
import { bareFigure } from "../compare/monthly-figure.ts";
import { unitLabel } from "../shared/format.ts";
import { LANGS } from "../shared/i18n.ts";
import { type PublicCommons, unitOf } from "../visit/commons.ts";
import { newestYears } from "../visit/months-read.ts";
import type { Visitor } from "../visit/visitor.ts";
import type { Draft } from "./draft.ts";
import { addedBill, billOf, NO_FIGURE, periodsOver, type TypedEntry } from "./typed-source.ts";

/** What a visitor typed in Me situer, as Contribuer takes it. */
export interface CarriedFigures {
  /** figures whose days are known */
  readonly bills: readonly Bill[];
  /** figures of no month or year in particular: the person says which, or they stay */
  readonly undated: readonly TypedEntry[];
}

/** Months and years that were read from a file come with the file, and figures that cannot be read do not come. */
export function carriedOf(
  { entries, files }: Pick<Visitor, "entries"> & Partial<Pick<Visitor, "files">>,
  { catalog, refs }: Pick<PublicCommons, "catalog" | "refs">,
  now: Date,
  lang: AmountLang = "fr",
): CarriedFigures {
  const bills: Bill[] = [];
  const undated: TypedEntry[] = [];
  const ofFiles = newestYears((files?.value ?? []).flatMap(({ read }) => read.report.readings));
  for (const ref of refs) {
    const entry = entries.value[ref.key];
    if (!entry || entry.months.length > 0) continue;
    // A year that a file gave comes with the file.
    if (entry.kind === "year" && entry.amount === String(ofFiles.get(ref.key))) continue;
    const code = unitOf(catalog, ref);
    const totalOf = (text: string): string | null => {
      const bare = bareFigure(text, [code, ...LANGS.map((lang) => unitLabel(code, lang))]);
      return readAmount(bare, lang).ok ? bare : null;
    };
    // A bill's total stands in plain digits: it is read again wherever it is used, whatever the language.
    const plainOf = (text: string): string | null => {
      const read = readPlainAmount(totalOf(text) ?? "", lang);
      return read.ok ? read.value : null;
    };
    const figure = { ...NO_FIGURE, measure: ref.key };
    if (entry.kind === "months") {
      for (const [period, text] of Object.entries(entry.typed)) {
        const total = plainOf(text);
        if (total !== null) bills.push(billOf({ ...figure, kind: "month", period, total }));
      }
      continue;
    }
    const total = totalOf(entry.amount);
    if (total === null) continue;
    if (entry.kind === "bill") {
      const plain = plainOf(entry.amount) ?? total;
      if (billDays(entry.from, entry.to).ok) bills.push(billOf({ ...figure, from: entry.from, to: entry.to, total: plain }));
      continue;
    }
    // A month of the calendar is said without its year: the newest that is over is offered, and the person adds it.
    const period = entry.month === "" ? "" : (periodsOver("month", now).find((one) => one.endsWith(`-${entry.month}`)) ?? "");
    undated.push({ ...figure, kind: entry.kind, total, period: entry.kind === "month" ? period : "" });
  }
  return { bills, undated };
}

/** Tells a figure from others, by all that it says. */
export const billId = ({ domain, measure, from, to, total }: Bill): string => [domain, measure, from, to, total].join(" ");

/**
 * The draft with what was typed in Me situer. What was carried once and taken away here does not come again; what was changed there
 * is changed here; and where two overlap, the one that was typed here stands.
 */
export function carriedInto(draft: Draft, bills: readonly Bill[], now: Date): Draft {
  const there = new Set(bills.map(billId));
  const before = new Set(draft.carried);
  const kept: readonly Bill[] = draft.bills.filter((bill) => !before.has(billId(bill)) || there.has(billId(bill)));
  const all = bills
    .filter((bill) => !before.has(billId(bill)))
    .reduce((sum, bill) => {
      const next = addedBill(sum, bill, now);
      return typeof next === "string" ? sum : next;
    }, kept);
  return { ...draft, bills: all, carried: [...new Set([...before, ...there])] };
}
