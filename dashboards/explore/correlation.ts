/** How far two measures go together over areas: Pearson's r, and its 95 % interval. */
export interface Correlation {
  readonly r: number;
  readonly lower: number;
  readonly upper: number;
}

/** Fewer points than this say nothing. */
export const LEAST_POINTS = 8;

/**
 * Pearson's correlation of the published values, with Fisher's interval (z = artanh r, standard error 1/√(n − 3)). The noise in both
 * values draws r towards 0: what is seen is at most the link of the true values, and an interval that holds 0 does not say that there
 * is none. Null below eight points, and where all values of a measure are equal.
 */
export function correlation(points: readonly { readonly x: number; readonly y: number }[]): Correlation | null {
  const n = points.length;
  if (n < LEAST_POINTS) return null;
  const mean = (of: "x" | "y"): number => points.reduce((sum, point) => sum + point[of], 0) / n;
  const [mx, my] = [mean("x"), mean("y")];
  let [xx, yy, xy] = [0, 0, 0];
  for (const { x, y } of points) {
    xx += (x - mx) ** 2;
    yy += (y - my) ** 2;
    xy += (x - mx) * (y - my);
  }
  if (xx === 0 || yy === 0) return null;
  const r = xy / Math.sqrt(xx * yy);
  const z = Math.atanh(Math.max(-0.999999, Math.min(0.999999, r)));
  const half = 1.959964 / Math.sqrt(n - 3);
  return { r, lower: Math.tanh(z - half), upper: Math.tanh(z + half) };
}
