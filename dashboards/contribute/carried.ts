import { type Bill, billDays } from "../../src/importers/bill.ts";
import { type AmountLang, readAmount, readPlainAmount } from "../../src/importers/typed-amount.ts";
import { unitLabel } from "../shared/format.ts";
import { LANGS } from "../shared/i18n.ts";
import { bareFigure, splitPeriod } from "../shared/typed-figure.ts";
import { type PublicCommons, unitOf } from "../visit/commons.ts";
import { newestYears } from "../visit/months-read.ts";
import type { Visitor } from "../visit/visitor.ts";
import type { Draft } from "./draft.ts";
import { billOf, NO_FIGURE, periodsOver, type TypedEntry, withBill } from "./typed-source.ts";

/** The figures typed in Me situer, as the page Contribuer takes them. */
export interface CarriedFigures {
  /** figures with known days */
  readonly bills: readonly Bill[];
  /** figures without a month or year: the person adds it, or they are not contributed */
  readonly undated: readonly TypedEntry[];
}

/**
 * Figures from a file are left out, because the file itself is carried, with months that were typed in the place of its own, which can be
 * corrected there; so are figures that cannot be read.
 */
export function carriedOf(
  { entries, files }: Pick<Visitor, "entries"> & Partial<Pick<Visitor, "files">>,
  { catalog, refs }: Pick<PublicCommons, "catalog" | "refs">,
  now: Date,
  lang: AmountLang = "fr",
): CarriedFigures {
  const bills: Bill[] = [];
  const undated: TypedEntry[] = [];
  const yearsInFiles = newestYears((files?.value ?? []).flatMap(({ read }) => read.report.readings));
  for (const ref of refs) {
    const entry = entries.value[ref.key];
    if (!entry || (entry.months.length > 0 && entry.kind !== "months")) continue;
    if (entry.kind === "year" && entry.amount === String(yearsInFiles.get(ref.key))) continue;
    const code = unitOf(catalog, ref);
    const totalOf = (text: string): string | null => {
      const bare = bareFigure(text, [code, ...LANGS.map((lang) => unitLabel(code, lang))]);
      return readAmount(bare, lang).ok ? bare : null;
    };
    // A bill's total is stored in plain digits, because it is read again later, perhaps in the other language.
    const plainOf = (text: string): string | null => {
      const plain = readPlainAmount(totalOf(text) ?? "", lang);
      return plain.ok ? plain.value : null;
    };
    const figure = { ...NO_FIGURE, measure: ref.key };
    if (entry.kind === "months") {
      for (const [period, text] of Object.entries(entry.typed)) {
        const total = entry.months.some((one) => one.period === period) ? null : plainOf(text);
        if (total !== null) bills.push(billOf({ ...figure, kind: "month", period, total }));
      }
      continue;
    }
    const typed = splitPeriod(entry.amount);
    const total = typed.period === null || typed.period === entry.kind ? totalOf(typed.figure) : null;
    if (total === null) continue;
    if (entry.kind === "bill") {
      const plain = plainOf(total) ?? total;
      if (billDays(entry.from, entry.to).ok) bills.push(billOf({ ...figure, from: entry.from, to: entry.to, total: plain }));
      continue;
    }
    // A calendar month was given without its year: the newest one that is over is proposed, for the person to confirm.
    const period = entry.month === "" ? "" : (periodsOver("month", now).find((one) => one.endsWith(`-${entry.month}`)) ?? "");
    undated.push({ ...figure, kind: entry.kind, total, period: entry.kind === "month" ? period : "" });
  }
  return { bills, undated };
}

/** Identifies a figure by everything that it states. */
export const billId = ({ domain, measure, from, to, total }: Bill): string => [domain, measure, from, to, total].join(" ");

/**
 * The draft with the figures typed in Me situer. A figure that was carried before and removed here does not return; a change in
 * Me situer is taken over; where two overlap, the one typed here wins.
 */
export function carriedInto(draft: Draft, bills: readonly Bill[], now: Date): Draft {
  const carriedIds = new Set(bills.map(billId));
  const carriedBefore = new Set(draft.carried);
  const kept: readonly Bill[] = draft.bills.filter((bill) => !carriedBefore.has(billId(bill)) || carriedIds.has(billId(bill)));
  const all = bills
    .filter((bill) => !carriedBefore.has(billId(bill)))
    .reduce((sum, bill) => {
      const next = withBill(sum, bill, now);
      return typeof next === "string" ? sum : next;
    }, kept);
  return { ...draft, bills: all, carried: [...new Set([...carriedBefore, ...carriedIds])] };
}
