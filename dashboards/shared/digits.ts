import { marginDigits } from "./format.ts";
import type { WithMargin } from "./reliable-interval.ts";

/** Compares two figures: less or more only where their margins do not touch. */
export function comparison(one: WithMargin, other: WithMargin): "less" | "more" | "same" {
  if (one.upper < other.lower) return "less";
  return one.lower > other.upper ? "more" : "same";
}

/** Most decimals that a sentence needs to write two figures apart. */
const MOST_APART = 3;

/**
 * Decimals for two figures of one sentence that says which of them is more: those that the narrower margin allows, and more where
 * the two would be written alike. Lists and tables write every figure with the digits of its own margin, and tell more from less by
 * colour and mark. `most` is the measure's number of decimals.
 */
export function digitsApart(one: WithMargin, other: WithMargin, most: number): number {
  const allowed = Math.max(...[one, other].map(({ lower, upper }) => marginDigits(lower, upper, most)));
  const alike = (digits: number): boolean => Math.round(one.value * 10 ** digits) === Math.round(other.value * 10 ** digits);
  let digits = allowed;
  while (digits < MOST_APART && alike(digits)) digits += 1;
  return digits;
}
