import fc from "fast-check";
import { expect, test } from "vitest";
import { MOST_YEARS_APART, type Verdict, type VerdictInput, verdictOf } from "../../../dashboards/compare/verdict.ts";

const near = (value: number, half: number) => ({ value, lower: value - half, upper: value + half });
const quartiles = { p25: near(50, 1), p50: near(74, 1), p75: near(97, 2) };
const input: VerdictInput = {
  value: 86,
  largest: 86,
  clamp: 600,
  isTypedMonth: false,
  isTypedYear: false,
  confirmed: false,
  centre: near(74, 1),
  quartiles,
  widened: false,
  groupHasOtherMonths: false,
  isOfSeason: false,
  yearsApart: 0,
  fivePercent: 32,
  highest: null,
  hasMore: false,
};
const said = (change: Partial<VerdictInput>): string => {
  const verdict: Verdict = verdictOf({ ...input, largest: change.value ?? input.value, ...change });
  return [verdict.kind, ...Object.values(verdict).filter((part) => typeof part === "string" && part !== verdict.kind)].join(" ");
};

test.each([
  ["a quarter of people, never the noise of a mean", {}, "quarter middle"],
  ["the lowest quarter, without praise", { value: 40 }, "quarter low"],
  ["the highest", { value: 120 }, "quarter high"],
  ["an edge, at the ends of its margin too", { value: 95 }, "edge high"],
  ["", { value: 99 }, "edge high"],
  ["", { value: 99.1 }, "quarter high"],
  ["", { value: 51 }, "edge low"],
  ["below five in a hundred: help", { value: 31 }, "little"],
  ["nothing at all is little too", { value: 0 }, "little"],
  ["ten times the middle: is the unit right?", { value: 741, clamp: 9000 }, "unit"],
  ["what counts in full no more", { value: 601 }, "unit"],
  ["a month among others, which their mean would hide", { value: 86, largest: 741, clamp: 9000 }, "unit"],
  ["but not once it was looked at again", { value: 601, confirmed: true }, "quarter high"],
  ["a month's figure of over four times the middle is asked about before its place", { value: 297, isTypedMonth: true }, "unit"],
  ["or of more than ninety-five in a hundred use, where that is known", { value: 181, isTypedMonth: true, highest: 180 }, "unit"],
  ["but not one that some use", { value: 179, isTypedMonth: true, highest: 180 }, "quarter high"],
  [
    "nor one below twice the middle, which no bill is likelier than",
    { value: 147, isTypedMonth: true, highest: 120 },
    "quarter high",
  ],
  [
    "nor one with more in it, below four times the middle",
    { value: 181, isTypedMonth: true, highest: 180, hasMore: true },
    "quarter high",
  ],
  ["not one of a year or a file", { value: 297, highest: 180 }, "quarter high"],
  ["nor one of winter beside a year", { value: 297, isTypedMonth: true, groupHasOtherMonths: true }, "seasonal"],
  [
    "but one beside the middle of its season",
    { value: 297, isTypedMonth: true, groupHasOtherMonths: true, isOfSeason: true },
    "unit",
  ],
  ["nor beside other homes", { value: 297, isTypedMonth: true, widened: true }, "widened"],
  ["nor once it was looked at again", { value: 297, isTypedMonth: true, confirmed: true }, "quarter high"],
  ["a year's total that is likelier a month's is asked about before help", { value: 7, isTypedYear: true }, "unit"],
  ["not once it was looked at again", { value: 7, isTypedYear: true, confirmed: true }, "little"],
  ["nor where it is too little for a month, too", { value: 1.5, isTypedYear: true }, "little"],
  ["nor from a quarter of the middle on", { value: 18.5, isTypedYear: true }, "little"],
  ["nor beside other homes", { value: 7, isTypedYear: true, widened: true }, "widened"],
  ["a month that is not published has no place", { groupHasOtherMonths: true }, "seasonal"],
  ["a group of other homes has none either", { widened: true }, "widened"],
  ["not even below five in a hundred", { widened: true, value: 3 }, "widened"],
  ["two years from the group's period, still a place", { yearsApart: MOST_YEARS_APART }, "quarter middle"],
  ["further apart, none", { yearsApart: MOST_YEARS_APART + 1 }, "years"],
  ["without quartiles: about the middle", { quartiles: null, value: 74.5 }, "side about"],
  ["below", { quartiles: null, value: 72 }, "side below"],
  ["above", { quartiles: null, value: 76 }, "side above"],
  ["nothing is published", { quartiles: null, centre: null }, "none"],
])("%s", (_, change, expected) => {
  expect(said(change)).toBe(expected);
});

test("the unit comes before the years, the years before the season, the season before the group, the group before the place", () => {
  expect(said({ value: 9000, groupHasOtherMonths: true, widened: true })).toBe("unit");
  expect(said({ groupHasOtherMonths: true, widened: true, yearsApart: 9 })).toBe("years");
  expect(said({ groupHasOtherMonths: true, widened: true })).toBe("seasonal");
});

test("a quarter is never said within its own margin, and always between", () => {
  fc.assert(
    fc.property(fc.double({ min: 0, max: 600, noNaN: true }), (value) => {
      const verdict = verdictOf({ ...input, value, fivePercent: null });
      const within = [quartiles.p25, quartiles.p75].some(({ lower, upper }) => value >= lower && value <= upper);
      expect(verdict.kind).toBe(within ? "edge" : "quarter");
    }),
  );
});
