import { readSettings } from "../../commons/home.ts";
import { parsePeriod } from "../../contract/period.ts";
import { makePlan, planPublication } from "../../pipeline/index.ts";
import { gaussianSampler } from "../../privacy/gaussian.ts";
import { BitSource, type Rational, toNumber } from "../../privacy/index.ts";
import { SAMPLE_SETTINGS } from "../sample/index.ts";
import { type Bench, type Figures, YEAR } from "./bench.ts";
import { forgetPeak, median, peakMemory, seconds } from "./measure.ts";
import { city } from "./territory.ts";

export const noise: Bench = {
  name: "noise",
  about:
    "exact discrete Gaussian draws at the σ that a yearly publication of the sample's settings has, from the system's entropy",
  run: async ({ sizes, random, progress }) => {
    const plan = makePlan(readSettings(SAMPLE_SETTINGS), city());
    const [measure] = planPublication(plan, parsePeriod(String(YEAR))).measures;
    const results: Figures[] = [];
    for (const [level, tables] of measure?.cells ?? []) {
      const cell = tables.get("_T");
      if (!cell) continue;
      const quantities = { count: cell.count, sum: cell.sum, ...(cell.histogram ? { bin: cell.histogram } : {}) };
      for (const [quantity, { variance }] of Object.entries(quantities)) {
        progress(`noise: ${quantity} of a ${level}`);
        results.push({ what: `${quantity}, ${level}`, figures: draws(variance, sizes.cells, sizes.repeats, random) });
      }
    }
    return results;
  },
};

function draws(variance: Rational, cells: number, repeats: number, random: (n: number) => Uint8Array): Figures["figures"] {
  const sample = gaussianSampler(variance);
  const bits = new BitSource(random);
  const run = (): number => {
    const begun = seconds();
    for (let i = 0; i < cells; i++) sample(bits);
    return seconds() - begun;
  };
  run();
  forgetPeak();
  const took = median(Array.from({ length: repeats }, run));
  return { sigma: Math.sqrt(toNumber(variance)), draws: cells, total_s: took, draws_per_s: cells / took, peak_MB: peakMemory() };
}
