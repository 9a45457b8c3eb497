import type { Geometry } from "./territory.ts";

/**
 * The way round that outlines are drawn. `rfc7946`: the outer ring counterclockwise, holes clockwise, as GeoJSON asks. `d3`: the
 * other way, because d3-geo takes what lies to the right of a ring on the sphere for its inside, and would fill the rest of the
 * globe. Programs that reckon in the plane (GEOS, GDAL, MapLibre, Leaflet) read either.
 */
export type Winding = "rfc7946" | "d3";

/** Is the ring counterclockwise in the plane of longitude and latitude? By the sign of its area (shoelace formula). */
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

function wound(polygon: number[][][], winding: Winding): number[][][] {
  return polygon.map((ring, i) => {
    const wanted = (i === 0) === (winding === "rfc7946");
    return isCounterclockwise(ring) === wanted ? ring : ring.toReversed();
  });
}

/** The same outlines, each ring the way round that is asked for; nothing else about them changes. */
export function rewind(geometry: Geometry, winding: Winding): Geometry {
  return geometry.type === "Polygon"
    ? { ...geometry, coordinates: wound(geometry.coordinates, winding) }
    : { ...geometry, coordinates: geometry.coordinates.map((polygon) => wound(polygon, winding)) };
}
