import { existsSync, writeFileSync } from "node:fs";
import { join } from "node:path";
import fc from "fast-check";
import { expect, test } from "vitest";
import { diskTerritories, territoryHash } from "../../src/commons/territories.ts";
import { Refusal } from "../../src/contract/problem.ts";
import { buildTerritory, type TerritoryInput } from "../../src/territory/index.ts";
import { readTerritory } from "../../src/territory/read.ts";
import { writeTerritory } from "../support/commons.ts";
import { folderOfTest } from "../support/folder.ts";
import { EXTRAS, gridTerritory } from "../support/territory.ts";

type Files = Readonly<Record<string, string>>;

const HEAD = JSON.stringify({ id: "town", name: { fr: "Ville", en: "Town" }, levels: ["town", "block"] });
const AREAS = "code,level,parent,name,dwellings,postcodes\nt,town,,Town,20,\nb1,block,t,One,12,69002 69001\nb2,block,t,Two,8,\n";
const zones = (...rows: string[]) => ({ "zones.csv": ["zone,name,leaf", ...rows].join("\n") });
const composition = (...rows: string[]) => ({ "composition.csv": ["area,household_type,households", ...rows].join("\n") });
const climate = (...rows: string[]) => ({ "climate.csv": ["month,hdd18", ...rows].join("\n") });
const areas = (postcodes: string) => ({ "areas.csv": AREAS.replace("69002 69001", postcodes) });
const feature = (type: string, coordinates: unknown, properties: unknown = { kind: "water" }) => {
  return { type: "Feature", properties, geometry: { type, coordinates } };
};
const context = (...features: unknown[]) => ({ "context.geojson": JSON.stringify({ type: "FeatureCollection", features }) });
const points = (count: number) => Array.from({ length: count }, (_, i) => [0, i / 1e4]);
const SQUARE = [
  [0, 0],
  [1, 0],
  [1, 1],
  [0, 0],
];

function write(folder: string, files: Files): string {
  for (const [name, text] of Object.entries({ "territory.json": HEAD, "areas.csv": AREAS, ...files }))
    writeFileSync(join(folder, name), text);
  return folder;
}

/** Reads a folder that holds these files. */
function read(files: Files) {
  const folder = folderOfTest();
  return readTerritory(write(folder, files));
}

