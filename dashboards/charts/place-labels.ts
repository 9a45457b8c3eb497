import { textWidth } from "./parts.tsx";

/** A point that may have a name beside it. */
export interface LabelledPoint {
  readonly x: number;
  readonly y: number;
  readonly name: string;
  /** number of thin lines that its name may cross; absent: as many as any other */
  readonly crosses?: number;
}

export interface PlacedLabel {
  readonly name: string;
  /** start, middle or end of the text, by its anchor; y is the base line */
  readonly x: number;
  readonly y: number;
  readonly anchor: "start" | "middle" | "end";
}

export interface Box {
  readonly left: number;
  readonly right: number;
  readonly top: number;
  readonly bottom: number;
}

/** Distance in px between a point's middle and its name. */
const GAP = 9;
/** Names have more narrow letters than figures have: as measured in Figtree, 0.88 to 0.94 of the estimate. */
const NAME_WIDTH = 0.95;

export const touch = (a: Box, b: Box): boolean => a.left < b.right && b.left < a.right && a.top < b.bottom && b.top < a.bottom;

/** Thin lines that a name may cross where there is no place without one. */
const MOST_CROSSED = 1;

/** Where a placed name stands. */
export function boxOfLabel({ name, x, y, anchor }: PlacedLabel, size: number): Box {
  const wide = NAME_WIDTH * textWidth(name, size);
  const left = x - (anchor === "start" ? 0 : anchor === "end" ? wide : wide / 2);
  return { left, right: left + wide, top: y - size, bottom: y + 4 };
}

const isWithin = (box: Box, within: Box): boolean =>
  box.left >= within.left && box.right <= within.right && box.top >= within.top && box.bottom <= within.bottom;

/** Where the marks of points are. */
const boxesOfPoints = (points: readonly LabelledPoint[]): Box[] =>
  points.map(({ x, y }) => ({ left: x - 6, right: x + 6, top: y - 6, bottom: y + 6 }));

/** By how many px its own point must be nearer to a name than any other. */
const CLEARLY = 3;

/** Tells whether a name in a box is that of the point: none of the others is as near. */
export function isNearest(box: Box, point: LabelledPoint, points: readonly LabelledPoint[]): boolean {
  const far = ({ x, y }: LabelledPoint): number =>
    Math.hypot(Math.max(box.left - x, 0, x - box.right), Math.max(box.top - y, 0, y - box.bottom));
  return points.every((other) => other === point || far(other) >= far(point) + CLEARLY);
}

/**
 * Names beside points, where they fit, are nearest to their own, and touch neither a point, nor another name, nor the drawing's edge, each
 * where it crosses fewest lines. Those that come first have the choice; a point without a place keeps its mark alone.
 *
 * @param size px of the text
 * @param within where names may stand
 * @param words where other words stand already
 * @param lines thin ones
 * @param mostCrossed number of them that a name may cross
 */
export function placeLabels(
  points: readonly LabelledPoint[],
  size: number,
  within: Box,
  words: readonly Box[] = [],
  lines: readonly Box[] = [],
  mostCrossed = MOST_CROSSED,
): (PlacedLabel | null)[] {
  const taken: Box[] = [...boxesOfPoints(points), ...words];
  return points.map((point, i) => {
    const { x, y, name, crosses = mostCrossed } = point;
    const wide = NAME_WIDTH * textWidth(name, size);
    // Over or under its point a name may lie aside as far as the drawing's edge asks.
    const over = Math.max(within.left + wide / 2, Math.min(within.right - wide / 2, x));
    const places: readonly PlacedLabel[] = [
      { name, x: x + GAP, y: y - 5, anchor: "start" },
      { name, x: x - GAP, y: y - 5, anchor: "end" },
      { name, x: x + GAP, y: y + size + 2, anchor: "start" },
      { name, x: x - GAP, y: y + size + 2, anchor: "end" },
      { name, x: over, y: y - GAP, anchor: "middle" },
      { name, x: over, y: y + GAP + size, anchor: "middle" },
    ];
    const boxOf = (place: PlacedLabel): Box => boxOfLabel(place, size);
    const isFree = (box: Box): boolean =>
      isWithin(box, within) && !taken.some((other, j) => j !== i && touch(box, other)) && isNearest(box, point, points);
    const free = places.filter((place) => isFree(boxOf(place)));
    const crossed = free.map((place) => lines.filter((line) => touch(boxOf(place), line)).length);
    const best = free[crossed.indexOf(Math.min(...crossed, crosses))];
    if (best === undefined) return null;
    taken.push(boxOf(best));
    return best;
  });
}
