import { existsSync, readFileSync } from "node:fs";
import { gzipSync } from "node:zlib";
import { expect, test } from "vitest";
import { type FeatureCollection, simplify } from "../../src/territory/index.ts";

type Ring = number[][];

const SIDE = 10;
const CORNERS = 80;
/** A wave of many corners from one place of a grid to the next, the same from both ends. */
function border([x0, y0]: [number, number], [x1, y1]: [number, number]): Ring {
  if (x1 < x0 || y1 < y0) return border([x1, y1], [x0, y0]).reverse();
  return Array.from({ length: CORNERS + 1 }, (_, i) => {
    const t = i / CORNERS;
    const wave = 0.1 * Math.sin(Math.PI * t) * Math.sin(7 * t + x0 + 3 * y0);
    return [5 + (x0 + t * (x1 - x0) + wave * (y1 - y0)) / 50, 45 + (y0 + t * (y1 - y0) + wave * (x1 - x0)) / 50];
  });
}

/** The outline of a rectangle of the grid, counterclockwise. */
function outline(x: number, y: number, width: number, height: number): Ring {
  const walk: [number, number][] = [];
  for (let i = 0; i < width; i++) walk.push([x + i, y]);
  for (let i = 0; i < height; i++) walk.push([x + width, y + i]);
  for (let i = 0; i < width; i++) walk.push([x + width - i, y + height]);
  for (let i = 0; i < height; i++) walk.push([x, y + height - i]);
  const ring = walk.flatMap((from, i) => border(from, walk[(i + 1) % walk.length] as [number, number]).slice(0, -1));
  return [...ring, ring[0] as number[]];
}

const feature = (code: string, level: string, ...polygons: Ring[][]): FeatureCollection["features"][number] => ({
  type: "Feature",
  properties: { code, level },
  geometry:
    polygons.length === 1
      ? { type: "Polygon", coordinates: polygons[0] as Ring[] }
      : { type: "MultiPolygon", coordinates: polygons },
});

/** A hundred leaves, and the two halves that they are the parts of. */
const grid: FeatureCollection = {
  type: "FeatureCollection",
  features: [
    ...Array.from({ length: SIDE * SIDE }, (_, i) => feature(`l${i}`, "leaf", [outline(i % SIDE, Math.floor(i / SIDE), 1, 1)])),
    feature("west", "half", [outline(0, 0, SIDE / 2, SIDE)]),
    feature("east", "half", [outline(SIDE / 2, 0, SIDE / 2, SIDE)]),
  ],
};

const ringsOf = ({ geometry }: FeatureCollection["features"][number]): Ring[] =>
  geometry.type === "Polygon" ? geometry.coordinates : geometry.coordinates.flat();
const edgesOf = (ring: Ring): string[] => ring.slice(1).map((end, i) => [String(ring[i]), String(end)].sort().join(" "));
const cornersIn = ({ features }: FeatureCollection): number => features.flatMap(ringsOf).flat().length;
const areaOf = (ring: Ring): number =>
  ring.slice(1).reduce((sum, [x = 0, y = 0], i) => sum + ((ring[i]?.[0] ?? 0) * y - x * (ring[i]?.[1] ?? 0)) / 2, 0);

test("many corners become few, areas that touch still touch everywhere, and a parent has the border of its parts", () => {
  const simple = simplify(grid);
  expect(cornersIn(grid)).toBeGreaterThan(30_000);
  expect(cornersIn(simple)).toBeLessThan(12_500);
  const leaves = simple.features.filter(({ properties }) => properties.level === "leaf").flatMap(ringsOf);
  const counted = new Map<string, number>();
  for (const edge of leaves.flatMap(edgesOf)) counted.set(edge, (counted.get(edge) ?? 0) + 1);
  expect([...new Set(counted.values())].sort()).toEqual([1, 2]);
  const halves = simple.features.filter(({ properties }) => properties.level === "half").flatMap(ringsOf);
  const outer = halves.flatMap(edgesOf);
  expect(outer.filter((edge) => !counted.has(edge))).toEqual([]);
  // What only one leaf has is the outside of the whole.
  expect([...counted].filter(([edge, n]) => n === 1 && !outer.includes(edge))).toEqual([]);
});

test("an area keeps its size within a hundredth, its way round, its code, and the same input gives the same bytes", () => {
  const simple = simplify(grid);
  for (const [i, one] of simple.features.entries()) {
    const [before, after] = [ringsOf(grid.features[i] as typeof one), ringsOf(one)].map((rings) => areaOf(rings[0] as Ring));
    expect((after as number) / (before as number)).toBeCloseTo(1, 2);
    expect(one.properties).toEqual(grid.features[i]?.properties);
  }
  expect(JSON.stringify(simplify(grid))).toBe(JSON.stringify(simple));
});

test("a speck is left out of an area that has more, and an area that is nothing but a speck stays", () => {
  const speck = (x: number): Ring => [
    [x, 46],
    [x + 0.00004, 46],
    [x, 46.00004],
    [x, 46],
  ];
  const [first, ...others] = grid.features;
  const rings = ringsOf(first as NonNullable<typeof first>);
  const simple = simplify({
    ...grid,
    features: [feature("l0", "leaf", rings, [speck(5.3)]), ...others, feature("rock", "leaf", [speck(5.4)])],
  });
  expect(simple.features[0]?.geometry.type).toBe("Polygon");
  expect(new Set(ringsOf(simple.features.at(-1) as NonNullable<typeof first>)[0]?.map(String))).toEqual(
    new Set(["5.4,46", "5.40004,46", "5.4,46.00004"]),
  );
});

test("outlines that are few as they are lose nothing but decimals that no map shows", () => {
  const small: FeatureCollection = { type: "FeatureCollection", features: [feature("a", "leaf", [outline(0, 0, 1, 1)])] };
  const [before, after] = [small, simplify(small)].map((one) => ringsOf(one.features[0] as (typeof one.features)[number])[0]);
  expect(after?.length).toBeGreaterThan(0.98 * (before?.length ?? 0));
  for (const [x = 0, y = 0] of after ?? [])
    expect(Math.min(...(before ?? []).map(([a = 0, b = 0]) => Math.hypot(x - a, y - b)))).toBeLessThan(1e-5);
});

const LYON = new URL("../../../shared/data/lyon/territory/shapes.geojson", import.meta.url);
test.skipIf(!existsSync(LYON))("the outlines of Lyon, 572 of them, cost a page less than 70 kB", () => {
  const simple = simplify(JSON.parse(readFileSync(LYON, "utf8")) as FeatureCollection);
  expect(simple.features.length).toBe(572);
  expect(gzipSync(JSON.stringify(simple)).length).toBeLessThan(70_000);
});
