import { type Drawing, element, finish, SVG } from "./drawing.ts";
import { hatching } from "./hatch.ts";
import { ACCENT, GRID, HATCH, INK } from "./palettes.ts";

export interface MonthBar {
  /** `YYYY-MM` */
  readonly period: string;
  /** null: the month is there but was not kept */
  readonly value: number | null;
  /** false: it stays in the browser */
  readonly sent: boolean;
}

export interface MonthBarsOptions extends Pick<Drawing, "document" | "width" | "id" | "label" | "tick"> {
  /** one a month of the span, in order, gaps included */
  readonly bars: readonly MonthBar[];
  /** a period under the axis, in a few letters */
  period(id: string): string;
}

const MARGIN = { left: 52, right: 8, top: 10, bottom: 26 } as const;
const HEIGHT = 190;
/** pixels that a label under the axis needs */
const LABEL = 56;
/** pixels that a month takes at most: one alone is a bar, not a wall */
const WIDEST = 72;

/** 1, 2 or 5 times a power of ten: at most four steps up to `top`. */
function stepOf(top: number): number {
  const power = 10 ** Math.floor(Math.log10(top / 4));
  return [1, 2, 5, 10].map((factor) => factor * power).find((step) => top / step <= 4) ?? 10 * power;
}

/** A bar a month, from 0 up. A month that was not kept is hatched to half the height and has no value; one that is not sent is hollow. */
export function monthBars(options: MonthBarsOptions): SVGSVGElement {
  const { document, width, bars, id, tick, period } = options;
  const svg = document.createElementNS(SVG, "svg") as SVGSVGElement;
  for (const [name, value] of Object.entries({
    width,
    height: HEIGHT,
    viewBox: `0 0 ${width} ${HEIGHT}`,
    class: "chart month-bars",
  }))
    svg.setAttribute(name, String(value));
  const hatch = `${id}-hatch`;
  svg.append(hatching(document, hatch));
  const add = (name: string, attributes: Readonly<Record<string, string | number>>, text?: string): void => {
    const node = element(document, name, attributes);
    if (text !== undefined) node.textContent = text;
    svg.append(node);
  };
  const top = Math.max(...bars.map(({ value }) => value ?? 0)) || 1;
  const [left, right, floor] = [MARGIN.left, width - MARGIN.right, HEIGHT - MARGIN.bottom];
  const y = (value: number): number => Math.round((floor - (value / top) * (floor - MARGIN.top)) * 10) / 10;
  const step = stepOf(top);
  for (let value = 0; value <= top; value += step) {
    add("line", { x1: left, x2: right, y1: y(value), y2: y(value), stroke: value === 0 ? INK : GRID });
    add("text", { x: left - 6, y: y(value) + 4, "text-anchor": "end", "font-size": 12, fill: INK }, tick(value));
  }
  const pace = Math.min(WIDEST, (right - left) / Math.max(1, bars.length));
  const every = Math.ceil(LABEL / pace);
  for (const [i, { period: at, value, sent }] of bars.entries()) {
    const x = Math.round((left + i * pace) * 10) / 10;
    const shape = { x: x + 1, width: Math.max(1, Math.round((pace - 2) * 10) / 10), "data-period": at };
    if (value === null) {
      const half = (floor + MARGIN.top) / 2;
      add("rect", { ...shape, y: half, height: floor - half, fill: `url(#${hatch})`, stroke: HATCH });
    } else {
      const fill = sent ? { fill: ACCENT } : { fill: "none", stroke: ACCENT };
      add("rect", { ...shape, y: y(value), height: Math.max(0.5, floor - y(value)), ...fill });
    }
    if (i % every === 0 && x + LABEL / 2 <= width)
      add("text", { x: x + pace / 2, y: floor + 17, "text-anchor": "middle", "font-size": 12, fill: INK }, period(at));
  }
  return finish(svg, options);
}

/** Every month from the first to the last, those without anything included as not kept. */
export function monthsBetween(first: string, last: string): string[] {
  const index = (id: string): number => 12 * Number(id.slice(0, 4)) + Number(id.slice(5)) - 1;
  return Array.from({ length: Math.max(0, index(last) - index(first) + 1) }, (_, i) => {
    const at = index(first) + i;
    return `${Math.floor(at / 12)}-${String((at % 12) + 1).padStart(2, "0")}`;
  });
}
