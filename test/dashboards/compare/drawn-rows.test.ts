import { expect, test } from "vitest";
import { drawnTable } from "../../../dashboards/compare/drawn-rows.ts";
import { answerOf } from "../../../dashboards/compare/topic-answer.ts";
import { NO_ENTRY, newVisitor, type OwnEntry } from "../../../dashboards/visit/visitor.ts";
import type { Observation } from "../../../src/contract/observation.ts";
import { type MeasureRef, measureRef } from "../../../src/domains/index.ts";
import { row } from "../rows.ts";
import { smallCommons } from "./small-commons.ts";

const ref = measureRef("water", "volume") as MeasureRef;
const KINDS = ["size=1", "size=2", "_T"];
const STATISTICS = ["P25", "P50", "P75", "MEAN"] as const;

/** Rows of the year of each kind: quartiles at 6, 8 and 10 m³, and a mean. */
const YEAR = KINDS.flatMap((HOUSEHOLD_TYPE) =>
  STATISTICS.map((statistic, i) => row(statistic, [6, 8, 10, 8.5][i] ?? 0, { HOUSEHOLD_TYPE })),
);

/** The table of what is drawn for a home that gave a figure without months. */
function drawn(entry: Partial<OwnEntry>, attributes: Record<string, string>, more: readonly Observation[] = []) {
  const advice = KINDS.map((type) => ({ type, group: { area: "T", type } }));
  const inPart = Object.fromEntries(more.map(({ TIME_PERIOD }) => [TIME_PERIOD, []]));
  const commons = smallCommons([...YEAR, ...more], { "2025": advice, ...inPart });
  const visitor = newVisitor();
  visitor.area.value = "N1";
  visitor.attributes.value = attributes;
  visitor.entries.value = { [ref.key]: { ...NO_ENTRY, ...entry } };
  const answer = answerOf(commons, visitor, ref, "T", "fr");
  const { columns, rows } = drawnTable(commons, answer, "fr");
  const plain = (text: string): string => text.replaceAll("\u00a0", " ").replaceAll("\u202f", " ");
  return { columns, rows: rows.map((cells) => cells.map(plain)) };
}

const YEARLY = { kind: "year", amount: "61" } as const;

test("a year's figure stands in the table beside the group that it is drawn among, and beside no months", () => {
  const { columns, rows } = drawn(YEARLY, { size: "2" });
  expect(columns).toEqual(["Qui", "Par mois", "Marge", "Moitié centrale"]);
  expect(rows[0]).toEqual(["vous", "5,1 m³", "–", "–"]);
  expect(rows.slice(1)).toEqual([[expect.stringMatching(/^foyers de 2 personnes.*\(milieu\)$/), "8 m³", "7–9 m³", "6–10 m³"]]);
});

test("where the kind of home is not known, the table has the kinds that are drawn", () => {
  const { rows } = drawn(YEARLY, {});
  expect(rows.map(([who]) => who)).toEqual(["vous", "1 personne (milieu)", "2 personnes (milieu)"]);
});

test("a bill of part of the year stands in the table beside the same months, which have no middle half", () => {
  const more = [row("MEAN", 9, { TIME_PERIOD: "2025-01" }), row("MEAN", 7, { TIME_PERIOD: "2025-02" })];
  const { columns, rows } = drawn({ kind: "bill", amount: "10", from: "2025-01-01", to: "2025-02-28" }, { size: "2" }, more);
  expect(columns).toEqual(["Qui", "Par mois", "Marge"]);
  expect(rows.map((cells) => cells.slice(0, 2))).toEqual([
    ["vous", "5 m³"],
    ["mêmes mois (moyenne)", "8 m³"],
  ]);
});
