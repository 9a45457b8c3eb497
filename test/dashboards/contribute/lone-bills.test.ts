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

test("a month between two bills is of both where it has whole days of each; another that is typed there is a bill of its own", () => {
  const quarter: [string, number][] = [
    ["2025-01", 516_667],
    ["2025-02", 466_666],
    ["2025-03", 516_667],
  ];
  const after: [string, number][] = [
    ["2025-05", 202_174],
    ["2025-06", 195_652],
  ];
  // Fifteen days of the one and fifteen of the other.
  expect(sharedIn([...quarter, ["2025-04", 347_826], ...after])["2025-03"]).toBe(4);
  expect(sharedIn([...quarter, ["2025-04", 350_000], ...after])).toEqual({
    "2025-01": 3,
    "2025-02": 3,
    "2025-03": 3,
    "2025-04": 1,
    "2025-05": 2,
    "2025-06": 2,
  });
});
