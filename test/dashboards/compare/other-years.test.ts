import { expect, test } from "vitest";
import { figuresOf, statesGap } from "../../../dashboards/compare/drawn-figures.ts";
import { monthsBeside } from "../../../dashboards/compare/my-months.tsx";
import { visitorWith } from "../../../dashboards/compare/own-figures.ts";
import { sentenceOf } from "../../../dashboards/compare/sentence.ts";
import { limitsOf } from "../../../dashboards/compare/sheet.tsx";
import { answerOf } from "../../../dashboards/compare/topic-answer.ts";
import { NO_ENTRY, newVisitor, type OwnEntry } from "../../../dashboards/visit/visitor.ts";
import type { Observation } from "../../../src/contract/observation.ts";
import { measureRef } from "../../../src/domains/index.ts";
import { row } from "../rows.ts";
import { smallCommons } from "./small-commons.ts";

const ref = measureRef("water", "volume");
if (!ref) throw new Error("water.volume is a measure");

/** The answer to a home of two people, of which the quartiles of 2025 are published. */
function answerTo(entry: Partial<OwnEntry>, more: readonly Observation[] = [], months: readonly string[] = []) {
  const of = { HOUSEHOLD_TYPE: "size=2" };
  const rows = [row("P25", 5, of), row("P50", 9, of), row("P75", 13, of), ...more];
  const advice = [{ type: "size=2", group: { area: "T", type: "size=2" } }];
  const commons = smallCommons(rows, {
    "2025": advice,
    ...Object.fromEntries(months.map((month) => [month, month.length === 4 ? advice : []])),
  });
  const visitor = newVisitor();
  visitor.area.value = "N1";
  visitor.attributes.value = { size: "2" };
  visitor.entries.value = { "water.volume": { ...NO_ENTRY, ...entry } };
  const answer = answerOf(commons, visitor, ref as NonNullable<typeof ref>, "T", "fr");
  return { commons, answer, sentence: sentenceOf(commons, answer, "fr") };
}
const year = (from: string) =>
  Array.from({ length: 12 }, (_, i) => {
    const month = new Date(Date.UTC(Number(from.slice(0, 4)), Number(from.slice(5)) - 1 + i, 1));
    return { period: month.toISOString().slice(0, 7), value: 20 };
  });

test("months of years long before the figures have figures beside them, and no place", () => {
  const { answer, sentence } = answerTo({ months: year("2021-02") });
  expect(answer.verdict).toEqual({ kind: "years" });
  expect(sentence?.title).toMatch(/^Cela fait \*20\sm³ par mois\*\.$/);
  expect(sentence?.notes.join(" ")).toMatch(
    /^Vos mois vont de février 2021 à janvier 2022, ceux des autres sont de 2025\..* on ne vous situe pas.*milieu.* 9\sm³ par mois/,
  );
  expect(figuresOf(answer)).toEqual(["months", "near"]);
  expect(statesGap(answer)).toBe(false);
});

test("months of a neighbouring year have a place, and the difference of years is said", () => {
  const { answer, sentence } = answerTo({ months: year("2026-01") });
  expect(answer.verdict).toEqual({ kind: "quarter", quarter: "high" });
  expect(sentence?.notes).toEqual([expect.stringMatching(/^Vos mois sont de 2026, ceux des autres de 2025\.$/)]);
  expect(answerTo({ months: year("2025-01") }).sentence?.notes).toEqual([]);
  // On paper, where it may be one of several topics, too.
  const { commons } = answerTo({});
  expect(limitsOf(commons, answer, "fr").join(" ")).toMatch(/Vos mois sont de 2026, ceux des autres de 2025\./);
  const bill = { kind: "bill", amount: "240", from: "2023-01-01", to: "2023-12-31" } as const;
  expect(answerTo(bill).sentence?.notes.join("")).toMatch(/^Votre chiffre est de 2023, celui des autres de 2025/);
});

test("of more than twelve months the newest twelve are judged, whichever year is published, and the sentence says the years", () => {
  const months = [...year("2025-01"), ...year("2026-01").map(({ period }) => ({ period, value: 10 }))];
  const { answer, sentence } = answerTo({ months });
  expect(answer.given?.perMonth).toBe(10);
  expect(sentence?.title).toMatch(/^Vous êtes dans \*la moitié centrale\* /);
  expect(sentence?.notes).toEqual(["Vos mois sont de 2026, ceux des autres de 2025."]);
  const alone = answerTo({ months: months.slice(0, 12) });
  expect(alone.sentence?.title).toMatch(/^Vous êtes dans \*le quart qui consomme le plus\*, .+, en 2025\.$/);
  expect(alone.sentence?.notes).toEqual([]);
});

test("a year of months over the new year is judged by the published year that has most of them, and the gap is with that year", () => {
  const of2024 = (["P25", "P50", "P75"] as const).map((statistic, i) =>
    row(statistic, 15 + 4 * i, { HOUSEHOLD_TYPE: "size=2", TIME_PERIOD: "2024" }),
  );
  const judgedBy = (from: string): string => answerTo({ months: year(from) }, of2024, ["2024"]).answer.period;
  expect(["2024-04", "2024-06", "2024-07", "2024-08"].map(judgedBy)).toEqual(["2024", "2024", "2025", "2025"]);
  const { answer, sentence } = answerTo({ months: year("2024-04") }, of2024, ["2024"]);
  expect(answer.verdict).toMatchObject({ quarter: "middle" });
  expect(answer.group?.quartiles?.p50.value).toBe(19);
  expect(sentence?.notes).toEqual(["Vos mois vont d’avril 2024 à mars 2025, ceux des autres sont de 2024."]);
  // Where that year is not published, the newest is.
  expect(answerTo({ months: year("2024-04") }).answer.period).toBe("2025");
});

test("months that stand beside those of another group than the sentence's say so", () => {
  const months = Array.from({ length: 12 }, (_, i) => `2025-${String(i + 1).padStart(2, "0")}`);
  const beside = (HOUSEHOLD_TYPE: string) => {
    const rows = months.map((TIME_PERIOD) => row("MEAN", 9, { HOUSEHOLD_TYPE, TIME_PERIOD }));
    const { commons, answer } = answerTo({ months: year("2025-01") }, rows, months);
    return monthsBeside(commons, answer, "fr");
  };
  expect(beside("size=2")).toBe("À côté des mêmes foyers, mois par mois.");
  expect(beside("_T")).toMatch(/à côté de ceux des foyers .* Trop peu de mois des foyers de 2 personnes .* sont publiés/);
});

test("a year's total that was read is of its year, and one that was typed is of no known year", () => {
  const read = visitorWith("N1", {}, [{ domain: "water", measure: "volume", period: "2026", amount: 240_000, source: "meter" }]);
  const entry = read.entries.value["water.volume"];
  expect(answerTo({ ...entry }).sentence?.notes).toEqual([
    expect.stringMatching(/^Votre chiffre est de 2026, celui des autres de 2025\.$/),
  ]);
  expect(answerTo({ kind: "year", amount: "240" }).sentence?.notes).toEqual([]);
});
