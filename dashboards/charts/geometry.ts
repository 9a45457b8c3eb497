/** The parts of GeoJSON (RFC 7946) that a territory's shapes use. */
export type Ring = readonly (readonly number[])[];
export interface Polygon {
  readonly type: "Polygon";
  readonly coordinates: readonly Ring[];
}
export interface MultiPolygon {
  readonly type: "MultiPolygon";
  readonly coordinates: readonly (readonly Ring[])[];
}
export interface Shape {
  readonly type: "Feature";
  readonly properties: { readonly code: string; readonly level: string };
  readonly geometry: Polygon | MultiPolygon;
}

/** Longitude and latitude to pixels. */
export interface Frame {
  readonly width: number;
  readonly height: number;
  project(position: readonly number[]): [number, number];
}

function polygonsOf(shape: Shape): readonly (readonly Ring[])[] {
  return shape.geometry.type === "Polygon" ? [shape.geometry.coordinates] : shape.geometry.coordinates;
}

/**
 * A planar frame (equirectangular, true at the middle latitude) that holds all the shapes. It is planar because a spherical
 * projection would read a ring wound as RFC 7946 asks as its complement, and paint the whole globe.
 */
export function frameOf(shapes: readonly Shape[], width: number, maxHeight: number, inset = 4): Frame {
  let [west, south, east, north] = [Infinity, Infinity, -Infinity, -Infinity];
  for (const shape of shapes) {
    for (const polygon of polygonsOf(shape)) {
      for (const [x, y] of (polygon[0] ?? []) as readonly [number, number][]) {
        west = Math.min(west, x);
        east = Math.max(east, x);
        south = Math.min(south, y);
        north = Math.max(north, y);
      }
    }
  }
  if (!(east > west && north > south)) return { width, height: maxHeight, project: () => [0, 0] };
  const squeeze = Math.cos((((south + north) / 2) * Math.PI) / 180);
  const [spanX, spanY] = [(east - west) * squeeze, north - south];
  const scale = Math.min((width - 2 * inset) / spanX, (maxHeight - 2 * inset) / spanY);
  const left = (width - scale * spanX) / 2;
  return {
    width,
    height: Math.ceil(scale * spanY + 2 * inset),
    project: ([x, y]) => [left + ((x as number) - west) * squeeze * scale, inset + (north - (y as number)) * scale],
  };
}

/**
 * A ring in pixels, on a grid of half a pixel, without repeated points: the map of five hundred areas is then ten times smaller.
 * Neighbours still touch, since a vertex always goes to the same grid point. Null when fewer than four points are left.
 */
function ringInPixels(ring: Ring, frame: Frame): number[][] | null {
  const points: number[][] = [];
  let [lastX, lastY] = [Number.NaN, Number.NaN];
  for (const position of ring) {
    const pixel = frame.project(position);
    const x = Math.round(pixel[0] * 2) / 2;
    const y = Math.round(pixel[1] * 2) / 2;
    if (x === lastX && y === lastY) continue;
    points.push([x, y]);
    lastX = x;
    lastY = y;
  }
  return points.length < 4 ? null : points;
}

/** The shape in pixels, without the parts that are smaller than the grid; it may be empty. */
export function inPixels(shape: Shape, frame: Frame): { type: "MultiPolygon"; coordinates: number[][][][] } {
  const polygons = polygonsOf(shape).map((polygon) =>
    polygon.flatMap((ring) => [ringInPixels(ring, frame)].filter((r) => r !== null)),
  );
  return { type: "MultiPolygon", coordinates: polygons.filter((polygon) => polygon.length > 0) };
}
