import { BINS, HISTOGRAM } from "./bins.ts";
import { type BinShares, evenAmount, locate, OVERFLOW, smoothAmount } from "./distribution.ts";
import { binsOf, varianceBelow } from "./histogram.ts";
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
 * The p-quantile of a histogram that is known with noise, and its interval at `level`. Post-processing: costs no budget
 * (`quantiles.md`).
 *
 * `histogram` holds estimates of households by bin and by group of bins (`HISTOGRAM`), each with independent noise of the given
 * `variance`, made before the number of `households` is known, which has noise of its own. `edges` are the 31 public edges
 * (`histogramEdges`, in display units). All are combined into one estimate of the bins, none negative, with the number of
 * households for its total (`binsOf`), and the distribution function is inverted on a smooth curve through the edges.
 *
 * The interval is what two curves span at p ± z·σ_F: the smooth one, and the one that is even within each bin. With one curve
 * alone the interval would ignore that the histogram does not say where in a bin the quantile lies (measured: 0–70 % coverage
 * where noise is small).
 *
 * Precondition of its coverage: amounts spread smoothly over a bin. Where they heap (round rents), say `heaped`: the interval
 * then reaches to the outer edges of its bins.
 *
 * @throws RangeError on a wrong number of bins or edges, a variance < 0, no households, or p or level outside (0, 1)
 */
export function quantile(input: {
  readonly histogram: readonly number[];
  readonly variance: number;
  readonly households: { readonly value: number; readonly variance: number };
  readonly edges: readonly number[];
  readonly p: number;
  readonly level: number;
  /** amounts heap on round figures: the interval is made of whole bins */
  readonly heaped?: boolean | undefined;
}): QuantileEstimate {
  const { histogram, variance, households, edges, p, level, heaped = false } = input;
  if (histogram.length !== HISTOGRAM.length || edges.length !== BINS - 1) {
    throw new RangeError(
      `a histogram has ${HISTOGRAM.length} places and ${BINS - 1} edges; got ${histogram.length} and ${edges.length}`,
    );
  }
  for (const [name, one] of Object.entries({ variance, "the variance of households": households.variance }))
    if (!(one >= 0)) throw new RangeError(`${name} must be ≥ 0; got ${one}`);
  const { value: total } = households;
  if (!(total > 0)) throw new RangeError(`households must be > 0; got ${total}`);
  if (!(p > 0 && p < 1)) throw new RangeError(`p must be in (0, 1); got ${p}`);
  if (!(level > 0 && level < 1)) throw new RangeError(`level must be in (0, 1); got ${level}`);
  const shares = binsOf(histogram, total).map((count) => count / total);
  const binned: BinShares = { shares, edges };
  const place = locate(shares, p);
  const below = place.bin + place.position;
  // Noise of the households below: that of bins and groups with their total held, and the part of the total's own noise that falls there.
  const noise = variance * varianceBelow(below) + households.variance * (below / BINS - p) ** 2;
  const spread = -normalQuantile((1 - level) / 2) * Math.sqrt(noise / total ** 2 + (shares[place.bin] as number) / (4 * total));
  return {
    value: smoothAmount(binned, place),
    lower: p - spread > 0 ? endAt(binned, p - spread, Math.min, heaped) : 0,
    upper: p + spread < 1 ? endAt(binned, p + spread, Math.max, heaped) : Number.POSITIVE_INFINITY,
    inOverflow: place.bin === OVERFLOW,
  };
}

/**
 * One end of the interval: the outermost (by `choose`) amount at p of the two curves, where the smooth one may err by a quarter
 * of their distance.
 */
function endAt(binned: BinShares, p: number, choose: (a: number, b: number) => number, heaped: boolean): number {
  const place = locate(binned.shares, p);
  if (place.bin === OVERFLOW) return choose(binned.edges.at(-1) as number, Number.POSITIVE_INFINITY);
  // Heaped amounts may all lie at one place of a bin, wherever it is.
  if (heaped) return place.bin === 0 ? 0 : choose(binned.edges[place.bin - 1] as number, binned.edges[place.bin] as number);
  const [smooth, even] = [smoothAmount(binned, place), evenAmount(binned, place)];
  const slack = Math.abs(smooth - even) / 4;
  return choose(even, choose(smooth - slack, smooth + slack));
}
