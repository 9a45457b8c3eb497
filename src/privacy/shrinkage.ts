// The area-level model behind modelled means: how much areas differ (`fitAreas`), and the best mix of a measured and an expected
// mean (`composite`).

/** A published mean and what a model expects of it; variances are relative to `expected`². */
export interface AreaMean {
  /** measured mean */
  readonly direct: number;
  readonly expected: number;
  /** variance of the measured mean's noise */
  readonly directVariance: number;
  /** variance of the expected value's own error */
  readonly expectedVariance: number;
  /** covariance of the two errors: they come from the same noise */
  readonly covariance: number;
  /** known part of the variance of true means around the expected one: what few households differ by, by chance */
  readonly withinVariance: number;
}

/** Posterior of `between`, the scale of the variance of true means beyond what is known: values and their weights. */
export type Fit = readonly { readonly between: number; readonly weight: number }[];

/** An estimate of a true mean. */
export interface Composite {
  readonly value: number;
  /** expected squared error, in the unit of the means, squared */
  readonly squaredError: number;
}

/** Fewer areas than this tell too little of how areas differ. */
export const MIN_AREAS = 8;
/** Points at which the posterior of `between` is evaluated, even in its square root. */
const POINTS = 80;
/** The posterior is evaluated up to this many mean squares of the deviations. With eight areas the tail beyond is below .1 %. */
const FARTHEST_SQUARES = 20;

/** Where more than this part of a table's squared error is expected to stay, what other areas suggest moves no mean far. */
export const LITTLE_SAVED = 0.5;
/** The furthest that a mean is moved there, in σ of its noise. */
export const FARTHEST_MOVE = 0.75;

/** Values of less than this part of the largest weight are left out of sums: less than rounding makes of what is published. */
const NEGLIGIBLE = 1e-15;

/** Floor that keeps quotients of densities finite: it is reached some 35 σ from all other areas. */
const DENSITY_FLOOR = 1e-280;

/**
 * Values of an area's own variance, in parts of `between`: 4/χ²₄ at the middles of its eight octiles. True means scatter as
 * Student's t with four degrees of freedom does, so that an area unlike all others is found to be so, and is left alone (Lange,
 * Little & Taylor 1989).
 */
export const TAILS = [0.4472, 0.6493, 0.8398, 1.06, 1.3458, 1.7675, 2.5327, 4.9563] as const;

/**
 * Fits the area-level model (page: `shrinkage.md`) of Fay & Herriot 1979: true means scatter around `expected` with a
 * relative variance of `between`, in heavy tails, and `withinVariance`; measured ones by their noise besides. `between`
 * has a flat prior on [0, ∞), so that "areas do not differ" is never taken for certain (hierarchical Bayes; Rao & Molina
 * 2015, section 10.3). All from published noisy figures and public variances: post-processing, free.
 *
 * @returns the posterior; null when fewer than eight areas are there to tell
 */
export function fitAreas(areas: readonly AreaMean[]): Fit | null {
  if (areas.length < MIN_AREAS) return null;
  const deviations = areas.map(({ direct, expected }) => direct / expected - 1);
  const farthest = Math.sqrt((FARTHEST_SQUARES * deviations.reduce((sum, one) => sum + one * one, 0)) / deviations.length);
  const points = Array.from({ length: POINTS }, (_, i) => {
    // Finer near zero, where the weight changes most: points are even in the deviation's square root.
    const place = (i + 0.5) / POINTS;
    const deviation = farthest * place * place;
    const between = deviation ** 2;
    const log = areas.reduce((sum, area, j) => sum + Math.log(likelihood(area, between, deviations[j] as number)), 0);
    // A step of the point is a step of `between` in proportion to place³.
    return { between, log: log + 3 * Math.log(place) };
  });
  const top = points.reduce((a, { log }) => Math.max(a, log), Number.NEGATIVE_INFINITY);
  const weights = points.map(({ log }) => Math.exp(log - top));
  const total = weights.reduce((a, b) => a + b, 0);
  return points.map(({ between }, i) => ({ between, weight: (weights[i] as number) / total }));
}

/** The posterior of `between` without this area's own measured mean, where it is worth a look; its weights do not add up to 1. */
export function posteriorWithout(area: AreaMean, fit: Fit): Fit {
  const deviation = area.direct / area.expected - 1;
  return heavy(fit.map(({ between, weight }) => ({ between, weight: weight / likelihood(area, between, deviation) })));
}

