import type { inPixels } from "./geometry.ts";

/** The outlines of an area in pixels: each part as its outer ring and its holes. */
export type Rings = ReturnType<typeof inPixels>["coordinates"];

/** A place in pixels. */
export interface Point {
  readonly x: number;
  readonly y: number;
}

export interface Middle {
  readonly x: number;
  readonly y: number;
  readonly ring: BoxedRing;
}

/** A ring with its bounding box, which rules out most points quickly. */
export interface BoxedRing {
  readonly points: readonly (readonly number[])[];
  readonly left: number;
  readonly right: number;
  readonly top: number;
  readonly bottom: number;
}

function boxed(points: BoxedRing["points"]): BoxedRing {
  let [left, right, top, bottom] = [Infinity, -Infinity, Infinity, -Infinity];
  for (const point of points) {
    const [x, y] = [point[0] as number, point[1] as number];
    if (x < left) left = x;
    if (x > right) right = x;
    if (y < top) top = y;
    if (y > bottom) bottom = y;
  }
  return { points, left, right, top, bottom };
}

/** Outer rings of an area's parts. */
export function outerRings(polygons: Rings): BoxedRing[] {
  return polygons.flatMap(([ring]) => (ring === undefined ? [] : [boxed(ring)]));
}

/**
 * The squared distance from a point to the nearest part of a ring. It stops once that is at most `least`, and returns what it
 * has. Without pairs of numbers, which a phone would make and throw away a hundred thousand times.
 */
function clearance({ points }: BoxedRing, px: number, py: number, least: number): number {
  let nearest = Number.POSITIVE_INFINITY;
  let from = points[points.length - 1] as readonly number[];
  for (const to of points) {
    const x1 = from[0] as number;
    const y1 = from[1] as number;
    const dx = (to[0] as number) - x1;
    const dy = (to[1] as number) - y1;
    const along = Math.max(0, Math.min(1, ((px - x1) * dx + (py - y1) * dy) / (dx * dx + dy * dy || 1)));
    const awayX = px - x1 - along * dx;
    const awayY = py - y1 - along * dy;
    const away = awayX * awayX + awayY * awayY;
    if (away < nearest) nearest = away;
    if (nearest <= least) break;
    from = to;
  }
  return nearest;
}

/** Steps across an area when looking for the place of its mark. */
const STEPS = 12;
/** How many times more room another place must have to be preferred to the middle. */
const MIDDLE = 1.4;

/**
 * Where a horizontal line crosses the ring, in no order: a point is within the ring where an odd number of crossings is on its
 * right. One line serves all points on it.
 */
function crossings({ points, top, bottom }: BoxedRing, py: number): number[] {
  const found: number[] = [];
  if (py < top || py > bottom) return found;
  let from = points[points.length - 1] as readonly number[];
  for (const to of points) {
    const y1 = from[1] as number;
    const y2 = to[1] as number;
    if (y1 > py !== y2 > py) {
      const x1 = from[0] as number;
      found.push(x1 + ((py - y1) / (y2 - y1)) * ((to[0] as number) - x1));
    }
    from = to;
  }
  return found;
}

function isWithin(crossed: readonly number[], px: number): boolean {
  let inside = false;
  for (const x of crossed) if (px < x) inside = !inside;
  return inside;
}

/** Tells whether a point is within the ring. */
export const holds = (ring: BoxedRing, px: number, py: number): boolean =>
  px >= ring.left && px <= ring.right && isWithin(crossings(ring, py), px);

/** px of a row of sides. */
const ROW = 4;

/** The sides of a ring that may cross a horizontal line, by rows from its top: names are tried at thousands of points. */
function sidesByRow({ points, top, bottom }: BoxedRing): number[][] {
  const rows = Array.from({ length: Math.floor((bottom - top) / ROW) + 1 }, (): number[] => []);
  let from = points[points.length - 1] as readonly number[];
  for (const to of points) {
    const y1 = from[1] as number;
    const y2 = to[1] as number;
    const last = Math.floor((Math.max(y1, y2) - top) / ROW);
    if (y1 !== y2)
      for (let row = Math.floor((Math.min(y1, y2) - top) / ROW); row <= last; row++)
        rows[row]?.push(from[0] as number, y1, to[0] as number, y2);
    from = to;
  }
  return rows;
}

