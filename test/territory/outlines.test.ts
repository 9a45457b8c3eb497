import { existsSync } from "node:fs";
import { expect, test } from "vitest";
import { buildTerritory, type FeatureCollection } from "../../src/territory/index.ts";
import { invalidOutlines } from "../../src/territory/outlines.ts";
import { readTerritory } from "../../src/territory/read.ts";

type Geometry = FeatureCollection["features"][number]["geometry"];

const polygon = (...coordinates: number[][][]): Geometry => ({ type: "Polygon", coordinates });
const square = (x: number, y: number, side: number) => [
  [x, y],
  [x + side, y],
  [x + side, y + side],
  [x, y + side],
  [x, y],
];
const bowTie = [
  [0, 0],
  [2, 2],
  [2, 0],
  [0, 2],
  [0, 0],
];
/** Comes back to (1, 0), as of an island that hangs on its shore by a point. */
const pinched = [
  [0, 0],
  [1, 0],
  [2, 0],
  [2, 1],
  [1, 0],
  [0, 1],
  [0, 0],
];

// Each verdict is that of GEOS 3.14 by shapely 2.2 (is_valid); how a fault is called is JTS’ word.
test.each<[string, Geometry, string | null]>([
  ["a square", polygon(square(0, 0, 1)), null],
  ["a square with a hole", polygon(square(0, 0, 3), square(1, 1, 1).reverse()), null],
  [
    "a hole that touches the edge in a point",
    polygon(square(0, 0, 3), [
      [0, 1],
      [1, 2],
      [1, 1],
      [0, 1],
    ]),
    null,
  ],
  ["two squares that share a corner", { type: "MultiPolygon", coordinates: [[square(0, 0, 1)], [square(1, 1, 1)]] }, null],
  ["a bow tie", polygon(bowTie), "Self-intersection at 1.00000 1.00000"],
  ["a ring that touches itself", polygon(pinched), "intersection"],
  ["a hole outside", polygon(square(0, 0, 1), square(5, 5, 1)), "Hole lies outside shell"],
  ["two squares of one side", { type: "MultiPolygon", coordinates: [[square(0, 0, 1)], [square(1, 0, 1)]] }, "Self-intersection"],
  ["a square in a square", { type: "MultiPolygon", coordinates: [[square(0, 0, 3)], [square(1, 1, 1)]] }, "Nested shells"],
  ["a ring without its end", polygon(square(0, 0, 1).slice(0, 4)), "closed"],
])("%s", async (_, geometry, reason) => {
  const features = [{ type: "Feature" as const, properties: { code: "a", level: "town" }, geometry }];
  const found = await invalidOutlines({ type: "FeatureCollection", features });
  expect(found).toEqual(reason === null ? [] : [{ code: "a", reason: expect.stringContaining(reason) }]);
});

test("an outline is as valid whichever way round it is drawn", async () => {
  const area = { code: "a", level: "town", parent: null, name: "A", dwellings: 10 };
  const invalid = async (ring: number[][]) => {
    const features = [{ type: "Feature" as const, properties: { code: "a", level: "town" }, geometry: polygon(ring) }];
    const shapes = { type: "FeatureCollection" as const, features };
    const territory = buildTerritory({ id: "t", name: { fr: "t", en: "t" }, levels: ["town"], areas: [area], shapes });
    return (await invalidOutlines(territory.shapes as FeatureCollection)).length;
  };
  expect([await invalid(bowTie), await invalid(bowTie.toReversed()), await invalid(square(0, 0, 1))]).toEqual([1, 1, 0]);
});

const LYON = new URL("../../../shared/data/lyon/territory/", import.meta.url).pathname;

// Computed with shapely: [code for each feature where not shape(geometry).is_valid].
const GEOS_OF_LYON: readonly string[] = [
  "69003",
  "690030000",
  "690720102",
  "690810103",
  "690810302",
  "690910103",
  "690910202",
  "69275",
  "692750111",
  "69282",
  "692820601",
  "69382",
  "693820102",
  "69385",
  "693850104",
  "69387",
  "693870602",
  "69389",
  "693890201",
  "693890301",
];

test.skipIf(!existsSync(LYON))("of Lyon's outlines the same 20 as by GEOS (skipped where ../shared/data is absent)", async () => {
  const { shapes } = readTerritory(LYON);
  const found = await invalidOutlines(shapes as FeatureCollection);
  expect(shapes?.features).toHaveLength(572);
  expect(found.map(({ code }) => code).sort()).toEqual(GEOS_OF_LYON);
});
