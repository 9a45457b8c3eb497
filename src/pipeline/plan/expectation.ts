import type { PublicationPlan } from "./plan.ts";
import { type Prediction, predictMeasure } from "./predict.ts";

/** From this expected number of cells on a table is said to show one: it is more likely than not that a single cell appears. */
const HALF_A_CELL = 0.5;

/**
 * What one publication would show: every table that it holds, of every measure. From public numbers alone, as `predict`.
 *
 * @param households expected to contribute each measure, in all areas together
 */
export function predictPublication(publication: PublicationPlan, households: number): Prediction[] {
  const { plan, levels, measures } = publication;
  const due = new Set(levels.map(({ level }) => level));
  return measures
    .flatMap(({ measure }) => predictMeasure(plan, measure, households, plan.territory.areas, publication))
    .filter(({ level }) => due.has(level));
}

/** Is any table expected to show a cell? */
export function promisesCell(predictions: readonly Prediction[]): boolean {
  return predictions.some(({ published }) => published >= HALF_A_CELL);
}
