import type { Shape } from "../../../dashboards/charts/geometry.ts";

interface AreaCell {
  readonly code: string;
  readonly name: string;
  readonly kind: "published" | "unreliable" | "withheld";
  readonly value: number | null;
  readonly lower: number | null;
  readonly upper: number | null;
}

type Change = Partial<AreaCell>;

/** An area whose value is between its bounds. */
function published(code: string, name: string, value: number, half: number, change: Change = {}): AreaCell {
  return {
    code,
    name,
    kind: "published",
    value,
    lower: value - half,
    upper: value + half,
    ...change,
  };
}

function withheld(code: string, name: string): AreaCell {
  return { code, name, kind: "withheld", value: null, lower: null, upper: null };
}

/** Eight areas: six published, one unreliable, one withheld. */
export const CELLS: readonly AreaCell[] = [
  published("a", "Les Aulnes", 8.2, 0.4),
  published("b", "Le Bourg", 9.9, 0.3),
  published("c", "Croix-Haute", 11.4, 0.6),
  published("d", "La Doua", 12.1, 0.5),
  published("e", "L’Étang", 10.3, 0.9),
  published("f", "Les Fours à chaux de la rive gauche", 14.6, 1.1),
  published("g", "La Gare", 13.2, 5.1, { kind: "unreliable" }),
  withheld("h", "Les Hauts"),
];

/** A square of side 0.01°, wound as RFC 7946 asks (counterclockwise) or the other way round. */
export function square(code: string, column: number, row: number, clockwise = false): Shape {
  const [west, south] = [4.8 + column * 0.01, 45.7 + row * 0.01];
  const ring = [
    [west, south],
    [west + 0.01, south],
    [west + 0.01, south + 0.01],
    [west, south + 0.01],
    [west, south],
  ];
  return {
    type: "Feature",
    properties: { code, level: "leaf" },
    geometry: { type: "Polygon", coordinates: [clockwise ? ring.toReversed() : ring] },
  };
}

export const SHAPES: readonly Shape[] = CELLS.map((cell, i) => square(cell.code, i % 4, Math.floor(i / 4)));
