import * as Plot from "@observablehq/plot";
import type { PeriodCell } from "./cells.ts";
import { CLASS_NAME, type Drawing, finish, sayCell } from "./drawing.ts";
import { hatching } from "./hatch.ts";
import { addLegend, type LegendItem } from "./legend.ts";
import { ACCENT, GRID, HATCH, INK, PAPER } from "./palettes.ts";

export interface TrendOptions extends Drawing {
  /** one for each period of the span, in order, gaps included */
  readonly cells: readonly PeriodCell[];
  /** a period under the axis, in a few letters */
  period(id: string): string;
}

/** a period that has a value, and the unbroken stretch that it belongs to */
interface Point extends PeriodCell {
  readonly stretch: number;
}

/**
 * The values in stretches: a new one begins after a period without a value and where the method changes, since a line
 * across either would state what was not measured.
 */
export function stretches(cells: readonly PeriodCell[]): Point[] {
  const points: Point[] = [];
  let stretch = 0;
  let previous: PeriodCell | undefined;
  for (const cell of cells) {
    if (cell.value === null || (previous?.value != null && previous.modelled !== cell.modelled)) stretch += 1;
    if (cell.value !== null) points.push({ ...cell, stretch });
    previous = cell;
  }
  return points;
}

/** A line with its 95 % band over periods, from 0 up; broken, and hatched below, where there is no value. */
export function trend(options: TrendOptions): SVGSVGElement {
  const { document, width, cells, words } = options;
  const points = stretches(cells);
  const banded = points.filter((point) => point.lower !== null && point.upper !== null);
  const top = Math.max(0, ...points.flatMap((point) => [point.value ?? 0, point.upper ?? 0])) || 1;
  const gaps = cells.filter((cell) => cell.value === null);
  const every = Math.ceil((cells.length * 62) / (width - 70));
  const half = Math.max(2, (width - 70) / Math.max(1, cells.length) / 2);
  const hatch = `${options.id}-hatch`;
  const svg = Plot.plot({
    document,
    width,
    height: Math.round(Math.min(320, Math.max(220, width * 0.4))),
    marginLeft: 54,
    marginRight: 16,
    marginTop: 16,
    marginBottom: 34,
    className: CLASS_NAME,
    x: { type: "point", domain: cells.map((cell) => cell.period), padding: 0.5, axis: null },
    y: { type: "linear", domain: [0, top * 1.05], axis: null },
    marks: [
      Plot.gridY({ stroke: GRID, strokeOpacity: 1, ticks: 5 }),
      Plot.axisY({ ticks: 5, tickSize: 0, tickFormat: (v: number) => options.tick(v), fontSize: 12, color: INK, label: null }),
      Plot.axisX({
        ticks: cells.filter((_, i) => i % every === 0).map((cell) => cell.period),
        tickSize: 4,
        tickFormat: (id: string) => options.period(id),
        fontSize: 12,
        color: INK,
        label: null,
      }),
      Plot.tickX(gaps, { x: "period", stroke: `url(#${hatch})`, strokeWidth: 2 * half, className: "gaps" }),
      Plot.areaY(banded, {
        x: "period",
        y1: "lower",
        y2: "upper",
        z: "stretch",
        fill: ACCENT,
        fillOpacity: 0.22,
        curve: "linear",
      }),
      Plot.ruleX(banded, { x: "period", y1: "lower", y2: "upper", stroke: ACCENT, strokeOpacity: 0.5, strokeWidth: 1.5 }),
      Plot.lineY(points, { x: "period", y: "value", z: "stretch", stroke: ACCENT, strokeWidth: 2 }),
      Plot.dot(points, {
        x: "period",
        y: "value",
        r: 4,
        fill: { value: (point: Point) => (point.kind === "unreliable" ? PAPER : ACCENT), scale: null },
        stroke: ACCENT,
        strokeWidth: 2,
        title: (point: Point) => words.labelled(options.period(point.period), sayCell(point, options)),
      }),
      Plot.ruleY([0], { stroke: INK }),
    ],
  });
  svg.prepend(hatching(document, hatch));
  const legend: LegendItem[] = [
    { text: words.margin, fill: ACCENT, opacity: 0.22, stroke: ACCENT },
    ...(points.some((p) => p.kind === "unreliable")
      ? [{ text: words.unreliable, fill: PAPER, stroke: ACCENT, shape: "dot" } as const]
      : []),
    ...(gaps.some((c) => c.kind === "withheld") ? [{ text: words.withheld, fill: `url(#${hatch})`, stroke: HATCH }] : []),
    ...(gaps.every((c) => c.kind === "withheld") ? [] : [{ text: words.none, fill: `url(#${hatch})`, stroke: HATCH }]),
  ];
  addLegend(svg, legend, options);
  return finish(svg, options);
}
