import { expect, test } from "vitest";
import { asksForHelp } from "../../../dashboards/compare/asked-back.tsx";
import { answerOf } from "../../../dashboards/compare/topic-answer.ts";
import { NO_ENTRY, newVisitor } from "../../../dashboards/visit/visitor.ts";
import { type MeasureRef, measureRef } from "../../../src/domains/index.ts";
import { smallCommons } from "../compare/small-commons.ts";
import { row } from "../rows.ts";

const ref = measureRef("water", "volume") as MeasureRef;

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
