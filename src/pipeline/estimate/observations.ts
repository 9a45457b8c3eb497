import type { Observation, Statistic } from "../../contract/observation.ts";
import { fieller, quantile } from "../../privacy/index.ts";
import { LEVEL } from "../plan/budget.ts";
import type { CubeRow } from "../plan/cube.ts";
import { edgesOf } from "./edges.ts";
import type { ModelledMean } from "./model.ts";
import { displayUnit, type RowEstimate, type RowState } from "./row-states.ts";

/** Φ⁻¹(.975) */
export const Z95 = 1.959963984540054;
/** A relative half-width above this marks a value unreliable (U). */
const UNRELIABLE = 0.33;
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
 */
export function observationsOf(
  row: CubeRow,
  state: RowState,
  modelled: ModelledMean | null,
  period: string,
  provisional: boolean,
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
    const vague = state.estimate.lucky || (estimate.upper - estimate.lower) / 2 > UNRELIABLE * Math.abs(estimate.value);
    const sure = statistic === "MEAN" && modelled ? "E" : "A";
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

/** The whole number that adds up; the interval is the least-squares estimate's, outwards. */
function countOf({ count, countVariance, wholeCount }: RowEstimate): Estimate {
  return around(wholeCount, count, Z95 * Math.sqrt(countVariance), 0);
}

/** Z + n·C/2: of the donors, never extrapolated. */
function totalOf(row: CubeRow, known: RowEstimate, decimals: number): Estimate {
  const centre = Number(row.publication.centre);
  const half = Z95 * Math.sqrt(known.sumVariance + centre ** 2 * known.countVariance);
  const unit = displayUnit(row.publication);
  return around(known.wholeTotal / 10 ** decimals, (known.sum + known.count * centre) / unit, half / unit, decimals);
}

/** A rounded value in the interval of the estimate that it was rounded from. */
function around(value: number, estimate: number, half: number, decimals: number): Estimate {
  const { lower, upper } = rounded({ value, lower: estimate - half, upper: estimate + half }, decimals);
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
