import type { Statistic } from "../../contract/observation.ts";
import { type CellTable, placed } from "../../privacy/forecast/index.ts";
import type { Area } from "../../territory/index.ts";
import type { CellPlan } from "./budget.ts";
import type { LevelPlan, TableName } from "./levels.ts";
import { cellPlanOf, type MeasurePublication, type PublicationPlan } from "./plan.ts";

/** A cell that is measured: a count, a centred sum and, at the upper levels, a histogram. */
export interface MeasuredCell {
  /** position in the cube */
  readonly cell: number;
  readonly publication: MeasurePublication;
  readonly level: string;
  readonly area: Area;
  /** `_T` or a class */
  readonly type: string;
  readonly table: TableName;
  readonly plan: CellPlan;
}

/** A row of the published cube: a cell, or a rung that is the sum of measured cells. */
export interface CubeRow {
  readonly publication: MeasurePublication;
  readonly level: string;
  readonly area: Area;
  readonly type: string;
  /** the measured cells that add up to it: one, or a rung's classes */
  readonly cells: readonly MeasuredCell[];
  readonly statistics: readonly Statistic[];
}

/** The public cube of a publication: the same rows and cells whatever was donated. */
export interface Cube {
  readonly cells: readonly MeasuredCell[];
  readonly rows: readonly CubeRow[];
  /** the area whose cell stands for this one: itself, or the topmost due area with the very same households */
  readonly measuredAs: (area: Area) => Area;
}

/** Whether the cell has a lower clamp than its measure: one that leaves alone pay for. */
export function hasLowerClamp({ plan, publication }: Pick<MeasuredCell, "plan" | "publication">): boolean {
  return plan.centre !== publication.centre;
}

const SUMS: readonly Statistic[] = ["COUNT", "MEAN", "TOTAL"];
const QUANTILES: readonly Statistic[] = ["P10", "P25", "P50", "P75", "P90"];

/**
 * Makes the cube. An area and its only child hold the very same households: they are twins, and share one cell. It is measured
 * once, at the topmost due area, with what the due levels of all its twins have for it (`cellPlan`). The rows of every twin stay,
 * and are equal. The levels that have types pay for the table by type; all due levels pay for the table of all households.
 */
export function makeCube(publication: PublicationPlan): Cube {
  const { territory } = publication.plan;
  const places = new Map(
    placed(territory.areas, new Set(publication.levels.map(({ level }) => level))).map((place) => [place.code, place]),
  );
  const measuredAs = (area: Area) => territory.get(places.get(area.code)?.measuredAs.code ?? area.code) as Area;
  const tableOf = (area: Area, table: TableName): CellTable<LevelPlan> => {
    const twins = places.get(area.code)?.levels ?? [];
    const paying = publication.levels.filter(({ level, typed }) => twins.includes(level) && (typed || table === "_T"));
    return { levels: paying as [LevelPlan, ...LevelPlan[]], table };
  };
  const cells: MeasuredCell[] = [];
  const rows: CubeRow[] = [];
  for (const measure of publication.measures) {
    const { classes, rungs } = measure.measure.measure.similarity;
    const cellAt = new Map<string, MeasuredCell>();
    for (const { level, typed, histograms } of publication.levels) {
      const statistics = histograms ? [...SUMS, ...QUANTILES] : SUMS;
      for (const area of territory.areas.filter((candidate) => candidate.level === level)) {
        const measuredArea = measuredAs(area);
        const shared = { publication: measure, level, area };
        for (const type of typed ? ["_T", ...classes.map(({ code }) => code)] : ["_T"]) {
          if (measuredArea.code === area.code) {
            const table: TableName = type === "_T" ? "_T" : "types";
            const cell = {
              ...shared,
              cell: cells.length,
              type,
              table,
              plan: cellPlanOf(measure, tableOf(area, table), area.code),
            };
            cells.push(cell);
            cellAt.set(`${area.code}\n${type}`, cell);
          }
          rows.push({ ...shared, type, cells: cellsOfTypes(cellAt, measuredArea, [type]), statistics });
        }
        for (const rung of typed ? rungs : [])
          rows.push({ ...shared, type: rung.code, cells: cellsOfTypes(cellAt, measuredArea, rung.classes), statistics });
      }
    }
  }
  return { cells, rows, measuredAs };
}

function cellsOfTypes(cellAt: ReadonlyMap<string, MeasuredCell>, area: Area, types: readonly string[]): MeasuredCell[] {
  return types.map((type) => {
    const cell = cellAt.get(`${area.code}\n${type}`);
    if (!cell) throw new RangeError(`the cube has no cell ${type} in ${area.code}`);
    return cell;
  });
}
