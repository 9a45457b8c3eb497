import { LEAF_CLAMP_BINS, leafRatio } from "./leaf-clamp.ts";

/** Fewer leaves than these tell too little of how leaves differ. */
const MIN_LEAVES = 8;
/** Leaves' ratios must differ by less than this part of the median leaf's noise. */
const MAX_SPREAD_OF_NOISE = 1 / 3;

/** What a release publishes of one measure, with all amounts in one unit. */
interface PublishedMeasure {
  /** the whole's histogram */
  readonly noisy: readonly number[];
  readonly sigma: number;
  readonly edges: readonly number[];
  /** published leaves that are measured as themselves */
  readonly leaves: readonly {
    readonly mean: number;
    readonly households: number;
    /** σ of its count, and of its sum in units of half of its clamp: households both */
    readonly sigmaCount: number;
    readonly sigmaSum: number;
  }[];
}

/** A lower clamp of leaves as it was tried; spread and noise are relative. */
export interface LeafClampTrial {
  readonly upper: number;
  readonly ratio: number;
  /** standard deviation of leaves' ratios around the whole's: from the excess's own size, and from how far the leaves' means are apart */
  readonly spread: number;
  /** standard deviation of the median leaf's mean under the lower clamp */
  readonly noise: number;
  readonly taken: boolean;
}

/**
 * Tries lower clamps that a later year's terms may state (page: `leaf-clamp.md`), on public figures of an earlier release. From
 * the highest on, each is taken while leaves' ratios differ by less than a third of the median leaf's noise. The last one taken
 * is proposed.
 *
 * @returns the trials up to the first that is not taken; empty where fewer than eight leaves are published
 */
export function tryLeafClamps({ noisy, sigma, edges, leaves }: PublishedMeasure): LeafClampTrial[] {
  if (leaves.length < MIN_LEAVES) return [];
  const trials: LeafClampTrial[] = [];
  for (const bin of LEAF_CLAMP_BINS) {
    const upper = edges[bin] as number;
    const whole = leafRatio(noisy, sigma, edges, bin);
    const squaredGaps = leaves.map(({ mean }) => (whole.slope * (mean / (whole.ratio * whole.mean) - 1)) ** 2);
    const spread = Math.sqrt(
      whole.variance + (whole.ratio - 1) ** 2 + squaredGaps.reduce((sum, one) => sum + one, 0) / leaves.length,
    );
    const noises = leaves.map(({ mean, households, sigmaCount, sigmaSum }) => {
      const fromCentre = mean / whole.ratio - upper / 2;
      return (whole.ratio * Math.hypot((sigmaSum * upper) / 2, fromCentre * sigmaCount)) / (households * mean);
    });
    const noise = noises.toSorted((a, b) => a - b)[Math.floor(noises.length / 2)] as number;
    const taken = spread < MAX_SPREAD_OF_NOISE * noise;
    trials.push({ upper, ratio: whole.ratio, spread, noise, taken });
    if (!taken) break;
  }
  return trials;
}
