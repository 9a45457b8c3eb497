import type { TerritoryInput } from "../../src/territory/index.ts";

/** A whole, `middle` middle areas, `leaves` leaves in each; dwellings evenly. */
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
