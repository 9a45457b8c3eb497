import { tiles } from "../../src/territory/tiles.ts";
import type { AreaTree } from "../shared/areas.ts";
import type { Shape } from "./geometry.ts";

/** Side of a square, where 1 is the distance between two; the gap shows the ground. */
const SIDE = 0.94;

/**
 * One square per area of a level, limited to `codes`, for a territory without outlines. `head` is the room above the squares of a
 * parent for its name, as a share of a square's side.
 */
export function tileShapes(
  tree: AreaTree,
  levels: readonly string[],
  level: string,
  codes: ReadonlySet<string>,
  head = 0,
): Shape[] {
  const laid = tiles({ root: tree.root, levels, children: tree.children }, level).filter(({ code }) => codes.has(code));
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
