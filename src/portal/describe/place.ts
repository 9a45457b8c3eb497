import { dcat } from "../../release/index.ts";
import { type Box, boundingBox, type Territory } from "../../territory/index.ts";

/** The territory as a place: its names, and where shapes are known the box around them, in WGS84. */
export function location({ name, shapes }: Territory) {
  const box = shapes ? boundingBox(shapes) : null;
  return {
    "@type": "dct:Location",
    "skos:prefLabel": dcat.byLanguage(name),
    ...(box === null ? {} : { "dcat:bbox": wkt(polygon(box)), "dcat:centroid": wkt(centre(box)) }),
  };
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