test.each<[string, Files, RegExp]>([
  ["a postcode of one letter", areas("6"), /areas\.csv line 3: postcodes\/0: a postcode is 2 to 12 .*got "6"/],
  ["one of 13", areas("1234567890123"), /areas\.csv line 3: .*got "1234567890123"/],
  ["one with another sign", areas("69/01"), /areas\.csv line 3: .*got "69\/01"/],
  ["one that ends in a hyphen", areas("69001-"), /areas\.csv line 3: .*got "69001-"/],
  ["one twice in an area", areas("69001 69002 69001"), /areas\.csv line 3: area b1: postcode 69001 is listed twice/],
  ["a zone without a name", zones("z,,b1", "z,,b2"), /zones\.csv line 2: name/],
  ["a zone's code with a blank", zones("z z,Z,b1"), /zones\.csv line 2: zone: .*without blanks; got "z z"/],
  ["a zone of an area's code", zones("t,T,b1", "t,T,b2"), /zones\.csv line 2: zone t: there is an area of that code/],
  ["a zone of two names", zones("z,Z,b1", "z,Y,b2"), /zones\.csv line 3: zone z must have one name, Z; got Y/],
  ["a leaf that is not there", zones("z,Z,b1", "z,Z,b3"), /zones\.csv line 3: zone z: there is no area b3/],
  [
    "an area that is no leaf",
    zones("z,Z,t", "z,Z,b2"),
    /zones\.csv line 2: zone z: t must be a leaf, of level block; got .* town/,
  ],
  ["a zone of one leaf", zones("y,Y,b1", "z,Z,b1", "y,Y,b2"), /zones\.csv line 3: zone z must have at least 2 leaves; got 1/],
  ["a leaf twice in a zone", zones("z,Z,b1", "z,Z,b2", "z,Z,b1"), /zones\.csv line 4: zones: z b1 is listed twice/],
  ["zones without a column", { "zones.csv": "zone,leaf\nz,b1" }, /zones\.csv line 1: the columns must be .*; name missing/],
  ["a census of nowhere", composition("b1,_T,3", "b9,_T,3"), /composition\.csv line 3: composition of b9: there is no such area/],
  ["an attribute nobody knows", composition("t,colour=red,3"), /line 2: .*must be one of _T, size=1, .*; got colour=red/],
  ["a value that no measure publishes", composition("t,size=5,3"), /composition\.csv line 2: .*; got size=5/],
  ["households below 0", composition("t,_T,-1"), /composition\.csv line 2: households: must be at least 0; got -1/],
  ["half a household", composition("t,_T,1.5"), /composition\.csv line 2: households: must be a whole number; got 1.5/],
  ["households that are no number", composition("t,_T,many"), /composition\.csv line 2: households: .*got "many"/],
  ["a type twice in an area", composition("t,_T,3", "t,size=1,1", "t,_T,4"), /composition\.csv line 4: .*t _T is listed twice/],
  ["a month 13", climate("2025-13,1"), /climate\.csv line 2: month: a month is YYYY-MM; got "2025-13"/],
  ["degree days below 0", climate("2025-01,-0.1"), /climate\.csv line 2: hdd18: must be at least 0; got -0.1/],
  ["a month twice", climate("2025-01,1", "2025-02,1", "2025-01,2"), /climate\.csv line 4: climate: 2025-01 is listed twice/],
  ["surroundings that are no collection", { "context.geojson": "[]" }, /context\.geojson: \/context/],
  ["surroundings that are no JSON", { "context.geojson": "{" }, /context\.geojson is not valid JSON/],
  [
    "an unknown kind",
    context(feature("Point", [0, 0], { kind: "sky" })),
    /context\.geojson: .*\/kind: .*no-dwellings.*got "sky"/,
  ],
  ["no kind", context(feature("Point", [0, 0], { name: "A" })), /context\.geojson: \/context\/features\/0\/properties\/kind/],
  ["another geometry", context(feature("Circle", [0, 0])), /context\.geojson: \/context\/features\/0\/geometry\/type/],
  [
    "a line of one point",
    context(feature("LineString", [[0, 0]])),
    /context\.geojson: .*coordinates: must have at least 2 items/,
  ],
  [
    "a ring of three",
    context(feature("Polygon", [SQUARE.slice(1)])),
    /context\.geojson: .*coordinates\/0: must have at least 4 items/,
  ],
  [
    "a longitude beyond 180",
    context(feature("Point", [180.1, 0])),
    /context\.geojson: water: coordinates must .*got \[180\.1, 0\]/,
  ],
  [
    "metres",
    context(
      feature("MultiPoint", [[0, 0]]),
      feature(
        "MultiLineString",
        [
          [
            [1, 1],
            [842_000, 6_520_000],
          ],
        ],
        { kind: "road", name: "A7" },
      ),
    ),
    /context\.geojson: A7: coordinates .*got \[842000, 6520000\].*context\.geojson FILE/,
  ],
  ["a position too many", context(feature("MultiPoint", points(100_001))), /at most 100000 positions in all; got 100001/],
])("%s is refused, with the file, the line, the bound and the value", (_, files, message) => {
  expect(() => read(files)).toThrow(Refusal);
  expect(() => read(files)).toThrow(message);
  try {
    read(files);
  } catch (error) {
    expect((error as Refusal).code).toBe("invalid-territory");
  }
});

