import { expect, test } from "vitest";
import { isOfFarKind } from "../../../dashboards/compare/card-parts.tsx";
import { answerOf } from "../../../dashboards/compare/topic-answer.ts";
import { NO_ENTRY, newVisitor } from "../../../dashboards/visit/visitor.ts";
import { type MeasureRef, measureRef } from "../../../src/domains/index.ts";
import { row } from "../rows.ts";
import { smallCommons } from "./small-commons.ts";

const ref = measureRef("water", "volume") as MeasureRef;
const KIND = "size=1";

/** Tells of a home of one person, whose kind has its middle half from 3 to 5, whether the mean of all, 9 ± 1, would contradict its place. */
function isFar(amount: string): boolean {
  const rows = [
    ...(["P25", "P50", "P75"] as const).map((statistic, i) =>
      row(statistic, 3 + i, { HOUSEHOLD_TYPE: KIND, CI_LOWER: 2.9 + i, CI_UPPER: 3.1 + i }),
    ),
    row("MEAN", 9),
  ];
  const commons = smallCommons(rows, { "2025": [{ type: KIND, group: { area: "T", type: KIND } }] });
  const visitor = newVisitor();
  visitor.area.value = "N1";
  visitor.attributes.value = { size: "1" };
  visitor.entries.value = { [ref.key]: { ...NO_ENTRY, amount } };
  return isOfFarKind(commons, answerOf(commons, visitor, ref, "T", "fr"));
}

test("a home above its own kind and below the mean of all has no place among means of all", () => {
  // Among its kind in the middle half, in the highest quarter, at its edge, and in the lowest.
  expect(["4", "7", "5.05", "1"].map(isFar)).toEqual([false, true, true, false]);
  expect(isFar("12")).toBe(false);
});
