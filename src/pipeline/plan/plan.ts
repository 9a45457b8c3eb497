import { type Period, parsePeriod } from "../../contract/period.ts";
import { Refusal } from "../../contract/problem.ts";
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
  /** what it is called: its period, with `-r1` for the revision */
  readonly id: string;
  /** 0; 1 for the year's revision */
  readonly revision: 0 | 1;
  readonly plan: Plan;
  readonly period: Period;
  readonly levels: readonly LevelPlan[];
  readonly measures: readonly MeasurePublication[];
}

/** @throws Refusal `period-not-due` */
export function planPublication(plan: Plan, period: Period): PublicationPlan {
  return published(plan, period, 0);
}

/**
 * The annual revision: every cell of the year's publication, drawn anew from the reserve.
 *
 * @throws Refusal `no-reserve` when the settings keep none, `period-not-due` when no level is published by the year
 */
export function planRevision(plan: Plan, year: number): PublicationPlan {
  const { revision } = plan.settings.budget.shares;
  if (revision <= 0) {
    throw new Refusal(
      "no-reserve",
      `budget.shares.revision must be > 0 for a revision of ${year}; got ${revision}. The next year's can be announced`,
    );
  }
  return published(plan, parsePeriod(String(year).padStart(4, "0")), 1);
}

function published(plan: Plan, period: Period, revision: 0 | 1): PublicationPlan {
  const levels = dueLevels(plan.levels, period);
  const { settings, budget } = plan;
  const measures = plan.measures.map((measure) => {
    const scale = scaleOf(measure, period.step);
    const centre = (measure.upper / 2n) * scale.scale;
    const cells = new Map(
      levels.map((level) => {
        const planned = cellPlan({ settings, budget, level, centre, revision: revision > 0 });
        return [level.level, new Map(tablesOf(level).map((table) => [table, planned]))] as const;
      }),
    );
    return { measure, scale, centre, cells, cost: costOfAll([...cells.values()].flatMap((tables) => [...tables.values()])) };
  });
  const id = revision > 0 ? `${period.id}-r${revision}` : period.id;
  return { id, revision, plan, period, levels, measures };
}

/** The mechanisms of a cell. */
export function cellPlanOf(publication: MeasurePublication, level: string, table: TableName): CellPlan {
  const planned = publication.cells.get(level)?.get(table);
  if (!planned) throw new RangeError(`no ${table} table is planned at the level ${level}`);
  return planned;
}
