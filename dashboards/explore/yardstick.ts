import type { Observation } from "../../src/contract/observation.ts";
import { partsAllow as allowed, type MeanOfHomes } from "../shared/parts-allow.ts";
import { intervalOf, reliableInterval, type WithMargin } from "../shared/reliable-interval.ts";
import { rowIndex } from "./figures.ts";
import { type Axis, isAmount, type Selection, wholeOf } from "./selection.ts";
import type { ExploreFacts } from "./store.ts";

interface Shown {
  readonly selection: Selection;
  readonly rows: readonly Observation[];
  readonly facts: ExploreFacts;
}

/**
 * The figure with which the places of a subject are compared; null for counts and totals, because those of the whole are no
 * measure for its parts, and for a modelled mean that its own parts do not allow.
 */
export function yardstick(shown: Shown, axis: Axis): WithMargin | null {
  const { selection, rows, facts } = shown;
  const { statistic } = selection;
  if (isAmount(statistic)) return null;
  const whole = wholeOf(selection, facts.tree);
  const row = rowIndex(rows).at(axis, whole, statistic);
  return row?.METHOD === "modelled" && !partsAllow(shown, axis, whole) ? null : reliableInterval(row);
}

/** Tells whether the published means of an area's parts allow its own mean. */
export function partsAllow({ rows, facts }: Shown, axis: Axis, whole: string): boolean {
  const index = rowIndex(rows);
  const figure = (area: string): MeanOfHomes | null => {
    const mean = index.at(axis, area, "MEAN");
    const homes = index.at(axis, area, "COUNT")?.OBS_VALUE ?? null;
    if (homes === null || mean?.OBS_VALUE == null) return null;
    const { value, lower, upper } = intervalOf({ ...mean, OBS_VALUE: mean.OBS_VALUE });
    return { homes, value, lower, upper };
  };
  const own = figure(whole);
  const parts = facts.tree.children(whole).flatMap(({ code }) => figure(code) ?? []);
  const clamp = facts.catalog.measures.find(({ domain, measure }) => `${domain}.${measure}` === axis.measure)?.clamp.upper ?? 0;
  return !own || allowed(own, parts, clamp);
}
