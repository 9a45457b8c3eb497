import type { Area } from "../../src/territory/index.ts";
import type { Shape } from "../charts/geometry.ts";
import { byName } from "../shared/areas.ts";
import type { Atlas } from "./atlas.ts";

/** Corners that two outlines must have in common to share a border. A single common corner is only a point where areas meet. */
const BORDER = 2;
/** Number of near places where none shares a border, as for an island. */
const NEAREST = 6;

const cornersOf = ({ geometry }: Shape): readonly (readonly number[])[] =>
  (geometry.type === "Polygon" ? [geometry.coordinates] : geometry.coordinates).flat(2);

const keyOf = ([x, y]: readonly number[]): string => `${x} ${y}`;

/** The mean of an outline's corners. */
function middleOf(shape: Shape): readonly [number, number] {
  const corners = cornersOf(shape);
  const mean = (axis: 0 | 1): number => corners.reduce((sum, corner) => sum + (corner[axis] ?? 0), 0) / corners.length;
  return [mean(0), mean(1)];
}

/** Places of the same level that share a border with a place, else the nearest ones; empty without outlines. */
export function placesBeside({ tree, shapes }: Pick<Atlas, "tree" | "shapes">, code: string): Area[] {
  const level = tree.get(code)?.level;
  const own = shapes?.features.find(({ properties }) => properties.code === code);
  if (!shapes || !own) return [];
  const corners = new Set(cornersOf(own).map(keyOf));
  const others = shapes.features.filter(({ properties }) => properties.level === level && properties.code !== code);
  const shared = (shape: Shape): number =>
    new Set(
      cornersOf(shape)
        .map(keyOf)
        .filter((key) => corners.has(key)),
    ).size;
  const touching = others.filter((shape) => shared(shape) >= BORDER);
  const neighbours = touching.length > 0 ? touching : nearestTo(own, others);
  return neighbours.flatMap(({ properties }) => tree.get(properties.code) ?? []).sort((a, b) => byName(a.name, b.name));
}

function nearestTo(own: Shape, others: readonly Shape[]): Shape[] {
  const [x, y] = middleOf(own);
  const squeeze = Math.cos((y * Math.PI) / 180);
  return others
    .map((shape) => {
      const [east, north] = middleOf(shape);
      return { shape, far: Math.hypot((east - x) * squeeze, north - y) };
    })
    .sort((a, b) => a.far - b.far)
    .slice(0, NEAREST)
    .map(({ shape }) => shape);
}
