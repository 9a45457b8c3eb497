import { gaussianVariance } from "../../../privacy/accounting.ts";
import { gaussianSampler } from "../../../privacy/gaussian.ts";
import { BitSource, fromNumber, rational, rhoFor, rhoOf } from "../../../privacy/index.ts";
import { laplaceSampler } from "../../../privacy/laplace.ts";
import type { Truth } from "./truth.ts";

/** What a build without a plan would get of the same cells: mean absolute relative error in %, null where it shows none. */
export interface Naive {
  readonly laplace: number | null;
  readonly gaussian: number | null;
}

export interface NaiveInput {
  readonly truths: readonly Truth[];
  readonly epsilon: number;
  readonly delta: number;
  /** measures that a household counts in */
  readonly streams: number;
  /** tables that a household sits in, each published every month */
  readonly tables: number;
  /** the clamp, in base units */
  readonly upper: bigint;
  /** base units in one display unit */
  readonly factor: number;
  readonly k: number;
  readonly draws: number;
  readonly random: (n: number) => Uint8Array;
}

const MONTHS = 12;
/** A count and a sum of every cell. */
const QUERIES = 2;

/**
 * The two builds that accuracy is usually compared with: every table every month, every measure alike, sums that are not
 * centred, no shared allocation, no post-processing; a mean is noisy sum / noisy count where the noisy count is at least k.
 * Laplace noise splits ε over all queries (basic composition); Gaussian noise splits the ρ of (ε, δ) over them (zCDP).
 * The draws are exact, as ours are.
 */
export function naive(input: NaiveInput): Naive {
  const queries = BigInt(input.streams * input.tables * MONTHS * QUERIES);
  const epsilon = fromNumber(input.epsilon);
  const scale = (sensitivity: bigint) => rational(sensitivity * queries * epsilon.den, epsilon.num);
  const rho = rhoFor(input.epsilon, fromNumber(input.delta));
  const share = rhoOf(rational(rho.num, rho.den * queries));
  return {
    laplace: errorOf(input, laplaceSampler(scale(1n)), laplaceSampler(scale(input.upper))),
    gaussian: errorOf(input, gaussianSampler(gaussianVariance(1n, share)), gaussianSampler(gaussianVariance(input.upper, share))),
  };
}

type Sampler = (bits: BitSource) => bigint;

function errorOf({ truths, factor, k, draws, random }: NaiveInput, ofCount: Sampler, ofSum: Sampler): number | null {
  const bits = new BitSource(random);
  let [error, shown] = [0, 0];
  for (let draw = 0; draw < draws; draw++) {
    for (const { households, mean } of truths) {
      const count = households + Number(ofCount(bits));
      const sum = households * mean * factor + Number(ofSum(bits));
      if (count < k) continue;
      error += Math.abs(sum / count / factor / mean - 1);
      shown++;
    }
  }
  return shown > 0 ? (100 * error) / shown : null;
}
