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
/** from this width on there is room for a fourth mark on the axis */
const WIDE = 400;

/** A band from one value to another, and the ranks that it spans; null: it is the margin of the centre. */
export interface StripBand {
  readonly from: number;
  readonly to: number;
  readonly ranks: readonly [number, number] | null;
}

/**
 * What the known percentiles allow to be drawn: the light band spans all of them, the dark band those from 25 to 75. With
 * fewer than two there is no band to draw, and the dark one is the margin of the centre.
 */
export function stripBands(input: Pick<StripInput, "quantiles" | "centre">): { light: StripBand | null; dark: StripBand | null } {
  const { quantiles, centre } = input;
  const spanning = (known: readonly StripMark[]): StripBand | null => {
    const [first, last] = [known[0], known.at(-1)];
    return first && last && first !== last ? { from: first.value, to: last.value, ranks: [first.rank, last.rank] } : null;
  };
  const whole = spanning(quantiles);
  if (!whole) return { light: null, dark: { from: centre.lower, to: centre.upper, ranks: null } };
  const dark = spanning(quantiles.filter(({ rank }) => rank >= 25 && rank <= 75));
  const same = dark?.ranks?.[0] === whole.ranks?.[0] && dark?.ranks?.[1] === whole.ranks?.[1];
  return { light: same ? null : whole, dark };
}

/** from this many times the highest published value on, the visitor's is not drawn to scale */
const FAR = 2;
/** what the axis shows beyond the highest published value, as a share of it, when the visitor's is not drawn to scale */
const ROOM = 0.25;

const highest = ({ quantiles, centre }: Pick<StripInput, "quantiles" | "centre">): number =>
  Math.max(centre.value, centre.upper, ...quantiles.map(({ value }) => value));

/** Is the visitor's value so large that an axis up to it would squeeze what is published into a sliver? */
export function offScale(input: Pick<StripInput, "quantiles" | "centre" | "you">): boolean {
  const high = highest(input);
  return high > 0 && input.you > FAR * high;
}

/** The two ends of the axis. */
export function stripRange(input: Pick<StripInput, "quantiles" | "centre" | "you">): { from: number; to: number } {
  const { quantiles, centre, you } = input;
  if (offScale(input)) return { from: Math.min(0, centre.lower), to: (1 + ROOM) * highest(input) };
  const high = Math.max(you, highest(input), Number.MIN_VALUE);
  const low = Math.min(you, centre.lower, centre.upper, ...quantiles.map(({ value }) => value));
  const from = low < 0.6 * high ? Math.min(0, low) : low - 0.25 * (high - low || high);
  return { from, to: high + 0.06 * (high - from) };
}

/** The largest round step (1, 2 or 5 times a power of ten) that marks a range at least `least` times. */
export function ticksOf(from: number, to: number, least: number): { readonly step: number; readonly ticks: readonly number[] } {
  let power = 10 ** Math.ceil(Math.log10(to - from));
  for (;;) {
    for (const step of [power, power / 2, power / 5]) {
      const first = Math.ceil(from / step - 1e-9);
      const count = Math.floor(to / step + 1e-9) - first + 1;
      if (count >= least) return { step, ticks: Array.from({ length: count }, (_, i) => (first + i) * step) };
    }
    power /= 10;
  }
}

/**
 * A strip of percentiles: P10–P90 light, P25–P75 dark, or as much of them as is known; the centre a tick, the visitor a
 * diamond. A visitor far beyond what is published stands at the edge, with an arrow. The label of each mark keeps inside the
 * drawing; the two are on different sides of the band.
 */
export function percentileStrip(input: StripInput): SVGSVGElement {
  const { centre, width } = input;
  const far = offScale(input);
  const { from, to } = stripRange(input);
  const you = far ? to : input.you;
  const x = (value: number): number => MARGIN + ((value - from) / (to - from)) * (width - 2 * MARGIN);
  const band = (drawn: StripBand | null, fill: string): SVGElement | null =>
    drawn &&
    s("rect", {
      x: x(drawn.from),
      y: TOP,
      width: Math.max(1, x(drawn.to) - x(drawn.from)),
      height: BAND,
      rx: 4,
      fill: `var(${fill})`,
    });
  const { light, dark } = stripBands(input);

  const { step, ticks: marked } = ticksOf(from, to, width < WIDE ? 3 : 4);
  const decimals = Math.max(0, -Math.floor(Math.log10(step) + 1e-9));
  const ticks = marked.flatMap((tick) => [
    s("line", { x1: x(tick), x2: x(tick), y1: TOP + BAND + 8, y2: TOP + BAND + 13, stroke: "var(--ink-2)" }),
    s(
      "text",
      { x: x(tick), y: TOP + BAND + 28, "text-anchor": "middle", "font-size": 12, fill: "var(--ink-2)" },
      input.format(tick, decimals),
    ),
  ]);
  const anchor = (value: number): string => (x(value) < width * 0.25 ? "start" : x(value) > width * 0.75 ? "end" : "middle");
  const shift = (value: number): number => (anchor(value) === "start" ? -9 : anchor(value) === "end" ? 9 : 0);
  const mark = (value: number, y: number, text: string, fill: string): SVGElement =>
    s(
      "text",
      { x: x(value) + shift(value), y, "text-anchor": anchor(value), "font-size": 14, "font-weight": 650, fill: `var(${fill})` },
      text,
    );
  const middle = TOP + BAND / 2;
  const arrow = `M${x(you) + 13},${middle - 7}L${x(you) + 21},${middle}L${x(you) + 13},${middle + 7}`;
  const diamond = `M${x(you)},${middle - 13}L${x(you) + 10},${middle}L${x(you)},${middle + 13}L${x(you) - 10},${middle}Z`;

  return s(
    "svg",
    { viewBox: `0 0 ${width} ${HEIGHT}`, width, height: HEIGHT, class: "strip" },
    s("line", { x1: MARGIN, x2: width - MARGIN, y1: TOP + BAND + 8, y2: TOP + BAND + 8, stroke: "var(--ink-2)" }),
    band(light, "--band-light"),
    band(dark, "--band-dark"),
    s("line", {
      x1: x(centre.value),
      x2: x(centre.value),
      y1: TOP - 5,
      y2: TOP + BAND + 5,
      stroke: "var(--median)",
      "stroke-width": 3,
    }),
    s("path", { d: diamond, fill: "var(--you)", stroke: "var(--card)", "stroke-width": 2 }),
    far ? s("path", { class: "beyond", d: arrow, fill: "none", stroke: "var(--you)", "stroke-width": 3 }) : null,
    mark(you, 16, input.labels.you, "--you"),
    mark(centre.value, 36, input.labels.centre, "--median"),
    ...ticks,
    s(
      "text",
      { x: width - MARGIN, y: HEIGHT - 6, "text-anchor": "end", "font-size": 12, fill: "var(--ink-2)" },
      input.labels.unit,
    ),
  );
}
