// Public geography: areas and their levels, dwellings, outlines, reference figures.

export { buildTerritory, isLeaf, yearlyMeans } from "./build.ts";
export { digestContent } from "./digest.ts";
export { boundingBox, boxText, rewind } from "./geometry.ts";
export { simplify } from "./simplify.ts";
export type { Area, Box, FeatureCollection, Reference, Surroundings, Territory, TerritoryInput } from "./territory.ts";
export { type Tile, tiles } from "./tiles.ts";
