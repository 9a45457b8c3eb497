import type { Area } from "../../src/territory/index.ts";

/** The tree of a territory that the portal has already checked. */
export interface AreaTree {
  readonly root: Area;
  readonly areas: readonly Area[];
  get(code: string): Area | undefined;
  /** by name */
  children(code: string): readonly Area[];
  /** the area itself, its parent, … the root; none for an unknown code */
  lineage(code: string): readonly Area[];
}

/** Trees that were made: views ask again whenever something else of the commons has come. */
const TREES = new WeakMap<readonly Area[], AreaTree>();

/** @throws RangeError without a root */
export function areaTree(areas: readonly Area[]): AreaTree {
  const tree = TREES.get(areas) ?? makeTree(areas);
  TREES.set(areas, tree);
  return tree;
}

/** How many of some areas lie directly within each area that has any. */
export function countsWithin({ areas }: Pick<AreaTree, "areas">, codes: ReadonlySet<string>): ReadonlyMap<string, number> {
  const counts = new Map<string, number>();
  for (const { code, parent } of areas) {
    if (parent !== null && codes.has(code)) counts.set(parent, (counts.get(parent) ?? 0) + 1);
  }
  return counts;
}

/** Compares names as French lists do; with a comparison of its own each time, names of a hundred areas take a slow phone 50 ms. */
export const byName = new Intl.Collator("fr").compare;

function makeTree(areas: readonly Area[]): AreaTree {
  const byCode = new Map(areas.map((area) => [area.code, area]));
  const byParent = new Map<string | null, Area[]>();
  for (const area of areas) {
    const siblings = byParent.get(area.parent);
    if (siblings) siblings.push(area);
    else byParent.set(area.parent, [area]);
  }
  const root = areas.find((area) => area.parent === null);
  if (!root) throw new RangeError("a territory has one root; got none");
  // Sorted when first asked for: names of all areas take longer to sort than a page to draw.
  const sorted = new Set<string>();
  const children = (code: string): readonly Area[] => {
    const found = byParent.get(code) ?? [];
    if (!sorted.has(code)) found.sort((a, b) => byName(a.name, b.name));
    sorted.add(code);
    return found;
  };
  const lineage = (code: string): Area[] => {
    const path: Area[] = [];
    for (let area = byCode.get(code); area; area = area.parent === null ? undefined : byCode.get(area.parent)) path.push(area);
    return path;
  };
  return { root, areas, get: (code) => byCode.get(code), children, lineage };
}
