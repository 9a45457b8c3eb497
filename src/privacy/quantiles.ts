import { BINS } from "./bins.ts";
import { type BinShares, evenAmount, locate, OVERFLOW, smoothAmount } from "./distribution.ts";
import { normalQuantile } from "./normal.ts";

/** A quantile in the unit of the edges. `upper` is Infinity when the interval reaches into the overflow bin. */
export interface QuantileEstimate {
  readonly value: number;
  readonly lower: number;
  readonly upper: number;
  /** The quantile lies at or above the clamp: `value` is only a lower bound and must be withheld. */
  readonly inOverflow: boolean;
}

/**
 * The p-quantile of a noisy histogram and its interval at `level`. Post-processing: costs no budget (`quantiles.md`).
 *
 * `noisy` are the 32 measured counts, each with independent noise of standard deviation `sigma`; `edges` the 31 public
 * edges (`histogramEdges`, in display units). The counts are projected on the simplex with their own total n̂, the
 * distribution function is inverted on a smooth curve through the edges, and the interval is what two curves, the
 * smooth one and the one that is even within each bin, span at p ± z·σ_F. With one curve alone the interval would ignore
 * that the histogram does not say where in a bin the quantile lies (measured: 0–70 % coverage where noise is small).
 *
 * Precondition of its coverage: amounts spread smoothly over a bin. Where they heap (round rents), say `heaped`: the interval
 * then reaches to the outer edges of its bins.
 *
 * @returns null when the noisy total is not positive
 * @throws RangeError on a wrong number of bins or edges, sigma < 0, or p or level outside (0, 1)
 */
export function quantile(input: {
  readonly noisy: readonly bigint[];
  readonly sigma: number;
  readonly edges: readonly number[];
  readonly p: number;
  readonly level: number;
  /** amounts heap on round figures: the interval is made of whole bins */
  readonly heaped?: boolean | undefined;
}): QuantileEstimate | null {
  const { noisy, sigma, edges, p, level, heaped = false } = input;
  if (noisy.length !== BINS || edges.length !== BINS - 1) {
    throw new RangeError(`a histogram has ${BINS} bins and ${BINS - 1} edges; got ${noisy.length} and ${edges.length}`);
  }
  if (!(sigma >= 0)) throw new RangeError(`sigma must be ≥ 0; got ${sigma}`);
  if (!(p > 0 && p < 1)) throw new RangeError(`p must be in (0, 1); got ${p}`);
  if (!(level > 0 && level < 1)) throw new RangeError(`level must be in (0, 1); got ${level}`);
  const total = Number(noisy.reduce((sum, count) => sum + count, 0n));
  if (!(total > 0)) return null;
  const shares = projectOnSimplex(noisy.map(Number), total).map((count) => count / total);
  const binned: BinShares = { shares, edges };
  const place = locate(shares, p);
  const spread =
    -normalQuantile((1 - level) / 2) *
    shareDeviation({ p, below: place.bin + place.position, own: shares[place.bin] ?? 0, sigma, total });
  return {
    value: smoothAmount(binned, place),
    lower: p - spread > 0 ? bound(binned, p - spread, Math.min, heaped) : 0,
    upper: p + spread < 1 ? bound(binned, p + spread, Math.max, heaped) : Number.POSITIVE_INFINITY,
    inOverflow: place.bin === OVERFLOW,
  };
}

/** The nearest point (Euclidean) with no negative entry and the given total > 0. Source: Held, Wolfe & Crowder 1974. */
export function projectOnSimplex(values: readonly number[], total: number): number[] {
  const sorted = [...values].sort((a, b) => b - a);
  let [sum, shift] = [0, 0];
  for (const [index, value] of sorted.entries()) {
    sum += value;
    const candidate = (sum - total) / (index + 1);
    if (value <= candidate) break;
    shift = candidate;
  }
  return values.map((value) => Math.max(0, value - shift));
}

/**
 * σ_F, the standard deviation of the cumulated share at the quantile. Noise, when the total is the sum of the same bins:
 * (σ/n̂)²·[(1−p)²·m + p²·(32−m)], m (`below`) bins being below. Plus the place of the households within the quantile's
 * own bin of share s, at most s/4n̂ if they are spread at random over it.
 */
function shareDeviation(o: { p: number; below: number; own: number; sigma: number; total: number }): number {
  const noise = (o.sigma / o.total) ** 2 * ((1 - o.p) ** 2 * o.below + o.p ** 2 * (BINS - o.below));
  return Math.sqrt(noise + o.own / (4 * o.total));
}

/** The outermost (by `choose`) amount at p of the two curves, the smooth one allowed to err by a quarter of their distance. */
function bound(binned: BinShares, p: number, choose: (a: number, b: number) => number, heaped: boolean): number {
  const place = locate(binned.shares, p);
  if (place.bin === OVERFLOW) return choose(binned.edges.at(-1) as number, Number.POSITIVE_INFINITY);
  // Heaped amounts may all lie at one place of a bin, wherever it is.
  if (heaped) return place.bin === 0 ? 0 : choose(binned.edges[place.bin - 1] as number, binned.edges[place.bin] as number);
  const [smooth, even] = [smoothAmount(binned, place), evenAmount(binned, place)];
  const slack = Math.abs(smooth - even) / 4;
  return choose(even, choose(smooth - slack, smooth + slack));
}
