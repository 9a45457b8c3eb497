import type { MeasureRef } from "../../src/domains/index.ts";
import type { Area } from "../../src/territory/index.ts";
import type { AreaTree } from "./areas.ts";
import { comparison } from "./digits.ts";
import type { WithMargin } from "./reliable-interval.ts";

export interface Focus {
  readonly ref: MeasureRef;
  /** the area with the best published parts, which the map shows and where a visitor starts */
  readonly area: Area;
  readonly children: readonly Area[];
}

/**
 * The measure and area with which every page begins: those with the most published parts, where a part that clearly differs from the area
 * counts twice. The half point for the area's own mean only breaks ties. Of equal areas the first of the list wins, except that
 * the whole territory is preferred; of equal measures the first wins. Where nothing is published, it is the first measure with
 * the first area that has parts. `meanAt`: a mean of all homes that can be relied on.
 */
export function bestMeasure(
  { refs, tree }: { readonly refs: readonly MeasureRef[]; readonly tree: AreaTree },
  meanAt: (ref: MeasureRef, area: string) => WithMargin | null,
): Focus | null {
  let best: { focus: Focus; count: number } | null = null;
  for (const ref of refs) {
    for (const area of tree.areas) {
      const children = tree.children(area.code);
      if (children.length === 0) continue;
      const own = meanAt(ref, area.code);
      const parts = children.flatMap((child) => meanAt(ref, child.code) ?? []);
      const differing = own === null ? [] : parts.filter((part) => comparison(part, own) !== "same");
      const count = (own === null ? 0 : 0.5) + parts.length + differing.length;
      const isRootTie = best !== null && count === best.count && area.parent === null && ref === best.focus.ref;
      if (best === null || count > best.count || isRootTie) best = { focus: { ref, area, children }, count };
    }
  }
  if (best !== null) return best.focus;
  const ref = refs[0];
  return ref ? { ref, area: tree.root, children: tree.children(tree.root.code) } : null;
}
