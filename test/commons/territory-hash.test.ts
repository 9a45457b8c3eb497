import { expect, test } from "vitest";
import { territoryHash } from "../../src/commons/territories.ts";
import { buildTerritory, type Reference, type TerritoryInput } from "../../src/territory/index.ts";
import { gridTerritory } from "../support/territory.ts";

const reference = (change: Partial<Reference> = {}): Reference => ({
  domain: "water",
  measure: "volume",
  area: "w",
  household_type: "_T",
  period: "2021",
  value: 9.9,
  unit: "m3",
  source: "an office",
  licence: "open",
  ...change,
});
const grid = gridTerritory(2, 2);
const territory: TerritoryInput = { ...grid, references: [reference()] };
const hashOf = (input: TerritoryInput) => territoryHash(buildTerritory(input));
const others = (...more: Reference[]): TerritoryInput => ({ ...territory, references: [reference(), ...more] });
const areas = (change: object): TerritoryInput => ({
  ...territory,
  areas: grid.areas.map((area) => (area.code === "m0l1" ? { ...area, ...change } : area)),
});

test.each<[string, TerritoryInput]>([
  ["an area's name, for its figures are read under it", areas({ name: "Elsewhere" })],
  ["an area's dwellings", areas({ dwellings: 7 })],
  ["an area's parent", areas({ parent: "m1" })],
  ["the mean that decides whom a household is compared with", { ...territory, references: [reference({ value: 9.8 })] }],
  ["a newer one", others(reference({ period: "2022", value: 9.8 }))],
  ["one of another measure", others(reference({ domain: "gas", measure: "energy", unit: "kWh" }))],
  ["its unit", { ...territory, references: [reference({ unit: "kWh" })] }],
  ["that there is none", grid],
])("the digest of a territory covers %s", (_, other) => {
  expect(hashOf(other)).not.toBe(hashOf(territory));
});

test.each<[string, TerritoryInput]>([
  ["who says so", { ...territory, references: [reference({ source: "another office", licence: "Etalab 2.0" })] }],
  ["an older year's", others(reference({ period: "2020", value: 5 }))],
  ["a season's", others(reference({ period: "2022-01", value: 5 }), reference({ period: "2022-Q1", value: 5 }))],
  ["a part's", others(reference({ area: "m0", period: "2022", value: 5 }))],
  ["one kind of home's", others(reference({ household_type: "size=1", period: "2022", value: 5 }))],
  ["the order of lines", { ...territory, areas: [...grid.areas].reverse() }],
])("it leaves out what only stands beside: %s", (_, other) => {
  expect(hashOf(other)).toBe(hashOf(territory));
});
