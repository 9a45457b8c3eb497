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
const touch = (a: Box, b: Box): boolean => a.left < b.right && b.left < a.right && a.top < b.bottom && b.top < a.bottom;

/**
 * Places names beside points where they touch no point, no other name and no edge of `within`. `words` are boxes already taken;
 * `size` is the font size in px. Earlier points choose first; a name without a place is null, and its point is drawn alone.
 */
export function placeLabels(
  points: readonly LabelledPoint[],
  size: number,
  within: Box,
  words: readonly Box[] = [],
): (PlacedLabel | null)[] {
  const taken: Box[] = points.map(({ x, y }) => ({ left: x - 6, right: x + 6, top: y - 6, bottom: y + 6 }));
  taken.push(...words);
  return points.map(({ x, y, name }, i) => {
    const wide = textWidth(name, size);
    const places: readonly PlacedLabel[] = [
      { name, x: x + GAP, y: y - 5, anchor: "start" },
      { name, x: x - GAP, y: y - 5, anchor: "end" },
      { name, x: x + GAP, y: y + size + 2, anchor: "start" },
      { name, x: x - GAP, y: y + size + 2, anchor: "end" },
      { name, x, y: y - GAP, anchor: "middle" },
      { name, x, y: y + GAP + size, anchor: "middle" },
    ];
    for (const place of places) {
      const left = place.x - (place.anchor === "start" ? 0 : place.anchor === "end" ? wide : wide / 2);
      const box = { left, right: left + wide, top: place.y - size, bottom: place.y + 4 };
      const inside = box.left >= within.left && box.right <= within.right && box.top >= within.top && box.bottom <= within.bottom;
      if (!inside || taken.some((other, j) => j !== i && touch(box, other))) continue;
      taken.push(box);
      return place;
    }
    return null;
  });
}
