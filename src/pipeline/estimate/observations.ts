import type { Observation, Statistic } from "../../contract/observation.ts";
import { fieller, quantile } from "../../privacy/index.ts";
import { LEVEL } from "../plan/budget.ts";
import type { CubeRow } from "../plan/cube.ts";
import { edgesOf } from "./edges.ts";
import { predictedHalf, predictedTotalHalf, UNRELIABLE, UNRELIABLE_PREDICTED, Z95 } from "./margin.ts";
import type { ModelledMean } from "./model.ts";
import { displayUnit, type RowEstimate, type RowState } from "./row-states.ts";

/** A quantile with a relative half-width above this is not given (Q, F). */
const VAGUE_QUANTILE = 0.15;

const QUANTILE: Readonly<Partial<Record<Statistic, number>>> = { P10: 0.1, P25: 0.25, P50: 0.5, P75: 0.75, P90: 0.9 };

interface Estimate {
  readonly value: number;
  readonly lower: number;
  readonly upper: number;
}

/**
 * The observations of one row of the cube. Estimates are signed: nothing is cut off at 0, which would
 * bias sums. Intervals are widened to the decimals in which they are published, never narrowed.
 *
 * @param modelled what stands for the measured mean, if anything does; counts, totals and quantiles are measured always
 * @param provisional the period was not over when it was published
 * @param isBreak the series of the measure's amounts breaks here: its clamp or its currency is another
 */
export function observationsOf(
  row: CubeRow,
  state: RowState,
  modelled: ModelledMean | null,
  period: string,
  provisional: boolean,
  isBreak = false,
): Observation[] {
  const { measure } = row.publication;
  return row.statistics.map((statistic): Observation => {
    // The order of the columns is the contract's, in memory as in every format.
    const observation = (
      found: Estimate | null,
      OBS_STATUS: Observation["OBS_STATUS"],
      CONF_STATUS: Observation["CONF_STATUS"],
    ): Observation => ({
      DOMAIN: measure.domain.id,
      MEASURE: measure.measure.id,
      STATISTIC: statistic,
      AREA_LEVEL: row.level,
      REF_AREA: row.area.code,
      HOUSEHOLD_TYPE: row.type,
      TIME_PERIOD: period,
      OBS_VALUE: found?.value ?? null,
      CI_LOWER: found?.lower ?? null,
      CI_UPPER: found?.upper ?? null,
      CONF_LEVEL: LEVEL,
      UNIT_MEASURE: statistic === "COUNT" ? "households" : measure.unit,
      OBS_STATUS,
      CONF_STATUS,
      METHOD: statistic === "MEAN" && modelled ? "modelled" : "measured",
    });
    if (state.fate !== "published") return observation(null, "Q", state.fate === "few" ? "A" : "D");
    const estimate = estimateOf(row, state.estimate, modelled, statistic);
    if (!estimate) return observation(null, "Q", "F");
    const vague = isWide(estimate) || isWideAsExpected(row, state.estimate, modelled, statistic);
    const sure = isBreak && statistic !== "COUNT" ? "B" : statistic === "MEAN" && modelled ? "E" : "A";
    return observation(estimate, vague ? "U" : provisional ? "P" : sure, "F");
  });
}

function estimateOf(row: CubeRow, known: RowEstimate, modelled: ModelledMean | null, statistic: Statistic): Estimate | null {
  const { decimals } = row.publication.measure.measure;
  if (statistic === "COUNT") return countOf(known);
  if (statistic === "TOTAL") return totalOf(row, known, decimals);
  const mean = () => (modelled ? modelledOf(row, modelled) : meanOf(row, known));
  const found = statistic === "MEAN" ? mean() : quantileOf(row, known, QUANTILE[statistic] as number);
  return found && rounded(found, decimals);
}

function isWide({ value, lower, upper }: Estimate): boolean {
  return (upper - lower) / 2 > UNRELIABLE * Math.abs(value);
}

/**
 * Is the margin wide for what the row is expected to be? A value that noise made large would hide a wide margin behind it: the intervals of
 * rows that are chosen by their noise do not hold. A count that may have passed its gate by luck leaves nothing of its row sure.
 */
