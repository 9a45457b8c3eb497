import { normalQuantile } from "./normal.ts";
import { type AreaMean, type Fit, posteriorWithout, TAILS } from "./shrinkage.ts";

export interface Interval {
  readonly lower: number;
  readonly upper: number;
}

/** What is believed of a true mean before it is measured: a mixture of normal distributions around one centre. */
interface Prior {
  readonly centre: number;
  readonly parts: readonly { readonly weight: number; readonly variance: number }[];
}

/**
 * One area in fifty is expected to be like no other: off by as much as a mean is large. Without it, the interval of such an area
 * would reach back to the means of the others.
 */
const OUTLIERS = { weight: 0.02, variance: 1 };
/** Parts of the prior whose variances are within about a factor of 2 are merged, which is quicker. The claim holds with any prior. */
const LOG_MERGE_FACTOR = Math.log(2);
/** Smallest part of α that one end of the interval gets: with less it lies beyond 5 σ, and the other end would hardly come any nearer. */
const SMALLEST_SHARE = 1e-6;
/** Halvings of the range of shares, after which the ends are known to some ten-thousandths of a σ. */
const STEPS = 16;

/**
 * The interval of a modelled mean (page: `shrinkage.md`). It holds with probability `level` for *each* true mean, however unlike
 * its neighbours. Of the intervals that do, it is the shortest on average where true means lie as the other areas suggest.
 *
 * Claim: for every θ the measured mean lies in [θ + σ·Φ⁻¹((1 − s)·α), θ − σ·Φ⁻¹(s·α)] with probability 1 − α, whatever s(θ) is,
 * as long as s does not depend on the measured mean's own noise. s(θ) makes the ratio of the expected density and the density
 * under θ equal at both ends. The interval goes from the lowest to the highest θ whose range holds the measured mean. Source: Yu
 * & Hoff 2018 (normal prior); Pratt 1961.
 *
 * @param boundOf the true mean that the measured one lies so many σ of its noise above, exactly (Fieller); null where there is
 *   none
 * @param level 1 − α
 * @returns in the unit of the means; null where the count is too near zero to bound a mean
 */
export function areaInterval(
  area: AreaMean,
  fit: Fit,
  boundOf: (deviate: number) => number | null,
  level: number,
): Interval | null {
  const prior = priorOf(area, fit);
  const [alpha, { direct }] = [1 - level, area];
  /** @param side 1: the lower end; −1: the upper one */
  const end = (side: 1 | -1): number | null => {
    let bound = boundOf(-side * normalQuantile(alpha));
    let [low, high] = [Math.log(SMALLEST_SHARE), 0];
    for (let step = 0; step < STEPS && bound !== null; step++) {
      const share = (low + high) / 2;
      // The measured mean is one end of θ's range, `near` σ away. With what is left of α, `far` gives the other end.
      const near = -normalQuantile(alpha * Math.exp(share));
      const far = -normalQuantile(-alpha * Math.expm1(share));
      const mean = boundOf(side * near);
      const sigma = mean === null ? 0 : Math.abs(direct - mean) / near;
      const isHeld =
        mean !== null &&
        logDensityRatio(prior, direct, sigma, near) <= logDensityRatio(prior, mean - side * sigma * far, sigma, far);
      if (isHeld) [high, bound] = [share, mean];
      else low = share;
    }
    return bound;
  };
  const [lower, upper] = [end(1), end(-1)];
  return lower === null || upper === null ? null : { lower, upper };
}

/** ln of a measured value's expected density over its density for a true mean `deviate` σ away, up to a constant. */
function logDensityRatio({ centre, parts }: Prior, value: number, sigma: number, deviate: number): number {
  const square = (value - centre) ** 2;
  let density = Number.MIN_VALUE;
  for (const { weight, variance } of parts) {
    const total = variance + sigma * sigma;
    density += (weight * Math.exp(-square / (2 * total))) / Math.sqrt(total);
  }
  return Math.log(density) + deviate ** 2 / 2;
}

/**
 * What the other areas suggest for this one, free of its own noise. With κ the covariance and D the variance of the measured
 * mean's noise, the error of (expected − κ/D·measured)/(1 − κ/D) is independent of that noise.
 */
function priorOf(area: AreaMean, fit: Fit): Prior {
  const { direct, expected, directVariance, expectedVariance, covariance, withinVariance } = area;
  const shared = covariance / directVariance;
  const knownVariance = withinVariance + Math.max(0, expectedVariance - shared * covariance);
  const [square, free] = [expected ** 2, (1 - shared) ** 2];
  const groups = new Map<number, { weight: number; variance: number }>();
  const add = (weight: number, scatter: number) => {
    const variance = ((scatter + knownVariance) * square) / free;
    const group = Math.round(Math.log(variance) / LOG_MERGE_FACTOR);
    const merged = groups.get(group) ?? { weight: 0, variance: 0 };
    if (merged.weight === 0) groups.set(group, merged);
    merged.weight += weight;
    merged.variance += weight * variance;
  };
  const others = posteriorWithout(area, fit);
  for (const { between, weight } of others) for (const tail of TAILS) add(weight / TAILS.length, tail * between);
  add(others.reduce((sum, { weight }) => sum + weight, 0) * OUTLIERS.weight, OUTLIERS.variance);
  const parts = [...groups.values()].filter(({ weight }) => weight > 0);
  return {
    centre: (expected - shared * direct) / (1 - shared),
    parts: parts.map(({ weight, variance }) => ({ weight, variance: variance / weight })),
  };
}
