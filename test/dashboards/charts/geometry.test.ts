import { expect, test } from "vitest";
import { frameOf, inPixels, type Shape } from "../../../dashboards/charts/geometry.ts";
import { mapLayout } from "../../../dashboards/charts/map-layout.ts";
import { tileShapes } from "../../../dashboards/charts/tile-shapes.ts";
import { areaTree } from "../../../dashboards/shared/areas.ts";
import { SHAPES, square } from "./drawing.ts";

const area = (ring: readonly (readonly number[])[]): number =>
  Math.abs(
    ring
      .slice(1)
      .reduce((sum, [x, y], i) => sum + (ring[i] as number[])[0]! * (y as number) - (x as number) * (ring[i] as number[])[1]!, 0),
  ) / 2;

test("winding never matters: a ring and its reverse cover the same pixels", () => {
  const frame = frameOf(SHAPES, 400, 400);
  const [one, other] = [false, true].map((clockwise) => inPixels(square("a", 1, 1, clockwise), frame).coordinates[0]?.[0]);
  expect(area(one as number[][])).toBeCloseTo(area(other as number[][]), 6);
  expect(area(one as number[][])).toBeLessThan(400 * frame.height);
});

test("the frame holds every vertex, north is up, and a degree of longitude is shortened", () => {
  const frame = frameOf(SHAPES, 400, 400);
  const all = SHAPES.flatMap((shape) => inPixels(shape, frame).coordinates.flat(2));
  for (const [x, y] of all as [number, number][]) {
    expect(x).toBeGreaterThanOrEqual(0);
    expect(x).toBeLessThanOrEqual(400);
    expect(y).toBeGreaterThanOrEqual(0);
    expect(y).toBeLessThanOrEqual(frame.height);
  }
  expect(frame.project([4.8, 45.72])[1]).toBeLessThan(frame.project([4.8, 45.7])[1]);
  const [east, north] = [
    frame.project([4.81, 45.7])[0] - frame.project([4.8, 45.7])[0],
    frame.project([4.8, 45.7])[1] - frame.project([4.8, 45.71])[1],
  ];
  expect(east / north).toBeCloseTo(Math.cos((45.71 * Math.PI) / 180), 4);
});

test("a narrow frame is not taller than it may be", () => {
  expect(frameOf([square("a", 0, 0), square("b", 0, 9)], 400, 300).height).toBeLessThanOrEqual(300);
});

test("neighbours still touch after points were dropped, and a speck is left out", () => {
  const frame = frameOf(SHAPES, 400, 400);
  const columns = (shape: Shape): number[] =>
    inPixels(shape, frame)
      .coordinates.flat(2)
      .map(([x]) => x as number);
  const right = columns(square("a", 0, 0));
  const left = columns(square("b", 1, 0));
  expect(Math.max(...right)).toBe(Math.min(...left));
  const speck: Shape = {
    ...square("s", 0, 0),
    geometry: {
      type: "Polygon",
      coordinates: [
        [
          [4.8, 45.7],
          [4.800001, 45.7],
          [4.800001, 45.700001],
          [4.8, 45.7],
        ],
      ],
    },
  };
  expect(inPixels(speck, frame).coordinates).toEqual([]);
});

test("on a phone twelve squares are wide enough for their names", () => {
  const names = Array.from({ length: 12 }, (_, i) => ({ code: `b${i}`, name: `Faubourg-Fictif ${i}` }));
  const areas = [
    { code: "t", level: "town", parent: null, name: "t", dwellings: 1 },
    ...names.map(({ code, name }) => ({ code, level: "block", parent: "t", name, dwellings: 1 })),
  ];
  const shapes = tileShapes(areaTree(areas), ["town", "block"], "block", new Set(names.map(({ code }) => code)), { width: 328 });
  const layout = mapLayout({ areas: names, shapes, parent: "t", neighbours: [], width: 328, tallest: 560, bare: true });
  for (const { mark } of layout.areas) expect(mark?.lines.length).toBeGreaterThan(0);
});

test("a mark makes way for its area's name where there is room for both elsewhere in it", () => {
  // A square, where a mark has most room, on the end of a long bar, where the name fits.
  const ring = [
    [0, 0],
    [0, 3],
    [3, 3],
    [3, 2],
    [12, 2],
    [12, 0],
    [0, 0],
  ].map(([x = 0, y = 0]) => [x / 1000, y / 1000]);
  const shape: Shape = {
    type: "Feature",
    properties: { code: "a", level: "l" },
    geometry: { type: "Polygon", coordinates: [ring] },
  };
  const markFor = (name: string) =>
    mapLayout({ areas: [{ code: "a", name }], shapes: [shape], parent: "", neighbours: [], width: 300, tallest: 100 }).areas[0]
      ?.mark;
  const [short, long] = [markFor("Ici"), markFor("Montplaisirneuf")];
  expect([short?.lines, long?.lines]).toEqual([["Ici"], ["Montplaisirneuf"]]);
  expect(long?.x).toBeGreaterThan(short?.x ?? 0);
  expect(markFor("M".repeat(60))?.lines).toEqual([]);
});
