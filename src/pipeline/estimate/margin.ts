// Half-widths by which rows are marked unreliable. They are predicted, because a row's own noise must not decide.

import { Z95 } from "../../privacy/forecast/index.ts";
import { type ExpectedQuantile, expectedQuantile, fieller, gatedRatio, type Interval } from "../../privacy/index.ts";
import { LEVEL } from "../plan/budget.ts";
import type { MeasurePublication } from "../plan/plan.ts";
import { edgesOf } from "./edges.ts";
import type { Reach } from "./passing.ts";

/** A relative half-width above this marks a value unreliable (U). */
export const UNRELIABLE = 0.33;
/**
 * A predicted relative half-width above this also marks a value unreliable. The bound is below `UNRELIABLE` because at 0.33 noise
 * alone would decide which rows near it are marked, and the intervals of unmarked rows would hold less often than 95 %.
 */
export const UNRELIABLE_PREDICTED = 0.25;

/** A quantile with a larger relative half-width, as expected or as it comes out, is left out (statuses Q and F). */
const VAGUE_QUANTILE = 0.15;

/** What a half-width is computed from. */
export interface CountedSum {
  readonly count: number;
  readonly countVariance: number;
  readonly sumVariance: number;
}

/**
 * Relative half-width of a mean, predicted at a mean that is not the row's own noisy one: 1.96·√(σ_Z² + θ²σ_n²) / (ñ·μ)
 * with θ = μ − C/2 (delta method; the exact interval: `src/privacy/fieller.md`). Infinite where the noisy count is not positive.
 *
 * @param mean μ, per month, in 1/scale base units, as `centre` is
 */
export function predictedHalf({ count, countVariance, sumVariance }: CountedSum, centre: number, mean: number): number {
  if (!(count > 0)) return Number.POSITIVE_INFINITY;
  return (Z95 * Math.sqrt(sumVariance + (mean - centre) ** 2 * countVariance)) / (count * mean);
}

/**
 * The count that a row's count and sum together let expect where its mean is μ: their mean by precision. Its error has nothing to do
 * with that of the row's mean, as the noisy count's has: rows whose count came out large seem precise, and their means are too large.
 *
 * @param mean μ, in the unit of `sum` and `centre`
 */
export function expectedCount(row: CountedSum & { readonly sum: number; readonly centre: number }, mean: number): number {
  const { count, countVariance, sum, sumVariance, centre } = row;
  const theta = mean - centre;
  return (count * sumVariance + theta * sum * countVariance) / (sumVariance + theta ** 2 * countVariance);
}

/** Predicted relative half-width of a total Z + n·C/2: 1.96·√(σ_Z² + (C/2)²σ_n²) / (ñ·μ). Parameters as of `predictedHalf`. */
export function predictedTotalHalf(estimate: CountedSum, centre: number, mean: number): number {
  const { count, countVariance, sumVariance } = estimate;
  if (!(count > 0)) return Number.POSITIVE_INFINITY;
  return (Z95 * Math.sqrt(sumVariance + centre ** 2 * countVariance)) / (count * mean);
}

/**
 * The measured mean of a row, C/2 + Z/n, with its 95 % interval by Fieller, whose count reaches as far as it does by itself: a row appears where
 * noise made its count large (page: `src/privacy/fieller.md`). Households' amounts are between 0 and the clamp, and so is what a small count adds
 * to the interval.
 *
 * @param clamp C, and all that is returned, in the unit of `sum` and `centre`
 * @returns null where the count is not clearly above zero
 */
export function meanWithEnds(
  row: CountedSum & GatedCount & { readonly sum: number; readonly centre: number },
  clamp: number,
): (Interval & { readonly value: number }) | null {
  const { sum, sumVariance, count, centre, reach } = row;
  const usual = fieller({ ...row, z: Z95 });
  if (!usual) return null;
  const sumReach = Z95 * Math.sqrt(sumVariance);
  const gated = gatedRatio({ sum, count, sumReach, down: count - lowerEndOfCount(row), up: reach.up });
  return {
    value: centre + usual.estimate,
    lower: Math.max(centre + gated.lower, Math.min(0, centre + usual.lower)),
    upper: Math.min(centre + gated.upper, Math.max(clamp, centre + usual.upper)),
  };
}

/** What a row's quantiles are expected to be, and their half-widths, whatever the row's own noise (page: `src/privacy/quantiles.md`). */
export function expectedMargin(
  row: Pick<CountedSum, "count" | "countVariance"> & { readonly variance: number; readonly expected: readonly number[] },
  publication: MeasurePublication,
  p: number,
): ExpectedQuantile {
  return expectedQuantile({
    shares: row.expected,
    variance: row.variance,
    households: { value: row.count, variance: row.countVariance },
    edges: edgesOf(publication),
    p,
    level: LEVEL,
    heaped: publication.measure.measure.heaped,
  });
}

/** Whether a quantile of this half-width is too vague to be given. */
export function isVague({ value, half }: ExpectedQuantile): boolean {
  return half > VAGUE_QUANTILE * value;
}

/** A published count, which is known to have passed its gate. */
interface GatedCount {
  readonly count: number;
  readonly reach: Reach;
  /** fewest households that can be behind it: k a cell */
  readonly least: number;
}

/** Lower end of a count's 95 % interval, given that the count passed its gate and that each of its cells holds at least k households. */
export function lowerEndOfCount({ count, reach, least }: GatedCount): number {
  return Math.min(count, Math.max(least, count - reach.down));
}

/**
 * Whether the count may be a third too large. A small cell can pass its gate by luck of the noise, and then every figure of its
 * row is unreliable.
 */
export function mayHavePassedByLuck(gated: GatedCount): boolean {
  return !(gated.count - lowerEndOfCount(gated) <= UNRELIABLE * gated.count);
}

/** More than rounding makes of a distance. */
const FELT = 1.001;

/** Whether a count may be too large by more than its noise says, because it appeared: it is not far above its gate's threshold. */
export function feelsGate({ reach, countVariance }: Pick<GatedCount, "reach"> & CountedSum): boolean {
  return reach.down > FELT * Z95 * Math.sqrt(countVariance);
}
