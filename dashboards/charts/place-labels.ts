import { textWidth } from "./parts.tsx";

/** A point that may have a name beside it. */
export interface LabelledPoint {
  readonly x: number;
  readonly y: number;
  readonly name: string;
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
 * Names beside points, where they fit, are nearest to their own, and touch neither a point, nor another name, nor a line, nor the
 * drawing's edge. Those that come first have the choice; a point without a place keeps its mark alone.
 *
 * @param size px of the text
 * @param within where names may stand
 * @param words where other words and lines stand already
 */
export function placeLabels(
  points: readonly LabelledPoint[],
  size: number,
  within: Box,
  words: readonly Box[] = [],
): (PlacedLabel | null)[] {
  const taken: Box[] = [...boxesOfPoints(points), ...words];
  return points.map((point, i) => {
    const { x, y, name } = point;
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
    const isFree = (box: Box): boolean =>
      isWithin(box, within) && !taken.some((other, j) => j !== i && touch(box, other)) && isNearest(box, point, points);
    const best = places.find((place) => isFree(boxOfLabel(place, size)));
    if (best === undefined) return null;
    taken.push(boxOfLabel(best, size));
    return best;
  });
}

/** A name away from its point, and the line that leads to it. */
export interface LedLabel extends PlacedLabel {
  readonly from: { readonly x: number; readonly y: number };
  readonly to: { readonly x: number; readonly y: number };
}

/** Directions of the lines, in degrees: slanted, as margins are level or upright. */
const SLANTS = [40, 60, 25].flatMap((angle) => [angle, 180 - angle, 180 + angle, 360 - angle]);
/** Lengths of the lines, in px. */
const LENGTHS = [24, 36, 48, 64, 80, 100];
/** Small boxes along a line, which it runs through. */
const along = ({ from, to }: Pick<LedLabel, "from" | "to">): Box[] =>
  [0, 0.2, 0.4, 0.6, 0.8, 1].map((part) => {
    const [x, y] = [from.x + part * (to.x - from.x), from.y + part * (to.y - from.y)];
    return { left: x - 1, right: x + 1, top: y - 1, bottom: y + 1 };
  });

/**
 * Names of the points that found no place beside them: each further off and clear of lines, at the end of the shortest slanted one that
 * touches no other point or name. Still null where there is none, and for those that are placed.
 */
export function leadLabels(
  points: readonly LabelledPoint[],
  placed: readonly (PlacedLabel | null)[],
  size: number,
  within: Box,
  words: readonly Box[],
  lines: readonly Box[],
  isLed: (point: number) => boolean = () => true,
): (LedLabel | null)[] {
  const taken: Box[] = [
    ...boxesOfPoints(points),
    ...words,
    ...placed.flatMap((label) => (label === null ? [] : [boxOfLabel(label, size)])),
  ];
  return points.map((point, i) => {
    if (placed[i] !== null || !isLed(i)) return null;
    const { x, y, name } = point;
    const places = LENGTHS.flatMap((length) =>
      SLANTS.map((angle): LedLabel => {
        const [across, up] = [Math.cos((angle * Math.PI) / 180), Math.sin((angle * Math.PI) / 180)];
        const to = { x: x + length * across, y: y - length * up };
        const anchor = across > 0 ? "start" : "end";
        return {
          name,
          anchor,
          x: to.x + (across > 0 ? 3 : -3),
          y: to.y + size / 3,
          from: { x: x + 6 * across, y: y - 6 * up },
          to,
        };
      }),
    );
    const isFree = (place: LedLabel): boolean => {
      const box = boxOfLabel(place, size);
      const others = taken.filter((_, j) => j !== i);
      return (
        isWithin(box, within) &&
        !lines.some((line) => touch(box, line)) &&
        ![box, ...along(place)].some((own) => others.some((other) => touch(own, other)))
      );
    };
    const best = places.find(isFree);
    if (best === undefined) return null;
    taken.push(boxOfLabel(best, size), ...along(best));
    return best;
  });
}
