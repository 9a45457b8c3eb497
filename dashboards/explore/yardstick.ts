import type { Observation } from "../../src/contract/observation.ts";
import { reliableInterval, type WithMargin } from "../shared/reliable-interval.ts";
import { rowIndex } from "./figures.ts";
import { type Axis, type Selection, wholeOf } from "./selection.ts";
import type { ExploreFacts } from "./store.ts";

interface Shown {
  readonly selection: Selection;
  readonly rows: readonly Observation[];
  readonly facts: ExploreFacts;
}

/**
 * The figure with which the places of a subject are compared; null for counts and totals, because those of the whole are no
 * measure for its parts.
 */
export function yardstick({ selection, rows, facts }: Shown, axis: Axis): WithMargin | null {
  const { statistic } = selection;
  if (statistic === "COUNT" || statistic === "TOTAL") return null;
  return reliableInterval(rowIndex(rows).at(axis, wholeOf(selection, facts.tree), statistic));
}
