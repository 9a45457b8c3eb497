import { normalQuantile } from "./normal.ts";
import { type AreaMean, type Fit, othersTell, TAILS } from "./shrinkage.ts";

export interface Interval {
  readonly lower: number;
  readonly upper: number;
}

/** What is thought of a true mean before it is measured: normal distributions around one centre. */
interface Prior {
  readonly centre: number;
  readonly parts: readonly { readonly weight: number; readonly variance: number }[];
}

/** One area in fifty is expected to be like no other: off by as much as a mean is large. Without it intervals of such areas reach back to the rest. */
const UNLIKE = { weight: 0.02, variance: 1 };
/** Parts whose variances are within about this factor are taken together. Any prior will do for the claim; this one is quick. */
const ALIKE = 2;
/** The part of the level's error that one end has at least: beyond it, 5 σ away, the other end cannot be nearer by anything that shows. */
const SMALLEST_SHARE = 1e-6;
/** Halvings of the range of shares: ends are then known to some ten-thousandths of a σ. */
const STEPS = 16;

/**
 * The interval of a modelled mean (page: `shrinkage.md`). It holds with probability `level` for *each* true mean, however unlike its
 * neighbours, and is as short on average as any that does so where true means lie as the other areas tell.
 *
 * Claim: for every θ the measured mean lies in [θ + σ·Φ⁻¹((1 − s)·α), θ − σ·Φ⁻¹(s·α)] with probability 1 − α, whatever s(θ) is, as long as
 * s does not depend on the measured mean's own noise. s(θ) makes the quotient of what is expected and what θ says equal at both ends.
 * The interval is the θ that the measured mean is in the range of, from end to end. Source: Yu & Hoff 2018 (normal prior); Pratt 1961.
 *
 * @param boundOf the true mean of which the measured one lies this many σ of its noise above, exactly (Fieller); null where no mean does
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
    let found = boundOf(-side * normalQuantile(alpha));
    let [least, most] = [Math.log(SMALLEST_SHARE), 0];
    for (let step = 0; step < STEPS && found !== null; step++) {
      const share = (least + most) / 2;
      // The measured mean is one end of θ's range; with what is left of α, `far` is the other.
      const near = -normalQuantile(alpha * Math.exp(share));
      const far = -normalQuantile(-alpha * Math.expm1(share));
      const mean = boundOf(side * near);
      const sigma = mean === null ? 0 : Math.abs(direct - mean) / near;
      const isHeld =
        mean !== null && quotient(prior, direct, sigma, near) <= quotient(prior, mean - side * sigma * far, sigma, far);
      if (isHeld) [most, found] = [share, mean];
      else least = share;
    }
    return found;
  };
  const [lower, upper] = [end(1), end(-1)];
  return lower === null || upper === null ? null : { lower, upper };
}

/** ln of a measured value's expected density over its density for a true mean `deviate` σ away, up to a constant. */
function quotient({ centre, parts }: Prior, value: number, sigma: number, deviate: number): number {
  let density = Number.MIN_VALUE;
  for (const { weight, variance } of parts) {
    const all = variance + sigma * sigma;
    density += (weight * Math.exp(-((value - centre) ** 2) / (2 * all))) / Math.sqrt(all);
  }
  return Math.log(density) + deviate ** 2 / 2;
}

/**
 * What the other areas say of this one, its own noise taken out: with κ the covariance and D the variance of the measured mean's noise, the
 * noise of (expected − κ/D·measured)/(1 − κ/D) is independent of it.
 */
function priorOf(area: AreaMean, fit: Fit): Prior {
  const { direct, expected, directVariance, expectedVariance, covariance, withinVariance } = area;
  const shared = covariance / directVariance;
  const known = withinVariance + Math.max(0, expectedVariance - shared * covariance);
  const groups = new Map<number, { weight: number; variance: number }>();
  const add = (weight: number, among: number) => {
    const variance = ((among + known) * expected ** 2) / (1 - shared) ** 2;
    const group = Math.round(Math.log(variance) / Math.log(ALIKE));
    const found = groups.get(group) ?? { weight: 0, variance: 0 };
    groups.set(group, { weight: found.weight + weight, variance: found.variance + weight * variance });
  };
  const told = othersTell(area, fit);
  for (const { between, weight } of told) for (const tail of TAILS) add(weight / TAILS.length, tail * between);
  add(told.reduce((sum, { weight }) => sum + weight, 0) * UNLIKE.weight, UNLIKE.variance);
  const parts = [...groups.values()].filter(({ weight }) => weight > 0);
  return {
    centre: (expected - shared * direct) / (1 - shared),
    parts: parts.map(({ weight, variance }) => ({ weight, variance: variance / weight })),
  };
}
