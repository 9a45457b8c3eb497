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
import { writtenOutwards } from "../../../dashboards/shared/digits.ts";
import type { WithMargin } from "../../../dashboards/shared/reliable-interval.ts";
import { type MeasureRef, measureRef } from "../../../src/domains/index.ts";

const REF = measureRef("water", "volume") as MeasureRef;

/** An answer with an own figure, typed as a month's or computed of a bill's `days` or of a year's total, held against a middle. */
const answerOf = (perMonth: number, middle: WithMargin | null, days: number | null = null, isTotal = days !== null) => ({
  ref: REF,
  season: null,
  group: middle === null ? null : ({ quartiles: { p50: middle } } as unknown as Group),
  given: {
    ...{ perMonth, month: null, covered: [], days, months: [], yearBefore: [], periods: [], dates: null },
    total: isTotal ? { amount: perMonth * 12, days: null } : null,
  },
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
    [62.7 + 41.5, 10.4, [0.8, 1.8]],
    [63.3 + 41.9, 10.5, [0.7, 1.7]],
  ] as const) {
    const answer = answerOf(sum / 10, middle, 304);
    expect(ownRounded(answer)).toEqual({ value: shown, decimals: 1 });
    expect(monthlyGap(answer, middle)).toMatchObject({ lower: gap[0], upper: gap[1], decimals: 1 });
  }
  // A twelfth of a year's 128 m³ is computed as well.
  expect(ownRounded(answerOf(128 / 12, middle)).value).toBe(10.7);
});

test("a reader who subtracts the ends that are shown finds the gap, and who multiplies it the year", () => {
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
        const shown = ownRounded(answer).value;
        const beside = writtenOutwards(middle, REF.measure.decimals);
        const gap = monthlyGap(answer, middle);
        if (gap === null) {
          expect(shown >= beside.lower && shown <= beside.upper).toBe(true);
          return;
        }
        const far = (own: number) =>
          [own - beside.lower, own - beside.upper].map(Math.abs).sort((a, b) => a - b) as [number, number];
        const [near, end] = far(shown);
        const step = 10 ** -gap.decimals + 1e-6;
        if (gap.lower !== null) expect(gap.lower).toBeLessThanOrEqual(near + 1e-5);
        else expect(near).toBeLessThan(end / 5 + step);
        expect(gap.upper).toBeGreaterThanOrEqual(end - 1e-5);
        expect(Math.max(near - (gap.lower ?? near), gap.upper - end)).toBeLessThan(step);
        const year = gapOver(n, gap, answer, middle);
        expect(year.lower === null).toBe(gap.lower === null);
        // Of a bill the sum is of what was typed; else of what is written of a month.
        (isBill ? far(mine) : [gap.lower, gap.upper]).forEach((exact, i) => {
          const told = i === 0 ? year.lower : year.upper;
          if (told === null || exact === null) return;
          expect(Math.abs(told - n * exact)).toBeLessThanOrEqual(Math.max(0.02 * n * exact, 0.5 * 10 ** -year.decimals + 1e-6));
        });
      },
    ),
  );
});

test.each([
  // a year of 4 500 kWh, and of 4 100
  [375, true, [5, 25], [60, 300]],
  [4100 / 12, true, [38, 58], [460, 700]],
  // a month, which is all that a reader can multiply: within 2 % of what is told
  [410, false, [10, 30], [120, 360]],
  [410.4, false, [10, 31], [120, 370]],
  [444, false, [44, 64], [530, 770]],
  // the nearer end is told unless it is next to nothing beside the farther, whose digits are fewer then
  [402, false, [2, 22], [24, 264]],
  [400.04, false, [null, 21], [null, 250]],
] as const)(
  "%d kWh (a total: %s) beside a middle between 380 and 400 is between %j a month apart, and %j a year",
  (mine, isTotal, month, year) => {
    const middle = { value: 388, lower: 380, upper: 400 };
    const answer = answerOf(mine, middle, null, isTotal);
    const ends = (gap: ReturnType<typeof monthlyGap>) => [gap?.lower, gap?.upper];
    const gap = monthlyGap(answer, middle);
    expect(ends(gap)).toEqual(month);
    expect(gap && ends(gapOver(12, gap, answer, middle))).toEqual(year);
  },
);

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
