import { expect, test } from "vitest";
import { visitorWith } from "../../../dashboards/compare/own-figures.ts";
import { withLoneBills } from "../../../dashboards/contribute/lone-bills.ts";

/** By month, among how many months its bill was divided; 0: it stands for itself. */
function sharedIn(figures: readonly (readonly [period: string, amount: number, source?: string])[]) {
  const given = figures.map(([period, amount, source = "bill"]) => ({
    domain: "electricity",
    measure: "energy",
    period,
    amount,
    source,
  }));
  const visitor = withLoneBills(visitorWith("N1", {}, given), given);
  return Object.fromEntries(
    (visitor.entries.value["electricity.energy"]?.months ?? []).map(({ period, sharedBy = [] }) => [period, sharedBy.length]),
  );
}

test("the one month that is left of a bill is a bill's, months typed one by one are not, nor is what a meter measured", () => {
  expect(sharedIn([["2026-01", 303_261]])).toEqual({ "2026-01": 1 });
  expect(sharedIn([["2026-01", 303_261, "meter"]])).toEqual({ "2026-01": 0 });
  expect(
    sharedIn([
      ["2026-01", 300_000],
      ["2026-02", 280_000],
      ["2026-03", 150_000],
    ]),
  ).toEqual({ "2026-01": 0, "2026-02": 0, "2026-03": 0 });
  // The rest of one bill beside the whole of another, which has ten a day.
  expect(
    sharedIn([
      ["2026-01", 620_000],
      ["2026-02", 280_000],
      ["2026-03", 310_000],
    ]),
  ).toEqual({ "2026-01": 1, "2026-02": 2, "2026-03": 2 });
});
