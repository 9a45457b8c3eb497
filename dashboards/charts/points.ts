import * as Plot from "@observablehq/plot";
import { GRID, INK, MUTED, PAPER } from "./colours.ts";
import { CLASS_NAME, finish } from "./drawing.ts";
import { SMALL } from "./parts.tsx";

/** A point of two numbers, and the margin of the vertical one where it is known. */
export interface PlainPoint {
  readonly x: number;
  readonly y: number;
  readonly lower: number | null;
  readonly upper: number | null;
  /** true where the value is to be read with care: its dot is hollow */
  readonly careful: boolean;
}

interface PointsPlot {
  /** the page's document, or a stand-in's when the site is built */
  readonly document: Document;
  readonly id: string;
  /** accessible name: one sentence that tells what the drawing shows */
  readonly label: string;
  /** in CSS pixels */
  readonly width: number;
  readonly points: readonly PlainPoint[];
  /** names of the two axes */
  readonly across: string;
  readonly up: string;
  readonly format: (value: number) => string;
}

/**
 * A scatter plot for answers of queries, with a thin line for each margin. Plot chooses the axes, since a query may return
 * anything.
 */
export function pointsPlot({ document, id, label, width, points, across, up, format }: PointsPlot): SVGSVGElement {
  const within = points.filter(({ lower, upper }) => lower !== null && upper !== null);
  const axis = { tickFormat: format, tickSize: 0, fontSize: SMALL, color: INK, labelArrow: "none" } as const;
  const drawn = Plot.plot({
    document,
    width,
    height: Math.round(Math.max(260, Math.min(420, width * 0.55))),
    marginLeft: 70,
    marginTop: 34,
    marginRight: 16,
    marginBottom: 46,
    className: CLASS_NAME,
    x: { type: "linear", axis: null, nice: true },
    y: { type: "linear", axis: null, nice: true },
    marks: [
      Plot.gridY({ stroke: GRID, strokeOpacity: 1, ticks: 4 }),
      Plot.axisX({ ...axis, ticks: width < 420 ? 3 : 6, label: across }),
      Plot.axisY({ ...axis, ticks: 4, label: up }),
      Plot.ruleX(within, { x: "x", y1: "lower", y2: "upper", stroke: MUTED, strokeWidth: 1.5 }),
      Plot.dot(points, { x: "x", y: "y", r: 4, stroke: INK, fill: ({ careful }: PlainPoint) => (careful ? PAPER : INK) }),
    ],
  });
  return finish(drawn, { id, label });
}
