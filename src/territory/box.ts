import type { Box, FeatureCollection, Geometry } from "./territory.ts";

/** Every corner of an outline: longitude, latitude and whatever follows. */
export function cornersOf({ type, coordinates }: Geometry): number[][] {
  return type === "Polygon" ? coordinates.flat() : coordinates.flat(2);
}

/** The box around all outlines; null where there are none. */
export function boundingBox({ features }: FeatureCollection): Box | null {
  const box: [number, number, number, number] = [Infinity, Infinity, -Infinity, -Infinity];
  for (const { geometry } of features) {
    for (const [x = Number.NaN, y = Number.NaN] of cornersOf(geometry)) {
      box[0] = Math.min(box[0], x);
      box[1] = Math.min(box[1], y);
      box[2] = Math.max(box[2], x);
      box[3] = Math.max(box[3], y);
    }
  }
  return box.every(Number.isFinite) ? box : null;
}

export function isWithin([longitude, latitude]: readonly [number, number], [west, south, east, north]: Box): boolean {
  const across = west <= east ? longitude >= west && longitude <= east : longitude >= west || longitude <= east;
  return across && latitude >= south && latitude <= north;
}

/** `4.678° E to 5.12° E, 45.56° N to 45.93° N`. */
export function boxText([west, south, east, north]: Box): string {
  const side = (value: number, positive: string, negative: string) =>
    `${Math.abs(Number(value.toFixed(3)))}° ${value < 0 ? negative : positive}`;
  return `${side(west, "E", "W")} to ${side(east, "E", "W")}, ${side(south, "N", "S")} to ${side(north, "N", "S")}`;
}
