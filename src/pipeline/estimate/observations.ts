// The last step of the estimates: published rows with their values, intervals and statuses.

import type { Observation, Statistic } from "../../contract/observation.ts";
import { Z95 } from "../../privacy/forecast/index.ts";
import { quantileReader } from "../../privacy/index.ts";
import { LEVEL } from "../plan/budget.ts";
import type { CubeRow } from "../plan/cube.ts";
import { edgesOf } from "./edges.ts";
import {
  expectedCount,
  expectedMargin,
  isVague as isVagueQuantile,
  lowerEndOfCount,
  mayHavePassedByLuck,
  meanWithEnds,
  predictedHalf,
  predictedTotalHalf,
  UNRELIABLE,
  UNRELIABLE_PREDICTED,
} from "./margin.ts";
import type { ModelledMean } from "./model.ts";
import { displayUnit, type RowEstimate, type RowState } from "./row-states.ts";

const QUANTILE: Readonly<Partial<Record<Statistic, number>>> = { P10: 0.1, P25: 0.25, P50: 0.5, P75: 0.75, P90: 0.9 };

interface Estimate {
  readonly value: number;
  readonly lower: number;
  readonly upper: number;
}

/**
 * The observations of one row of the cube. Estimates are signed: nothing is cut off at 0, which would bias sums. Intervals are
 * widened to the published decimals, never narrowed; those of counts end at the nearest whole number.
 *
 * @param modelled the modelled mean that replaces the measured one, or null; other statistics have no model of their own
 * @param provisional the period was not over when it was published
 * @param isBreak the measure's series breaks in this period, because its clamp or its currency changed
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
  const quantileAt = state.fate === "published" ? quantilesOf(row, state.estimate) : () => null;
  return row.statistics.map((statistic): Observation => {
    const model = statistic === "MEAN" ? modelled : null;
    // The order of the columns is the contract's, in memory as in every format.
    const observation = (
      estimate: Estimate | null,
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
      OBS_VALUE: estimate?.value ?? null,
      CI_LOWER: estimate?.lower ?? null,
      CI_UPPER: estimate?.upper ?? null,
      CONF_LEVEL: LEVEL,
      UNIT_MEASURE: statistic === "COUNT" ? "households" : measure.unit,
      OBS_STATUS,
      CONF_STATUS,
      METHOD,
    });
    if (state.fate !== "published") return observation(null, "measured", "Q", state.fate === "few" ? "A" : "D");
    const p = QUANTILE[statistic];
    const estimate = p === undefined ? estimateOf(row, state.estimate, model, statistic) : quantileAt(p);
    if (!estimate) return observation(null, "measured", "Q", "F");
    const isModelled = model !== null || (state.estimate.scaled && statistic !== "COUNT");
    const { value, lower, upper } = estimate;
    const isWide = (upper - lower) / 2 > UNRELIABLE * Math.abs(value);
    const isVague = isWide || isWideAsExpected(state.estimate, model, statistic);
    const status = isBreak && statistic !== "COUNT" ? "B" : isModelled ? "E" : "A";
    return observation(estimate, isModelled ? "modelled" : "measured", isVague ? "U" : provisional ? "P" : status, "F");
  });
}

function estimateOf(row: CubeRow, estimate: RowEstimate, model: ModelledMean | null, statistic: Statistic): Estimate | null {
  const { measure } = row.publication;
  const { decimals } = measure.measure;
  // Amounts arrive in 1/scale base units.
  const inDisplayUnit = (value: number, lower: number, upper: number) => {
    const unit = displayUnit(row.publication);
    return rounded({ value: value / unit, lower: lower / unit, upper: upper / unit }, decimals);
  };
  if (statistic === "COUNT") {
    // The value is the whole number that adds up. The interval is that of the least-squares estimate, and allows for a count that
    // passed its gate by luck. Its ends are rounded to the nearest whole number: noise of whole numbers needs that half household, and
    // more is needless, for the truth is a whole number too.
    const [lower, upper] = [lowerEndOfCount(estimate), estimate.count + estimate.reach.up].map(Math.round) as [number, number];
    return around(estimate.wholeCount, { value: estimate.wholeCount, lower, upper });
  }
  if (statistic === "TOTAL") {
    const [total, lower, upper] = totalOf(estimate);
    return around(estimate.wholeTotal / 10 ** decimals, inDisplayUnit(total, lower, upper));
  }
  if (model) {
    return inDisplayUnit(model.value, model.lower, model.upper);
  }
  const mean = meanWithEnds(estimate, 2 * Number(row.publication.centre));
  return mean && inDisplayUnit(mean.value, mean.lower, mean.upper);
}

/**
 * Whether the margin is wide compared with the mean that the row is expected to have. Compared with the row's own noisy value, a
 * wide margin could hide behind a value that noise made large, and intervals of rows that are not marked would hold too rarely.
 * Where the count may have passed its gate by luck, every figure of the row counts as wide.
 */
function isWideAsExpected(estimate: RowEstimate, model: ModelledMean | null, statistic: Statistic): boolean {
  const { scale, centre } = estimate;
  if (mayHavePassedByLuck(estimate)) return true;
  if (model) return (model.upper - model.lower) / 2 > UNRELIABLE * scale;
  if (statistic === "MEAN")
    return predictedHalf({ ...estimate, count: expectedCount(estimate, scale) }, centre, scale) > UNRELIABLE_PREDICTED;
  return statistic === "TOTAL" && predictedTotalHalf(estimate, centre, scale) > UNRELIABLE_PREDICTED;
}

/**
 * Total of the contributing households, Z + n·C/2, with its interval; it is never extrapolated to others. The distances of the
 * count and of the sum are combined as independent ones (MOVER: Zou & Donner 2008).
 */
function totalOf(estimate: RowEstimate): [total: number, lower: number, upper: number] {
  const { sum, sumVariance, count, reach, centre } = estimate;
  const half = (ofCount: number) => Math.sqrt(Z95 ** 2 * sumVariance + (centre * ofCount) ** 2);
  const total = sum + count * centre;
  return [total, total - half(count - lowerEndOfCount(estimate)), total + half(reach.up)];
}

/** A rounded value, with the interval of the estimate that it was rounded from, widened to hold the value. */
function around(value: number, { lower, upper }: Estimate): Estimate {
  return { value, lower: Math.min(lower, value), upper: Math.max(upper, value) };
}

/** Reads a row's quantiles; null where one is expected to be vague or is, or where its interval reaches above the clamp. */
function quantilesOf({ publication }: CubeRow, { bins, count, countVariance }: RowEstimate): (p: number) => Estimate | null {
  if (!bins || count <= 0) return () => null;
  const { heaped, decimals } = publication.measure.measure;
  const households = { value: count, variance: countVariance };
  let read: ReturnType<typeof quantileReader> | undefined;
  return (p) => {
    const { histogram, variance } = bins.estimate();
    if (isVagueQuantile(expectedMargin({ count, countVariance, variance, expected: bins.expected() }, publication, p)))
      return null;
    read ??= quantileReader({ histogram, variance, households, edges: edgesOf(publication), level: LEVEL, heaped });
    const estimate = read(p);
    const { value, lower, upper } = estimate;
    return estimate.inOverflow || isVagueQuantile({ value, half: (upper - lower) / 2 }) ? null : rounded(estimate, decimals);
  };
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