function isWideAsExpected(row: CubeRow, known: RowEstimate, modelled: ModelledMean | null, statistic: Statistic): boolean {
  const { count, scale } = known;
  if (!(count - lowestOf(known) <= UNRELIABLE * count)) return true;
  if (statistic === "MEAN" && modelled) return Z95 * Math.sqrt(modelled.squaredError) > UNRELIABLE * scale;
  const centre = Number(row.publication.centre);
  if (statistic === "MEAN") return predictedHalf(known, centre, scale) > UNRELIABLE_PREDICTED;
  return statistic === "TOTAL" && predictedTotalHalf(known, centre, scale) > UNRELIABLE_PREDICTED;
}

/** The lower end of a count's interval, which knows that the count passed its gate, and that k households a cell are there. */
function lowestOf({ count, countVariance, passing, least }: RowEstimate): number {
  const lower = count - Z95 * Math.sqrt(countVariance);
  return Math.min(lower, Math.max(least, lower - passing));
}

/** The whole number that adds up; the interval is the least-squares estimate's, outwards, and lower where the gate may have been luck. */
function countOf(known: RowEstimate): Estimate {
  const { count, countVariance, wholeCount } = known;
  return around(wholeCount, lowestOf(known), count + Z95 * Math.sqrt(countVariance), 0);
}

/** Z + n·C/2: of the donors, never extrapolated. The count's two distances and the sum's add up as independent ones (MOVER: Zou & Donner 2008). */
function totalOf(row: CubeRow, known: RowEstimate, decimals: number): Estimate {
  const { sum, sumVariance, count, countVariance, wholeTotal } = known;
  const centre = Number(row.publication.centre);
  const half = (ofCount: number) => Math.sqrt(Z95 ** 2 * sumVariance + (centre * ofCount) ** 2);
  const total = sum + count * centre;
  const unit = displayUnit(row.publication);
  const [lower, upper] = [total - half(count - lowestOf(known)), total + half(Z95 * Math.sqrt(countVariance))];
  return around(wholeTotal / 10 ** decimals, lower / unit, upper / unit, decimals);
}

/** A rounded value in the interval of the estimate that it was rounded from. */
function around(value: number, least: number, most: number, decimals: number): Estimate {
  const { lower, upper } = rounded({ value, lower: least, upper: most }, decimals);
  return { value, lower: Math.min(lower, value), upper: Math.max(upper, value) };
}

/** C/2 + Z/n, with Fieller's interval (privacy notes, section 2). */
function meanOf(row: CubeRow, { sum, count, sumVariance, countVariance }: RowEstimate): Estimate | null {
  const ratio = fieller({ sum, count, sumVariance, countVariance, z: Z95 });
  if (!ratio) return null;
  const centre = Number(row.publication.centre);
  const unit = displayUnit(row.publication);
  return { value: (centre + ratio.estimate) / unit, lower: (centre + ratio.lower) / unit, upper: (centre + ratio.upper) / unit };
}

/** The interval is that of the estimated mean squared error. */
function modelledOf(row: CubeRow, { value, squaredError }: ModelledMean): Estimate {
  const unit = displayUnit(row.publication);
  const half = Z95 * Math.sqrt(squaredError);
  return { value: value / unit, lower: (value - half) / unit, upper: (value + half) / unit };
}

function quantileOf(row: CubeRow, { bins }: RowEstimate, p: number): Estimate | null {
  if (!bins) return null;
  const { heaped } = row.publication.measure.measure;
  const found = quantile({ ...bins, edges: edgesOf(row.publication), p, level: LEVEL, heaped });
  if (!found || found.inOverflow) return null;
  if ((found.upper - found.lower) / 2 > VAGUE_QUANTILE * found.value) return null;
  return found;
}

/** To `decimals`, the interval outwards; the value stays inside. */
function rounded({ value, lower, upper }: Estimate, decimals: number): Estimate {
  const power = 10 ** decimals;
  return {
    value: Math.round(value * power) / power,
    lower: Math.floor(lower * power) / power,
    upper: Math.ceil(upper * power) / power,
  };
}
