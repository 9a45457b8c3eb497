import * as Plot from "@observablehq/plot";
import { type AreaCell, type Cell, differs } from "./cells.ts";
import { CLASS_NAME, type Drawing, finish, nameShapes, sayCell } from "./drawing.ts";
import { addLegend } from "./legend.ts";
import { ACCENT, GRID, INK, LINE, MUTED, PAPER } from "./palettes.ts";

export interface RankingOptions extends Drawing {
  /** in any order; those without a value are left to the table */
  readonly cells: readonly AreaCell[];
  /** the whole territory: the line that the others are held against; without a value there is no line */
  readonly reference: Cell & { readonly name: string };
}

/** below this width names stand above their rows */
const NARROW = 520;

function shortened(name: string, letters: number): string {
  return name.length > letters ? `${name.slice(0, letters - 1)}…` : name;
}

/**
 * Areas from the highest to the lowest: a dot for the estimate on a line for its 95 % interval, beside the line of the
 * whole. Grey and hollow: the difference from the whole is within the margins. Dots carry `data-area`.
 */
export function ranking(options: RankingOptions): SVGSVGElement {
  const { document, width, reference, words } = options;
  const cells = options.cells.filter((cell) => cell.value !== null).sort((a, b) => (b.value as number) - (a.value as number));
  const narrow = width < NARROW;
  const row = narrow ? 38 : 24;
  const left = narrow ? 8 : Math.min(230, Math.round(width * 0.34));
  const letters = Math.floor((narrow ? width - 20 : left - 12) / 6.4);
  // Without a line to be held against, none is grey.
  const stands = (cell: AreaCell): boolean => reference.value === null || differs(cell, reference);
  const colour = (cell: AreaCell): string => (stands(cell) ? ACCENT : MUTED);
  const y = (cell: AreaCell): string => cell.code;
  const extent = [...cells, reference].flatMap((cell) => [cell.value, cell.lower, cell.upper].filter((v) => v !== null));
  const [low, high] = [Math.min(...extent), Math.max(...extent)];
  const pad = (high - low) * 0.04;
  // An interval may reach below 0, where no amount is: its line stops at the axis, and the table says where it ends.
  const start = Math.max(0, low - pad);
  const dots = { y };
  const drift = narrow ? 8 : 0;
  const svg = Plot.plot({
    document,
    width,
    height: 34 + row * Math.max(1, cells.length) + 8,
    marginTop: 34,
    marginBottom: 8,
    marginLeft: left,
    marginRight: 14,
    className: CLASS_NAME,
    x: { type: "linear", domain: [start, high + pad], axis: null },
    y: { type: "band", domain: cells.map((cell) => cell.code), axis: null, padding: 0 },
    marks: [
      Plot.gridX({ stroke: GRID, strokeOpacity: 1, ticks: narrow ? 4 : 7 }),
      Plot.axisX({
        anchor: "top",
        ticks: narrow ? 4 : 7,
        tickSize: 0,
        tickFormat: (v: number) => options.tick(v),
        fontSize: 12,
        color: INK,
        label: null,
      }),
      Plot.rectX(reference.lower === null || reference.upper === null ? [] : [reference], {
        x1: (cell: Cell) => Math.max(start, cell.lower as number),
        x2: (cell: Cell) => cell.upper,
        fill: LINE,
        fillOpacity: 0.16,
      }),
      Plot.ruleX(reference.value === null ? [] : [reference.value], { stroke: LINE, strokeWidth: 2 }),
      Plot.ruleY(
        cells.filter((cell) => cell.lower !== null),
        {
          ...dots,
          x1: (cell: AreaCell) => Math.max(start, cell.lower as number),
          x2: "upper",
          dy: drift,
          stroke: { value: colour, scale: null },
          strokeWidth: 3,
          strokeOpacity: 0.45,
        },
      ),
      Plot.dot(cells, {
        ...dots,
        className: "areas",
        x: "value",
        dy: drift,
        r: 5,
        stroke: { value: colour, scale: null },
        strokeWidth: 2,
        fill: { value: (cell: AreaCell) => (stands(cell) ? ACCENT : PAPER), scale: null },
        title: (cell: AreaCell) => words.labelled(cell.name, sayCell(cell, options)),
      }),
      Plot.text(cells, {
        ...dots,
        text: (cell: AreaCell) =>
          shortened(cell.kind === "unreliable" ? `${cell.name} (${words.unreliable})` : cell.name, letters),
        frameAnchor: "left",
        textAnchor: narrow ? "start" : "end",
        dx: narrow ? 0 : -10,
        dy: narrow ? -9 : 0,
        fontSize: 12,
        fill: INK,
        stroke: PAPER,
        strokeWidth: 4,
      }),
    ],
  });
  nameShapes(
    svg,
    "areas",
    cells.map((cell) => cell.code),
  );
  addLegend(
    svg,
    reference.value === null
      ? []
      : [
          { text: words.labelled(reference.name, sayCell(reference, options)), fill: LINE, shape: "line" },
          { text: words.different, fill: ACCENT, shape: "dot", stroke: ACCENT },
          { text: words.similar, fill: PAPER, shape: "dot", stroke: MUTED },
        ],
    options,
  );
  return finish(svg, options);
}
