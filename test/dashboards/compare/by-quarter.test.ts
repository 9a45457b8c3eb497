import { expect, test } from "vitest";
import { figuresOf } from "../../../dashboards/compare/drawn-figures.ts";
import { levelled, visitorWith } from "../../../dashboards/compare/own-figures.ts";
import { placeIn } from "../../../dashboards/compare/season.ts";
import { sentenceOf } from "../../../dashboards/compare/sentence.ts";
import { answerOf } from "../../../dashboards/compare/topic-answer.ts";
import { NO_ENTRY, newVisitor, type OwnEntry } from "../../../dashboards/visit/visitor.ts";
import { type MeasureRef, measureRef } from "../../../src/domains/index.ts";
import { readBills } from "../../../src/importers/bill.ts";
import { row } from "../rows.ts";
import { smallCommons } from "./small-commons.ts";

const ref = measureRef("water", "volume") as MeasureRef;
const SMALL = "size=2";
/** Middles of P25, P50, P75 and the mean of homes of two people. */
const PERIODS = { "2025": [5, 7, 9, 7], "2025-Q1": [5, 7, 9, 7], "2025-Q2": [4, 6, 8, 6] } as const;
const rows = Object.entries(PERIODS).flatMap(([TIME_PERIOD, values]) =>
  (["P25", "P50", "P75", "MEAN"] as const).map((statistic, i) =>
    row(statistic, values[i] ?? 0, {
      HOUSEHOLD_TYPE: SMALL,
      TIME_PERIOD,
      CI_LOWER: (values[i] ?? 0) - 0.1,
      CI_UPPER: (values[i] ?? 0) + 0.1,
    }),
  ),
);
const commons = smallCommons(
  rows,
  Object.fromEntries(Object.keys(PERIODS).map((period) => [period, [{ type: SMALL, group: { area: "T", type: SMALL } }]])),
);

function said(entry: Partial<OwnEntry>, lang: "fr" | "en" = "fr") {
  const visitor = newVisitor();
  visitor.area.value = "N1";
  visitor.attributes.value = { size: "2" };
  visitor.entries.value = { [ref.key]: { ...NO_ENTRY, ...entry } };
  const answer = answerOf(commons, visitor, ref, "T", lang);
  return { answer, title: sentenceOf(commons, answer, lang)?.title, notes: sentenceOf(commons, answer, lang)?.notes.join(" ") };
}

const months = (values: readonly number[]) =>
  values.map((value, i) => ({ period: `2025-${String(i + 1).padStart(2, "0")}`, value }));

/** Months among which bills were divided. */
const divided = (bills: readonly (readonly [from: string, to: string, total: string])[]) => {
  const read = bills.map(([from, to, total]) => ({ domain: "water", measure: "volume", from, to, total }));
  const figures = levelled(readBills(read).readings, () => true);
  return said({ kind: "months", months: visitorWith(null, {}, figures).entries.value[ref.key]?.months ?? [] });
};

test("months that fill two quarters have the place in each that each alone has", () => {
  const alone = [
    [7, 7, 7],
    [12, 12, 12],
  ].map((values, i) => {
    const own = months([0, 0, 0, ...values])
      .slice(3)
      .map((one, j) => ({ ...one, period: `2025-0${3 * i + j + 1}` }));
    return said({ kind: "months", months: own }).answer;
  });
  expect(alone.map(({ period, verdict }) => [period, verdict])).toMatchObject([
    ["2025-Q1", { kind: "quarter", quarter: "middle" }],
    ["2025-Q2", { kind: "quarter", quarter: "high" }],
  ]);
  const both = said({ kind: "months", months: months([7, 7, 7, 12, 12, 12]) });
  expect(both.answer.season?.stretches.map(placeIn)).toEqual(alone.map(({ verdict }) => verdict));
  expect(both.title).toMatch(
    /^Parmi les foyers .+, vous êtes \*dans la moitié centrale\* au 1er trimestre et \*dans le quart qui consomme le plus\* au 2e trimestre\.$/,
  );
  expect(both.notes).toMatch(/^Cela fait 9,5\sm³ par mois de janvier à juin 2025\.$/);
  // Where the place is the same, it is said once.
  expect(said({ kind: "months", months: months([7, 7, 7, 7, 7, 7]) }).title).toContain(
    "*dans la moitié centrale* au 1er et au 2e trimestre.",
  );
  // "The quarter that uses the most" would be taken for one of the year.
  expect(said({ kind: "months", months: months([7, 7, 7, 12, 12, 12]) }, "en").title).toContain(
    "*in the highest quarter of homes* from April to June.",
  );
});

