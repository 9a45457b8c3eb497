import { isReliable } from "../shared/format.ts";
import { nearlyAllIn } from "../shared/nearly-all.ts";
import { rowIndex } from "./figures.ts";
import { axesOf } from "./selection.ts";
import type { ExploreState } from "./store.ts";

/** The part where nearly all homes of an area are, by published counts of the first subject; null where there is none. */
export function concentratedIn({ rows, selection, facts }: ExploreState, area: string): string | null {
  const [axis] = axesOf(selection);
  if (!axis) return null;
  const index = rowIndex(rows);
  const homes = (code: string): number => {
    const row = index.at(axis, code, "COUNT");
    return isReliable(row) ? row.OBS_VALUE : 0;
  };
  return nearlyAllIn(facts.tree.children(area), homes, homes(area))?.code ?? null;
}
