import { expect, test } from "vitest";
import { ownRounded, roundedFigure, roundedGap, roundedToMargin, yearlyGap } from "../../../dashboards/compare/rounded.ts";
import { youAmong } from "../../../dashboards/compare/you-among.ts";

const own = (perMonth: number) =>
  ownRounded({
    given: { perMonth, month: null, covered: [], days: null, months: [], yearBefore: [], periods: [], dates: null, total: null },
  });

test.each([
  // my 86,5 is untouched, and 74,2 is shown as 74
  [86.5, { value: 74.2, lower: 73, upper: 75.4 }, 12.5],
  // a mean that its margin rounds to 400
  [275, { value: 412, lower: 330, upper: 494 }, -135],
  [275, { value: 402, lower: 301, upper: 503 }, -125],
  [8.65, { value: 9.31, lower: 9.2, upper: 9.4 }, -0.65],
  [87, { value: 87.3, lower: 86, upper: 89 }, 0],
])("the gap of %d is what a reader finds who subtracts the figures as they are shown", (value, centre, gap) => {
  const middle = roundedToMargin(centre, 2);
  expect(roundedGap(own(value), middle).value).toBe(gap);
  expect(own(value).value - middle.value).toBeCloseTo(gap, 9);
});

test("a decimal that is a zero is not shown", () => {
  expect(roundedFigure(74.02, 1)).toEqual({ value: 74, decimals: 0 });
  expect(roundedFigure(412, -2)).toEqual({ value: 400, decimals: 0 });
});

test("the gap of a year is rounded as its margin asks, unless a reader who multiplies that of a month would find another", () => {
  expect(yearlyGap(23, -1, 0)).toEqual({ value: 280, decimals: 0 });
  expect(yearlyGap(-10, -2, 0)).toEqual({ value: 120, decimals: 0 });
  // Hundreds would move 648 too far: tens do not.
  expect(yearlyGap(54, -2, 0)).toEqual({ value: 650, decimals: 0 });
});

test("a figure far beyond others stands at the end of their axis with an arrow, and any other where it is", () => {
  expect(youAmong(300, "vous, 300", [80, 100])).toEqual({ value: 300, text: "vous, 300" });
  expect(youAmong(9000, "vous, 9 000", [80, 100])).toEqual({ value: 300, text: "vous, 9 000\u00a0▸" });
  expect(youAmong(12, "vous, 12", [])).toEqual({ value: 12, text: "vous, 12" });
});

test("a gap over a year and a change of one's own are whole from ten on", () => {
  expect(yearlyGap(3.8, 1, 1)).toEqual({ value: 46, decimals: 0 });
  expect(yearlyGap(0.4, 1, 1)).toEqual({ value: 4.8, decimals: 1 });
});

test("a half goes up as it does in a figure that is written, above and below zero", () => {
  expect([12.85, 1.005, -12.85, 12.84].map((value) => roundedFigure(value, value > 2 || value < 0 ? 1 : 2).value)).toEqual([
    12.9, 1.01, -12.9, 12.8,
  ]);
  expect(roundedFigure(1250, -2).value).toBe(1300);
});
