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

/** @throws RangeError without a root */
export function areaTree(areas: readonly Area[]): AreaTree {
  const byCode = new Map(areas.map((area) => [area.code, area]));
  const byParent = new Map<string | null, Area[]>();
  for (const area of [...areas].sort((a, b) => a.name.localeCompare(b.name, "fr"))) {
    byParent.set(area.parent, [...(byParent.get(area.parent) ?? []), area]);
  }
  const root = areas.find((area) => area.parent === null);
  if (!root) throw new RangeError("a territory has one root; got none");
  const lineage = (code: string): Area[] => {
    const path: Area[] = [];
    for (let area = byCode.get(code); area; area = area.parent === null ? undefined : byCode.get(area.parent)) path.push(area);
    return path;
  };
  return { root, areas, get: (code) => byCode.get(code), children: (code) => byParent.get(code) ?? [], lineage };
}
