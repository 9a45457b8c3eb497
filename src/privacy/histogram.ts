import { type Binning, binningOfList } from "./bins.ts";

/**
 * Precision with which a histogram gives its total, in precisions of one of its integers. The total is the sum of the places of
 * each size: it is measured four times, with the noise of so many integers.
 */
export function totalPrecision({ bins, sizes }: Binning): number {
  return sizes.reduce((sum, size) => sum + size / bins, 0);
}

/** Precision with which a histogram gives one bin to somebody who knows its total: what is left of four integers (`protection.md`). */
export function binPrecision(binned: Binning): number {
  return binned.sizes.length - totalPrecision(binned);
}

/** The total of a measured histogram: least squares of the four sums. Its variance is 1/`totalPrecision` of an integer's. */
export function totalOf(values: readonly number[]): number {
  const binned = binningOfList(values);
  const weightedSum = binned.places.reduce(
    (sum, { from, to }, place) => sum + ((to - from + 1) / binned.bins) * (values[place] as number),
    0,
  );
  return weightedSum / totalPrecision(binned);
}

/**
 * The bins of a measured histogram, given their total > 0: the estimate from all of its integers together, none negative.
 * Estimates are made from the bins up, and shared out from the total down, each group's among its parts. Source: Hay et al. 2010
 * for the two passes.
 */
export function binsOf(values: readonly number[], total: number): number[] {
  const binned = binningOfList(values);
  const bySize: number[][] = [];
  /** smaller groups in each group of a size */
  const within: number[] = [];
  let first = 0;
  for (const [at, { size, sum }] of binned.sums.entries()) {
    const own = values.slice(first, first + binned.bins / size);
    const parts = bySize[at - 1];
    const each = size / (binned.sizes[at - 1] ?? size);
    const weight = size / sum;
    const inParts = (i: number) => (parts?.slice(each * i, each * (i + 1)) ?? []).reduce((a, b) => a + b, 0);
    bySize.push(parts ? own.map((one, i) => weight * one + (1 - weight) * inParts(i)) : own);
    within.push(each);
    first += own.length;
  }
  const top = projectOnSimplex(bySize.at(-1) as number[], total);
  return bySize.slice(0, -1).reduceRight((groups, parts, at) => {
    const each = within[at + 1] as number;
    return groups.flatMap((group, i) =>
      group > 0 ? projectOnSimplex(parts.slice(each * i, each * (i + 1)), group) : new Array<number>(each).fill(0),
    );
  }, top);
}

/** The mean of each group of a size, in the place of every bin of it. */
const groupMeans = (values: readonly number[], size: number) =>
  values.map((_, bin) => {
    const first = bin - (bin % size);
    return values.slice(first, first + size).reduce((sum, one) => sum + one, 0) / size;
  });

/**
 * Solves the normal equations of bins that are also counted in groups. A pattern that is even within groups of a size, and adds
 * up to 0 within each next larger group, is measured with the precision of as many integers as this size and all smaller ones add up to.
 */
function solveNormal(values: readonly number[]): number[] {
  const { sums } = binningOfList(values);
  const bySize = sums.map(({ size }) => groupMeans(values, size));
  return values.map((_, bin) =>
    sums.reduce((solved, { sum }, at) => {
      const component = (bySize[at]?.[bin] as number) - (bySize[at + 1]?.[bin] ?? 0);
      return solved + component / sum;
    }, 0),
  );
}

/** Least-squares estimates of the bins of a measured histogram: without a total, unbiased, and so perhaps negative. */
export function unbiasedBins(values: readonly number[]): number[] {
  const { bins, places } = binningOfList(values);
  const coverage = new Array<number>(bins).fill(0);
  for (const [place, { from, to }] of places.entries())
    for (let bin = from; bin <= to; bin++) coverage[bin] = (coverage[bin] as number) + (values[place] as number);
  return solveNormal(coverage);
}

/** Variance of Σ weight × bin of `unbiasedBins`, in variances of one integer. */
export function weightedVariance(weights: readonly number[]): number {
  const solved = solveNormal(weights);
  return weights.reduce((sum, weight, bin) => sum + weight * (solved[bin] as number), 0);
}

/** Variance of the households in the first m bins (m may be a fraction) when their total is known, in variances of one integer. */
export function varianceBelow(m: number, binned: Binning): number {
  let [variance, share] = [0, m % 1];
  for (const [at, { size, sum }] of binned.sums.entries()) {
    const siblings = (binned.sizes[at + 1] ?? binned.bins) / size;
    const whole = Math.floor(m / size) % siblings;
    // Siblings add up to what is above them: an error of one is made up by the others.
    variance += (size / sum) * (whole + share ** 2 - (whole + share) ** 2 / siblings);
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
