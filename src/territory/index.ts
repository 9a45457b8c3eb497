// Public geography: areas and their levels, dwellings, outlines, reference figures.

export { boundingBox, boxText } from "./box.ts";
export { buildTerritory } from "./build.ts";
export { isLeaf } from "./leaf.ts";
export type { Area, Box, FeatureCollection, Reference, Territory, TerritoryInput } from "./territory.ts";
export { type Tile, tiles } from "./tiles.ts";
export { rewind } from "./winding.ts";
export { yearlyMeans } from "./yearly-means.ts";
