import { signal } from "@preact/signals";
import type { MeasureRef } from "../../src/domains/index.ts";
import { isQuarter, monthsIn } from "../compare/published-months.ts";
import { answerOf } from "../compare/topic-answer.ts";
import type { Verdict } from "../compare/verdict.ts";
import type { Lang } from "../shared/i18n.ts";
import type { PublicCommons } from "../visit/commons.ts";
import type { OwnMonth } from "../visit/months-read.ts";
import { NO_ENTRY, type OwnEntry, type Visitor } from "../visit/visitor.ts";

const QUARTERS = ["Q1", "Q2", "Q3", "Q4"];

/** The months of the quarter of a month: `2026-02` → `2026-01`, `2026-02`, `2026-03`. */
function quarterAround(period: string): string[] {
  const [year = "", month = ""] = period.split("-");
  const months = QUARTERS.map((quarter) => monthsIn(`${year}-${quarter}`)).find((all) => all.includes(month)) ?? [];
  return months.map((one) => `${year}-${one}`);
}

/** The place of a verdict as one text, such as `quarter middle`; null where it is none. */
function placeOf(verdict: Verdict | null): string | null {
  if (verdict?.kind === "quarter") return `quarter ${verdict.quarter}`;
  return verdict?.kind === "edge" ? `edge ${verdict.edge}` : null;
}

/**
 * The visitor, with a bill of several quarters placed in those that it fills, as months are, where its mean has the same place in every
 * quarter that it touches: then the bill has it too, whatever each quarter had of it. Of any other bill that cannot be told.
 */
export function withBillsByQuarter(commons: PublicCommons, visitor: Visitor, refs: readonly MeasureRef[], lang: Lang): Visitor {
  const entries = { ...visitor.entries.value };
  const root = commons.tree.root.code;
  for (const ref of refs) {
    const entry = entries[ref.key];
    if (entry === undefined) continue;
    const placeIn = (quarter: readonly string[], value: number): string | null => {
      const months = quarter.map((period) => ({ period, value }));
      const probe: OwnEntry = { ...NO_ENTRY, kind: "months", months };
      const answer = answerOf(commons, { ...visitor, entries: signal({ [ref.key]: probe }) }, ref, root, lang);
      return isQuarter(answer.period) && answer.season === null ? placeOf(answer.verdict) : null;
    };
    const hasOnePlace = ({ value }: OwnMonth, bill: readonly string[]): boolean => {
      const quarters = new Map(bill.map((period) => [quarterAround(period)[0], quarterAround(period)]));
      const [first, ...others] = [...quarters.values()].map((quarter) => placeIn(quarter, value));
      return first != null && others.length > 0 && others.every((place) => place === first);
    };
    const months = entry.months.map((month) => {
      const { sharedBy = [], period, value } = month;
      const quarter = quarterAround(period);
      // A month that the next bill shares has another amount: it is no part of this one.
      const bill = entry.months.filter((one) => one.value === value && sharedBy.includes(one.period)).map((one) => one.period);
      const isFilled = quarter.every((one) => bill.includes(one));
      return isFilled && sharedBy.length > quarter.length && (bill.length === quarter.length || hasOnePlace(month, bill))
        ? { ...month, sharedBy: quarter }
        : month;
    });
    entries[ref.key] = { ...entry, months };
  }
  return { ...visitor, entries: signal(entries) };
}
