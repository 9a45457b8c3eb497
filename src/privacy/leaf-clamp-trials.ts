import { LEAF_BINS, leafRatio } from "./leaf-clamp.ts";

/** Fewer leaves than these tell too little of how leaves differ. */
const FEWEST = 8;
/** What leaves' ratios differ by must be below this part of a leaf's noise. */
const OF_NOISE = 1 / 3;

/** What a release publishes of a measure, with amounts in one unit. */
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
  /** standard deviation of leaves' ratios around the whole's: as much as the excess is, and what their means let expect */
  readonly spread: number;
  /** standard deviation of the median leaf's mean under the lower clamp */
  readonly noise: number;
  readonly taken: boolean;
}

/**
 * Lower clamps that a later year's terms may state (page: `leaf-clamp.md`), from public figures of an earlier release: from the highest
 * on, each is taken while leaves' ratios differ by less than a third of the median leaf's noise. The last one taken is proposed.
 *
 * @returns those that were tried, none where fewer than eight leaves are published
 */
export function tryLeafClamps({ noisy, sigma, edges, leaves }: PublishedMeasure): LeafClampTrial[] {
  if (leaves.length < FEWEST) return [];
  const trials: LeafClampTrial[] = [];
  for (const bin of LEAF_BINS) {
    const upper = edges[bin] as number;
    const of = leafRatio(noisy, sigma, edges, bin);
    const apart = leaves.map(({ mean }) => (of.slope * (mean / (of.ratio * of.mean) - 1)) ** 2);
    const spread = Math.sqrt(of.variance + (of.ratio - 1) ** 2 + apart.reduce((sum, one) => sum + one, 0) / leaves.length);
    const noises = leaves.map(({ mean, households, sigmaCount, sigmaSum }) => {
      const off = mean / of.ratio - upper / 2;
      return (of.ratio * Math.hypot((sigmaSum * upper) / 2, off * sigmaCount)) / (households * mean);
    });
    const noise = noises.toSorted((a, b) => a - b)[Math.floor(noises.length / 2)] as number;
    const taken = spread < OF_NOISE * noise;
    trials.push({ upper, ratio: of.ratio, spread, noise, taken });
    if (!taken) break;
  }
  return trials;
}
