import type { Area } from "../../src/territory/index.ts";
import type { Shape } from "../charts/geometry.ts";
import { byName } from "../shared/areas.ts";
import type { Atlas } from "./atlas.ts";

/** Corners that two outlines must have in common to share a border. A single common corner is only a point where areas meet. */
const BORDER = 2;
const cornersOf = ({ geometry }: Shape): readonly (readonly number[])[] =>
  (geometry.type === "Polygon" ? [geometry.coordinates] : geometry.coordinates).flat(2);

const keyOf = ([x, y]: readonly number[]): string => `${x} ${y}`;

/** Places of the same level that share a border with a place; empty without outlines. */
export function placesBeside({ tree, shapes }: Pick<Atlas, "tree" | "shapes">, code: string): Area[] {
  const level = tree.get(code)?.level;
  const own = shapes?.features.find(({ properties }) => properties.code === code);
  if (!shapes || !own) return [];
  const corners = new Set(cornersOf(own).map(keyOf));
  const shared = (shape: Shape): number =>
    new Set(
      cornersOf(shape)
        .map(keyOf)
        .filter((key) => corners.has(key)),
    ).size;
  return shapes.features
    .filter((shape) => shape !== own && shape.properties.level === level && shared(shape) >= BORDER)
    .flatMap(({ properties }) => tree.get(properties.code) ?? [])
    .sort((a, b) => byName(a.name, b.name));
}
