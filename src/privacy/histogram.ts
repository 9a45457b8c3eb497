import { BINS, BINS_A_PLACE, HISTOGRAM } from "./bins.ts";

/**
 * Precision with which a histogram gives its total, in precisions of one of its integers. The total is the sum of the places of
 * each size: it is measured four times, with the noise of 32, 16, 8 and 4 integers.
 */
export const HISTOGRAM_TOTAL_PRECISION = BINS_A_PLACE.reduce((sum, size) => sum + size / BINS, 0);

/** Precision with which a histogram gives one bin to somebody who knows its total: what is left of four integers (`protection.md`). */
export const HISTOGRAM_BIN_PRECISION = BINS_A_PLACE.length - HISTOGRAM_TOTAL_PRECISION;

/** First place of each size. */
const FIRST_PLACES = BINS_A_PLACE.map((size) => HISTOGRAM.findIndex(({ from, to }) => to - from + 1 === size));

/**
 * Variance of a place that is estimated from its own integer and those of all places within it, in variances of one integer, by
 * size: 1, 2/3, 4/7, 8/15.
 */
const FROM_BELOW = BINS_A_PLACE.map((size) => size / (2 * size - 1));

/** The total of a measured histogram: least squares of the four sums. Its variance is 1/`HISTOGRAM_TOTAL_PRECISION` of an integer's. */
export function totalOf(values: readonly number[]): number {
  const weightedSum = HISTOGRAM.reduce(
    (sum, { from, to }, place) => sum + ((to - from + 1) / BINS) * (values[place] as number),
    0,
  );
  return weightedSum / HISTOGRAM_TOTAL_PRECISION;
}

/**
 * The 32 bins of a measured histogram, given their total > 0: the estimate from all of its 60 integers together, none negative.
 * Estimates are made from the bins up, and shared out from the total down, each group's among its halves. Source: Hay et al. 2010
 * for the two passes.
 */
export function binsOf(values: readonly number[], total: number): number[] {
  const bySize = BINS_A_PLACE.map((size, at) => values.slice(FIRST_PLACES[at], (FIRST_PLACES[at] as number) + BINS / size));
  for (const [at, groups] of bySize.entries()) {
    const halves = bySize[at - 1];
    const weight = FROM_BELOW[at] as number;
    const inHalves = (i: number) => (halves?.[2 * i] as number) + (halves?.[2 * i + 1] as number);
    if (halves) bySize[at] = groups.map((own, i) => weight * own + (1 - weight) * inHalves(i));
  }
  const halved = (groups: readonly number[], halves: readonly number[]) =>
    groups.flatMap((group, i) => (group > 0 ? projectOnSimplex(halves.slice(2 * i, 2 * i + 2), group) : [0, 0]));
  const top = projectOnSimplex(bySize.at(-1) as number[], total);
  return bySize.slice(0, -1).reduceRight(halved, top);
}

/** The mean of each group of a size, in the place of every bin of it. */
const groupMeans = (values: readonly number[], size: number) =>
  values.map((_, bin) => {
    const first = bin - (bin % size);
    return values.slice(first, first + size).reduce((sum, one) => sum + one, 0) / size;
  });

/**
 * Solves the normal equations of bins that are also counted in groups. A pattern that is even within groups of a size, and adds
 * up to 0 within each next larger group, is measured with the precision of 2·size − 1 integers.
 */
function solveNormal(values: readonly number[]): number[] {
  const bySize = BINS_A_PLACE.map((size) => groupMeans(values, size));
  return values.map((_, bin) =>
    BINS_A_PLACE.reduce((sum, size, at) => {
      const component = (bySize[at]?.[bin] as number) - (bySize[at + 1]?.[bin] ?? 0);
      return sum + component / (2 * size - 1);
    }, 0),
  );
}

/** Least-squares estimates of the 32 bins of a measured histogram: without a total, unbiased, and so perhaps negative. */
export function unbiasedBins(values: readonly number[]): number[] {
  const coverage = new Array<number>(BINS).fill(0);
  for (const [place, { from, to }] of HISTOGRAM.entries())
    for (let bin = from; bin <= to; bin++) coverage[bin] = (coverage[bin] as number) + (values[place] as number);
  return solveNormal(coverage);
}

/** Variance of Σ weight × bin of `unbiasedBins`, in variances of one integer. */
export function weightedVariance(weights: readonly number[]): number {
  const solved = solveNormal(weights);
  return weights.reduce((sum, weight, bin) => sum + weight * (solved[bin] as number), 0);
}

/** Variance of the households in the first m bins (m may be a fraction) when their total is known, in variances of one integer. */
export function varianceBelow(m: number): number {
  let [variance, share] = [0, m % 1];
  for (const [at, size] of BINS_A_PLACE.entries()) {
    const placeVariance = FROM_BELOW[at] as number;
    const siblings = at === BINS_A_PLACE.length - 1 ? BINS / size : 2;
    const whole = Math.floor(m / size) % (siblings === 2 ? 2 : BINS);
    // Siblings add up to what is above them: an error of one is made up by the others.
    variance += placeVariance * (whole + share ** 2 - (whole + share) ** 2 / siblings);
    share = (whole + share) / siblings;
  }
  return variance;
}

/** The nearest point (Euclidean) with no negative entry and the given total > 0. Source: Held, Wolfe & Crowder 1974. */
export function projectOnSimplex(values: readonly number[], total: number): number[] {
  const sorted = [...values].sort((a, b) => b - a);
  let [sum, shift] = [0, 0];
  for (const [index, value] of sorted.entries()) {
    sum += value;
    const candidate = (sum - total) / (index + 1);
    // The largest value always keeps a part: a total far below it can be lost to rounding in their difference.
    if (index > 0 && value <= candidate) break;
    shift = candidate;
  }
  return values.map((value) => Math.max(0, value - shift));
}
