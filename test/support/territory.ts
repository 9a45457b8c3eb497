import type { TerritoryInput } from "../../src/territory/index.ts";

/** A territory of a whole, `middle` middle areas and `leaves` leaves in each, over which the dwellings are even. */
export function gridTerritory(middle: number, leaves: number, dwellings = 200): TerritoryInput {
  const areas = [
    { code: "w", level: "whole", parent: null as string | null, name: "Whole", dwellings: dwellings * middle * leaves },
  ];
  for (let m = 0; m < middle; m++) {
    areas.push({ code: `m${m}`, level: "middle", parent: "w", name: `Middle ${m}`, dwellings: dwellings * leaves });
    for (let l = 0; l < leaves; l++) {
      areas.push({ code: `m${m}l${l}`, level: "leaf", parent: `m${m}`, name: `Leaf ${m}-${l}`, dwellings });
    }
  }
  return { id: "grid", name: { fr: "Grille", en: "Grid" }, levels: ["whole", "middle", "leaf"], areas };
}

/** What a grid territory of two times two may bring besides its tree. */
export const EXTRAS = {
  zones: [
    { zone: "Z1", name: "River side", leaf: "m0l1" },
    { zone: "Z1", name: "River side", leaf: "m1l0" },
  ],
  composition: [
    { area: "w", household_type: "_T", households: 780 },
    { area: "w", household_type: "size=1", households: 300 },
  ],
  climate: [
    { month: "2025-01", hdd18: 310.5 },
    { month: "2025-02", hdd18: 0 },
  ],
  context: {
    type: "FeatureCollection",
    features: [
      {
        type: "Feature",
        properties: { kind: "water", name: "River" },
        geometry: {
          type: "LineString",
          coordinates: [
            [0, 0],
            [1, 1.5],
          ],
        },
      },
      { type: "Feature", properties: { kind: "park" }, geometry: { type: "Point", coordinates: [0.5, 0.5] } },
    ],
  },
} satisfies Partial<TerritoryInput>;

/** An area, as the list of its children; a leaf's list is empty. */
export interface AreaBranches extends ReadonlyArray<AreaBranches> {}

/** A territory from its tree. The code of an area is its place: the second child of the first child of the whole is `w01`. */
export function treeTerritory(levels: readonly string[], tree: AreaBranches, dwellings = 200): TerritoryInput {
  const leavesIn = (areas: AreaBranches): number =>
    areas.length === 0 ? 1 : areas.reduce((sum, area) => sum + leavesIn(area), 0);
  const areas: TerritoryInput["areas"] = [];
  const add = (within: AreaBranches, code: string, parent: string | null, depth: number): void => {
    const level = levels[depth] ?? "";
    areas.push({ code, level, parent, name: code, dwellings: dwellings * leavesIn(within) });
    for (const [i, area] of within.entries()) add(area, `${code}${i}`, code, depth + 1);
  };
  add(tree, "w", null, 0);
  return { id: "tree", name: { fr: "Arbre", en: "Tree" }, levels: [...levels], areas };
}
