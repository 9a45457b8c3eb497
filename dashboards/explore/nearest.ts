import type { Observation } from "../../src/contract/observation.ts";
import type { AreaTree } from "../shared/areas.ts";
import { type AddressChange, type Selection, selected } from "./selection.ts";

/** The nearest selection that has figures, and the change of address that leads there. */
export interface Nearest {
  readonly selection: Selection;
  readonly change: AddressChange;
}

/** Tells whether the selection has a figure other than a number of homes, or one of these if they are asked for. */
export function hasFigures(rows: readonly Observation[], selection: Selection, tree: AreaTree): boolean {
  const shown = selected(rows, selection, tree);
  return shown.some((row) => row.OBS_VALUE !== null && (row.STATISTIC !== "COUNT" || selection.statistic === "COUNT"));
}

/**
 * The nearest selection with figures in the same period. It tries the mean instead of another statistic, then all homes instead
 * of a kind, then the surrounding areas from the nearest to the whole. Null where the period has no figures at all.
 */
export function nearest(rows: readonly Observation[], selection: Selection, tree: AreaTree): Nearest | null {
  const picked = selection.areas[0] ?? selection.within;
  const around = [null, ...tree.lineage(picked).map(({ code }) => code)];
  for (const area of around) {
    for (const type of [null, "_T"]) {
      for (const statistic of [null, "MEAN"] as const) {
        const change: AddressChange = {
          ...(area === null ? {} : { area }),
          ...(type === null ? {} : { type: null }),
          ...(statistic === null ? {} : { statistic: null }),
          ...(area === null || selection.view === "distribution" ? {} : { view: "table" }),
        };
        const next: Selection = {
          ...selection,
          ...(area === null ? {} : { areas: [area] }),
          ...(type === null ? {} : { types: [type] }),
          ...(statistic === null ? {} : { statistic }),
        };
        if (hasFigures(rows, next, tree)) return { selection: next, change };
      }
    }
  }
  return null;
}
