import fc from "fast-check";
import { expect, test } from "vitest";
import { offScale, stripBands, stripRange, ticksOf } from "../../../dashboards/charts/percentile-strip.ts";
import { centreSaid, stripNote } from "../../../dashboards/compare/strip-figure.ts";
import { COMPARE } from "../../../dashboards/compare/words.ts";
import { formatValue } from "../../../dashboards/shared/format.ts";

const VALUES = { 10: 40, 25: 60, 50: 90, 75: 130, 90: 180 } as const;
const known = (...ranks: (keyof typeof VALUES)[]) =>
  ranks.map((rank) => ({ rank, value: VALUES[rank], lower: VALUES[rank] - 2, upper: VALUES[rank] + 2 }));
const centre = { statistic: "P50", reliable: true, value: 90, lower: 86, upper: 94 } as const;
const ranks = (...of: (keyof typeof VALUES)[]) => {
  const { light, dark } = stripBands({ quantiles: known(...of), centre });
  return [light?.ranks, dark?.ranks];
};

test("the centre is said as the table says it: an interval that carries tens shows tens", () => {
  const wide = { value: 306, lower: 256, upper: 357 };
  expect(centreSaid(wide, 0, "fr")).toBe("310");
  fc.assert(
    fc.property(fc.double({ min: 0, max: 1e5, noNaN: true }), fc.double({ min: 0, max: 1e4, noNaN: true }), (value, half) => {
      const row = { OBS_VALUE: value, CI_LOWER: value - half, CI_UPPER: value + half };
      for (const most of [0, 1, 2]) {
        expect(centreSaid({ value, lower: row.CI_LOWER, upper: row.CI_UPPER }, most, "fr")).toBe(formatValue(row, "fr", most));
      }
    }),
  );
});

test("bands span what is known, and no more", () => {
  expect(ranks(10, 25, 50, 75, 90)).toEqual([
    [10, 90],
    [25, 75],
  ]);
  expect(ranks(50, 75)).toEqual([undefined, [50, 75]]);
  expect(ranks(10, 25)).toEqual([[10, 25], undefined]);
  expect(ranks(10, 50, 75)).toEqual([
    [10, 75],
    [50, 75],
  ]);
  expect(ranks(10, 50, 90)).toEqual([[10, 90], undefined]);
});

test("with fewer than two percentiles the band is the margin of the centre", () => {
  for (const quantiles of [[], known(50)]) {
    expect(stripBands({ quantiles, centre })).toEqual({ light: null, dark: { from: 86, to: 94, ranks: null } });
  }
});

test("the caption says what is drawn and what is not", () => {
  const note = (lang: "fr" | "en", ...of: (keyof typeof VALUES)[]) =>
    stripNote({ quantiles: known(...of), centre, typed: { perMonth: 95 }, lang, words: COMPARE[lang] });
  expect(note("fr", 10, 25, 50, 75, 90)).toBe(
    "Bande claire : du 10e centile au 90e centile. Bande foncée : du 25e centile au 75e centile. Trait : médiane. Losange : vous.",
  );
  expect(note("fr", 50, 75)).toBe(
    "Bande foncée : de la médiane au 75e centile. Trait : médiane. Losange : vous. Non tracés, car masqués ou trop imprécis : 10e centile, 25e centile, 90e centile.",
  );
  expect(note("en", 50)).toBe(
    "Band: protection margin (95%). Tick: median. Diamond: you. Not drawn, because withheld or too imprecise: 10th percentile, 25th percentile, 75th percentile, 90th percentile.",
  );
});

test("a value far beyond what is published leaves the axis as it is, and the caption says so", () => {
  const quantiles = known(10, 25, 50, 75, 90);
  const far = { quantiles, centre, you: 31_415 };
  expect(offScale(far)).toBe(true);
  expect(stripRange(far)).toEqual({ from: 0, to: 225 });
  expect(offScale({ ...far, you: 360 })).toBe(false);
  expect(stripRange({ ...far, you: 360 }).to).toBeGreaterThan(360);
  for (const lang of ["fr", "en"] as const) {
    const words = COMPARE[lang];
    const note = (perMonth: number) => stripNote({ quantiles, centre, typed: { perMonth }, lang, words });
    expect(note(31_415)).toContain(words.atEdge);
    expect(note(360)).not.toContain(words.atEdge);
  }
});

test("the published bands keep a good part of the axis, whatever is typed", () => {
  const quantiles = known(10, 25, 50, 75, 90);
  fc.assert(
    fc.property(fc.double({ min: 0, max: 1e15, noNaN: true }), (you) => {
      const { from, to } = stripRange({ quantiles, centre, you });
      expect((VALUES[90] - VALUES[10]) / (to - from)).toBeGreaterThan(0.35);
    }),
  );
});

test("an axis has at least the marks asked for, round ones, within its range, and not many more", () => {
  fc.assert(
    fc.property(fc.double({ min: 0, max: 1e5, noNaN: true }), fc.double({ min: 0.01, max: 1e5, noNaN: true }), (from, range) => {
      const { step, ticks } = ticksOf(from, from + range, 3);
      expect(ticks.length).toBeGreaterThanOrEqual(3);
      expect(ticks.length).toBeLessThanOrEqual(8);
      expect(ticks[0]).toBeGreaterThanOrEqual(from - step / 1000);
      expect(ticks.at(-1)).toBeLessThanOrEqual(from + range + step / 1000);
    }),
  );
});
