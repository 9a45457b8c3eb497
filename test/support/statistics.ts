/** The p-value of Pearson's χ² of observed counts against expected ones (by Wilson and Hilferty; accurate to about 1e-3 here). */
export function chiSquareP(observed: readonly number[], expected: readonly number[]): number {
  const statistic = observed.reduce((sum, count, i) => sum + (count - (expected[i] as number)) ** 2 / (expected[i] as number), 0);
  const freedom = observed.length - 1;
  const z = ((statistic / freedom) ** (1 / 3) - (1 - 2 / (9 * freedom))) / Math.sqrt(2 / (9 * freedom));
  return upperNormal(z);
}

/** 1 − Φ(z), by Abramowitz & Stegun 26.2.17 (absolute error < 7.5e-8). */
export function upperNormal(z: number): number {
  if (z < 0) return 1 - upperNormal(-z);
  const t = 1 / (1 + 0.2316419 * z);
  const series = t * (0.31938153 + t * (-0.356563782 + t * (1.781477937 + t * (-1.821255978 + t * 1.330274429))));
  return (Math.exp((-z * z) / 2) / Math.sqrt(2 * Math.PI)) * series;
}

/**
 * The p-value of draws against a symmetric distribution with `upperTail(t)` = Pr[X ≥ t] and a standard deviation of about
 * `spread`. Draws are counted by cells of consecutive integers, open at both ends, with expected counts ≥ 20.
 */
export function fitP(draws: readonly bigint[], upperTail: (t: bigint) => number, spread: number): number {
  const from = BigInt(-Math.ceil(6 * spread));
  const width = BigInt(Math.max(1, Math.floor(spread / 8)));
  const starts: bigint[] = [];
  const expected: number[] = [];
  let [start, remaining] = [from, 1];
  for (let edge = from + width; ; edge += width) {
    const tail = upperTail(edge);
    if (draws.length * tail < 20) break;
    if (draws.length * (remaining - tail) < 20) continue;
    starts.push(start);
    expected.push(draws.length * (remaining - tail));
    [start, remaining] = [edge, tail];
  }
  starts.push(start);
  expected.push(draws.length * remaining);
  const observed = new Array<number>(starts.length).fill(0);
  for (const draw of draws) {
    const cell = Math.max(
      0,
      starts.findLastIndex((first) => draw >= first),
    );
    observed[cell] = (observed[cell] as number) + 1;
  }
  return chiSquareP(observed, expected);
}

/**
 * The most powerful test of the scale of a noise. Both laws that are drawn are exponential families in their scale, with mass ∝
 * exp(−θ·T(x)): T(x) = x² and θ = 1/2σ² for the discrete Gaussian, T(x) = |x| and θ = 1/b for the discrete Laplace. The
 * likelihood ratio of any two scales is therefore a function of ΣT alone. By Neyman and Pearson, one bound on ΣT is the most
 * powerful test against every larger scale, and another against every smaller one. * Both error probabilities are proven, not
 * approximated. With P_c the law of the family whose mean of T is the bound t, Pr[mean of n draws beyond t] ≤ exp(−n·KL(P_c ‖ P))
 * on either side (Chernoff's bound for an exponential family).
 */
export interface ScaleFamily {
  /** T of one draw */
  statistic(draw: bigint): number;
  natural(scale: number): number;
  /** E[T] */
  mean(scale: number): number;
  /** ln Σ exp(−θ·T(x)) over all integers */
  logNormaliser(scale: number): number;
}

/**
 * Above this σ, summing over integers instead of integrating changes moments and normaliser by less than 1e-34 (Poisson's
 * summation: e^(−2π²σ²)).
 */
const LATTICE = 2;

/** The discrete Gaussian; its scale is σ. */
export const GAUSSIAN: ScaleFamily = {
  statistic: (draw) => Number(draw) ** 2,
  natural: (sigma) => 1 / (2 * sigma * sigma),
  mean: (sigma) => (sigma > LATTICE ? sigma * sigma : lattice(sigma, (x) => x * x) / lattice(sigma, () => 1)),
  logNormaliser: (sigma) => (sigma > LATTICE ? Math.log(2 * Math.PI) / 2 + Math.log(sigma) : Math.log(lattice(sigma, () => 1))),
};

