import * as Plot from "@observablehq/plot";
import type { AreaCell, Cell } from "./cells.ts";
import { CLASS_NAME, type Drawing, finish, nameShapes, sayCell } from "./drawing.ts";
import { type Frame, frameOf, inPixels, type Shape } from "./geometry.ts";
import { addLegend } from "./legend.ts";
import { paintCells } from "./paint.ts";
import { AMOUNTS, INK, PAPER } from "./palettes.ts";

export interface ChoroplethOptions extends Drawing {
  readonly cells: readonly AreaCell[];
  /** of any areas: those of the cells are painted */
  readonly shapes: readonly Shape[];
  /** drawn as lines over the areas: the level above */
  readonly outlines?: readonly Shape[];
  /** what is painted; absent: the value */
  readonly value?: (cell: Cell) => number | null;
  readonly palette?: readonly string[];
}

const TALLEST = 620;

/**
 * A map of areas in five classes, with what is withheld hatched and what is unreliable faint. Each shape carries its
 * area's code in `data-area` and its words in `<title>`.
 */
export function choropleth(options: ChoroplethOptions): SVGSVGElement {
  const { document, width, cells, outlines = [], value = (cell) => cell.value, palette = AMOUNTS } = options;
  const byCode = new Map(cells.map((cell) => [cell.code, cell]));
  const shapes = options.shapes.filter((shape) => byCode.has(shape.properties.code));
  const frame: Frame = frameOf(shapes, width, Math.min(TALLEST, Math.round(width * 1.15)));
  const paint = paintCells(cells, value, palette, options);
  const drawn = shapes.map((shape) => ({ ...inPixels(shape, frame), cell: byCode.get(shape.properties.code) as AreaCell }));
  type Drawn = (typeof drawn)[number];
  const svg = Plot.plot({
    document,
    width,
    height: frame.height,
    margin: 0,
    className: CLASS_NAME,
    projection: "identity",
    marks: [
      Plot.geo(drawn, {
        className: "areas",
        fill: { value: (d: Drawn) => paint.fill(d.cell), scale: null },
        fillOpacity: { value: (d: Drawn) => paint.opacity(d.cell), scale: null },
        stroke: INK,
        strokeWidth: 0.35,
        title: (d: Drawn) => options.words.labelled(d.cell.name, sayCell(d.cell, options)),
      }),
      Plot.geo(
        outlines.map((shape) => inPixels(shape, frame)),
        { className: "outlines", stroke: PAPER, strokeWidth: 2.4, strokeOpacity: 0.7, pointerEvents: "none" },
      ),
      Plot.geo(
        outlines.map((shape) => inPixels(shape, frame)),
        { className: "outlines", stroke: INK, strokeWidth: 1, pointerEvents: "none" },
      ),
    ],
  });
  svg.prepend(paint.defs);
  nameShapes(
    svg,
    "areas",
    drawn.map((d) => d.cell.code),
  );
  addLegend(svg, paint.legend, options);
  return finish(svg, options);
}
