import { upperTail } from "./normal.ts";

/**
 * Assumed coefficient of variation of the amounts. An assumption, not a source: in five public data sets of energy and
 * rents it is .53 to 1.0 (decision 0017).
 */
export const ASSUMED_VARIATION = 0.8;

/**
 * Share of the total that a clamp cuts off amounts that are log-normal, their partial expectation above it:
 * E[(X − C)⁺]/E[X] = Φ(d) − (C/μ)·Φ(d − s), with s² = ln(1 + v²) and d = s/2 − ln(C/μ)/s.
 *
 * @param ratio the clamp over the mean; clamps are four public means
 * @param variation coefficient of variation of the amounts
 */
export function clampLossOf(ratio = 4, variation = ASSUMED_VARIATION): number {
  const s = Math.sqrt(Math.log1p(variation ** 2));
  const d = s / 2 - Math.log(ratio) / s;
  return upperTail(-d) - ratio * upperTail(s - d);
}
