import { readSettings } from "../../commons/home.ts";
import { periodsOf, STEPS } from "../../contract/period.ts";
import { makePlan, planPublication } from "../../pipeline/index.ts";
import { EVEN_SHARES } from "../../privacy/forecast/index.ts";
import { gaussianSampler } from "../../privacy/gaussian.ts";
import { BitSource, compare, format, gaussianCharge, toNumber } from "../../privacy/index.ts";
import { SAMPLE_SETTINGS } from "../sample/index.ts";
import { type Bench, type Figures, YEAR } from "./bench.ts";
import { repeated } from "./measure.ts";
import { city } from "./territory.ts";

/** The default ε of a pilot and of a métropole. */
const EPSILONS = [4, 1];
/** The largest centre for which 24 × centre is below 2⁶³: before its clamp, a household's amount is at most 12 clamps. */
const LARGEST_CENTRE = (2n ** 63n - 1n) / 24n;

export const noiseBench: Bench = {
  name: "noise",
  about:
    "exact discrete Gaussian draws from the system's entropy at every σ of a year with all measures and even shares, ε = 4 and ε = 1, and at the largest that 64 bits allow; a fifth of the cells at each",
  run: async ({ sizes: { cells, repeats }, random, progress }) => {
    const all = distinct(EPSILONS.flatMap(noisesOf));
    const draws = Math.ceil(cells / 5);
    const results: Figures[] = [];
    for (const { what, variance } of all) {
      progress(`noise: ${results.length + 1} of ${all.length}, ${what}`);
      const sample = gaussianSampler(variance);
      const bits = new BitSource(random);
      const { total_s, peak_MB } = await repeated(repeats, () => {
        for (let i = 0; i < draws; i++) sample(bits);
      });
      const sigma = Math.sqrt(toNumber(variance));
      results.push({ what, figures: { sigma, draws, total_s, draws_per_s: draws / total_s, peak_MB } });
    }
    return results;
  },
};

/** The noise of every kind of cell in the year, and the largest that 64 bits allow. */
function noisesOf(epsilon: number) {
  const { measures: _few, ...sample } = readSettings(SAMPLE_SETTINGS);
  const plan = makePlan({ ...sample, budget: { epsilon, shares: { ...EVEN_SHARES, revision: 0 } } }, city());
  const publications = STEPS.filter((one) => plan.levels.some(({ step }) => step === one)).flatMap((step) =>
    periodsOf(YEAR, step).slice(0, 1),
  );
  const cells = publications.flatMap((period) =>
    planPublication(plan, period).measures.flatMap(({ measure, cells }) =>
      [...cells].map(([name, charges]) => ({ step: period.step, name, key: measure.key, ...charges })),
    ),
  );
  const least = cells.map(({ sum }) => sum.rho).reduce((a, b) => (compare(b, a) < 0 ? b : a));
  return [
    ...cells.flatMap(({ step, name, key, count, sum, histogram }) => {
      const where = `${name.replaceAll("\n", " ")}, ${step}, ε = ${epsilon}`;
      return [
        { what: `count, ${where}`, variance: count.variance },
        { what: `sum of ${key}, ${where}`, variance: sum.variance },
        ...(histogram ? [{ what: `bin, ${where}`, variance: histogram.variance }] : []),
      ];
    }),
    { what: `sum, 64 bits, ε = ${epsilon}`, variance: gaussianCharge(LARGEST_CENTRE, least).variance },
  ];
}

/** Each variance once, in ascending order. */
function distinct(noises: ReturnType<typeof noisesOf>) {
  const once = new Map(noises.map((one) => [format(one.variance), one]));
  const sorted = [...once.values()].sort((a, b) => compare(a.variance, b.variance));
  return sorted.map(({ what, variance }, i) => {
    const place = i === 0 ? "smallest σ: " : i === sorted.length - 1 ? "largest σ: " : "";
    return { what: place + what, variance };
  });
}
