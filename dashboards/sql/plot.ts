import * as Plot from "@observablehq/plot";
import type { ExactValue, Result } from "../../src/texts/sql/index.ts";
import { CLASS_NAME, finish } from "../charts/drawing.ts";
import { ACCENT, GRID, INK } from "../charts/palettes.ts";
import { isNumeric } from "./exact-rows.ts";

/** Rows that a drawing can show before it cannot be read. */
export const MOST_NAMED = 60;
export const MOST_POINTS = 2000;

/** What may be drawn of an answer. */
export interface Axes {
  /** columns, by place */
  readonly x: readonly number[];
  /** columns of numbers, by place */
  readonly y: readonly number[];
}

/** null: there is nothing to draw. */
export function axesOf({ columns, rows }: Result): Axes | null {
  const y = columns.flatMap(({ type }, i) => (isNumeric(type) ? [i] : []));
  return rows.length < 2 || columns.length < 2 || y.length === 0 ? null : { x: columns.map((_, i) => i), y };
}

/** A value first, what it is of across: OBS_VALUE by the first column of words. */
export function firstChoice({ columns }: Result, { x, y }: Axes): { x: number; y: number } {
  const named = (name: string) => y.find((i) => columns[i]?.name === name);
  const value = named("OBS_VALUE") ?? y[0] ?? 0;
  const words = x.find((i) => i !== value && !isNumeric(columns[i]?.type ?? ""));
  return { x: words ?? x.find((i) => i !== value) ?? 0, y: value };
}

interface Point {
  readonly x: string | number;
  readonly y: number;
  readonly lower: number | null;
  readonly upper: number | null;
}

/** The points of two columns; a row without a value has none, and margins belong to OBS_VALUE alone. */
export function pointsOf({ columns, rows }: Result, x: number, y: number): Point[] {
  const at = (name: string) => columns.findIndex((column) => column.name === name);
  const [lower, upper] = columns[y]?.name === "OBS_VALUE" ? [at("CI_LOWER"), at("CI_UPPER")] : [-1, -1];
  const across = isNumeric(columns[x]?.type ?? "");
  return rows.flatMap((row) => {
    const value = number(row[y]);
    const place = across ? number(row[x]) : String(row[x] ?? "–");
    if (value === null || place === null) return [];
    return [{ x: place, y: value, lower: number(row[lower]), upper: number(row[upper]) }];
  });
}

function number(value: ExactValue | undefined): number | null {
  if (value === null || value === undefined || typeof value === "boolean" || value === "") return null;
  const found = Number(value);
  return Number.isFinite(found) ? found : null;
}

export interface PlotOptions {
  readonly document: Document;
  readonly width: number;
  readonly label: string;
  readonly valueName: string;
  tick(value: number): string;
}

/** Named things one below the other, numbers across: a dot for each value, on a line for its margin. */
export function plotPoints(points: readonly Point[], options: PlotOptions): SVGSVGElement {
  const drawn =
    typeof points[0]?.x === "number"
      ? scatter(points.slice(0, MOST_POINTS), options)
      : listed(points.slice(0, MOST_NAMED), options);
  return finish(drawn, { label: options.label, id: "sql-plot" });
}

const axis = (options: PlotOptions) => ({
  tickFormat: (value: number) => options.tick(value),
  tickSize: 0,
  fontSize: 12,
  color: INK,
});

function listed(points: readonly Point[], options: PlotOptions): Element {
  const { document, width } = options;
  const narrow = width < 520;
  const left = narrow ? 110 : Math.min(240, Math.round(width * 0.34));
  const letters = Math.floor((left - 12) / 6.6);
  // Two rows of one name are two rows.
  const rows = points.map((point, i) => ({ ...point, key: String(i) }));
  const within = rows.filter(({ lower, upper }) => lower !== null && upper !== null);
  return Plot.plot({
    document,
    width,
    height: 60 + 24 * rows.length,
    marginTop: 40,
    marginLeft: left,
    marginRight: 16,
    className: CLASS_NAME,
    x: { type: "linear", axis: null, nice: true },
    y: { type: "band", domain: rows.map(({ key }) => key), axis: null },
    marks: [
      Plot.gridX({ stroke: GRID, strokeOpacity: 1, ticks: narrow ? 4 : 7 }),
      Plot.axisX({ ...axis(options), anchor: "top", ticks: narrow ? 4 : 7, label: options.valueName }),
      Plot.axisY({
        tickFormat: (key: string) => shortened(String(points[Number(key)]?.x ?? ""), letters),
        tickSize: 0,
        fontSize: 12,
        color: INK,
        label: null,
      }),
      Plot.ruleY(within, { y: "key", x1: "lower", x2: "upper", stroke: ACCENT, strokeOpacity: 0.6, strokeWidth: 3 }),
      Plot.dot(rows, { y: "key", x: "y", r: 4.5, fill: ACCENT }),
    ],
  });
}

function scatter(points: readonly Point[], options: PlotOptions): Element {
  const { document, width } = options;
  const within = points.filter(({ lower, upper }) => lower !== null && upper !== null);
  return Plot.plot({
    document,
    width,
    height: Math.round(Math.min(380, Math.max(240, width * 0.5))),
    marginLeft: 60,
    marginTop: 30,
    marginRight: 16,
    className: CLASS_NAME,
    x: { type: "linear", axis: null, nice: true },
    y: { type: "linear", axis: null, nice: true },
    marks: [
      Plot.gridY({ stroke: GRID, strokeOpacity: 1, ticks: 5 }),
      Plot.axisX({ ...axis(options), ticks: width < 520 ? 4 : 8, label: null }),
      Plot.axisY({ ...axis(options), ticks: 5, label: options.valueName }),
      Plot.ruleX(within, { x: "x", y1: "lower", y2: "upper", stroke: ACCENT, strokeOpacity: 0.5, strokeWidth: 2 }),
      Plot.dot(points, { x: "x", y: "y", r: 3.5, fill: ACCENT, fillOpacity: 0.8 }),
    ],
  });
}

function shortened(text: string, letters: number): string {
  return text.length > letters ? `${text.slice(0, letters - 1)}…` : text;
}
