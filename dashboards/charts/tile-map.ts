import * as Plot from "@observablehq/plot";
import type { Tile } from "../../src/territory/tiles.ts";
import { type AreaCell, type Cell, relativeMargin } from "./cells.ts";
import { CLASS_NAME, type Drawing, finish, nameShapes, sayCell } from "./drawing.ts";
import { addLegend } from "./legend.ts";
import { paintCells } from "./paint.ts";
import { AMOUNTS, INK, MARGINS, PAPER } from "./palettes.ts";

export interface TileMapOptions extends Drawing {
  readonly cells: readonly AreaCell[];
  /** where each area stands; areas without a tile are left out */
  readonly tiles: readonly Tile[];
  readonly value?: (cell: Cell) => number | null;
  readonly palette?: readonly string[];
}

/** no square wider than this, in pixels */
const LARGEST = 72;
/** below this a square cannot hold a readable name */
const READABLE = 44;

/** What fits into a square: the words of a name on at most two lines, cut short. */
function shortName(name: string, side: number): string {
  const letters = Math.floor((side - 4) / 6.6);
  const cut = (word: string): string => (word.length > letters ? `${word.slice(0, letters - 1)}…` : word);
  const [first = "", ...rest] = name.split(/[\s-]+/);
  const second = rest.join(" ");
  return second === "" ? cut(first) : `${cut(first)}\n${cut(second)}`;
}

/**
 * The map of areas whose shapes are not known: one square each, children of a parent together, painted as a
 * choropleth is. Squares carry their area's code in `data-area`; large ones show its name.
 */
export function tileMap(options: TileMapOptions): SVGSVGElement {
  const { document, width, value = (cell) => cell.value, palette = AMOUNTS } = options;
  const places = new Map(options.tiles.map((tile) => [tile.code, tile]));
  const cells = options.cells.filter((cell) => places.has(cell.code));
  const at = (cell: AreaCell): Tile => places.get(cell.code) as Tile;
  const xs = cells.map((cell) => at(cell).x);
  const ys = cells.map((cell) => at(cell).y);
  const [left, top] = [Math.min(...xs), Math.min(...ys)];
  const [columns, rows] = cells.length === 0 ? [1, 1] : [Math.max(...xs) - left + 1, Math.max(...ys) - top + 1];
  const side = Math.min(LARGEST, Math.floor((width - 4) / columns));
  const inset = Math.floor((width - side * columns) / 2);
  const paint = paintCells(cells, value, palette, options);
  const x = (cell: AreaCell): number => inset + (at(cell).x - left) * side;
  const y = (cell: AreaCell): number => 2 + (at(cell).y - top) * side;
  const svg = Plot.plot({
    document,
    width,
    height: side * rows + 4,
    margin: 0,
    className: CLASS_NAME,
    x: { type: "identity" },
    y: { type: "identity" },
    axis: null,
    marks: [
      Plot.rect(cells, {
        className: "areas",
        x1: x,
        x2: (cell: AreaCell) => x(cell) + side,
        y1: y,
        y2: (cell: AreaCell) => y(cell) + side,
        inset: 1,
        fill: { value: (cell: AreaCell) => paint.fill(cell), scale: null },
        fillOpacity: { value: (cell: AreaCell) => paint.opacity(cell), scale: null },
        stroke: INK,
        strokeWidth: 0.5,
        title: (cell: AreaCell) => options.words.labelled(cell.name, sayCell(cell, options)),
      }),
      Plot.text(side < READABLE ? [] : cells, {
        x: (cell: AreaCell) => x(cell) + side / 2,
        y: (cell: AreaCell) => y(cell) + side / 2,
        text: (cell: AreaCell) => shortName(cell.name, side),
        fontSize: 10,
        fill: INK,
        stroke: PAPER,
        strokeWidth: 3,
        pointerEvents: "none",
      }),
    ],
  });
  svg.prepend(paint.defs);
  nameShapes(
    svg,
    "areas",
    cells.map((cell) => cell.code),
  );
  addLegend(svg, paint.legend, options);
  return finish(svg, options);
}

/** The tile map of relative margins; `format` writes a share. */
export function marginTiles(options: Omit<TileMapOptions, "value" | "palette">): SVGSVGElement {
  return tileMap({ ...options, value: relativeMargin, palette: MARGINS });
}
