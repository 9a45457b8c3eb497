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

/**
 * One hundred homes in ascending order, distributed as in the published histogram. Each bin gets its share by largest remainders
 * and spreads its homes evenly; homes above the last bound are Infinity. Empty where every bin is empty.
 */
export function hundredHomes(bins: readonly Bin[]): number[] {
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