/** The discrete Laplace; its scale is b. With q = e^(−1/b): Σ q^|x| = (1 + q)/(1 − q), E|X| = 2q/(1 − q²). */
export const LAPLACE: ScaleFamily = {
  statistic: (draw) => Math.abs(Number(draw)),
  natural: (b) => 1 / b,
  mean: (b) => (-2 * Math.exp(-1 / b)) / Math.expm1(-2 / b),
  logNormaliser: (b) => Math.log1p(Math.exp(-1 / b)) - Math.log(-Math.expm1(-1 / b)),
};

/** Σ weight(x)·exp(−x²/2σ²) over all integers, for a small σ. */
function lattice(sigma: number, weight: (x: number) => number): number {
  let sum = weight(0);
  for (let x = 1; x <= 80; x++) sum += 2 * weight(x) * Math.exp(-(x * x) / (2 * sigma * sigma));
  return sum;
}

/** The divergence KL(P_a ‖ P_b) = (θ_b − θ_a)·E_a[T] + ln Z_b − ln Z_a, in nats a draw. */
function divergence(family: ScaleFamily, a: number, b: number): number {
  const natural = family.natural(b) - family.natural(a);
  return natural * family.mean(a) + family.logNormaliser(b) - family.logNormaliser(a);
}

/** A test of whether draws have the scale that is claimed. */
export interface ScaleTest {
  /** how many draws the test is made for */
  readonly draws: number;
  /** Whether the mean of T over the draws lies between the bounds. */
  accepts(draws: readonly bigint[]): boolean;
  /** An upper bound of the probability that draws of another scale are accepted. */
  missAt(scale: number): number;
}

/** Probability of a false alarm at each of the two bounds: 1e-9 for both together. */
const ALARM = 5e-10;

/** Makes a test over `draws` draws whose probability of a false alarm is at most 1e-9. */
export function scaleTest(family: ScaleFamily, claimed: number, draws: number): ScaleTest {
  const allowed = -Math.log(ALARM) / draws;
  const bound = (far: number) => {
    let [near, beyond] = [claimed, far];
    for (let i = 0; i < 60; i++) {
      const middle = (near + beyond) / 2;
      if (divergence(family, middle, claimed) < allowed) near = middle;
      else beyond = middle;
    }
    return beyond;
  };
  const [low, high] = [bound(claimed / 2), bound(claimed * 2)];
  return {
    draws,
    accepts: (found) => {
      if (found.length !== draws) throw new RangeError(`the test is made for ${draws} draws; got ${found.length}`);
      const mean = found.reduce((sum, draw) => sum + family.statistic(draw), 0) / draws;
      return family.mean(low) <= mean && mean <= family.mean(high);
    },
    missAt: (scale) => {
      if (low <= scale && scale <= high) return 1;
      return Math.exp(-draws * divergence(family, scale > high ? high : low, scale));
    },
  };
}

/**
 * A bound that the correlation of m independent pairs of draws exceeds with a probability of at most 1e-9. Both laws are
 * sub-Gaussian with their σ² (Canonne, Kamath & Steinke 2020), so that for z, z′ in units of σ E[exp(λzz′)] ≤ (1 − λ²)^(−1/2),
 * hence Pr[|mean of zz′| ≥ a] ≤ 2·exp(−m·(λa + ln(1 − λ²)/2)) for every λ in (0, 1).
 */
export function correlationBound(pairs: number): number {
  const exponent = (a: number) => {
    const lambda = (Math.sqrt(1 + 4 * a * a) - 1) / (2 * a);
    return pairs * (lambda * a + Math.log(1 - lambda * lambda) / 2);
  };
  let [low, high] = [1e-9, 10];
  for (let i = 0; i < 80; i++) {
    const middle = (low + high) / 2;
    if (2 * Math.exp(-exponent(middle)) > 1e-9) low = middle;
    else high = middle;
  }
  return high;
}
