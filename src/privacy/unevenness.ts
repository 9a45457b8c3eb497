import { COARSE } from "./bins.ts";
import { unbiasedBins, weightedVariance } from "./histogram.ts";

/** Of 32 bins, those of equal width in the logarithm: all but zero, what is above it, and the overflow. Amounts that heap have other bins. */
const [FIRST, LAST] = [2, COARSE.bins - 2];

/**
 * How far bin i is from its part of what it has together with the next, on the smooth curve through the edges of pairs of bins (the cubic
 * of `smoothAmount`, at the middle of a pair): weights of bins, and the variance that noise of one integer gives it.
 */
const MISFITS = Array.from({ length: LAST - FIRST }, (_, place) => {
  const bin = FIRST + place;
  const weights = new Array<number>(COARSE.bins).fill(0);
  const add = (first: number, weight: number) => {
    for (const one of [first, first + 1]) weights[one] = (weights[one] as number) + weight;
  };
  add(bin, -1 / 2);
  weights[bin] = (weights[bin] as number) + 1;
  // Outer edges take their pair's density.
  add(bin - 2 < FIRST ? bin : bin - 2, -1 / 16);
  add(bin + 3 > LAST ? bin : bin + 2, 1 / 16);
  const weighed = weights.flatMap((weight, one) => (weight === 0 ? [] : [{ one, weight }]));
  return { bin, weighed, noise: weightedVariance(weights) };
});

/** What is tried: from 1, households that lie anywhere by chance, in steps of a quarter, to ten thousand. */
const TRIED = Array.from({ length: 42 }, (_, step) => 1.25 ** step);

/**
 * How unevenly amounts lie: the variance of the households below a place within a bin, around the smooth curve, in that of households
 * thrown there by chance (position·(1 − position)·households). Read off what the curve through pairs of bins says of their halves: the most
 * likely value of 1 or more, given the noise (`quantiles.md`).
 *
 * @param bins the estimate that is made of the histogram, none negative
 */
export function unevenness(histogram: readonly number[], variance: number, bins: readonly number[]): number {
  const unbiased = unbiasedBins(histogram);
  const misfits = MISFITS.map(({ bin, weighed, noise }) => ({
    square: weighed.reduce((sum, { one, weight }) => sum + weight * (unbiased[one] as number), 0) ** 2,
    chance: ((bins[bin] as number) + (bins[bin + 1] as number)) / 4,
    noise: noise * variance,
  })).filter(({ chance, noise }) => chance + noise > 0);
  let [best, most] = [1, Number.NEGATIVE_INFINITY];
  for (const one of TRIED) {
    const likelihood = misfits.reduce((sum, { square, chance, noise }) => {
      const expected = one * chance + noise;
      return sum - Math.log(expected) - square / expected;
    }, 0);
    if (likelihood > most) [best, most] = [one, likelihood];
  }
  return best;
}
