import type { Period } from "../../contract/period.ts";
import type { Settings } from "../../contract/settings.ts";
import type { Territory } from "../../territory/index.ts";
import { type CellPlan, cellPlan, costOfAll, type YearBudget, yearBudget } from "./budget.ts";
import { dueLevels, type LevelPlan, planLevels, type TableName, tablesOf } from "./levels.ts";
import { type PlannedMeasure, planMeasures, planStreams, refuseOverflow, type Scale, scaleOf } from "./measures.ts";

/** All that is fixed before data are seen: from public geography and settings alone. */
export interface Plan {
  readonly settings: Settings;
  readonly territory: Territory;
  readonly measures: readonly PlannedMeasure[];
  /** L */
  readonly streams: number;
  readonly levels: readonly LevelPlan[];
  readonly budget: YearBudget;
}

/** @throws Refusal `invalid-settings`, `sensitivity-overflow` */
export function makePlan(settings: Settings, territory: Territory): Plan {
  const measures = planMeasures(settings);
  const streams = planStreams(settings, measures);
  const levels = planLevels(settings, territory);
  refuseOverflow(measures, territory, [...new Set(levels.map((level) => level.step))]);
  return { settings, territory, measures, streams, levels, budget: yearBudget(settings, territory, levels, streams) };
}

/** One measure in one publication. */
export interface MeasurePublication {
  readonly measure: PlannedMeasure;
  readonly scale: Scale;
  /** C/2 in 1/scale base units */
  readonly centre: bigint;
  /** by level, then table */
  readonly cells: ReadonlyMap<string, ReadonlyMap<TableName, CellPlan>>;
  /** what a household that contributes this measure pays */
  readonly cost: ReturnType<typeof costOfAll>;
}

/** One publication: the levels that are due and every mechanism that will run. */
export interface PublicationPlan {
  readonly plan: Plan;
  readonly period: Period;
  readonly levels: readonly LevelPlan[];
  readonly measures: readonly MeasurePublication[];
}

/** @throws Refusal `period-not-due` */
export function planPublication(plan: Plan, period: Period): PublicationPlan {
  const levels = dueLevels(plan.levels, period);
  const { settings, budget } = plan;
  const measures = plan.measures.map((measure) => {
    const scale = scaleOf(measure, period.step);
    const centre = (measure.upper / 2n) * scale.scale;
    const cells = new Map(
      levels.map((level) => {
        const planned = cellPlan({ settings, budget, level, centre });
        return [level.level, new Map(tablesOf(level).map((table) => [table, planned]))] as const;
      }),
    );
    return { measure, scale, centre, cells, cost: costOfAll([...cells.values()].flatMap((tables) => [...tables.values()])) };
  });
  return { plan, period, levels, measures };
}

/** The mechanisms of a cell. */
export function cellPlanOf(publication: MeasurePublication, level: string, table: TableName): CellPlan {
  const planned = publication.cells.get(level)?.get(table);
  if (!planned) throw new RangeError(`no ${table} table is planned at the level ${level}`);
  return planned;
}
