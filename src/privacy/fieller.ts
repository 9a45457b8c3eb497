/**
 * Fieller's interval for a ratio of two independent, normal measurements: {θ : (sum − θ·count)² ≤ z²(σ_s² + θ²σ_n²)}.
 *
 * Proof: `fieller.md`. Source: Fieller 1954. With centred sums θ is mean − C/2; `sum` and its variance are in the measure's unit and its
 * square, `count` in households. The interval is not centred on the estimate: a ratio is skewed.
 *
 * @returns null when the count is not clearly above zero (count² ≤ z²σ_n²): the set is then unbounded
 */
export function fieller(input: {
  readonly sum: number;
  readonly count: number;
  readonly sumVariance: number;
  readonly countVariance: number;
  readonly z: number;
}): { estimate: number; lower: number; upper: number } | null {
  const { sum, count, sumVariance, countVariance, z } = input;
  const leading = count * count - z * z * countVariance;
  if (!(count > 0 && leading > 0)) return null;
  // The quadratic's discriminant, (sum·count)² − leading·(sum² − z²σ_s²), with the cancelling terms taken out.
  const reach = z * Math.sqrt(sumVariance * leading + sum * sum * countVariance);
  return { estimate: sum / count, lower: (sum * count - reach) / leading, upper: (sum * count + reach) / leading };
}
