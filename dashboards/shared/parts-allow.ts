import { outwards } from "./digits.ts";
import type { WithMargin } from "./reliable-interval.ts";

/** A published mean with its margin, and the homes that it is of. */
export interface MeanOfHomes {
  readonly homes: number;
  readonly value: number;
  readonly lower: number;
  readonly upper: number;
}

const squared = (numbers: readonly number[]): number => Math.sqrt(numbers.reduce((sum, one) => sum + one * one, 0));

/**
 * Tells whether the published means of an area's parts, with their margins, allow its own mean. The homes of the other parts have
 * between nothing and the clamp each. A model draws a mean towards the area above, which may carry it away from its parts.
 */
export function partsAllow(own: MeanOfHomes, parts: readonly MeanOfHomes[], clamp: number): boolean {
  if (parts.length === 0) return true;
  const total = parts.reduce((sum, { homes, value }) => sum + homes * value, 0);
  const others = Math.max(0, own.homes - parts.reduce((sum, { homes }) => sum + homes, 0));
  const below = squared(parts.map(({ homes, value, lower }) => homes * (value - lower)));
  const above = squared(parts.map(({ homes, value, upper }) => homes * (upper - value)));
  const sum = own.homes * own.value;
  return sum >= total - below && sum <= total + above + others * clamp;
}

/** A margin of more than this share of its figure matters to who reads it. */
const WIDE_SHARE = 0.1;

/** Times by which rounding may widen a margin that matters. */
const MOST_WIDENED = 4;

/** Tells whether a margin that matters would be written many times wider than it is, as 0.09 to 0.13 in tenths: each end has a decimal more, on every page. */
export function isBlurred({ value, lower, upper }: WithMargin, decimals: number): boolean {
  const known = outwards({ value, lower, upper }, decimals);
  return upper - lower > WIDE_SHARE * value && known.upper - known.lower > MOST_WIDENED * (upper - lower);
}
