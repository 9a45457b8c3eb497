import { tiles } from "../../src/territory/tiles.ts";
import type { AreaTree } from "../shared/areas.ts";
import type { Shape } from "./geometry.ts";

/** Side of a square, where 1 is the distance between two; the gap shows the ground. */
const SIDE = 0.94;

/** px of a drawing below which squares stand in fewer columns, so that names fit into them */
const NARROW = 480;
/** How many times as wide as high squares then lie together. */
const UPRIGHT = 0.75;

/**
 * One square per area of a level, limited to `codes`, for a territory without outlines. `head` is the room above the squares of a
 * parent for its name, as a share of a square's side.
 * @param width px of the drawing
 */
export function tileShapes(
  tree: AreaTree,
  levels: readonly string[],
  level: string,
  codes: ReadonlySet<string>,
  { head = 0, width = NARROW }: { readonly head?: number; readonly width?: number } = {},
): Shape[] {
  // Below the names of parents there is no room in fewer columns either.
  const aspect = width < NARROW && head === 0 ? UPRIGHT : undefined;
  const laid = tiles({ root: tree.root, levels, children: tree.children }, level, aspect).filter(({ code }) => codes.has(code));
  const tops = new Map<string | null, number>();
  for (const { code, y } of laid) {
    const parent = tree.get(code)?.parent ?? null;
    tops.set(parent, Math.min(y, tops.get(parent) ?? y));
  }
  const shelves = [...new Set(tops.values())].sort((a, b) => a - b);
  const down = (code: string): number => head * shelves.indexOf(tops.get(tree.get(code)?.parent ?? null) ?? 0);
  return laid.map(({ code, x, y: row }): Shape => {
    const y = row + down(code);
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
