import { binningOfList } from "./bins.ts";
import { type LeafRatio, leafClampBins, leafRatio } from "./leaf-clamp.ts";

/** Fewer leaves than these tell too little of how leaves differ. */
const MIN_LEAVES = 8;
/** Leaves' ratios must differ by less than this part of the median leaf's noise. */
const MAX_SPREAD_OF_NOISE = 1 / 3;
/** No leaf's mean is taken for less than this part of the whole's: noise can make the mean of few households anything. */
const LEAST_MEAN = 1 / 4;

/** What a release publishes of one measure, with all amounts in one unit. */
interface PublishedMeasure {
  /** the whole's histogram */
  readonly noisy: readonly number[];
  readonly sigma: number;
  readonly edges: readonly number[];
  /** published leaves that are measured as themselves */
  readonly leaves: readonly PublishedLeaf[];
}

interface PublishedLeaf {
  readonly area: string;
  readonly mean: number;
  readonly households: number;
  /** σ of its count, and of its sum in units of half of its clamp: households both */
  readonly sigmaCount: number;
  readonly sigmaSum: number;
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
  for (const bin of triedBins(edges)) {
    const upper = edges[bin] as number;
    const whole = leafRatio(noisy, sigma, edges, bin);
    const squaredGaps = leaves.map(({ mean }) => squaredGap(whole, mean));
    const spread = spreadOf(whole, squaredGaps.reduce((sum, one) => sum + one, 0) / leaves.length);
    const noises = leaves.map((leaf) => noiseOf(whole, upper, leaf));
    const noise = noises.toSorted((a, b) => a - b)[Math.floor(noises.length / 2)] as number;
    const taken = spread < MAX_SPREAD_OF_NOISE * noise;
    trials.push({ upper, ratio: whole.ratio, spread, noise, taken });
    if (!taken) break;
  }
  return trials;
}

/**
 * The clamp that each published leaf may have in a later year, by its own noise instead of the median leaf's: a small leaf a lower
 * one, a large one that hardly has noise the measure's own. Edges are tried as by `tryLeafClamps`.
 */
export function clampsOfLeaves({ noisy, sigma, edges, leaves }: PublishedMeasure): { area: string; upper: number }[] {
  const tried = triedBins(edges).map((bin) => ({ upper: edges[bin] as number, whole: leafRatio(noisy, sigma, edges, bin) }));
  return leaves.map((leaf) => {
    const isTaken = ({ upper, whole }: (typeof tried)[number]) => {
      const mean = Math.max(leaf.mean, LEAST_MEAN * whole.ratio * whole.mean);
      return spreadOf(whole, squaredGap(whole, mean)) < MAX_SPREAD_OF_NOISE * noiseOf(whole, upper, { ...leaf, mean });
    };
    const refused = tried.findIndex((one) => !isTaken(one));
    const last = tried[(refused < 0 ? tried.length : refused) - 1];
    return { area: leaf.area, upper: last?.upper ?? (edges.at(-1) as number) };
  });
}

const triedBins = (edges: readonly number[]) => leafClampBins(binningOfList(edges));

/** Square of how far a leaf's ratio is from the whole's, relative, where all of its amounts are larger by as much as its mean. */
function squaredGap({ slope, ratio, mean: whole }: LeafRatio, mean: number): number {
  return (slope * (mean / (ratio * whole) - 1)) ** 2;
}

/** Standard deviation of leaves' ratios around the whole's, relative. */
function spreadOf({ variance, ratio }: LeafRatio, gap: number): number {
  return Math.sqrt(variance + (ratio - 1) ** 2 + gap);
}

/** Standard deviation of a leaf's mean under a lower clamp, relative. */
function noiseOf({ ratio }: LeafRatio, upper: number, { mean, households, sigmaCount, sigmaSum }: PublishedLeaf): number {
  const fromCentre = mean / ratio - upper / 2;
  return (ratio * Math.hypot((sigmaSum * upper) / 2, fromCentre * sigmaCount)) / (households * mean);
}
