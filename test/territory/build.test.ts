import fc from "fast-check";
import { expect, test } from "vitest";
import { Refusal } from "../../src/contract/problem.ts";
import { buildTerritory, type TerritoryInput } from "../../src/territory/index.ts";

const area = (code: string, level: string, parent: string | null, dwellings = 100) => ({
  code,
  level,
  parent,
  name: `Area ${code}`,
  dwellings,
});

const town: TerritoryInput = {
  id: "town",
  name: { fr: "Ville", en: "Town" },
  levels: ["town", "district", "block"],
  areas: [
    area("b", "district", "t"),
    area("a", "district", "t"),
    area("b1", "block", "b"),
    area("a2", "block", "a"),
    area("a1", "block", "a"),
    area("t", "town", "", 5000),
  ],
};

const square = (code: string, level: string) => ({
  type: "Feature" as const,
  properties: { code, level },
  geometry: {
    type: "Polygon" as const,
    coordinates: [
      [
        [0, 0],
        [1, 0],
        [1, 1],
        [0, 0],
      ],
    ],
  },
});

/** The refusal of a territory. */
function refusal(input: unknown): Refusal {
  try {
    buildTerritory(input as TerritoryInput);
  } catch (error) {
    if (error instanceof Refusal) return error;
    throw error;
  }
  throw new Error("it was accepted");
}

const withAreas = (...areas: unknown[]) => ({ ...town, areas: [...town.areas, ...areas] });

test("a tree is walked up, down and by level", () => {
  const built = buildTerritory(town);
  expect(built.areas.map(({ code }) => code)).toEqual(["t", "a", "b", "a1", "a2", "b1"]);
  expect(built.root).toMatchObject({ code: "t", parent: null });
  expect(built.dwellings).toBe(5000);
  expect(built.leaves.map(({ code }) => code)).toEqual(["a1", "a2", "b1"]);
  expect(built.children("a").map(({ code }) => code)).toEqual(["a1", "a2"]);
  expect(built.children("a1")).toEqual([]);
  expect(built.children("nowhere")).toEqual([]);
  expect(built.lineage("a2").map(({ code }) => code)).toEqual(["a2", "a", "t"]);
  expect(built.lineage("nowhere")).toEqual([]);
  expect(built.get("b1")?.name).toBe("Area b1");
  expect(built.get("constructor")).toBeUndefined();
  expect(built.shapes).toBeNull();
  expect(built.references).toEqual([]);
  expect(buildTerritory(built.input).areas).toEqual(built.areas);
});

test("the order of the areas does not matter", () => {
  const expected = buildTerritory(town).areas;
  fc.assert(
    fc.property(fc.shuffledSubarray([...town.areas], { minLength: town.areas.length }), (areas) => {
      expect(buildTerritory({ ...town, areas }).areas).toEqual(expected);
    }),
  );
});

test("a territory may be its own only leaf", () => {
  const built = buildTerritory({ ...town, levels: ["town"], areas: [area("t", "town", null)] });
  expect(built.leaves).toEqual([built.root]);
});

const without = (code: string) => ({ ...town, areas: town.areas.filter((one) => one.code !== code) });

