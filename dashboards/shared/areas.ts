import type { Area } from "../../src/territory/index.ts";
import { withPostcodes } from "./postcodes.ts";

/** The tree of a territory's areas, which the portal has validated. */
export interface AreaTree {
  readonly root: Area;
  readonly areas: readonly Area[];
  get(code: string): Area | undefined;
  /** sorted by name */
  children(code: string): readonly Area[];
  /** the area itself, its parent, and so on up to the root; empty for an unknown code */
  lineage(code: string): readonly Area[];
}

/** Cache of trees, because views build one again whenever more of the commons is loaded. */
const TREES = new WeakMap<readonly Area[], AreaTree>();

/** Builds or reuses the tree. Throws a RangeError without a root. */
export function areaTree(areas: readonly Area[]): AreaTree {
  const tree = TREES.get(areas) ?? makeTree(areas);
  TREES.set(areas, tree);
  return tree;
}

/** For each area, how many of the given areas are its direct children. */
export function countsWithin({ areas }: Pick<AreaTree, "areas">, codes: ReadonlySet<string>): ReadonlyMap<string, number> {
  const counts = new Map<string, number>();
  for (const { code, parent } of areas) {
    if (parent !== null && codes.has(code)) counts.set(parent, (counts.get(parent) ?? 0) + 1);
  }
  return counts;
}

/** One for all, because creating one per comparison takes a slow phone 50 ms for a hundred names. It is not made while the program starts, which it would hold up. */
let compare: Intl.Collator["compare"] | undefined;

/** Compares names in French order. */
export function byName(a: string, b: string): number {
  compare ??= new Intl.Collator("fr").compare;
  return compare(a, b);
}

function makeTree(published: readonly Area[]): AreaTree {
  const areas = withPostcodes(published);
  const byCode = new Map(areas.map((area) => [area.code, area]));
  const byParent = new Map<string | null, Area[]>();
  for (const area of areas) {
    const siblings = byParent.get(area.parent);
    if (siblings) siblings.push(area);
    else byParent.set(area.parent, [area]);
  }
  const root = areas.find((area) => area.parent === null);
  if (!root) throw new RangeError("a territory has one root; got none");
  // Children are sorted when first asked for, because sorting all names takes longer than drawing a page.
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

/** A place with the places around it, but the whole; a name that the next one begins with is not said twice. */
export function placePath(tree: Pick<AreaTree, "lineage">, code: string): string {
  const names = [...tree.lineage(code)]
    .reverse()
    .slice(1)
    .map(({ name }) => name);
  return names.filter((name, i) => !names[i + 1]?.startsWith(name)).join(" › ");
}
