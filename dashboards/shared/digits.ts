import { marginDigits } from "./format.ts";
import type { WithMargin } from "./reliable-interval.ts";

/** Compares two figures: less or more only where their margins do not touch. */
export function comparison(one: WithMargin, other: WithMargin): "less" | "more" | "same" {
  if (one.upper < other.lower) return "less";
  return one.lower > other.upper ? "more" : "same";
}

/** Decimals of a figure; negative for tens and hundreds. */
export type Digits = (interval: WithMargin) => number;

/** Most digits added to those that a margin allows. */
const MORE_DIGITS = 3;

/**
 * The digits that margins allow, and more where rounding would change a comparison with the whole: the written margins touch
 * exactly where the exact ones do. Every page uses this, so that a figure is written alike everywhere. `places` are the figures
 * that are compared with `whole`; for any other figure its margin decides. `most` is the measure's number of decimals.
 */
export function digitsBeside(places: readonly WithMargin[], whole: WithMargin | null, most: number): Digits {
  const digitsOf: Digits = ({ lower, upper }) => marginDigits(lower, upper, most);
  if (whole === null) return digitsOf;
  const digitsFor = (decimals: number, place: WithMargin): number | undefined => {
    const beside = atDigits(whole, decimals);
    const first = digitsOf(place);
    const tried = Array.from({ length: MORE_DIGITS + 1 }, (_, more) => first + more);
    return tried.find((one) => comparison(atDigits(place, one), beside) === comparison(place, whole));
  };
  // Where no number of digits of a place is enough, the whole gets more digits.
  const wholeDigits = digitsOf(whole);
  const tried = Array.from({ length: MORE_DIGITS + 1 }, (_, more) => wholeDigits + more);
  const chosenForWhole = tried.find((one) => places.every((place) => digitsFor(one, place) !== undefined)) ?? wholeDigits;
  const ends = ({ lower, upper }: WithMargin): string => `${lower} ${upper}`;
  const digitsByInterval = new Map(places.map((place) => [ends(place), digitsFor(chosenForWhole, place)]));
  digitsByInterval.set(ends(whole), chosenForWhole);
  return (interval) => digitsByInterval.get(ends(interval)) ?? digitsOf(interval);
}

function atDigits({ value, lower, upper }: WithMargin, decimals: number): WithMargin {
  const step = 10 ** -decimals;
  const rounded = (one: number): number => Number((Math.round(one / step) * step).toPrecision(12));
  return { value: rounded(value), lower: rounded(lower), upper: rounded(upper) };
}
