import { binningOfList, COARSE, FINE } from "./bins.ts";
import { type BinShares, isOverflow, locate, type QuantilePlace, smoothAmount } from "./distribution.ts";
import { binsOf, varianceBelow } from "./histogram.ts";
import { normalQuantile } from "./normal.ts";
import { unevenness } from "./unevenness.ts";

/** A quantile in the unit of the edges. `upper` is Infinity when the interval reaches into the overflow bin. */
export interface QuantileEstimate {
  readonly value: number;
  readonly lower: number;
  readonly upper: number;
  /** The quantile lies at or above the clamp: `value` is only a lower bound and must be withheld. */
  readonly inOverflow: boolean;
}

/** What is public of a cell that a quantile is estimated in. */
interface QuantileInput {
  /** of the noise of each integer of the histogram */
  readonly variance: number;
  readonly households: { readonly value: number; readonly variance: number };
  readonly edges: readonly number[];
  readonly p: number;
  readonly level: number;
  /** amounts heap on round figures: the interval is made of whole bins */
  readonly heaped?: boolean | undefined;
}

/** A quantile as it is expected, with the half-width of its interval. */
export interface ExpectedQuantile {
  readonly value: number;
  readonly half: number;
}

/**
 * σ for which what a bin does not tell is allowed. Noise is drawn anew each time, and one draw in twenty may miss; where amounts lie within a
 * bin is what it is, and a cell that is missed for it is missed in nearly every draw.
 */
export const WITHIN = 3;

/** `varianceBelow` at the start, the middle and the end of every bin: each interval asks for all of them. */
const VARIANCES_BELOW = new Map(
  [COARSE, FINE].map((binned) => [
    binned,
    Array.from({ length: 2 * binned.bins + 1 }, (_, half) => varianceBelow(half / 2, binned)),
  ]),
);

/**
 * Reads quantiles off a histogram that is known with noise: the p-quantile for each p, and its interval at `level`. What does not depend on
 * p is made once. Post-processing: costs no budget (`quantiles.md`).
 *
 * `histogram` are estimates of households by bin and by group of bins (`Binning`), each with independent noise of the given variance,
 * before the number of `households` is known, which has noise of its own; `edges` the public edges (`histogramEdges`, in display
 * units). One estimate of the bins is made of all, with that number for its total and none negative (`binsOf`), and the distribution function
 * is inverted on a smooth curve through the edges. The interval is of all amounts at which that function may be p: it errs by noise, and
 * within a bin by how unevenly amounts lie there (`unevenness`).
 *
 * Precondition of its coverage: amounts lie within bins about as they do over pairs of bins. Where they heap (round rents), say `heaped`: the
 * interval then reaches to the outer edges of its bins.
 *
 * @throws RangeError on a wrong number of bins or edges, a variance < 0, no households, or p or level outside (0, 1)
 */
export function quantileReader(
  input: Omit<QuantileInput, "p"> & { readonly histogram: readonly number[] },
): (p: number) => QuantileEstimate {
  checkInput(input);
  const { histogram, variance, households, edges, level, heaped = false } = input;
  const { value: total } = households;
  const bins = binsOf(histogram, total);
  const binned = binningOfList(bins);
  const variancesBelow = VARIANCES_BELOW.get(binned) as number[];
  const curve: BinShares = { shares: bins.map((count) => count / total), edges };
  const uneven = heaped ? 0 : unevenness(histogram, variance, bins);
  const z = normalQuantile((1 - level) / 2);
  return (p) => {
    checkShare("p", p);
    const place = locate(curve.shares, p);
    const excesses: Excess[] = [];
    let below = 0;
    for (const [bin, count] of bins.entries()) {
      /** Not above 0 where p of the households may be below this place of the bin. */
      const excess = (position: number) => {
        const at = bin + position;
        const noise = variance * (variancesBelow[2 * at] as number) + households.variance * (at / binned.bins - p) ** 2;
        const within = uneven * count * position * (1 - position);
        return (below + position * count - p * total) ** 2 - z * z * noise - WITHIN ** 2 * within;
      };
      excesses.push([excess(0), excess(0.5), excess(1)]);
      below += count;
    }
    const { from, to } = reach(place, excesses);
    const [lower, upper] = heaped
      ? [edges[from.bin - 1] ?? 0, edges[to.bin] ?? 0]
      : [smoothAmount(curve, from), smoothAmount(curve, to)];
    return {
      value: smoothAmount(curve, place),
      lower,
      upper: isOverflow(to, bins) ? Number.POSITIVE_INFINITY : upper,
      inOverflow: isOverflow(place, bins),
    };
  };
}

