/** φ(z), the standard normal density. */
export function density(z: number): number {
  return Math.exp((-z * z) / 2) / Math.sqrt(2 * Math.PI);
}

/** Pr[Z ≥ z] of a standard normal, to 7.5e-8 (Abramowitz & Stegun 1964, 26.2.17): enough for a forecast, never for a threshold. */
export function upperTail(z: number): number {
  if (z < 0) return 1 - upperTail(-z);
  const t = 1 / (1 + 0.2316419 * z);
  return density(z) * t * (0.31938153 + t * (-0.356563782 + t * (1.781477937 + t * (-1.821255978 + t * 1.330274429))));
}
