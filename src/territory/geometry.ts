import type { Box, ContextGeometry, FeatureCollection, Geometry } from "./territory.ts";

/** How deep positions lie in the coordinates of a geometry. */
const DEPTHS = { Point: 0, MultiPoint: 1, LineString: 1, MultiLineString: 2, Polygon: 2, MultiPolygon: 3 } as const;

/** Every corner of an outline: longitude, latitude and whatever follows. */
export function cornersOf({ type, coordinates }: ContextGeometry) {
  return [coordinates].flat(DEPTHS[type]) as number[][];
}

/** The box around all outlines; null without outlines. */
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

/**
 * The way round that outlines are drawn. `rfc7946`: the outer ring counterclockwise, holes clockwise, as GeoJSON asks. `d3`: the
 * other way, because d3-geo takes what lies to the right of a ring on the sphere for its inside, and would fill the rest of the
 * globe. Programs that compute in the plane (GEOS, GDAL, MapLibre, Leaflet) read either.
 */
type Winding = "rfc7946" | "d3";

/** Whether the ring is counterclockwise in the plane of longitude and latitude, by the sign of its area (shoelace formula). */
function isCounterclockwise(ring: readonly (readonly number[])[]): boolean {
  const [x0, y0] = ring[0] as [number, number];
  let twice = 0;
  // Relative to the first corner, so that small areas far from the origin lose no digits.
  for (let i = 1; i + 1 < ring.length; i += 1) {
    const [[ax, ay], [bx, by]] = [ring[i], ring[i + 1]] as [[number, number], [number, number]];
    twice += (ax - x0) * (by - y0) - (bx - x0) * (ay - y0);
  }
  return twice > 0;
}

function windRings(polygon: number[][][], winding: Winding) {
  return polygon.map((ring, i) => {
    const wanted = (i === 0) === (winding === "rfc7946");
    return isCounterclockwise(ring) === wanted ? ring : ring.toReversed();
  });
}

/** The same outlines, each ring the way round that is asked for; nothing else about them changes. */
export function rewind(geometry: Geometry, winding: Winding): Geometry {
  return geometry.type === "Polygon"
    ? { ...geometry, coordinates: windRings(geometry.coordinates, winding) }
    : { ...geometry, coordinates: geometry.coordinates.map((polygon) => windRings(polygon, winding)) };
}
