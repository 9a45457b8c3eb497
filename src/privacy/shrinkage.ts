/** A published mean and what a model expects of it; variances are relative to `expected`². */
export interface Area {
  /** measured mean */
  readonly direct: number;
  readonly expected: number;
  /** of the measured mean's noise */
  readonly directVariance: number;
  /** of the expected value's own error */
  readonly expectedVariance: number;
  /** known part of the variance of true means around the expected one: what few households differ by, by chance */
  readonly withinVariance: number;
}

/** What the areas tell of `between`, the relative variance of true means beyond what is known: values and their weights. */
export type Fit = readonly { readonly between: number; readonly weight: number }[];

export interface Composite {
  readonly value: number;
  /** expected squared error, in the unit of the means, squared */
  readonly squaredError: number;
}

/** Fewer areas than this tell too little of how areas differ. */
const FEWEST = 8;
/** Points at which the posterior of `between` is evaluated, even in its square root. */
const POINTS = 60;

/**
 * Fits the area-level model (page: `shrinkage.md`) of Fay & Herriot 1979: true means scatter around `expected` with relative variance
 * between + within, measured ones by their noise besides. `between` has a flat prior on [0, ∞), so that "areas do not
 * differ" is never taken for certain (hierarchical Bayes; Rao & Molina 2015, section 10.3). All from published noisy figures
 * and public variances: post-processing, free.
 *
 * @returns the posterior; null when fewer than eight areas are there to tell
 */
export function fitAreas(areas: readonly Area[]): Fit | null {
  if (areas.length < FEWEST) return null;
  const known = areas.map((area) => area.directVariance + area.expectedVariance + area.withinVariance);
  const squares = areas.map(({ direct, expected }) => (direct / expected - 1) ** 2);
  // With eight areas or more the posterior is negligible past some times the mean square, which holds all the noise too.
  const farthest = Math.sqrt((5 * squares.reduce((a, b) => a + b, 0)) / squares.length);
  const points = Array.from({ length: POINTS }, (_, i) => {
    const deviation = (farthest * (i + 0.5)) / POINTS;
    const between = deviation ** 2;
    const logLikelihood = squares.reduce((sum, square, j) => {
      const variance = between + (known[j] as number);
      return sum - (Math.log(variance) + square / variance) / 2;
    }, 0);
    // Even steps of the deviation are steps of its square in proportion to it.
    return { between, log: logLikelihood + Math.log(deviation) };
  });
  const top = points.reduce((a, { log }) => Math.max(a, log), Number.NEGATIVE_INFINITY);
  const weights = points.map(({ log }) => Math.exp(log - top));
  const total = weights.reduce((a, b) => a + b, 0);
  return points.map(({ between }, i) => ({ between, weight: (weights[i] as number) / total }));
}

/**
 * The composite g·direct + (1 − g)·expected, g = V/(V + directVariance) with V all that lies between a true mean and its
 * expected value, averaged over what is known of V. Its squared error is the mean of V·directVariance/(V + directVariance)
 * and the variance of the composite itself over V: not knowing g is in the interval.
 */
export function composite(area: Area, fit: Fit): Composite {
  const { direct, expected, directVariance, expectedVariance, withinVariance } = area;
  const deviation = direct / expected - 1;
  let [mean, square, error] = [0, 0, 0];
  for (const { between, weight } of fit) {
    const model = between + withinVariance + expectedVariance;
    const g = model / (model + directVariance);
    mean += weight * g;
    square += weight * g * g;
    error += weight * g * directVariance;
  }
  return {
    value: expected * (1 + mean * deviation),
    squaredError: expected ** 2 * (error + Math.max(0, square - mean * mean) * deviation ** 2),
  };
}
