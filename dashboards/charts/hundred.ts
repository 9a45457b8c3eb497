/** A bin of a published histogram: its bounds in the display unit, and a noisy count of homes. */
export interface Bin {
  readonly lower: number;
  /** null: no upper bound */
  readonly upper: number | null;
  readonly noisy: number;
  /** standard deviation of the noise */
  readonly sigma: number;
}

/** The homes of a bin, or 0 where noise alone could have made the count: below two standard deviations. */
function homesIn({ noisy, sigma }: Bin): number {
  return noisy < 2 * sigma ? 0 : noisy;
}

/** Least share of all homes that the bins above the noise must hold for a picture of a hundred to be one of all of them. */
const LEAST_HELD = 0.8;
/** Fewest such bins: one alone is a block, whose edges are its own. */
const FEWEST_BINS = 2;

/**
 * Tells whether a histogram shows how homes are spread. Where the noise swallows many of its bins, the few that are left would be drawn as
 * if all homes were in them, with nothing between. The noise has no bias, so all bins together tell how many homes there are.
 */
export function showsShape(bins: readonly Bin[]): boolean {
  const held = bins.map(homesIn).filter((homes) => homes > 0);
  const sum = (counts: readonly number[]): number => counts.reduce((all, count) => all + count, 0);
  return held.length >= FEWEST_BINS && sum(held) >= LEAST_HELD * sum(bins.map(({ noisy }) => noisy));
}

/**
 * One hundred homes in ascending order, distributed as in the published histogram. Each bin gets its share by largest remainders
 * and spreads its homes evenly; homes above the last bound are Infinity. Empty where the histogram shows no shape.
 */
export const hundredHomes = (bins: readonly Bin[]): number[] => (showsShape(bins) ? hundredOf(bins) : []);

/** The same of any histogram that has homes, as for a whole territory, which has the most of them. */
export function hundredOf(bins: readonly Bin[]): number[] {
  const homes = bins.map(homesIn);
  const total = homes.reduce((sum, count) => sum + count, 0);
  if (total === 0) return [];
  const exact = homes.map((one) => (100 * one) / total);
  const counts = exact.map(Math.floor);
  const left = 100 - counts.reduce((sum, count) => sum + count, 0);
  const byRemainder = exact
    .map((one, i) => ({ i, rest: one - (counts[i] as number) }))
    .sort((a, b) => b.rest - a.rest || a.i - b.i);
  for (const { i } of byRemainder.slice(0, left)) counts[i] = (counts[i] as number) + 1;
  return bins.flatMap(({ lower, upper }, i) => {
    const count = counts[i] as number;
    return Array.from({ length: count }, (_, n) =>
      upper === null ? Number.POSITIVE_INFINITY : lower + ((n + 0.5) / count) * (upper - lower),
    );
  });
}

/**
 * The value below which a share of the homes lies, interpolated within its bin; null where every bin is empty. In the open bin it
 * is the lower bound.
 */
export function quantileOf(bins: readonly Bin[], share: number): number | null {
  const homes = bins.map(homesIn);
  const total = homes.reduce((sum, count) => sum + count, 0);
  if (total === 0) return null;
  let left = share * total;
  for (const [i, { lower, upper }] of bins.entries()) {
    const here = homes[i] as number;
    if (here > 0 && left <= here) return upper === null ? lower : lower + (left / here) * (upper - lower);
    left -= here;
  }
  return null;
}
