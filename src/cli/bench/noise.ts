import { readSettings } from "../../commons/home.ts";
import { periodsOf, STEPS } from "../../contract/period.ts";
import type { Settings } from "../../contract/settings.ts";
import { makePlan, planPublication } from "../../pipeline/index.ts";
import { gaussianSampler } from "../../privacy/gaussian.ts";
import { BitSource, compare, format, gaussianCharge, type Rational, type Rho, toNumber } from "../../privacy/index.ts";
import { SAMPLE_SETTINGS } from "../sample/index.ts";
import { type Bench, type Figures, YEAR } from "./bench.ts";
import { forgetPeak, median, peakMemory, seconds } from "./measure.ts";
import { city } from "./territory.ts";

/** A noise that some cell of the year gets. */
interface Noise {
  readonly what: string;
  readonly variance: Rational;
}

/** The defaults of a pilot and of a metropolis. */
const EPSILONS = [4, 1];
/** A centre × 24 stays below 2⁶³: a household's amount is at most 12 clamps before its clamp. */
const LARGEST_CENTRE = (2n ** 63n - 1n) / 24n;

export const noise: Bench = {
  name: "noise",
  about:
    "exact discrete Gaussian draws from the system's entropy at every σ of a year with all measures, ε = 4 and ε = 1, and at the largest that 64 bits allow; a fifth of the cells at each",
  run: async ({ sizes, random, progress }) => {
    const all = distinct(EPSILONS.flatMap(noisesOf));
    return all.map(({ what, variance }, i): Figures => {
      progress(`noise: ${i + 1} of ${all.length}, ${what}`);
      return { what, figures: draws(variance, Math.ceil(sizes.cells / 5), sizes.repeats, random) };
    });
  },
};

function noisesOf(epsilon: number): Noise[] {
  const { measures: _few, ...sample } = readSettings(SAMPLE_SETTINGS);
  const settings: Settings = { ...sample, budget: { ...sample.budget, epsilon } };
  const plan = makePlan(settings, city());
  const noises: Noise[] = [];
  let least: Rho | undefined;
  for (const step of STEPS.filter((one) => plan.levels.some((level) => level.step === one))) {
    const [period] = periodsOf(YEAR, step);
    if (!period) continue;
    for (const { measure, cells } of planPublication(plan, period).measures) {
      for (const [levels, { count, sum, histogram }] of cells) {
        const named = (quantity: string) => `${quantity}, ${levels.replaceAll("\n", " + ")}, ${step}, ε = ${epsilon}`;
        noises.push({ what: named("count"), variance: count.variance });
        noises.push({ what: named(`sum of ${measure.key}`), variance: sum.variance });
        if (histogram) noises.push({ what: named("bin"), variance: histogram.variance });
        if (!least || compare(sum.rho, least) < 0) least = sum.rho;
      }
    }
  }
  if (!least) throw new RangeError("the sample's calendar publishes nothing");
  return [...noises, { what: `sum, 64 bits, ε = ${epsilon}`, variance: gaussianCharge(LARGEST_CENTRE, least).variance }];
}

/** Each variance once, from the smallest to the largest. */
function distinct(noises: readonly Noise[]): Noise[] {
  const once = new Map(noises.map((one) => [format(one.variance), one]));
  const sorted = [...once.values()].sort((a, b) => compare(a.variance, b.variance));
  return sorted.map((one, i) => {
    const place = i === 0 ? "smallest σ: " : i === sorted.length - 1 ? "largest σ: " : "";
    return { ...one, what: place + one.what };
  });
}

function draws(variance: Rational, count: number, repeats: number, random: (n: number) => Uint8Array): Figures["figures"] {
  const sample = gaussianSampler(variance);
  const bits = new BitSource(random);
  const run = (): number => {
    const begun = seconds();
    for (let i = 0; i < count; i++) sample(bits);
    return seconds() - begun;
  };
  run();
  forgetPeak();
  const took = median(Array.from({ length: repeats }, run));
  return { sigma: Math.sqrt(toNumber(variance)), draws: count, total_s: took, draws_per_s: count / took, peak_MB: peakMemory() };
}
