import { allTables, type CellNoise, type CellTable, cellKey, placed } from "../../privacy/forecast/index.ts";
import { toNumber } from "../../privacy/index.ts";
import type { CellPlan } from "./budget.ts";
import type { LevelPlan } from "./levels.ts";
import type { Plan } from "./plan.ts";

/**
 * The noise of a planned cell as a forecast takes it.
 *
 * @param centre half of the measure's clamp, in 1/scale base units
 */
export function forecastNoise(cell: CellPlan, centre: bigint, k: number): CellNoise {
  return {
    k,
    tau: Number(cell.gate.tau),
    sigmaCount: Math.sqrt(toNumber(cell.count.variance)),
    sigmaSum: Math.sqrt(toNumber(cell.sum.variance)) / Number(cell.centre),
    ...(cell.centre !== centre && { clamp: Number(cell.centre) / Number(centre) }),
    sigmaBin: cell.histogram ? Math.sqrt(toNumber(cell.histogram.variance)) : null,
  };
}

/** Cells of one table that are measured alike, a level's own or those of twins, and in how many areas there are such cells. */
export interface MeasuredTable extends CellTable<LevelPlan> {
  readonly areas: number;
}

/** @param due the levels that are published together */
export function measuredTables({ territory, lineages }: Plan, due: readonly LevelPlan[]): MeasuredTable[] {
  const levelsOf = new Map<string, readonly string[]>();
  for (const { measuredAs, levels } of placed(territory.areas, new Set(due.map(({ level }) => level))))
    levelsOf.set(measuredAs.code, levels);
  const paying = [...levelsOf.values()].map((levels) => due.filter(({ level }) => levels.includes(level)));
  return allTables(territory.levels, due, lineages).map((cellTable) => {
    const key = cellKey(cellTable.levels);
    const paysForTable = (levels: readonly LevelPlan[]) =>
      cellKey(levels.filter(({ typed }) => typed || cellTable.table === "_T")) === key;
    return { ...cellTable, areas: paying.filter(paysForTable).length };
  });
}
