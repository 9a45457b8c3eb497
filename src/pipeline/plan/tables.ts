import type { CellNoise, ForecastTable } from "../../privacy/forecast/index.ts";
import { toNumber } from "../../privacy/index.ts";
import type { CellPlan } from "./budget.ts";
import { type LevelPlan, tablesOf } from "./levels.ts";
import type { PlannedMeasure } from "./measures.ts";

/** Kinds of household that a table of the measure divides an area into. */
function kindsOf(measure: PlannedMeasure, table: "_T" | "types"): number {
  return table === "_T" ? 1 : measure.measure.similarity.classes.length;
}

/** The noise of a planned cell as a forecast takes it. */
export function noiseOf(cell: CellPlan, centre: bigint, k: number): CellNoise {
  return {
    k,
    tau: Number(cell.gate.tau),
    sigmaCount: Math.sqrt(toNumber(cell.count.variance)),
    sigmaSum: Math.sqrt(toNumber(cell.sum.variance)) / Number(centre),
    sigmaBin: cell.histogram ? Math.sqrt(toNumber(cell.histogram.variance)) : null,
  };
}

/**
 * Both tables of a level, or the one: they have the same noise.
 *
 * @param due the levels of its publications
 * @param publications of a year that hold it
 */
export function forecastTables(
  measure: PlannedMeasure,
  level: LevelPlan,
  noise: CellNoise,
  due: readonly LevelPlan[],
  publications: number,
): ForecastTable[] {
  const names = due.map((one) => one.level);
  return tablesOf(level).map((table) => ({
    level: level.level,
    table,
    kinds: kindsOf(measure, table),
    noise,
    publications,
    due: names,
  }));
}