test("what is just within its bound is read", () => {
  const read1 = read({
    ...areas("AB 1234567890AB 6-9"),
    ...zones("z,Z,b2", "z,Z,b1"),
    ...composition("t,size=5+,0", "t,_T,10000000000", "b1,heating=unknown,1"),
    ...climate("2025-02,0", "2025-01,310.5"),
    ...context(feature("MultiPoint", points(99_999)), feature("Point", [-180, 90, 12], { kind: "rail", name: null, width: 3 })),
  });
  expect(read1.get("b1")?.postcodes).toEqual(["1234567890AB", "6-9", "AB"]);
  expect(read1.get("b2")).not.toHaveProperty("postcodes");
  // The zone is the whole town, which is published too: that is allowed.
  expect(read1.zones?.map(({ leaf }) => leaf)).toEqual(["b1", "b2"]);
  expect(read1.composition?.map((row) => row.household_type)).toEqual(["heating=unknown", "_T", "size=5+"]);
  expect(read1.climate).toEqual([
    { month: "2025-01", hdd18: 310.5 },
    { month: "2025-02", hdd18: 0 },
  ]);
  expect(JSON.parse(JSON.stringify(read1.context?.features[1]))).toEqual(feature("Point", [-180, 90, 12], { kind: "rail" }));
});

test("outlines of surroundings come as RFC 7946 asks, and other geometries as they are", () => {
  const clockwise = SQUARE.toReversed();
  const found = read(
    context(feature("Polygon", [clockwise]), feature("MultiPolygon", [[clockwise]]), feature("LineString", clockwise)),
  );
  expect(found.context?.features.map(({ geometry }) => geometry.coordinates)).toEqual([[SQUARE], [[SQUARE]], clockwise]);
});

test("a file without rows is none", () => {
  const empty = read({ ...zones(), ...composition(), ...climate(), ...context(), ...areas("") });
  const none = { zones: null, composition: null, climate: null, context: null };
  expect(empty).toMatchObject(none);
  expect(buildTerritory(gridTerritory(2, 2))).toMatchObject(none);
  expect(territoryHash(empty)).toBe(territoryHash(read({ "areas.csv": AREAS.replaceAll(/,[^,]*$/gm, "") })));
});

/** As `territoryHash` had them before a territory could bring anything beside its tree. */
test.each([
  ["a grid", () => gridTerritory(2, 2), "099255598a6cf615a445599d65b51a7fbfae4ecf7f04bf998c642cfa61e43db0"],
  [
    "the sample without what it brings",
    () => {
      const { input } = readTerritory(new URL("../../sample/territory", import.meta.url).pathname);
      const plain = input.areas.map(({ postcodes: _, ...area }) => area);
      return { ...input, areas: plain, zones: null, composition: null, climate: null, context: null };
    },
    "edebd4ceb20f498b5cad5dfb9ab6b5d72f7c8e51032a2693a64fc22f115eeb4e",
  ],
])("the digest of %s is what it was", (_, input, digest) => {
  expect(territoryHash(buildTerritory(input()))).toBe(digest);
});

const LYON = new URL("../../../shared/data/lyon/territory", import.meta.url).pathname;

test.skipIf(!existsSync(LYON))("the real surroundings of Lyon are read (skipped where ../shared/data is absent)", () => {
  const { context: found, input } = readTerritory(LYON);
  expect(found?.features).toHaveLength(16);
  expect(territoryHash(buildTerritory({ ...input, context: null }))).toBe(
    "e91f80c3377fc43f00ff752bfc67e50d8e0fe95658457de0b8e46ab9039677e1",
  );
});

