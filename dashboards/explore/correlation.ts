import type { WithMargin } from "../shared/reliable-interval.ts";

/** Pearson's r of two measures over areas, with a 95 % interval for that of the figures without their noise. */
export interface Correlation {
  readonly r: number;
  readonly lower: number;
  readonly upper: number;
}

/** Fewest points for a correlation. */
export const LEAST_POINTS = 8;

/** A place by two figures, with their margins. */
interface PlacePoint {
  readonly x: WithMargin;
  readonly y: WithMargin;
}

/** Half of a 95 % interval, in standard deviations. */
export const Z95 = 1.959964;

const meanOf = (numbers: readonly number[]): number => numbers.reduce((sum, one) => sum + one, 0) / numbers.length;

/** Fisher's interval: z = artanh r has a standard error of 1/√(n − 3). */
function fisher(r: number, n: number): readonly [number, number] {
  const z = Math.atanh(Math.max(-0.999999, Math.min(0.999999, r)));
  const half = Z95 / Math.sqrt(n - 3);
  return [Math.tanh(z - half), Math.tanh(z + half)];
}

/** Variance of some published values, and how much of it is not noise (their reliability λ; 0 where noise alone explains it). */
function spreadOf(figures: readonly WithMargin[]): { readonly variance: number; readonly reliability: number } {
  const mean = meanOf(figures.map(({ value }) => value));
  const variance = figures.reduce((sum, { value }) => sum + (value - mean) ** 2, 0) / (figures.length - 1);
  const noise = meanOf(figures.map(({ lower, upper }) => ((upper - lower) / (2 * Z95)) ** 2));
  return { variance, reliability: variance === 0 ? 0 : Math.max(0, 1 - noise / variance) };
}

/**
 * Pearson's correlation of the published values, and an interval for that of the values without noise. Noise draws r towards 0 by
 * κ = √(λx λy) (Spearman 1904, "The proof and measurement of association between two things"), so each bound of Fisher's interval is
 * divided by κ where that takes it further out. Towards 0 the bound is that of r as the same noise added once more would leave it,
 * r/√((2 − λx)(2 − λy)), because λ is itself uncertain. Where noise alone explains a spread the interval is all of [−1, 1].
 * Null with fewer than eight points, or where all values of a measure are equal.
 */
export function correlation(points: readonly PlacePoint[]): Correlation | null {
  const n = points.length;
  if (n < LEAST_POINTS) return null;
  const [xs, ys] = [points.map(({ x }) => x), points.map(({ y }) => y)];
  const [across, up] = [spreadOf(xs), spreadOf(ys)];
  if (across.variance === 0 || up.variance === 0) return null;
  const [mx, my] = [meanOf(xs.map(({ value }) => value)), meanOf(ys.map(({ value }) => value))];
  const covariance = points.reduce((sum, { x, y }) => sum + (x.value - mx) * (y.value - my), 0) / (n - 1);
  const r = covariance / Math.sqrt(across.variance * up.variance);
  const kappa = Math.sqrt(across.reliability * up.reliability);
  if (kappa === 0) return { r, lower: -1, upper: 1 };
  const [low, high] = fisher(r, n);
  const [lowAgain, highAgain] = fisher(r / Math.sqrt((2 - across.reliability) * (2 - up.reliability)), n);
  return {
    r,
    lower: Math.max(-1, Math.min(low / kappa, low, lowAgain)),
    upper: Math.min(1, Math.max(high / kappa, high, highAgain)),
  };
}
