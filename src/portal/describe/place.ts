import { dcat } from "../../release/index.ts";
import type { Territory } from "../../territory/index.ts";

/** The territory as a place: its names, and where shapes are known the box around them, in WGS84. */
export function location({ name, shapes }: Territory) {
  const box = shapes ? boundingBox(shapes) : null;
  return {
    "@type": "dct:Location",
    "skos:prefLabel": dcat.byLanguage(name),
    ...(box === null ? {} : { "dcat:bbox": wkt(polygon(box)), "dcat:centroid": wkt(centre(box)) }),
  };
}

/** Degrees: west, south, east, north. */
export type Box = readonly [west: number, south: number, east: number, north: number];

export function boundingBox(shapes: NonNullable<Territory["shapes"]>): Box | null {
  const box: [number, number, number, number] = [Infinity, Infinity, -Infinity, -Infinity];
  for (const { geometry } of shapes.features) {
    for (const ring of geometry.coordinates.flat(geometry.type === "Polygon" ? 0 : 1) as number[][][]) {
      for (const [x = Number.NaN, y = Number.NaN] of ring) {
        box[0] = Math.min(box[0], x);
        box[1] = Math.min(box[1], y);
        box[2] = Math.max(box[2], x);
        box[3] = Math.max(box[3], y);
      }
    }
  }
  return box.every(Number.isFinite) ? box : null;
}

function polygon([west, south, east, north]: Box): string {
  const corners = [
    [west, south],
    [east, south],
    [east, north],
    [west, north],
    [west, south],
  ];
  return `POLYGON((${corners.map((corner) => corner.join(" ")).join(", ")}))`;
}

function centre([west, south, east, north]: Box): string {
  const half = (a: number, b: number) => Number(((a + b) / 2).toFixed(6));
  return `POINT(${half(west, east)} ${half(south, north)})`;
}

function wkt(value: string) {
  return { "@value": value, "@type": "geo:wktLiteral" };
}
