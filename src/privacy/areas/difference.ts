import type { EstimateWithEnds } from "./measured.ts";

/**
 * The difference a − b of two estimates, as far as their two intervals let it go. It holds whatever the two have to do with each other
 * (`areas.md`), and leaves out 0 exactly where they do not touch.
 */
export function differenceOf(a: EstimateWithEnds, b: EstimateWithEnds): EstimateWithEnds {
  return { value: a.value - b.value, lower: a.lower - b.upper, upper: a.upper - b.lower };
}

/** The gap a/b − 1 of two amounts from zero on, in the same way; null where b is not clearly above zero. */
export function relativeGap(a: EstimateWithEnds, b: EstimateWithEnds): EstimateWithEnds | null {
  if (!(b.lower > 0)) return null;
  return { value: a.value / b.value - 1, lower: a.lower / b.upper - 1, upper: a.upper / b.lower - 1 };
}
