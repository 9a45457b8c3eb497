import { isReliable } from "../shared/format.ts";
import { rowIndex } from "./figures.ts";
import { axesOf } from "./selection.ts";
import type { ExploreState } from "./store.ts";

/** From this share on, an area's homes are said to be nearly all of one of its parts, as on Me situer. */
const MOSTLY = 0.8;

/** The part that nearly all homes of an area are of, by published counts of the first subject; null: they are spread, or nobody can tell. */
export function concentratedIn({ rows, selection, facts }: ExploreState, area: string): string | null {
  const [axis] = axesOf(selection);
  if (!axis) return null;
  const index = rowIndex(rows);
  const homes = (code: string): number => {
    const row = index.at(axis, code, "COUNT");
    return isReliable(row) ? row.OBS_VALUE : 0;
  };
  const children = facts.tree.children(area);
  const part = children.length < 2 ? undefined : children.find(({ code }) => homes(code) > MOSTLY * homes(area));
  return part && homes(area) > 0 ? part.code : null;
}
