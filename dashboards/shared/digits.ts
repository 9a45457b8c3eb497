import { marginDigits } from "./format.ts";
import type { WithMargin } from "./reliable-interval.ts";

/** More or less only if the margins do not touch. */
export function against(one: WithMargin, other: WithMargin): "less" | "more" | "same" {
  if (one.upper < other.lower) return "less";
  return one.lower > other.upper ? "more" : "same";
}

/** Decimals that a figure is written with; negative for tens and hundreds. */
export type Digits = (interval: WithMargin) => number;

/** Digits beyond those that a margin bears, at most. */
const MORE_DIGITS = 3;

/**
 * The digits that margins bear, and more where rounding would else turn what is said of a place: ends that are written touch those of the
 * whole just where the exact ones do. Every page writes a figure by this, so that it is one figure wherever it stands.
 *
 * @param places those of which something is said; of any other figure the margin alone decides
 * @param most decimals of the measure
 */
export function digitsBeside(places: readonly WithMargin[], whole: WithMargin | null, most: number): Digits {
  const digitsOf: Digits = ({ lower, upper }) => marginDigits(lower, upper, most);
  if (whole === null) return digitsOf;
  const found = (decimals: number, place: WithMargin): number | undefined => {
    const beside = atDigits(whole, decimals);
    const first = digitsOf(place);
    const tried = Array.from({ length: MORE_DIGITS + 1 }, (_, more) => first + more);
    return tried.find((one) => against(atDigits(place, one), beside) === against(place, whole));
  };
  // Where no digits of a place are enough, the whole is written with more.
  const own = digitsOf(whole);
  const tried = Array.from({ length: MORE_DIGITS + 1 }, (_, more) => own + more);
  const ofWhole = tried.find((one) => places.every((place) => found(one, place) !== undefined)) ?? own;
  const ends = ({ lower, upper }: WithMargin): string => `${lower} ${upper}`;
  const said = new Map(places.map((place) => [ends(place), found(ofWhole, place)]));
  said.set(ends(whole), ofWhole);
  return (interval) => said.get(ends(interval)) ?? digitsOf(interval);
}

function atDigits({ value, lower, upper }: WithMargin, decimals: number): WithMargin {
  const step = 10 ** -decimals;
  const rounded = (one: number): number => Number((Math.round(one / step) * step).toPrecision(12));
  return { value: rounded(value), lower: rounded(lower), upper: rounded(upper) };
}