test("the digest covers each thing that a territory brings, and not the order of its rows", () => {
  const grid = gridTerritory(2, 2);
  const hashOf = (more: Partial<TerritoryInput>) => territoryHash(buildTerritory({ ...grid, ...more }));
  const [first, ...others] = EXTRAS.zones;
  const hashes = [
    {},
    ...Object.entries(EXTRAS).map(([part, value]) => ({ [part]: value })),
    EXTRAS,
    { ...EXTRAS, zones: [{ ...first, name: "Other" }, ...others.map((row) => ({ ...row, name: "Other" }))] },
    { ...EXTRAS, composition: EXTRAS.composition.map((row) => ({ ...row, households: 1 })) },
    { ...EXTRAS, climate: EXTRAS.climate.map((row) => ({ ...row, hdd18: 1 })) },
    { ...EXTRAS, context: { ...EXTRAS.context, features: EXTRAS.context.features.slice(1) } },
    { ...EXTRAS, areas: grid.areas.map((area) => ({ ...area, postcodes: ["10999"] })) },
  ].map((more) => hashOf(more as Partial<TerritoryInput>));
  expect(new Set(hashes).size).toBe(hashes.length);
  const { zones: rows, composition: types, climate: months } = EXTRAS;
  const turned = { zones: rows.toReversed(), composition: types.toReversed(), climate: months.toReversed() };
  expect(hashOf({ ...EXTRAS, ...turned })).toBe(hashOf(EXTRAS));
});

const LEAVES = ["m0l0", "m0l1", "m1l0", "m1l1"];
const degree = fc.double({ min: -90, max: 90, noNaN: true }).map((one) => Number(one.toFixed(6)) + 0);
const position = fc.tuple(degree, degree).map((pair) => [...pair]);
const anyExtras = fc.record({
  postcodes: fc.uniqueArray(fc.stringMatching(/^[A-Z0-9][A-Z0-9-]{0,10}[A-Z0-9]$/), { maxLength: 4 }),
  zones: fc
    .dictionary(
      fc.stringMatching(/^Z[a-z0-9]{0,9}$/),
      fc.tuple(fc.stringMatching(/^[^\s"\p{C}][^"\p{C}]{0,9}$/u), fc.subarray(LEAVES, { minLength: 2 })),
    )
    .map((all) => Object.entries(all).flatMap(([zone, [name, own]]) => own.map((leaf) => ({ zone, name: name.trim(), leaf })))),
  composition: fc.uniqueArray(
    fc.record({
      area: fc.constantFrom("w", ...LEAVES),
      household_type: fc.constantFrom("_T", "size=1", "surface=<35"),
      households: fc.nat(),
    }),
    { selector: ({ area, household_type }) => `${area} ${household_type}` },
  ),
  climate: fc.uniqueArray(
    fc.record({
      month: fc
        .date({ min: new Date("1950-01-01"), max: new Date("2100-01-01"), noInvalidDate: true })
        .map((day) => day.toISOString().slice(0, 7)),
      hdd18: fc.nat(9999).map((tenths) => tenths / 10),
    }),
    { selector: ({ month }) => month },
  ),
  features: fc.array(
    fc.record({
      kind: fc.constantFrom("water", "built"),
      line: fc.array(position, { minLength: 2, maxLength: 5 }),
    }),
    { maxLength: 4 },
  ),
});

test("whatever it brings comes back from its folder, from the home's copies, and from itself, the same", async () => {
  await fc.assert(
    fc.asyncProperty(anyExtras, async ({ postcodes, features, ...lists }) => {
      const grid = gridTerritory(2, 2);
      const rows = grid.areas.map((area) => (area.code === "m1" && postcodes.length > 0 ? { ...area, postcodes } : area));
      const surroundings = {
        type: "FeatureCollection",
        features: features.map(({ kind, line }) => feature("LineString", line, { kind })),
      };
      const input = { ...grid, ...lists, areas: rows, context: surroundings } as TerritoryInput;
      const built = buildTerritory(input);
      const seen = ({ areas: all, zones: z, composition: c, climate: m, context: x }: typeof built) =>
        JSON.stringify([all, z, c, m, x]);
      const home = folderOfTest();
      const folder = writeTerritory(join(home, "given"), input);
      const territories = [input, folder].map((given, i) => [diskTerritories(join(home, `kept-${i}`)), given] as const);
      for (const [kept, given] of territories) await kept.keep(given);
      const kept = territories.map(([one]) => one.read(territoryHash(built)));
      for (const other of [buildTerritory(built.input), readTerritory(folder), ...kept]) expect(seen(other)).toBe(seen(built));
    }),
    { numRuns: 25 },
  );
});
