import { expect, test } from "vitest";
import { visitorWith } from "../../../dashboards/compare/own-figures.ts";
import { seasonSide } from "../../../dashboards/compare/seasonal-said.ts";
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
const PERIODS = {
  "2025": [5, 7, 9],
  "2025-Q1": [5, 7, 9],
  "2025-Q2": [5.5, 7.5, 10],
  "2025-Q3": [7, 8, 12],
  "2025-Q4": [4, 6, 9],
} as const;
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

/** A bill by its days and its total. */
type Days = readonly [from: string, to: string, total: number];

/** What is said of bills, and the answer. */
function ofBills(...bills: readonly Days[]) {
  const typed = bills.map(([from, to, total]) => ({ domain: "water", measure: "volume", from, to, total: total.toFixed(2) }));
  const visitor = visitorWith("N1", { size: "2" }, readBills(typed).readings);
  const answer = answerOf(commons, withBillsByQuarter(commons, visitor, [ref], "fr"), ref, "T", "fr");
  return { answer, sentence: sentenceOf(commons, answer, "fr") };
}

/** What is said of one bill, by what it has a month. */
const said = (perMonth: number, from: string, to: string, months: number): string =>
  ofBills([from, to, months * perMonth]).sentence?.title ?? "";

test("a bill that has the same place in all its quarters is said to have it, in the words that months get", () => {
  expect(said(8, "2025-01-01", "2025-09-30", 9)).toMatch(
    /, vous êtes \*dans la moitié centrale\* au 1er, au 2e et au 3e trimestre\.$/,
  );
  expect(said(20, "2025-01-01", "2025-09-30", 9)).toMatch(/le quart qui consomme le plus\* au 1er, au 2e et au 3e trimestre\.$/);
});

test("a bill that would change places from one of its quarters to the next has none; nor has one that fills no quarter", () => {
  expect(said(9.5, "2025-01-01", "2025-09-30", 9)).not.toContain("moitié centrale");
  // The first half of the third quarter counts too.
  expect(said(6, "2025-01-01", "2025-06-30", 6)).toContain("moitié centrale");
  expect(said(6, "2025-01-01", "2025-08-15", 7.5)).not.toContain("moitié centrale");
  expect(said(8, "2025-02-01", "2025-05-31", 4)).not.toContain("moitié centrale");
});

test("each of two bills is spoken of: on which side of its season it is, or in which place of a quarter", () => {
  const two = ofBills(["2025-01-01", "2025-06-30", 58], ["2025-07-01", "2025-09-30", 24]).sentence;
  expect(two?.title).toMatch(
    /, vous êtes \*au-dessus du milieu\* de janvier à juin et \*dans la moitié centrale\* au 3e trimestre\.$/,
  );
  // Neither fills a quarter that has a place, and June is of both.
  const crossed = ofBills(["2025-01-10", "2025-06-17", 58], ["2025-06-18", "2025-11-12", 20]).sentence;
  expect(crossed?.title).toMatch(
    /, vous êtes \*au-dessus du milieu\* de février à mai et \*en dessous du milieu\* de juillet à octobre\.$/,
  );
});

/** What is said of a bill: its quarters with their places, and its side. */
function claimsOf({ answer }: ReturnType<typeof ofBills>): string[] {
  const placed = [answer, ...answer.byQuarter].filter(({ verdict }) => verdict?.kind === "quarter" || verdict?.kind === "edge");
  const places = placed.map(({ period, verdict }) => `${period} ${JSON.stringify(verdict)}`);
  const sides = [...(answer.byBill.length > 0 ? answer.byBill : placed.length === 0 ? [answer] : [])];
  return [...places, ...sides.map((one) => `${one.season?.months.join()} ${seasonSide(one)}`)].filter(
    (one) => !one.endsWith("null"),
  );
}

test("property: a bill that is added takes nothing away of what was said of another", () => {
  const ends = ["2025-03-31", "2025-04-20", "2025-05-31", "2025-06-17", "2025-06-30", "2025-07-31"];
  const [firsts, lasts] = [
    ["2025-01-01", "2025-01-10", "2025-02-01"],
    ["2025-09-30", "2025-10-31", "2025-11-12"],
  ];
  let compared = 0;
  for (const from of firsts)
    for (const end of ends)
      for (const last of lasts)
        for (const [a, b] of [
          [58, 24],
          [20, 60],
          [33, 37],
          [70, 12],
        ] as const) {
          const next = new Date(Date.parse(end) + 86_400_000).toISOString().slice(0, 10);
          const bills: readonly Days[] = [
            [from, end, a],
            [next, last, b],
          ];
          const both = claimsOf(ofBills(...bills));
          for (const bill of bills) {
            const alone = claimsOf(ofBills(bill));
            expect(both, `${JSON.stringify(bills)}: ${bill[0]}`).toEqual(expect.arrayContaining(alone));
            compared += alone.length;
          }
        }
  expect(compared).toBeGreaterThan(200);
});
