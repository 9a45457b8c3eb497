import { allTables, type CellTable, cellKey, placed } from "../../privacy/forecast/index.ts";
import type { LevelPlan } from "./levels.ts";
import type { Plan } from "./plan.ts";

/** Cells of one table of a publication that are measured alike, and of how many areas: a level's own, or twins'. */
export interface MeasuredTable extends CellTable<LevelPlan> {
  readonly areas: number;
}

/** @param due the levels that are published together */
export function measuredTables({ territory, lineages }: Plan, due: readonly LevelPlan[]): MeasuredTable[] {
  const levelsOf = new Map<string, readonly string[]>();
  for (const { measuredAs, levels } of placed(territory.areas, new Set(due.map(({ level }) => level))))
    levelsOf.set(measuredAs.code, levels);
  const areas = new Map<string, number>();
  for (const levels of levelsOf.values()) {
    const together = due.filter(({ level }) => levels.includes(level));
    for (const [table, paying] of [
      ["_T", together],
      ["types", together.filter(({ typed }) => typed)],
    ] as const) {
      const key = `${table}\n${cellKey(paying)}`;
      areas.set(key, (areas.get(key) ?? 0) + 1);
    }
  }
  return allTables(territory.levels, due, lineages).map((one) => ({
    ...one,
    areas: areas.get(`${one.table}\n${cellKey(one.levels)}`) ?? 0,
  }));
}