/** Tells which points are within a ring, for many of them: as `holds` does, by the sides of one row. */
export function withinRing(ring: BoxedRing): (px: number, py: number) => boolean {
  const { left, right, top, bottom } = ring;
  let rows: number[][] | undefined;
  return (px, py) => {
    // Also false for what is no number.
    if (!(px >= left && px <= right && py >= top && py <= bottom)) return false;
    rows ??= sidesByRow(ring);
    const sides = rows[Math.floor((py - top) / ROW)] ?? [];
    let inside = false;
    for (let i = 0; i < sides.length; i += 4) {
      const [x1, y1] = [sides[i] as number, sides[i + 1] as number];
      const y2 = sides[i + 3] as number;
      if (y1 > py !== y2 > py && px < x1 + ((py - y1) / (y2 - y1)) * ((sides[i + 2] as number) - x1)) inside = !inside;
    }
    return inside;
  };
}

/** Where horizontal lines cross each of the rings; each line is looked at once, because many points share few of them. */
export function linesAcross(rings: readonly BoxedRing[]): (py: number) => readonly (readonly number[])[] {
  const byLine = new Map<number, readonly (readonly number[])[]>();
  return (py) => {
    const line = byLine.get(py) ?? rings.map((ring) => crossings(ring, py));
    byLine.set(py, line);
    return line;
  };
}

/** Tells which points are within any of the rings, for points that share few lines. */
export function withinAny(rings: readonly BoxedRing[]): (px: number, py: number) => boolean {
  const lineAt = linesAcross(rings);
  return (px, py) => lineAt(py).some((crossed) => isWithin(crossed, px));
}

/** Tells whether a piece of a line lies within the ring, with no border between its ends. */
export function holdsPiece(crossed: readonly number[], left: number, right: number): boolean {
  return isWithin(crossed, left) && !crossed.some((x) => x > left && x <= right);
}

/** Where an area's mark stands: its middle, or the widest part of a bent area whose middle is close to an edge or outside. */
export function markOf({ ring, x, y }: Middle): Point {
  let best = { x, y, room: holds(ring, x, y) ? MIDDLE ** 2 * clearance(ring, x, y, 0) : 0 };
  const rows = Array.from({ length: STEPS - 1 }, (_, j) => {
    const py = ring.top + ((j + 1) * (ring.bottom - ring.top)) / STEPS;
    return { py, crossed: crossings(ring, py) };
  });
  for (let i = 1; i < STEPS; i++) {
    const px = ring.left + (i * (ring.right - ring.left)) / STEPS;
    for (const { py, crossed } of rows) {
      // A point within has no more room than the distance to the nearest side of the box.
      const most = Math.min(px - ring.left, ring.right - px, py - ring.top, ring.bottom - py) ** 2;
      if (most <= best.room || !isWithin(crossed, px)) continue;
      const room = clearance(ring, px, py, best.room);
      if (room > best.room) best = { x: px, y: py, room };
    }
  }
  return { x: best.x, y: best.y };
}

/** The middle of the largest outer ring, which may be outside a bent one. */
export function middleOf(polygons: Rings): Middle | null {
  let best: { readonly ring: BoxedRing["points"]; readonly middle: readonly [number, number]; readonly size: number } | null =
    null;
  for (const [ring] of polygons) {
    if (!ring) continue;
    let [area, cx, cy] = [0, 0, 0];
    for (let i = 0; i < ring.length; i++) {
      const [x, y] = ring[i] as [number, number];
      const [nx, ny] = ring[(i + 1) % ring.length] as [number, number];
      const cross = x * ny - nx * y;
      area += cross / 2;
      cx += ((x + nx) * cross) / 6;
      cy += ((y + ny) * cross) / 6;
    }
    if (Math.abs(area) > (best?.size ?? 0)) best = { ring, middle: [cx / area, cy / area], size: Math.abs(area) };
  }
  if (best === null) return null;
  const [x, y] = best.middle;
  return { x, y, ring: boxed(best.ring) };
}

/** A point well within an area, where its mark would stand; null where nothing of it is left in pixels. */
export function innerPointOf(polygons: Rings): Point | null {
  const middle = middleOf(polygons);
  return middle && markOf(middle);
}

/** Tells whether a point is within a line that is closed from its end to its start. */
export function isWithinLine(line: BoxedRing["points"], { x, y }: Point): boolean {
  return holds(boxed(line), x, y);
}
