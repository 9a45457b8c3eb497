import fc from "fast-check";
import { expect, test } from "vitest";
import type { Group } from "../../../dashboards/compare/group.ts";
import {
  gapOver,
  monthlyGap,
  ownRounded,
  roundedFigure,
  roundedGap,
  roundedToMargin,
} from "../../../dashboards/compare/rounded.ts";
import { youAmong } from "../../../dashboards/compare/you-among.ts";
import { plainDigits } from "../../../dashboards/shared/digits.ts";
import type { WithMargin } from "../../../dashboards/shared/reliable-interval.ts";
import { type MeasureRef, measureRef } from "../../../src/domains/index.ts";

const REF = measureRef("water", "volume") as MeasureRef;

/** An answer with an own figure, typed as it is or computed of `days`, held against a middle. */
const answerOf = (perMonth: number, middle: WithMargin | null, days: number | null = null) => ({
  ref: REF,
  season: null,
  group: middle === null ? null : ({ quartiles: { p50: middle } } as unknown as Group),
  given: { perMonth, month: null, covered: [], days, months: [], yearBefore: [], periods: [], dates: null, total: null },
});

const own = (perMonth: number) => ownRounded(answerOf(perMonth, null));

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

test("a bill's own month has the decimals of the middle home, so that its difference is not that of rounding", () => {
  const middle = { value: 11.7, lower: 11.2, upper: 12.2 };
  for (const [sum, shown, gap] of [
    [62.7 + 41.5, 10.4, -1.3],
    [63.3 + 41.9, 10.5, -1.2],
  ] as const) {
    const answer = answerOf(sum / 10, middle, 304);
    expect(ownRounded(answer)).toEqual({ value: shown, decimals: 1 });
    expect(monthlyGap(answer, middle)).toEqual({ value: gap, decimals: 1, isExact: true });
  }
  // A twelfth of a year's 128 m³ is computed as well.
  expect(ownRounded(answerOf(128 / 12, middle)).value).toBe(10.7);
});

test("a reader who subtracts what is shown finds the gap, and who multiplies it the year, as far as its own figure was rounded", () => {
  const amount = fc.double({ min: 0.5, max: 5000, noNaN: true });
  const months = fc.constantFrom(12, 2.04);
  fc.assert(
    fc.property(
      amount,
      amount,
      fc.double({ min: 0.01, max: 200, noNaN: true }),
      fc.boolean(),
      months,
      (mine, value, half, isBill, n) => {
        const middle = { value, lower: value - half, upper: value + half };
        const answer = answerOf(mine, middle, isBill ? 304 : null);
        const [shown, beside] = [ownRounded(answer).value, roundedToMargin(middle, REF.measure.decimals).value];
        const gap = monthlyGap(answer, middle);
        const last = (told: number): number => 0.5 * 10 ** -plainDigits(told) + 1e-9;
        expect(Math.abs(gap.value - (shown - beside))).toBeLessThanOrEqual(last(shown - beside));
        if (gap.isExact) expect(gap.value).toBeCloseTo(shown - beside, 9);
        const [year, exact] = [gapOver(n, answer, middle).value, n * Math.abs(mine - beside)];
        expect(Math.abs(year - exact)).toBeLessThanOrEqual(Math.max(0.02 * exact, last(exact)));
        const rounded = Math.abs(gap.value - (mine - beside));
        expect(Math.abs(year - n * Math.abs(gap.value))).toBeLessThanOrEqual(n * rounded + Math.max(0.02 * exact, last(exact)));
      },
    ),
  );
});

test.each([
  // a year of 4 500 kWh, and of 4 100, beside 390
  [375, -15, 180],
  [4100 / 12, -48, 580],
  [410, 20, 240],
  [444, 54, 650],
])("%d kWh beside a middle of 390 is %d a month apart, and about %d a year", (mine, month, year) => {
  const middle = { value: 388, lower: 380, upper: 400 };
  const answer = answerOf(mine, middle);
  expect(monthlyGap(answer, middle).value).toBe(month);
  expect(gapOver(12, answer, middle).value).toBe(year);
});

test("a decimal that is a zero is not shown", () => {
  expect(roundedFigure(74.02, 1)).toEqual({ value: 74, decimals: 0 });
  expect(roundedFigure(412, -2)).toEqual({ value: 400, decimals: 0 });
});

test("a figure far beyond others stands at the end of their axis with an arrow, and any other where it is", () => {
  expect(youAmong(300, "vous, 300", [80, 100])).toEqual({ value: 300, text: "vous, 300" });
  expect(youAmong(9000, "vous, 9 000", [80, 100])).toEqual({ value: 300, text: "vous, 9 000\u00a0▸" });
  expect(youAmong(12, "vous, 12", [])).toEqual({ value: 12, text: "vous, 12" });
});

test("a half goes up as it does in a figure that is written, above and below zero", () => {
  expect([12.85, 1.005, -12.85, 12.84].map((value) => roundedFigure(value, value > 2 || value < 0 ? 1 : 2).value)).toEqual([
    12.9, 1.01, -12.9, 12.8,
  ]);
  expect(roundedFigure(1250, -2).value).toBe(1300);
});
