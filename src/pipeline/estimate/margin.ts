import { Z95 } from "../../privacy/forecast/index.ts";

/** A relative half-width above this marks a value unreliable (U). */
export const UNRELIABLE = 0.33;
/**
 * A predicted relative half-width above this also marks a value unreliable. The bound is below `UNRELIABLE` because at 0.33 noise
 * alone would decide which rows near it are marked, and the intervals of unmarked rows would hold less often than 95 %.
 */
export const UNRELIABLE_PREDICTED = 0.25;

/** What a half-width is made of. */
export interface CountedSum {
  readonly count: number;
  readonly countVariance: number;
  readonly sumVariance: number;
}

/**
 * The relative half-width of a mean, predicted with a mean that is not the row's own noisy one: 1.96·√(σ_Z² + θ²σ_n²) / (ñ·μ)
 * with θ = μ − C/2 (delta method; the exact interval: `src/privacy/fieller.md`). Infinite where the noisy count is not positive.
 *
 * @param mean μ, per month, in 1/scale base units, as `centre` is
 */
export function predictedHalf({ count, countVariance, sumVariance }: CountedSum, centre: number, mean: number): number {
  if (!(count > 0)) return Number.POSITIVE_INFINITY;
  return (Z95 * Math.sqrt(sumVariance + (mean - centre) ** 2 * countVariance)) / (count * mean);
}

/** The same of a total, whose centre is known: 1.96·√(σ_Z² + (C/2)²σ_n²) / (ñ·μ). */
export function predictedTotalHalf(known: CountedSum, centre: number, mean: number): number {
  const { count, countVariance, sumVariance } = known;
  if (!(count > 0)) return Number.POSITIVE_INFINITY;
  return (Z95 * Math.sqrt(sumVariance + centre ** 2 * countVariance)) / (count * mean);
}

/** A count that was seen because it passed its gate. */
interface GatedCount {
  readonly count: number;
  readonly countVariance: number;
  /** households by which its lower end lies further down */
  readonly passing: number;
  /** households that are behind it for certain */
  readonly least: number;
}

/** The lower end of a count's interval, which knows that the count passed its gate, and that k households a cell are there. */
export function lowestOf({ count, countVariance, passing, least }: GatedCount): number {
  const lower = count - Z95 * Math.sqrt(countVariance);
  return Math.min(lower, Math.max(least, lower - passing));
}

/** Can the count be a third too large? A gate lets such counts pass by luck, and nothing of their rows is sure. */
export function mayBeLuck(known: GatedCount): boolean {
  return !(known.count - lowestOf(known) <= UNRELIABLE * known.count);
}