/**
 * The p-quantile that a cell has where its amounts lie as given, and the half-width that noise of its histogram is expected to leave,
 * whatever that noise came out as. It decides what appears: a half-width with noise in it would let those through that look narrow, whose
 * intervals hold too rarely (`quantiles.md`). How unevenly amounts lie within a bin is not in it.
 *
 * @param shares of the bins in a public distribution, and not in the cell's own histogram
 * @returns in the unit of the edges; a half-width of Infinity where the interval would leave the histogram
 */
export function expectedQuantile(input: QuantileInput & { readonly shares: readonly number[] }): ExpectedQuantile {
  const { shares, variance, households, edges, p, level, heaped = false } = input;
  const binned = binningOfList(shares);
  const place = locate(shares, p);
  const value = smoothAmount({ shares, edges }, place);
  const at = place.bin + place.position;
  const noise = variance * varianceBelow(at, binned) + households.variance * (at / binned.bins - p) ** 2;
  const reach = (-normalQuantile((1 - level) / 2) * Math.sqrt(noise)) / households.value;
  if (!(p - reach > 0 && p + reach < 1)) return { value, half: Number.POSITIVE_INFINITY };
  const [from, to] = [locate(shares, p - reach), locate(shares, p + reach)];
  if (isOverflow(to, shares)) return { value, half: Number.POSITIVE_INFINITY };
  const [lower, upper] = [from, to].map((end) => smoothAmount({ shares, edges }, end)) as [number, number];
  const binWidth = (edges[place.bin] as number) - (edges[place.bin - 1] ?? 0);
  return { value, half: (upper - lower) / 2 + (heaped ? binWidth / 2 : 0) };
}

function checkInput({ histogram, variance, households, edges, level }: Parameters<typeof quantileReader>[0]): void {
  const { places, bins } = binningOfList(edges);
  if (histogram.length !== places.length) {
    throw new RangeError(`a histogram with ${bins - 1} edges has ${places.length} places; got ${histogram.length}`);
  }
  for (const [name, one] of Object.entries({ variance, "the variance of households": households.variance }))
    if (!(one >= 0)) throw new RangeError(`${name} must be ≥ 0; got ${one}`);
  if (!(households.value > 0)) throw new RangeError(`households must be > 0; got ${households.value}`);
  checkShare("level", level);
}

function checkShare(name: string, share: number): void {
  if (!(share > 0 && share < 1)) throw new RangeError(`${name} must be in (0, 1); got ${share}`);
}

/** A quadratic function of the position in a bin, by its values at 0, ½ and 1. */
type Excess = readonly [start: number, middle: number, end: number];

/**
 * The outermost places at which a function is not above 0, bin by bin. At the place of the value it is not.
 */
function reach(place: QuantilePlace, bins: readonly Excess[]): { from: QuantilePlace; to: QuantilePlace } {
  let [from, to] = [place, place];
  for (const [bin, [start, middle, end]] of bins.entries()) {
    const [first, last] = [firstHeld(start, middle, end), firstHeld(end, middle, start)];
    if (first === null || last === null) continue;
    if (bin + first < from.bin + from.position) from = { bin, position: first };
    if (bin + 1 - last > to.bin + to.position) to = { bin, position: 1 - last };
  }
  return { from, to };
}

/** The first position in [0, 1] at which the quadratic with these values at 0, ½ and 1 is not above 0. */
function firstHeld(start: number, middle: number, end: number): number | null {
  if (start <= 0) return 0;
  const slope = 4 * middle - 3 * start - end;
  const discriminant = slope * slope - 8 * (start + end - 2 * middle) * start;
  const position = (2 * start) / (Math.sqrt(discriminant) - slope);
  return position >= 0 && position <= 1 ? position : null;
}