test.each([
  ["an orphan", withAreas(area("c1", "block", "c")), /area c1: its parent c does not exist/, "/areas/6/parent"],
  [
    "a parentless area",
    withAreas(area("c", "district", null)),
    /area c of level district must have a parent of level town; got none/,
    "/areas/6/parent",
  ],
  [
    "a circle",
    withAreas(area("c", "district", "d"), area("d", "district", "c")),
    /area c of level district must have a parent of level town; got d of level district/,
    "/areas/6/parent",
  ],
  [
    "an area that is its own parent",
    withAreas(area("c", "district", "c")),
    /area c of level district must have a parent of level town; got c of level district/,
    "/areas/6/parent",
  ],
  [
    "a skipped level",
    withAreas(area("c1", "block", "t")),
    /c1 of level block must have a parent of level district; got t of level town/,
    "/areas/6/parent",
  ],
  [
    "an upward step",
    withAreas(area("c", "district", "a1")),
    /must have a parent of level town; got a1 of level block/,
    "/areas/6/parent",
  ],
  [
    "a name that turns what stands beside it",
    withAreas({ ...area("c", "district", "t"), name: "Nord\u202e" }),
    /a text holds no control characters but tabs and line ends, and no marks of direction/,
    "/areas/6/name",
  ],
  ["a code used twice", withAreas(area("a1", "block", "b")), /area a1 appears twice/, "/areas/6/code"],
  ["two wholes", withAreas(area("u", "town", null)), /level town must have one area, the whole; got t and u/, "/areas/6"],
  ["no whole", without("t"), /its parent t does not exist/, "/areas/0/parent"],
  [
    "a whole with a parent",
    { ...town, areas: [...town.areas.slice(0, 5), area("t", "town", "zz")] },
    /its parent zz does not exist/,
    "/areas/5/parent",
  ],
  [
    "an unknown level",
    withAreas(area("c", "ward", "t")),
    /level must be one of town, district, block; got ward/,
    "/areas/6/level",
  ],
  [
    "a level listed twice",
    { ...town, levels: ["town", "district", "block", "block"] },
    /level block is listed twice/,
    "/levels/3",
  ],
  [
    "a level without areas",
    { ...town, levels: ["town", "district", "block", "flat"] },
    /area b1 of level block holds no flat/,
    "/areas/2",
  ],
  ["an empty upper area", withAreas(area("c", "district", "t")), /area c of level district holds no block/, "/areas/6"],
  ["dwellings that are not whole", withAreas(area("c1", "block", "a", 1.5)), /dwellings.*got 1.5/, "/areas/6/dwellings"],
  ["negative dwellings", withAreas(area("c1", "block", "a", -1)), /dwellings: must be at least 0; got -1/, "/areas/6/dwellings"],
  [
    "no dwellings at all",
    { ...town, areas: [...town.areas.slice(0, 5), area("t", "town", "", 0)] },
    /at least 1 dwelling; got 0/,
    "/areas/5/dwellings",
  ],
  ["a code with a blank", withAreas(area("c 1", "block", "a")), /without blanks; got "c 1"/, "/areas/6/code"],
  ["a code that a spreadsheet would run", withAreas(area("=c1", "block", "a")), /formula.*got "=c1"/, "/areas/6/code"],
  ["a missing name", { ...town, name: { fr: "Ville" } }, /\/name\/en/, "/name/en"],
  ["a key nobody knows", { ...town, colour: "red" }, /colour: is unknown here/, "/colour"],
  [
    "a shape of nowhere",
    { ...town, shapes: { type: "FeatureCollection", features: [square("zz", "block")] } },
    /shape of zz: there is no such area/,
    "/shapes/features/0/properties/code",
  ],
  [
    "a shape of another level",
    { ...town, shapes: { type: "FeatureCollection", features: [square("a", "block")] } },
    /level must be district; got block/,
    "/shapes/features/0/properties/level",
  ],
  [
    "an area drawn twice",
    { ...town, shapes: { type: "FeatureCollection", features: [square("a", "district"), square("a", "district")] } },
    /a is drawn twice/,
    "/shapes/features/1",
  ],
] as const)("%s is refused", (_, input, message, pointer) => {
  const refused = refusal(input);
  expect(refused.code).toBe("invalid-territory");
  expect(refused.message).toMatch(message);
  expect(refused.faults[0]?.pointer).toBe(pointer);
});

test("nothing at all is refused, not a crash", () => {
  for (const input of [null, undefined, 7, "town", [], {}]) expect(refusal(input).code).toBe("invalid-territory");
});

test("a reference for nowhere is refused; one that fits is kept", () => {
  const reference = {
    domain: "water",
    measure: "volume",
    area: "t",
    household_type: "_T",
    period: "2020",
    value: 10,
    unit: "m3",
    source: "someone",
    licence: "open",
  };
  expect(buildTerritory({ ...town, references: [reference] }).references).toEqual([reference]);
  expect(refusal({ ...town, references: [{ ...reference, area: "zz" }] }).message).toMatch(/reference for zz/);
  expect(refusal({ ...town, references: [{ ...reference, value: -1 }] }).message).toMatch(/value/);
});

test("a level is called as the territory says, else by the common word for its code, else by its code", () => {
  const block = { fr: "îlot", en: "block of houses" };
  expect(buildTerritory({ ...town, level_names: { block } }).levelNames).toEqual({
    town: { fr: "town", en: "town" },
    district: { fr: "district", en: "district" },
    block,
  });
  expect(refusal({ ...town, level_names: { street: block } }).message).toMatch(/levels are town, district, block; got street/);
});
