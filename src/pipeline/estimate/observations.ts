import type { Observation, Statistic } from "../../contract/observation.ts";
import { fieller, quantile } from "../../privacy/index.ts";
import { LEVEL } from "../plan/budget.ts";
import type { CubeRow } from "../plan/cube.ts";
import { edgesOf } from "./edges.ts";
import type { NoisyRow, RowState } from "./noisy-row.ts";

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
 * @param provisional the period was not over when it was published
 */
export function observationsOf(row: CubeRow, state: RowState, period: string, provisional: boolean): Observation[] {
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
      METHOD: "measured",
    });
    if (state.fate !== "published") return observation(null, "Q", state.fate === "few" ? "A" : "D");
    const exact = estimateOf(row, state.noisy, statistic);
    if (!exact) return observation(null, "Q", "F");
    const estimate = rounded(exact, statistic === "COUNT" ? 0 : measure.measure.decimals);
    const vague = (estimate.upper - estimate.lower) / 2 > UNRELIABLE * Math.abs(estimate.value);
    return observation(estimate, vague ? "U" : provisional ? "P" : "A", "F");
  });
}

function estimateOf(row: CubeRow, noisy: NoisyRow, statistic: Statistic): Estimate | null {
  if (statistic === "COUNT") return countOf(row, noisy);
  if (statistic === "MEAN") return meanOf(row, noisy);
  if (statistic === "TOTAL") return totalOf(row, noisy);
  return quantileOf(row, noisy, QUANTILE[statistic] as number);
}

/** One measured count has the exact discrete tail; a sum of several the normal one, rounded up. */
function countOf(row: CubeRow, noisy: NoisyRow): Estimate {
  const [cell] = row.cells;
  const half = noisy.parts === 1 && cell ? Number(cell.plan.countHalfWidth) : Math.ceil(Z95 * Math.sqrt(noisy.countVariance));
  return { value: noisy.count, lower: noisy.count - half, upper: noisy.count + half };
}

/** C/2 + Z̃/ñ, with Fieller's interval (privacy notes, section 2). */
function meanOf(row: CubeRow, noisy: NoisyRow): Estimate | null {
  const { sum, count, sumVariance, countVariance } = noisy;
  const ratio = fieller({ sum, count, sumVariance, countVariance, z: Z95 });
  if (!ratio) return null;
  const centre = Number(row.publication.centre);
  const unit = displayUnit(row);
  return { value: (centre + ratio.estimate) / unit, lower: (centre + ratio.lower) / unit, upper: (centre + ratio.upper) / unit };
}

/** Z̃ + ñ·C/2: of the donors, never extrapolated. */
function totalOf(row: CubeRow, noisy: NoisyRow): Estimate {
  const centre = Number(row.publication.centre);
  const unit = displayUnit(row);
  const value = noisy.sum + noisy.count * centre;
  const half = Z95 * Math.sqrt(noisy.sumVariance + centre ** 2 * noisy.countVariance);
  return { value: value / unit, lower: (value - half) / unit, upper: (value + half) / unit };
}

function quantileOf(row: CubeRow, noisy: NoisyRow, p: number): Estimate | null {
  if (!noisy.bins) return null;
  const found = quantile({ noisy: noisy.bins.noisy, sigma: noisy.bins.sigma, edges: edgesOf(row.publication), p, level: LEVEL });
  if (!found || found.inOverflow) return null;
  if ((found.upper - found.lower) / 2 > VAGUE_QUANTILE * found.value) return null;
  return found;
}

/** 1/scale base units in one display unit. */
function displayUnit(row: CubeRow): number {
  return Number(row.publication.scale.scale * row.publication.measure.factor);
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
