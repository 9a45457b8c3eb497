import { geoArea } from "d3-geo";
import { expect, test } from "vitest";
import { type Box, boxText, buildTerritory, rewind, type TerritoryInput } from "../../src/territory/index.ts";

const town = { id: "t", name: { fr: "t", en: "t" }, levels: ["town"] } satisfies Partial<TerritoryInput>;
const whole = { code: "a", level: "town", parent: null, name: "A", dwellings: 10 };

/** A square of 0.1° with a hole, around a corner, counterclockwise and the hole clockwise unless turned. */
function squareAt(longitude: number, latitude: number, turned = false): TerritoryInput {
  const ring = (from: number, to: number) => [
    [longitude + from, latitude + from],
    [longitude + to, latitude + from],
    [longitude + to, latitude + to],
    [longitude + from, latitude + to],
    [longitude + from, latitude + from],
  ];
  const rings = [ring(0, 0.1), ring(0.04, 0.06).reverse()].map((one) => (turned ? one.reverse() : one));
  const geometry = { type: "Polygon" as const, coordinates: rings };
  const features = [{ type: "Feature" as const, properties: { code: "a", level: "town" }, geometry }];
  return { ...town, areas: [whole], shapes: { type: "FeatureCollection", features } };
}

const withBox = (bbox: Box, input = squareAt(4.8, 45.7)) => buildTerritory({ ...input, bbox: [...bbox] });

test.each([
  [
    "metres of Lambert-93",
    842_000,
    6_520_000,
    /longitude \(-180 to 180\) before latitude \(-90 to 90\); got \[842000, 6520000\]\. .*EPSG:4326/,
  ],
  ["a longitude beyond 180", 179.91, 0, /got \[180\.01, 0\]/],
  ["a latitude beyond 90", 0, 89.91, /got \[0\.1, 90\.0/],
  ["a latitude below -90", 0, -90.01, /got \[0, -90\.01\]/],
] as const)("%s is refused, with the bound and the value", (_, longitude, latitude, message) => {
  expect(() => buildTerritory(squareAt(longitude, latitude))).toThrow(message);
});

test("the edges of the globe are on it", () => {
  for (const [longitude, latitude] of [
    [-180, -90],
    [179.9, 89.9],
  ] as const)
    expect(buildTerritory(squareAt(longitude, latitude)).shapes?.features).toHaveLength(1);
});

test("what lies outside the bbox is refused; on its edge is inside", () => {
  expect(withBox([4.8, 45.7, 4.9, 45.8001]).bbox).toEqual([4.8, 45.7, 4.9, 45.8001]);
  expect(() => withBox([4.8001, 45.7, 5, 46])).toThrow(
    "shape of a: coordinates must lie in the bbox of territory.json, [4.8001, 45.7, 5, 46]; got [4.8, 45.7].",
  );
  expect(() => withBox([4, 45, 5, 45.75])).toThrow("bbox");
});

test("axes that are swapped are said to look so, and others are not", () => {
  const bbox: Box = [4.6, 45.5, 5.2, 46];
  expect(() => withBox(bbox, squareAt(45.7, 4.8))).toThrow("got [45.7, 4.8]. Are the axes swapped? Longitude comes first");
  expect(() => withBox(bbox, squareAt(2.3, 48.8))).not.toThrow("swapped");
});

test("a bbox across the antimeridian holds both its sides", () => {
  const fiji: Box = [177, -20, -178, -12];
  expect([177.5, -178.5].map((longitude) => withBox(fiji, squareAt(longitude, -17)).bbox)).toEqual([fiji, fiji]);
  expect(() => withBox(fiji, squareAt(0, -17))).toThrow("bbox");
});

test.each([
  [[4, 46, 5, 46], "south must be less than north"],
  [[4, 45, 5, 91], "91"],
  [[4, 45, 181, 46], "181"],
  [[4, 45, 5], "bbox"],
])("a bbox of %j is refused", (bbox, message) => {
  expect(() => buildTerritory({ ...squareAt(4.8, 45.7), bbox } as TerritoryInput)).toThrow(message);
});

test("where a map lies is said in degrees and sides", () => {
  expect(boxText([-73.98765, 40.5, 4.25, 45])).toBe("73.988° W to 4.25° E, 40.5° N to 45° N");
  expect(boxText([10, -34.5, 11, -33])).toBe("10° E to 11° E, 34.5° S to 33° S");
});

test("however outlines come, a territory has them as RFC 7946 asks, holes the other way round", () => {
  const [straight, turned] = [false, true].map((way) => buildTerritory(squareAt(4.8, 45.7, way)).shapes?.features[0]?.geometry);
  expect(turned).toEqual(straight);
  if (straight === undefined) throw new Error("no shape");
  const signs = (straight.coordinates as number[][][]).map((ring) =>
    Math.sign(ring.slice(1).reduce((sum, [x = 0, y = 0], i) => sum + (ring[i]?.[0] ?? 0) * y - x * (ring[i]?.[1] ?? 0), 0)),
  );
  expect(signs).toEqual([1, -1]);
});

test("d3 reads what is wound for it as the area itself, and the other way round as the rest of the globe", () => {
  const geometry = buildTerritory(squareAt(4.8, 45.7)).shapes?.features[0]?.geometry;
  if (geometry === undefined) throw new Error("no shape");
  const degree = (Math.PI / 180) ** 2;
  // 0.1° by 0.1° without 0.02° by 0.02°, narrowed by the latitude.
  const expected = (0.01 - 0.0004) * degree * Math.cos((45.75 * Math.PI) / 180);
  expect(geoArea(rewind(geometry, "d3")) / expected).toBeCloseTo(1, 2);
  expect(geoArea(rewind(geometry, "rfc7946"))).toBeGreaterThan(4 * Math.PI - 0.01);
  const several = { type: "MultiPolygon" as const, coordinates: [geometry.coordinates] as number[][][][] };
  expect(geoArea(rewind(rewind(several, "rfc7946"), "d3")) / expected).toBeCloseTo(1, 2);
});
