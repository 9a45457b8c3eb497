import type { PublicationPlan } from "../../../pipeline/index.ts";
import { gaussianVariance } from "../../../privacy/accounting.ts";
import { gaussianSampler } from "../../../privacy/gaussian.ts";
import { BitSource, fromNumber, rational, rhoFor, rhoOf } from "../../../privacy/index.ts";
import { laplaceSampler } from "../../../privacy/laplace.ts";
import type { BenchInput } from "../bench.ts";
import type { Truth } from "./truth.ts";

const MONTHS = 12;
/** Each cell has two queries: a count and a sum. */
const QUERIES = 2;

/**
 * The errors of the two naive builds that accuracy is usually compared with: all tables every month, all measures alike, sums not
 * centred, no shared allocation, no post-processing. A mean is noisy sum / noisy count, shown where the noisy count is at least
 * k. Laplace noise splits ε over all queries (basic composition); Gaussian noise splits the ρ of (ε, δ) over them (zCDP). The
 * samplers are exact, as ours are.
 *
 * @param truths the true values of the cells of one table
 * @returns mean absolute relative errors in %; null where a build shows no cell
 */
export function naiveErrors({ plan, measures }: PublicationPlan, truths: readonly Truth[], { sizes, random }: BenchInput) {
  const { budget, streams, levels, settings } = plan;
  const { upper, factor } = (measures[0] as PublicationPlan["measures"][number]).measure;
  const tables = levels.reduce((sum, { typed }) => sum + (typed ? 2 : 1), 0);
  const queries = BigInt(streams * tables * MONTHS * QUERIES);
  const epsilon = fromNumber(budget.epsilon);
  const rho = rhoFor(budget.epsilon, budget.delta);
  const share = rhoOf(rational(rho.num, rho.den * queries));
  const laplace = (sensitivity: bigint) => laplaceSampler(rational(sensitivity * queries * epsilon.den, epsilon.num));
  const gaussian = (sensitivity: bigint) => gaussianSampler(gaussianVariance(sensitivity, share));
  const errorOf = (sampler: typeof laplace): number | null => {
    const [ofCount, ofSum, bits] = [sampler(1n), sampler(upper), new BitSource(random)];
    let [error, shown] = [0, 0];
    for (let draw = 0; draw < sizes.draws; draw++) {
      for (const { households, mean } of truths) {
        const count = households + Number(ofCount(bits));
        const sum = households * mean * Number(factor) + Number(ofSum(bits));
        if (count < settings.k) continue;
        error += Math.abs(sum / count / Number(factor) / mean - 1);
        shown++;
      }
    }
    return shown > 0 ? (100 * error) / shown : null;
  };
  return { naive_gaussian_percent: errorOf(gaussian), naive_laplace_percent: errorOf(laplace) };
}
