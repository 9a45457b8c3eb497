import { expect, test } from "vitest";
import { asksForHelp } from "../../../dashboards/compare/asked-back.tsx";
import { otherSaid } from "../../../dashboards/compare/sheet.tsx";
import { answerOf } from "../../../dashboards/compare/topic-answer.ts";
import { NO_ENTRY, newVisitor, type OwnEntry } from "../../../dashboards/visit/visitor.ts";
import { type MeasureRef, measureRef } from "../../../src/domains/index.ts";
import { row } from "../rows.ts";
import { smallCommons } from "./small-commons.ts";

const ref = measureRef("water", "volume") as MeasureRef;

test("on paper another topic gives the visitor's amount once", () => {
  const of = { HOUSEHOLD_TYPE: "size=2" };
  const rows = [row("P25", 5, of), row("P50", 9, of), row("P75", 13, of)];
  const commons = smallCommons(rows, { "2025": [{ type: "size=2", group: { area: "T", type: "size=2" } }] });
  const visitor = newVisitor();
  visitor.area.value = "N1";
  visitor.attributes.value = { size: "2" };
  const said = (entry: Partial<OwnEntry>) => {
    visitor.entries.value = { "water.volume": { ...NO_ENTRY, amount: "9", ...entry } };
    return otherSaid(commons, answerOf(commons, visitor, ref, "T", "en"), "en");
  };
  expect(said({})).toEqual(["Water: 9\u00a0m³.", expect.stringMatching(/^You are in the middle half/)]);
  expect(said({ kind: "bill", from: "2025-01-01", to: "2025-02-28", amount: "18" })).toEqual([
    "Water:",
    expect.stringMatching(/9\sm³ a month/),
  ]);
});

test("help is offered for a figure that may mean hardship, and for no other", () => {
  const of = { HOUSEHOLD_TYPE: "size=2" };
  const rows = [row("P25", 5, of), row("P50", 9, of), row("P75", 13, of)];
  const commons = smallCommons(rows, { "2025": [{ type: "size=2", group: { area: "T", type: "size=2" } }] });
  const helpFor = (amount: string): boolean => {
    const visitor = newVisitor();
    visitor.area.value = "N1";
    visitor.attributes.value = { size: "2" };
    visitor.entries.value = { "water.volume": { ...NO_ENTRY, amount } };
    return asksForHelp(answerOf(commons, visitor, ref, "T", "fr"));
  };
  expect(["0", "2,5", "3", "9"].map(helpFor)).toEqual([true, true, false, false]);
});
