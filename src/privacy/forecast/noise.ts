import { Z95 } from "./z95.ts";

/** The noise and the gate of one cell, as a plan or a release's privacy report states them. All of it is public. */
export interface CellNoise {
  readonly k: number;
  /** the gate's threshold: a cell appears when its noisy count is at least k − 1 + τ */
  readonly tau: number;
  /** σ of a count, households */
  readonly sigmaCount: number;
  /** σ of a centred sum in units of its sensitivity, half of the cell's clamp: households as well */
  readonly sigmaSum: number;
  /** the cell's clamp over the measure's C; absent: 1. The lower one of leaves is below it */
  readonly clamp?: number | undefined;
  /** σ of a bin of its histogram, households; null: no histogram */
  readonly sigmaBin: number | null;
}

/** E|X| of a centred normal over its standard deviation. */
const MEAN_OF_ABSOLUTE = Math.sqrt(2 / Math.PI);

/** A cell with n households at its gate. */
interface PassingMoments {
  /** probability that the cell appears */
  readonly chance: number;
  /** noise of its count given that it appears: mean and mean square */
  readonly mean: number;
  readonly square: number;
}

/**
 * A cell of exactly n households at its gate: it appears iff n ≥ k and n + Z ≥ k − 1 + τ. Z is taken as normal with a
 * correction for its being whole, which within ± σ of the threshold is 0.5 % from the exact tail at σ = 4, and less above;
 * moments are a truncated normal's.
 */
export function passingMoments({ k, tau, sigmaCount }: CellNoise, n: number): PassingMoments {
  const z = (k - 1 + tau - n - 0.5) / sigmaCount;
  const chance = n >= k ? upperTail(z) : 0;
  if (chance < 1e-12) return { chance: 0, mean: 0, square: 0 };
  const edge = density(z) / chance;
  return { chance, mean: sigmaCount * edge, square: sigmaCount ** 2 * (1 + z * edge) };
}

/** σ of a centred sum over a mean of C/4, in households. `sigmaSum` is in halves of the cell's clamp, and C/4 is half of C/2. */
function relativeSum({ sigmaSum, clamp = 1 }: CellNoise): number {
  return 2 * clamp * sigmaSum;
}

/** Factor of a count's noise in a mean of C/4: the mean less half of the cell's clamp, over the mean. */
const offCentre = ({ clamp = 1 }: CellNoise): number => 1 - 2 * clamp;

/**
 * Relative σ of a mean, times the households behind it: √(σ_Z² + θ²σ_n²)/μ with the public mean μ = C/4 (clamps are four public
 * means) and θ = μ − C/2 = −μ. Under a lower clamp of leaves, θ is μ less half of that clamp.
 */
export function meanNoise(noise: CellNoise): number {
  return Math.hypot(relativeSum(noise), offCentre(noise) * noise.sigmaCount);
}

/**
 * Relative half-width (95 %) of a published mean, for a true mean of C/4: Fieller's reach over the estimate. Where the gate let a
 * lucky draw through, more households are counted than there are, and the estimate is higher for it: with the sum's noise at zero
 * it is C/2 − (C/4)·n/ñ, with half of the cell's own clamp for C/2.
 *
 * @param counted noisy count ñ
 * @param households true count n
 * @returns Infinity where the count is not clearly above zero
 */
export function halfWidth(noise: CellNoise, counted: number, households: number = counted): number {
  const leading = counted ** 2 - Z95 ** 2 * noise.sigmaCount ** 2;
  if (!(leading > 0)) return Number.POSITIVE_INFINITY;
  const reach = Z95 * Math.hypot(relativeSum(noise) * Math.sqrt(leading), offCentre(noise) * households * noise.sigmaCount);
  return reach / leading / (1 + offCentre(noise) * (households / counted - 1));
}

/**
 * Mean absolute relative error that noise leaves in a mean, given what the gate let through. The noisy count is a divisor,
 * and the mean of its inverse is above the inverse of its mean: to second order by Var[ñ]/ñ².
 */
export function meanError(noise: CellNoise, n: number, { mean, square }: PassingMoments): number {
  const counted = n + mean;
  const spread = 1 + Math.max(0, square - mean ** 2) / counted ** 2;
  return (MEAN_OF_ABSOLUTE * Math.hypot(relativeSum(noise), offCentre(noise) * Math.sqrt(square)) * spread) / counted;
}

/** φ(z), the standard normal density. */
function density(z: number): number {
  return Math.exp((-z * z) / 2) / Math.sqrt(2 * Math.PI);
}

/** Pr[Z ≥ z] of a standard normal, to 7.5e-8 (Abramowitz & Stegun 1964, 26.2.17): enough for a forecast, never for a threshold. */
export function upperTail(z: number): number {
  if (z < 0) return 1 - upperTail(-z);
  const t = 1 / (1 + 0.2316419 * z);
  return density(z) * t * (0.31938153 + t * (-0.356563782 + t * (1.781477937 + t * (-1.821255978 + t * 1.330274429))));
}
