import { tiles } from "../../src/territory/tiles.ts";
import type { AreaTree } from "../shared/areas.ts";
import type { Shape } from "./geometry.ts";

/** Of a square's side: what is left between two is the ground. */
const SIDE = 0.94;

/** A square an area of a level, for a territory whose outlines nobody knows; of the areas named alone. */
export function tileShapes(tree: AreaTree, levels: readonly string[], level: string, codes: ReadonlySet<string>): Shape[] {
  return tiles({ root: tree.root, levels, children: tree.children }, level)
    .filter(({ code }) => codes.has(code))
    .map(({ code, x, y }) => {
      const ring = [
        [x, -y],
        [x + SIDE, -y],
        [x + SIDE, -y - SIDE],
        [x, -y - SIDE],
        [x, -y],
      ];
      return { type: "Feature", properties: { code, level }, geometry: { type: "Polygon", coordinates: [ring] } };
    });
}
