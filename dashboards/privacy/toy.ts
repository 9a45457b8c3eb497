import type { Mechanism, PrivacyReport } from "../../src/contract/manifest.ts";
import { Z95 } from "../../src/privacy/forecast/noise.ts";
import { homesNeeded } from "../visit/commons.ts";
import { gaussian, type RandomWords } from "./noise.ts";

/** The noise of one table of a release, in households and in the measure's display unit: what the toy draws with. */
export interface ToyNoise {
  /** `domain.measure` */
  readonly measure: string;
  /** of the areas whose table it is; null: an example's */
  readonly level: string | null;
  readonly sigmaCount: number;
  /** of a sum, display units per month */
  readonly sigmaSum: number;
  /** how many times the most that one home can weigh in a sum */
  readonly times: number;
  readonly k: number;
  readonly tau: number;
  /** homes with which a figure appears half of the time */
  readonly half: number;
  /** homes with which it appears almost surely (98 %) */
  readonly sure: number;
  /** the clamp, display units per month; amounts are centred on its half */
  readonly upper: number;
}

const ALMOST = 2;

/** Of what is published the table of all homes that needs the fewest; null: the report has none. */
export function noiseOf(report: PrivacyReport, clampOf: (measure: string) => number | undefined): ToyNoise | null {
  // Areas that are measured with their twins need fewer than the others of their level.
  const counts = report.mechanisms.filter(
    ({ quantity, table, gate, twins }) => quantity === "count" && table === "_T" && gate && !twins,
  );
  const needs = ({ measure, level }: Mechanism): number => homesNeeded(report, measure, level) ?? Infinity;
  const [count] = [...counts].sort((a, b) => needs(a) - needs(b));
  const sum = report.mechanisms.find(
    ({ measure, level, table, quantity }) =>
      measure === count?.measure && level === count.level && table === "_T" && quantity === "sum",
  );
  const upper = count && clampOf(count.measure);
  if (!count?.gate || !sum || upper === undefined) return null;
  const times = sum.sigma / Number(sum.sensitivity);
  return {
    measure: count.measure,
    level: count.level,
    sigmaCount: count.sigma,
    sigmaSum: (times * upper) / 2,
    times,
    k: report.k,
    tau: Number(count.gate.tau),
    half: count.gate.households_needed,
    sure: Math.ceil(count.gate.households_needed + ALMOST * count.sigma),
    upper,
  };
}

/** Before there is a release: noise such as a yearly one has. */
export function usualNoise(measure: string, upper: number, k: number): ToyNoise {
  const [sigmaCount, tau, times] = [4, 25, 4];
  const half = k - 1 + tau;
  return {
    measure,
    level: null,
    sigmaCount,
    sigmaSum: (times * upper) / 2,
    times,
    k,
    tau,
    half,
    sure: half + ALMOST * sigmaCount,
    upper,
  };
}

/** Most houses of the street: more would be too small to touch. */
const MAX_HOUSES = 160;

/** As many houses as make a figure appear in all but one draw of some thousands, in whole tens. */
export function streetLength({ half, sigmaCount }: ToyNoise): number {
  return Math.min(MAX_HOUSES, Math.max(40, 10 * Math.ceil((half + 3.5 * sigmaCount) / 10)));
}

/** Made-up amounts of a street, the same each time: a long tail to the right, as amounts of homes have; none above the clamp. */
export function streetOf(count: number, upper: number): number[] {
  const middle = upper / 4.5;
  return Array.from({ length: count }, (_, i) => {
    // Steps of the golden ratio mix low and high along the street, evenly and the same each time.
    const p = Math.min(0.992, Math.max(0.008, ((i + 1) * 0.618_033_988_75) % 1));
    // The logistic's quantile is near enough to a normal one for houses that are made up.
    const value = middle * Math.exp(0.28 * Math.log(p / (1 - p)));
    return Math.min(upper, value);
  });
}

/** A figure as it would be published, with its 95 % interval. */
export interface ToyFigure {
  readonly value: number;
  readonly lower: number;
  readonly upper: number;
}

/** Draws what would be published of these amounts; null: nothing appears. The interval is Fieller's (`src/privacy/fieller.md`). */
export function publishOnce(amounts: readonly number[], noise: ToyNoise, random: RandomWords): ToyFigure | null {
  const { sigmaCount, sigmaSum, k, tau } = noise;
  const centre = noise.upper / 2;
  const n = amounts.length + Math.round(sigmaCount * gaussian(random));
  if (amounts.length < k || n < k - 1 + tau) return null;
  const s = amounts.reduce((sum, one) => sum + one - centre, 0) + sigmaSum * gaussian(random);
  const a = n * n - Z95 * Z95 * sigmaCount * sigmaCount;
  const root = Math.sqrt(Math.max(0, (s * n) ** 2 - a * (s * s - Z95 * Z95 * sigmaSum * sigmaSum)));
  return a <= 0 ? null : { value: centre + s / n, lower: centre + (s * n - root) / a, upper: centre + (s * n + root) / a };
}

export function meanOf(amounts: readonly number[]): number {
  return amounts.reduce((sum, one) => sum + one, 0) / Math.max(1, amounts.length);
}

/** The values of `times` publications of the same amounts; those in which nothing appears are left out. */
export function publishMany(times: number, amounts: readonly number[], noise: ToyNoise, random: RandomWords): number[] {
  return Array.from({ length: times }, () => publishOnce(amounts, noise, random)).flatMap((figure) => figure?.value ?? []);
}