/** The values with nearly all of the weight: most of the others are where no area has ever been, and a third of the time went into them. */
function heavy(fit: Fit): Fit {
  const top = fit.reduce((most, { weight }) => Math.max(most, weight), 0);
  return fit.filter(({ weight }) => weight > NEGLIGIBLE * top);
}

/** Variance of a measured mean around its expected one. */
function spread({ directVariance, expectedVariance, covariance, withinVariance }: AreaMean, between: number): number {
  return between + withinVariance + directVariance + expectedVariance - 2 * covariance;
}

/** Density of a deviation, up to a constant factor. */
function density(area: AreaMean, between: number, deviation: number): number {
  const variance = spread(area, between);
  return Math.exp(-(deviation * deviation) / (2 * variance)) / Math.sqrt(variance) + DENSITY_FLOOR;
}

function likelihood(area: AreaMean, between: number, deviation: number): number {
  let sum = 0;
  for (const tail of TAILS) sum += density(area, tail * between, deviation);
  return sum;
}

/**
 * The composite g·direct + (1 − g)·expected that errs least. With D and E the variances of the two errors, κ their covariance and
 * V what lies between a true mean and a perfectly expected one, g = (V + E − κ)/(V + D + E − 2κ) and its squared error is (D·(V +
 * E) − κ²)/(V + D + E − 2κ). Both are averaged over the posterior of V, which this area informs too. The squared error includes
 * the variance of the composite over V, so that the interval knows that g is uncertain.
 */
export function composite(area: AreaMean, fit: Fit): Composite {
  const { direct, expected, directVariance: d, expectedVariance: e, covariance: k } = area;
  const deviation = direct / expected - 1;
  let [totalWeight, mean, square, error] = [0, 0, 0, 0];
  const densities = new Float64Array(TAILS.length);
  for (const { between, weight } of heavy(fit)) {
    let all = 0;
    for (let t = 0; t < TAILS.length; t++) all += densities[t] = density(area, (TAILS[t] as number) * between, deviation);
    for (let t = 0; t < TAILS.length; t++) {
      const tail = TAILS[t] as number;
      const part = (weight / all) * (densities[t] as number);
      const model = tail * between + area.withinVariance + e;
      const total = spread(area, tail * between);
      const g = (model - k) / total;
      totalWeight += part;
      mean += part * g;
      square += part * g * g;
      error += (part * (d * model - k * k)) / total;
    }
  }
  const g = mean / totalWeight;
  return {
    value: expected * (1 + g * deviation),
    squaredError: expected ** 2 * (error / totalWeight + Math.max(0, square / totalWeight - g * g) * deviation ** 2),
  };
}

/**
 * The composite, moved less far from the measured mean where the model saves little (limited translation: Efron & Morris 1972). Areas
 * differ there by as much as noise does, and one that is unlike the others would pay for what they gain: moved no further than ¾ σ,
 * it cannot err by much more than its measured mean.
 *
 * @param keptShare of the table's squared error (`keptErrorShare`)
 */
export function limitedMove({ value, squaredError }: Composite, area: AreaMean, keptShare: number): Composite {
  if (keptShare <= LITTLE_SAVED) return { value, squaredError };
  const farthest = FARTHEST_MOVE * Math.sqrt(area.directVariance) * area.expected;
  const limited = Math.min(Math.max(value, area.direct - farthest), area.direct + farthest);
  return { value: limited, squaredError: squaredError + (limited - value) ** 2 };
}

/**
 * The part of the measured means' squared error that their composites are expected to keep, over all areas of a table: a mean
 * over the posterior of `between`, which all measured means of the table inform.
 */
export function keptErrorShare(areas: readonly AreaMean[], fit: Fit): number {
  const direct = areas.reduce((sum, { directVariance }) => sum + directVariance, 0);
  const keptErrors = areas.map((area) => {
    const { directVariance: d, expectedVariance: e, covariance: k, withinVariance } = area;
    const errorAt = (between: number) => (d * (between + withinVariance + e) - k * k) / spread(area, between);
    return fit.reduce((sum, { between, weight }) => sum + weight * errorAt(between), 0);
  });
  return keptErrors.reduce((sum, one) => sum + one, 0) / direct;
}
