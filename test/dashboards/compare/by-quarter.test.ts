import { expect, test } from "vitest";
import { figuresOf } from "../../../dashboards/compare/drawn-figures.ts";
import { CORRECTED, levelled, visitorWith } from "../../../dashboards/compare/own-figures.ts";
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

test("months that fill two quarters have a place in each, as each alone has", () => {
  const alone = [
    said({ kind: "months", months: months([7, 7, 7]) }),
    said({ kind: "months", months: months([7, 7, 7, 12, 12, 12]).slice(3) }),
  ];
  expect(alone.map(({ answer: { period, verdict } }) => [period, verdict])).toMatchObject([
    ["2025-Q1", { kind: "quarter", quarter: "middle" }],
    ["2025-Q2", { kind: "quarter", quarter: "high" }],
  ]);
  const both = said({ kind: "months", months: months([7, 7, 7, 12, 12, 12]) });
  expect(both.answer.byQuarter.map(({ verdict }) => verdict)).toEqual(alone.map(({ answer }) => answer.verdict));
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

test("a quarter keeps its place whatever months are beside it; a single quarter is named too", () => {
  const more = said({ kind: "months", months: months([7, 7, 7, 12, 12]) });
  expect(more.title).toMatch(/^Parmi les foyers .+, vous êtes \*dans la moitié centrale\* au 1er trimestre\.$/);
  const [december, ...quarter] = [{ period: "2024-12", value: 9 }, ...months([7, 7, 7])];
  const before = said({ kind: "months", months: [december, ...quarter] });
  expect(before.title).toContain("*dans la moitié centrale* au 1er trimestre.");
  expect(said({ kind: "months", months: quarter }).title).toMatch(
    /^Vous êtes dans \*la moitié centrale\* .+, au 1er trimestre 2025\.$/,
  );
  expect(said({ kind: "months", months: months([7, 7]) }).answer.byQuarter).toEqual([]);
});

test("months of two years are said with their years, as are those of others", () => {
  const older = months([7, 7, 7, 7, 7, 7]);
  const newer = [9, 9, 9].map((value, i) => ({ period: `2026-0${i + 1}`, value }));
  const autumn = { period: "2025-10", value: 6 };
  const both = said({ kind: "months", months: [...older, autumn, ...newer] });
  expect(both.title).toMatch(/vous êtes \*dans la moitié centrale\* au 2e trimestre et \*.+\* au 1er trimestre\.$/);
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

test("a March beside the January and February after it is no quarter", () => {
  const holed = (...periods: string[]) =>
    said({ kind: "months", months: periods.map((period) => ({ period, value: 9 })) }).answer;
  for (const answer of [holed("2025-03", "2026-01", "2026-02"), holed("2025-03", "2025-08", "2026-01", "2026-02")])
    expect([answer.verdict?.kind, answer.byQuarter]).toEqual(["seasonal", []]);
});

test("one figure of two quarters has no place, and stands beside the middle of each", () => {
  const bill = said({ kind: "bill", amount: "48", from: "2025-01-01", to: "2025-06-30" });
  expect(bill.answer.byQuarter).toEqual([]);
  expect(bill.title).toMatch(
    /^8\sm³ par mois, c’est \*plus\* que le milieu des .+ au 1er trimestre et au 2e trimestre 2025 \(7\sm³ et 6\sm³\)\.$/,
  );
});

test("a bill has a place among homes over the same days, give or take a week, and else stands beside the middle of the season by its days", () => {
  const bill = (from: string, to: string, amount = "21") => said({ kind: "bill", amount, from, to });
  expect(bill("2025-01-03", "2025-04-02").answer.verdict?.kind).toBe("quarter");
  expect(bill("2026-01-01", "2026-03-31").answer.verdict?.kind).toBe("quarter");
  const short = bill("2025-01-08", "2025-03-26");
  expect(short.answer.verdict?.kind).toBe("seasonal");
  expect(short.title).toMatch(/ au 1er trimestre 2025 \(7\sm³\), faute de chiffre plus proche\.$/);
  // 76 of 90 days at 7, and 14 at 6.
  expect(bill("2025-01-15", "2025-04-14").answer.season?.centre?.value).toBeCloseTo((76 * 7 + 14 * 6) / 90);
});

test("months among which a bill of both quarters was divided have no place either, and are told the same; a bill of one quarter has one", () => {
  const divided = (bills: readonly (readonly [from: string, to: string, total: string])[]) => {
    const read = bills.map(([from, to, total]) => ({ domain: "water", measure: "volume", from, to, total }));
    const figures = levelled(readBills(read).readings, () => true);
    return said({ kind: "months", months: visitorWith(null, {}, figures).entries.value[ref.key]?.months ?? [] });
  };
  const one = divided([["2025-01-01", "2025-06-30", "48"]]);
  expect([one.answer.given?.months.length, one.answer.byQuarter, one.notes]).toEqual([6, [], ""]);
  const two = divided([
    ["2025-01-01", "2025-03-31", "21"],
    ["2025-04-01", "2025-06-30", "36"],
  ]);
  expect(two.answer.byQuarter.map(({ verdict }) => verdict)).toMatchObject([
    { kind: "quarter", quarter: "middle" },
    { kind: "quarter", quarter: "high" },
  ]);
  const across = divided([
    ["2025-01-01", "2025-01-31", "7"],
    ["2025-02-01", "2025-04-30", "21"],
    ["2025-05-01", "2025-06-30", "24"],
  ]);
  expect(across.answer.byQuarter).toEqual([]);
});

test("a corrected month of a bill gives no place to the quarter of the others, nor to its own", () => {
  const kept = readBills([{ domain: "water", measure: "volume", from: "2025-01-10", to: "2025-07-09", total: "48" }]).readings;
  const corrected = kept.map((one) => (one.period === "2025-03" ? { ...one, amount: 7000, source: CORRECTED } : one));
  const months = visitorWith(null, {}, corrected).entries.value[ref.key]?.months ?? [];
  expect(said({ kind: "months", months }).answer.byQuarter).toEqual([]);
});

test("beside a quarter, whose distribution is not published, the middle half of the group is drawn and not only means of all homes", () => {
  expect(figuresOf(said({ kind: "bill", amount: "21", from: "2025-01-01", to: "2025-03-31" }).answer)).toEqual(["half", "near"]);
});
