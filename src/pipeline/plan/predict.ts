import type { Step } from "../../contract/period.ts";
import { type ForecastArea, forecast, halfWidth, type TableForecast } from "../../forecast/index.ts";
import { householdsNeeded } from "../../privacy/index.ts";
import { type CellPlan, cellPlan } from "./budget.ts";
import type { LevelPlan, TableName } from "./levels.ts";
import { type PlannedMeasure, scaleOf } from "./measures.ts";
import type { Plan } from "./plan.ts";
import { forecastTables, noiseOf } from "./tables.ts";

/** What one table of one level would publish of one measure, in each of its publications. */
export interface Prediction extends TableForecast {
  readonly measure: string;
  readonly level: string;
  readonly table: TableName;
  /** of the level's own step, in the year */
  readonly step: Step;
  readonly publications: number;
  /** standard deviation of a count's noise, households */
  readonly sigmaCount: number;
  /** households with which a cell appears in one half of the draws, and in 95 % of them */
  readonly householdsNeeded: number;
  readonly householdsFor95: number;
  /** predicted relative half-width (95 %) of a mean in a cell that is counted with just the households it needs */
  readonly halfWidthAtThreshold: number;
}

/** Draws in which a cell of that many households appears. */
const OFTEN = 0.95;

/**
 * What a plan can give with that many households: from public dwelling counts, settings and the number expected, never
 * from the vault. Direct estimates: post-processing may make a margin narrower.
 *
 * @param households expected to contribute each measure, in all of the areas together
 * @param areas the territory's, or with the dwellings of those where households are recruited alone (`recruitedIn`)
 */
export function predict(plan: Plan, households: number, areas: readonly ForecastArea[] = plan.territory.areas): Prediction[] {
  return plan.measures.flatMap((measure) => predictMeasure(plan, measure, households, areas));
}

/**
 * The same for one measure.
 *
 * @param revision of the year's revision instead, which is made once
 */
export function predictMeasure(
  plan: Plan,
  measure: PlannedMeasure,
  households: number,
  areas: readonly ForecastArea[],
  revision = false,
): Prediction[] {
  const { settings, budget, levels } = plan;
  const planned = new Map<string, CellPlan>();
  const noiseAt = (level: LevelPlan) => {
    const centre = (measure.upper / 2n) * scaleOf(measure, revision ? "year" : level.step).scale;
    const cell = cellPlan({ settings, budget, level, centre, revision });
    planned.set(level.level, cell);
    return noiseOf(cell, centre, settings.k);
  };
  const tables = forecastTables(measure, levels, noiseAt, revision ? () => 1 : undefined);
  const found = forecast({ areas, tables, households });
  return tables.map(({ level, table, noise }, i): Prediction => {
    const { step, publications } = levels.find((one) => one.level === level) as LevelPlan;
    const { gate, count } = planned.get(level) as CellPlan;
    return {
      measure: measure.key,
      level,
      table,
      step: revision ? "year" : step,
      publications: revision ? 1 : publications,
      sigmaCount: noise.sigmaCount,
      householdsNeeded: Number(gate.householdsNeeded),
      householdsFor95: Number(householdsNeeded(BigInt(settings.k), gate.tau, count.variance, OFTEN)),
      halfWidthAtThreshold: halfWidth(noise, Number(gate.householdsNeeded)),
      ...(found[i] as TableForecast),
    };
  });
}
