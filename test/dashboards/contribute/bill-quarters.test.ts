import { expect, test } from "vitest";
import { visitorWith } from "../../../dashboards/compare/own-figures.ts";
import { sentenceOf } from "../../../dashboards/compare/sentence.ts";
import { answerOf } from "../../../dashboards/compare/topic-answer.ts";
import { withBillsByQuarter } from "../../../dashboards/contribute/bill-quarters.ts";
import { type MeasureRef, measureRef } from "../../../src/domains/index.ts";
import { readBills } from "../../../src/importers/bill.ts";
import { smallCommons } from "../compare/small-commons.ts";
import { row } from "../rows.ts";

const ref = measureRef("water", "volume") as MeasureRef;
const SMALL = "size=2";
/** P25, P50 and P75 of homes of two people. */
const PERIODS = { "2025": [5, 7, 9], "2025-Q1": [5, 7, 9], "2025-Q2": [5.5, 7.5, 10], "2025-Q3": [7, 8, 12] } as const;
const rows = Object.entries(PERIODS).flatMap(([TIME_PERIOD, values]) =>
  (["P25", "P50", "P75"] as const).map((statistic, i) => {
    const value = values[i] ?? 0;
    return row(statistic, value, { HOUSEHOLD_TYPE: SMALL, TIME_PERIOD, CI_LOWER: value - 0.1, CI_UPPER: value + 0.1 });
  }),
);
const commons = smallCommons(
  rows,
  Object.fromEntries(Object.keys(PERIODS).map((period) => [period, [{ type: SMALL, group: { area: "T", type: SMALL } }]])),
);

/** What is said of one bill, by what it has a month. */
function said(perMonth: number, from: string, to: string, months: number): string {
  const bill = { domain: "water", measure: "volume", from, to, total: String(months * perMonth) };
  const visitor = visitorWith("N1", { size: "2" }, readBills([bill]).readings);
  const answer = answerOf(commons, withBillsByQuarter(commons, visitor, [ref], "fr"), ref, "T", "fr");
  return sentenceOf(commons, answer, "fr")?.title ?? "";
}

test("a bill that has the same place in all its quarters is said to have it, in the words that months get", () => {
  expect(said(8, "2025-01-01", "2025-09-30", 9)).toMatch(/: \*la moitié centrale\* au 1er, au 2e et au 3e trimestre\.$/);
  expect(said(20, "2025-01-01", "2025-09-30", 9)).toMatch(/le quart qui consomme le plus\* au 1er, au 2e et au 3e trimestre\.$/);
});

test("a bill that would change places from one of its quarters to the next has none; nor has one that fills no quarter", () => {
  expect(said(9.5, "2025-01-01", "2025-09-30", 9)).not.toContain("moitié centrale");
  // The first half of the third quarter counts too.
  expect(said(6, "2025-01-01", "2025-06-30", 6)).toContain("moitié centrale");
  expect(said(6, "2025-01-01", "2025-08-15", 7.5)).not.toContain("moitié centrale");
  expect(said(8, "2025-02-01", "2025-05-31", 4)).not.toContain("moitié centrale");
});
