import { expect, test } from "vitest";
import { isOfFarKind } from "../../../dashboards/compare/near-means.tsx";
import { answerOf } from "../../../dashboards/compare/topic-answer.ts";
import { NO_ENTRY, newVisitor } from "../../../dashboards/visit/visitor.ts";
import { type MeasureRef, measureRef } from "../../../src/domains/index.ts";
import { row } from "../rows.ts";
import { smallCommons } from "./small-commons.ts";

const ref = measureRef("water", "volume") as MeasureRef;
const KIND = "size=1";

/** Tells whether a home of one person, whose kind has its middle half from 3 to 5, is of a kind far from the mean of all. */
function isFar(amount: string, mean: number): boolean {
  const rows = [
    ...(["P25", "P50", "P75"] as const).map((statistic, i) =>
      row(statistic, 3 + i, { HOUSEHOLD_TYPE: KIND, CI_LOWER: 2.9 + i, CI_UPPER: 3.1 + i }),
    ),
    row("MEAN", mean),
  ];
  const commons = smallCommons(rows, { "2025": [{ type: KIND, group: { area: "T", type: KIND } }] });
  const visitor = newVisitor();
  visitor.area.value = "N1";
  visitor.attributes.value = { size: "1" };
  visitor.entries.value = { [ref.key]: { ...NO_ENTRY, amount } };
  return isOfFarKind(commons, answerOf(commons, visitor, ref, "T", "fr"));
}

test("a home whose kind is far from the mean of all has no place among means of all, whatever its figure is", () => {
  const amounts = ["1", "4", "5.05", "7", "12"];
  expect(amounts.map((amount) => isFar(amount, 9))).toEqual(amounts.map(() => true));
  expect(amounts.map((amount) => isFar(amount, 4.5))).toEqual(amounts.map(() => false));
});
