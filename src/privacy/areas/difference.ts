import type { EstimateWithEnds } from "./measured.ts";

/**
 * The difference a − b of two independent estimates, from the ends of their own intervals: each of its ends combines the two
 * half-widths that bear on it, so that skewed intervals such as Fieller's keep their skew.
 */
export function differenceOf(a: EstimateWithEnds, b: EstimateWithEnds): EstimateWithEnds {
  const value = a.value - b.value;
  return {
    value,
    lower: value - Math.hypot(a.value - a.lower, b.upper - b.value),
    upper: value + Math.hypot(a.upper - a.value, b.value - b.lower),
  };
}

/**
 * The gap a/b − 1 of two independent, positive estimates. Its interval leaves out 0 exactly where that of their difference does.
 *
 * Source: Donner and Zou 2012, "Closed-form confidence intervals for functions of the normal mean and standard deviation".
 *
 * @returns null where the gap has no upper end, because b is not clearly above zero, or no lower end, because b's upper end is at
 *   least twice its value
 */
export function relativeGap(a: EstimateWithEnds, b: EstimateWithEnds): EstimateWithEnds | null {
  if (!(b.lower > 0)) return null;
  const product = a.value * b.value;
  const end = (ofA: number, ofB: number, sign: 1 | -1): number => {
    const [squareA, squareB] = [ofA * (2 * a.value - ofA), ofB * (2 * b.value - ofB)];
    return (product + sign * Math.sqrt(Math.max(0, product * product - squareA * squareB))) / squareB - 1;
  };
  // The divisor ofB · (2b − ofB) is below zero where b's upper end is above twice its value: the gap then has no lower end.
  if (!(2 * b.value - b.upper > 0)) return null;
  return { value: a.value / b.value - 1, lower: end(a.lower, b.upper, -1), upper: end(a.upper, b.lower, 1) };
}
