/** Pearson's r of two measures over areas, with its 95 % interval. */
export interface Correlation {
  readonly r: number;
  readonly lower: number;
  readonly upper: number;
}

/** Fewest points for a correlation. */
export const LEAST_POINTS = 8;

/**
 * Pearson's correlation of the published values, with Fisher's interval (z = artanh r, standard error 1/√(n − 3)). The noise in
 * both values draws r towards 0, so the true link may be stronger than the visible one, and an interval that contains 0 does not
 * rule out a link. Null with fewer than eight points, or where all values of a measure are equal.
 */
export function correlation(points: readonly { readonly x: number; readonly y: number }[]): Correlation | null {
  const n = points.length;
  if (n < LEAST_POINTS) return null;
  const mean = (coordinate: "x" | "y"): number => points.reduce((sum, point) => sum + point[coordinate], 0) / n;
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
