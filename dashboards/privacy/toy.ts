import type { Mechanism, PrivacyReport } from "../../src/contract/manifest.ts";
import { Z95 } from "../../src/privacy/forecast/z95.ts";
import type { Catalog } from "../shared/data.ts";
import { homesNeeded } from "../visit/commons.ts";
import { gaussian, type RandomWords } from "./noise.ts";

/** The noise of one table, of a release or of the plan, in homes and in the measure's display unit, with which the toy draws. */
export interface ToyNoise {
  /** `domain.measure` */
  readonly measure: string;
  readonly level: string;
  readonly sigmaCount: number;
  /** standard deviation of a sum, in display units per month */
  readonly sigmaSum: number;
  readonly k: number;
  readonly tau: number;
  /** number of homes with which a figure appears half of the time */
  readonly half: number;
  /** the clamp, in display units per month; amounts are centred on half of it */
  readonly upper: number;
}

/** The noise of the published table of all homes that needs the fewest homes; null: the report has none. */
export function noiseOf(report: PrivacyReport, clampOf: (measure: string) => number | undefined): ToyNoise | null {
  // Twins need fewer homes than the other areas of their level, so they are left out.
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
  const { measure, level, sigma: sigmaCount, gate } = count;
  return toyNoise({
    measure,
    level,
    sigmaCount,
    // A sum is of amounts less half the clamp, which is its sensitivity.
    halves: sum.sigma / Number(sum.sensitivity),
    k: report.k,
    tau: Number(gate.tau),
    upper,
  });
}

/** The noise of a report in this commons, with the clamps that its catalogue states. */
export const noiseFor = (report: PrivacyReport, { measures }: Pick<Catalog, "measures">): ToyNoise | null =>
  noiseOf(report, (key) => measures.find((one) => `${one.domain}.${one.measure}` === key)?.clamp.upper);

/** The same by the plan in force, before there is a release; null: the catalogue states no plan. */
export function plannedNoise({ measures, k }: Pick<Catalog, "measures" | "k">): ToyNoise | null {
  const rows = measures.flatMap(({ domain, measure, clamp, needed = [] }) =>
    needed.map((row) => ({ ...row, measure: `${domain}.${measure}`, upper: clamp.upper })),
  );
  const [finest] = rows.sort((a, b) => a.households - b.households);
  if (finest?.sigma_count === undefined || finest.sigma_sum === undefined) return null;
  const { measure, level, upper, households, sigma_count: sigmaCount, sigma_sum: halves } = finest;
  return toyNoise({ measure, level, sigmaCount, halves, k, tau: households - k + 1, upper });
}

/** @param halves standard deviation of a sum, in halves of the clamp */
function toyNoise({ halves, ...noise }: Omit<ToyNoise, "sigmaSum" | "half"> & { readonly halves: number }): ToyNoise {
  return { ...noise, sigmaSum: (halves * noise.upper) / 2, half: noise.k - 1 + noise.tau };
}

/** Most houses of the street; more would be too small to tap. */
const MAX_HOUSES = 160;

/** Widest margin of a published figure that is not marked `(?)`, as a share of it (`src/pipeline/estimate/row-states.ts`). */
const WIDEST = 0.25;

/**
 * Number of houses, in tens, with which a figure appears in all but one of some thousand draws, on a narrow screen in all but one of
 * fifty, so that the figures stand in sight below the street; and with which it has a margin to rely on.
 */
export function streetLength({ half, sigmaCount, sigmaSum, upper }: ToyNoise, narrow = false): number {
  const sigmas = narrow ? 2 : 3.5;
  const mean = meanOf(streetOf(MAX_HOUSES, upper));
  const sure = (Z95 * Math.hypot(sigmaSum, (mean - upper / 2) * sigmaCount)) / (WIDEST * mean);
  return Math.min(MAX_HOUSES, Math.max(40, 10 * Math.ceil(Math.max(half + sigmas * sigmaCount, sure) / 10)));
}

/** Made-up amounts of a street, the same each time, with a long tail to the right as real ones have, and none above the clamp. */
export function streetOf(count: number, upper: number): number[] {
  const middle = upper / 4.5;
  return Array.from({ length: count }, (_, i) => {
    // Steps of the golden ratio mix low and high amounts evenly along the street.
    const p = Math.min(0.992, Math.max(0.008, ((i + 1) * 0.618_033_988_75) % 1));
    // A logistic quantile is close enough to a normal one for made-up houses.
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

/** Draws one publication of these amounts; null: nothing appears. The interval is Fieller's (`src/privacy/fieller.md`). */
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

/** `times` publications of the same amounts, without those in which nothing appears. */
export function publishMany(times: number, amounts: readonly number[], noise: ToyNoise, random: RandomWords): ToyFigure[] {
  return Array.from({ length: times }, () => publishOnce(amounts, noise, random)).flatMap((figure) => figure ?? []);
}
