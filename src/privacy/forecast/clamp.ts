import { upperTail } from "./noise.ts";

/**
 * Assumed coefficient of variation of the amounts. An assumption, not a source: in five public data sets of energy and
 * rents it is .53 to 1.0 (decision 0017).
 */
export const ASSUMED_VARIATION = 0.8;

/** Halvings that leave less than 1e-12 of where the answer may be. */
const BISECTIONS = 40;

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

/**
 * Shares of log-normal amounts in the bins between edges: none at 0, then a bin up to each edge, and what is above the last.
 *
 * @param edges ascending, the first one 0
 * @param mean of the amounts, in the unit of the edges
 */
export function assumedShares(edges: readonly number[], mean: number): number[] {
  const s = Math.sqrt(Math.log1p(ASSUMED_VARIATION ** 2));
  const above = edges.map((edge) => (edge > 0 ? upperTail(Math.log(edge / mean) / s + s / 2) : 1));
  return [0, ...above.map((share, i) => share - (above[i + 1] ?? 0))];
}

/**
 * The coefficient of variation of log-normal amounts of which a share is at or above the clamp: Φ(−(L + s²/2)/s) = share with
 * L = ln(C/μ). There are two solutions; the smaller one is taken, in which the mean is not made by the tail.
 *
 * @param ratio the clamp over the mean of the amounts, above 1
 * @param share of households, above 0
 * @returns null where no log-normal amounts with this mean have that share above
 */
export function variationOf(ratio: number, share: number): number | null {
  const l = Math.log(ratio);
  if (!(l > 0) || !(share > 0)) return null;
  const above = (s: number) => upperTail((l + (s * s) / 2) / s);
  let [low, high] = [0, Math.sqrt(2 * l)];
  if (!(above(high) >= share)) return null;
  for (let step = 0; step < BISECTIONS; step++) {
    const middle = (low + high) / 2;
    if (above(middle) < share) low = middle;
    else high = middle;
  }
  return Math.sqrt(Math.expm1(high * high));
}
