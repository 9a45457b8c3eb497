import type { Observation, Statistic } from "../../contract/observation.ts";
import { Z95 } from "../../privacy/forecast/index.ts";
import { fieller, quantile } from "../../privacy/index.ts";
import { LEVEL } from "../plan/budget.ts";
import type { CubeRow } from "../plan/cube.ts";
import { edgesOf } from "./edges.ts";
import { lowestOf, mayBeLuck, predictedHalf, predictedTotalHalf, UNRELIABLE, UNRELIABLE_PREDICTED } from "./margin.ts";
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
 * @param isBreak the series of the measure's amounts breaks here: its clamp or its currency changed
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
    const model = statistic === "MEAN" ? modelled : null;
    // The order of the columns is the contract's, in memory as in every format.
    const observation = (
      found: Estimate | null,
      METHOD: Observation["METHOD"],
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
      METHOD,
    });
    if (state.fate !== "published") return observation(null, "measured", "Q", state.fate === "few" ? "A" : "D");
    const estimate = estimateOf(row, state.estimate, model, statistic);
    if (!estimate) return observation(null, "measured", "Q", "F");
    const isModelled = model !== null || (state.estimate.scaled && statistic !== "COUNT");
    const { value, lower, upper } = estimate;
    const isWide = (upper - lower) / 2 > UNRELIABLE * Math.abs(value);
    const isVague = isWide || isWideAsExpected(state.estimate, model, statistic);
    const sure = isBreak && statistic !== "COUNT" ? "B" : isModelled ? "E" : "A";
    return observation(estimate, isModelled ? "modelled" : "measured", isVague ? "U" : provisional ? "P" : sure, "F");
  });
}

function estimateOf(row: CubeRow, known: RowEstimate, model: ModelledMean | null, statistic: Statistic): Estimate | null {
  const { measure } = row.publication;
  const { decimals } = measure.measure;
  // Amounts are in 1/scale base units so far.
  const shown = (value: number, lower: number, upper: number) => {
    const unit = displayUnit(row.publication);
    return rounded({ value: value / unit, lower: lower / unit, upper: upper / unit }, decimals);
  };
  if (statistic === "COUNT") {
    // The whole number that adds up; the interval is the least-squares estimate's, and lower where the gate may have been luck.
    const upper = known.count + Z95 * Math.sqrt(known.countVariance);
    return around(known.wholeCount, rounded({ value: known.wholeCount, lower: lowestOf(known), upper }, 0));
  }
  if (statistic === "TOTAL") {
    const [total, lower, upper] = totalOf(known);
    return around(known.wholeTotal / 10 ** decimals, shown(total, lower, upper));
  }
  if (statistic !== "MEAN") return quantileOf(row, known, QUANTILE[statistic] as number, decimals);
  if (model) {
    return shown(model.value, model.lower, model.upper);
  }
  // C/2 + Z/n, with Fieller's interval (`src/privacy/fieller.md`).
  const ratio = fieller({ ...known, z: Z95 });
  const { centre } = known;
  return ratio && shown(centre + ratio.estimate, centre + ratio.lower, centre + ratio.upper);
}

/**
 * Is the margin wide for what the row is expected to be? A value that noise made large would hide a wide margin behind it: the intervals of
 * rows that are chosen by their noise do not hold. A count that may have passed its gate by luck leaves nothing of its row sure.
 */
function isWideAsExpected(known: RowEstimate, model: ModelledMean | null, statistic: Statistic): boolean {
  const { scale, centre } = known;
  if (mayBeLuck(known)) return true;
  if (model) return (model.upper - model.lower) / 2 > UNRELIABLE * scale;
  if (statistic === "MEAN") return predictedHalf(known, centre, scale) > UNRELIABLE_PREDICTED;
  return statistic === "TOTAL" && predictedTotalHalf(known, centre, scale) > UNRELIABLE_PREDICTED;
}

/**
 * Z + n·C/2, and its interval: of the donors, never extrapolated. The count's two distances and the sum's add up as
 * independent ones (MOVER: Zou & Donner 2008).
 */
function totalOf(known: RowEstimate): [total: number, lower: number, upper: number] {
  const { sum, sumVariance, count, countVariance, centre } = known;
  const half = (ofCount: number) => Math.sqrt(Z95 ** 2 * sumVariance + (centre * ofCount) ** 2);
  const total = sum + count * centre;
  return [total, total - half(count - lowestOf(known)), total + half(Z95 * Math.sqrt(countVariance))];
}

/** A whole value in the interval of the estimate that it was rounded from. */
function around(value: number, { lower, upper }: Estimate): Estimate {
  return { value, lower: Math.min(lower, value), upper: Math.max(upper, value) };
}

function quantileOf(row: CubeRow, { bins, count, countVariance }: RowEstimate, p: number, decimals: number): Estimate | null {
  if (!bins || count <= 0) return null;
  const { heaped } = row.publication.measure.measure;
  const households = { value: count, variance: countVariance };
  const found = quantile({ ...bins.estimate(), households, edges: edgesOf(row.publication), p, level: LEVEL, heaped });
  if (found.inOverflow || (found.upper - found.lower) / 2 > VAGUE_QUANTILE * found.value) return null;
  return rounded(found, decimals);
}

/** Rounds to `decimals`, the interval outwards; the value stays inside. */
function rounded({ value, lower, upper }: Estimate, decimals: number): Estimate {
  const power = 10 ** decimals;
  return {
    value: Math.round(value * power) / power,
    lower: Math.floor(lower * power) / power,
    upper: Math.ceil(upper * power) / power,
  };
}