test("a quarter keeps its place whatever months are beside it, and a side of a middle is told only where there is no rank", () => {
  const more = said({ kind: "months", months: months([7, 7, 7, 12, 12]) });
  expect(more.title).toMatch(/^Parmi les foyers .+, vous êtes \*dans la moitié centrale\* au 1er trimestre\.$/);
  expect(said({ kind: "months", months: months([12, 12]) }).title).toContain("vous êtes *au-dessus du milieu* au 1er trimestre.");
  const quarter = months([7, 7, 7]);
  expect(said({ kind: "months", months: quarter }).title).toMatch(
    /^Vous êtes dans \*la moitié centrale\* .+, au 1er trimestre 2025\.$/,
  );
});

test("months of two years are said with their years, as are those of others", () => {
  const older = months([7, 7, 7, 7, 7, 7]);
  const newer = [9, 9, 9].map((value, i) => ({ period: `2026-0${i + 1}`, value }));
  const both = said({ kind: "months", months: [...older, { period: "2025-10", value: 6 }, ...newer] });
  // Nothing is published of a last quarter.
  expect(both.title).toMatch(/vous êtes \*.+\* au 1er trimestre et \*dans la moitié centrale\* au 2e trimestre\.$/);
  expect(both.notes?.replaceAll("\u00a0", " ")).toBe(
    "Cela fait 7,7 m³ par mois d’avril à juin et en octobre 2025 et de janvier à mars 2026. Vos mois sont de 2025 et 2026, ceux des autres de 2025.",
  );
  const ofBoth = said({ kind: "months", months: [...older.slice(0, 3), ...newer] });
  expect(ofBoth.answer.given?.periods).toEqual(["2026-01", "2026-02", "2026-03"]);
  for (const { title, notes } of [ofBoth, said({ kind: "months", months: newer })]) {
    expect(title).toMatch(/\s: vos mois de 2026, à côté du 1er trimestre 2025\.$/);
    expect(notes).not.toContain("2026");
  }
  expect(said({ kind: "months", months: newer }, "en").title).toMatch(/: your months of 2026, next to Q1 2025\.$/);
});

test("one figure of two quarters has its place in each, and so have the months among which it was divided", () => {
  const bill = said({ kind: "bill", amount: "48", from: "2025-01-01", to: "2025-06-30" });
  expect(bill.title).toMatch(
    /^Parmi les foyers .+, vous êtes \*dans la moitié centrale\* au 1er trimestre et \*à la limite du quart qui consomme le plus\* au 2e trimestre\.$/,
  );
  expect(bill.notes).toMatch(/^Cela fait 8\sm³ par mois de janvier à juin 2025\.$/);
  expect([figuresOf(bill.answer)]).toEqual([["season"]]);
  expect(divided([["2025-01-01", "2025-06-30", "48"]]).title).toBe(bill.title);
});

test("a bill has a place among homes over the same days, give or take a week; one that lacks a few days of its quarter within wider margins; one that lacks more a side", () => {
  const bill = (from: string, to: string, amount = "21") => said({ kind: "bill", amount, from, to });
  expect(bill("2025-01-03", "2025-04-02").answer.verdict?.kind).toBe("quarter");
  expect(bill("2026-01-01", "2026-03-31").answer.verdict?.kind).toBe("quarter");
  const placeOf = (...given: Parameters<typeof bill>) => bill(...given).answer.season?.stretches.map(placeIn);
  // 78 of 91 days: the quartile of 9 is known to 0.1 and 7 % more.
  expect(placeOf("2025-01-08", "2025-03-26", "21,5")).toMatchObject([{ kind: "edge", edge: "high" }]);
  expect(placeOf("2025-01-08", "2025-03-26", "18")).toMatchObject([{ kind: "quarter", quarter: "middle" }]);
  // 59 days: too few for a rank, and within 18 % of the middle for a side.
  expect(placeOf("2025-01-01", "2025-02-28", "15")).toEqual([null]);
  expect(placeOf("2025-01-01", "2025-02-28", "18")).toEqual([{ kind: "side", side: "above" }]);
  // 76 of 90 days at 7, and 14 at 6.
  expect(bill("2025-01-15", "2025-04-14").answer.season?.centre?.value).toBeCloseTo((76 * 7 + 14 * 6) / 90);
});

test("bills that were divided among months are told by the quarters that they touch, each of its own months", () => {
  const two = divided([
    ["2025-01-01", "2025-03-31", "21"],
    ["2025-04-01", "2025-06-30", "36"],
  ]);
  expect(two.answer.season?.stretches.map(placeIn)).toMatchObject([
    { kind: "quarter", quarter: "middle" },
    { kind: "quarter", quarter: "high" },
  ]);
  const across = divided([
    ["2025-01-01", "2025-01-31", "7"],
    ["2025-02-01", "2025-04-30", "21"],
    ["2025-05-01", "2025-06-30", "24"],
  ]);
  expect(across.answer.season?.stretches.map(({ own }) => Math.round(own))).toEqual([7, 10]);
});

test("beside a quarter, whose distribution is not published, the middle half of the group is drawn and not only means of all homes", () => {
  expect(figuresOf(said({ kind: "bill", amount: "21", from: "2025-01-01", to: "2025-03-31" }).answer)).toEqual(["half", "near"]);
});
