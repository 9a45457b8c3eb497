import { s } from "../shared/dom.ts";

/** One quantile or mean with its interval, in the display unit. */
export interface StripMark {
  readonly rank: number;
  readonly value: number;
  readonly lower: number;
  readonly upper: number;
}

export interface StripInput {
  /** published percentiles in order (rank 10 … 90); none: the mean is drawn with its margin */
  readonly quantiles: readonly StripMark[];
  /** median or mean, with its interval */
  readonly centre: { readonly value: number; readonly lower: number; readonly upper: number };
  readonly you: number;
  /** names of the two marks, and of the axis */
  readonly labels: { readonly you: string; readonly centre: string; readonly unit: string };
  readonly format: (value: number, decimals: number) => string;
  /** of the drawing, in px; texts keep their size */
  readonly width: number;
}

const HEIGHT = 128;
const MARGIN = 28;
const TOP = 46;
const BAND = 30;

/** The round step that cuts a range into about `count`. */
function stepFor(range: number, count: number): number {
  const rough = range / count;
  const power = 10 ** Math.floor(Math.log10(rough));
  return power * ([1, 2, 5, 10].find((m) => m * power >= rough) ?? 10);
}

/**
 * A strip of percentiles: P10–P90 light, P25–P75 dark, the median a tick, the visitor a diamond.
 * The label of each mark keeps inside the drawing; the two are on different sides of the band.
 */
export function percentileStrip(input: StripInput): SVGSVGElement {
  const { quantiles, centre, you, width } = input;
  const values = [you, centre.lower, centre.upper, ...quantiles.map((q) => q.value)];
  const high = Math.max(...values, Number.MIN_VALUE);
  const low = Math.min(...values);
  const from = low < 0.6 * high ? Math.min(0, low) : low - 0.25 * (high - low || high);
  const to = high + 0.06 * (high - from);
  const x = (value: number): number => MARGIN + ((value - from) / (to - from)) * (width - 2 * MARGIN);
  const at = (rank: number): number | undefined => quantiles.find((q) => q.rank === rank)?.value;

  const band = (a: number | undefined, b: number | undefined, fill: string, inset: number): SVGElement | null =>
    a === undefined || b === undefined
      ? null
      : s("rect", {
          x: x(a),
          y: TOP + inset,
          width: Math.max(1, x(b) - x(a)),
          height: BAND - 2 * inset,
          rx: 4,
          fill: `var(${fill})`,
        });
  const bands =
    quantiles.length > 0
      ? [band(at(10), at(90), "--band-light", 0), band(at(25), at(75), "--band-dark", 0)]
      : [band(centre.lower, centre.upper, "--band-dark", 0)];

  const step = stepFor(to - from, Math.max(2, Math.floor(width / 110)));
  const decimals = Math.max(0, -Math.floor(Math.log10(step) + 1e-9));
  const ticks: SVGElement[] = [];
  for (let tick = Math.ceil(from / step) * step; tick <= to; tick += step) {
    ticks.push(
      s("line", { x1: x(tick), x2: x(tick), y1: TOP + BAND + 8, y2: TOP + BAND + 13, stroke: "var(--soft)" }),
      s(
        "text",
        { x: x(tick), y: TOP + BAND + 28, "text-anchor": "middle", "font-size": 12, fill: "var(--soft)" },
        input.format(tick, decimals),
      ),
    );
  }
  const anchor = (value: number): string => (x(value) < width * 0.25 ? "start" : x(value) > width * 0.75 ? "end" : "middle");
  const shift = (value: number): number => (anchor(value) === "start" ? -9 : anchor(value) === "end" ? 9 : 0);
  const mark = (value: number, y: number, text: string, fill: string): SVGElement =>
    s(
      "text",
      { x: x(value) + shift(value), y, "text-anchor": anchor(value), "font-size": 14, "font-weight": 650, fill: `var(${fill})` },
      text,
    );
  const middle = TOP + BAND / 2;
  const diamond = `M${x(you)},${middle - 13}L${x(you) + 10},${middle}L${x(you)},${middle + 13}L${x(you) - 10},${middle}Z`;

  return s(
    "svg",
    { viewBox: `0 0 ${width} ${HEIGHT}`, width, height: HEIGHT, class: "strip" },
    s("line", { x1: MARGIN, x2: width - MARGIN, y1: TOP + BAND + 8, y2: TOP + BAND + 8, stroke: "var(--soft)" }),
    ...bands,
    s("line", {
      x1: x(centre.value),
      x2: x(centre.value),
      y1: TOP - 5,
      y2: TOP + BAND + 5,
      stroke: "var(--median)",
      "stroke-width": 3,
    }),
    s("path", { d: diamond, fill: "var(--you)", stroke: "var(--surface)", "stroke-width": 2 }),
    mark(you, 16, input.labels.you, "--you"),
    mark(centre.value, 36, input.labels.centre, "--median"),
    ...ticks,
    s(
      "text",
      { x: width - MARGIN, y: HEIGHT - 6, "text-anchor": "end", "font-size": 12, fill: "var(--soft)" },
      input.labels.unit,
    ),
  );
}
