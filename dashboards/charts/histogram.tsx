import { Z95 } from "../../src/privacy/forecast/z95.ts";
import type { Bin } from "./hundred.ts";
import { Axis, type ChartFrame, Drawing, Hatch, linesWithin, middleWithin, px, SMALL, textWidth, ticksTo } from "./parts.tsx";
import { QUARTER_PAINT, type QuarterBounds } from "./quarters.ts";

export interface HistogramProps extends ChartFrame {
  readonly bins: readonly Bin[];
  /** null: not published precisely enough */
  readonly quarters: (QuarterBounds & { readonly text: string }) | null;
  /** the middle home, drawn as a line with its words; null: not published precisely enough */
  readonly middle: { readonly value: number; readonly text: string } | null;
  /** what the drawing reaches at least: distributions beside each other have one axis, and equal areas for equal shares */
  readonly reach?: Reach;
  readonly unit: string;
  readonly format: (value: number) => string;
  /** words for the homes above the last bound, given their number in a hundred */
  beyond(share: number): string;
  /** words for the two ends of the strip of quarters */
  readonly ends?: { readonly low: string; readonly high: string };
  /** words for one home in a hundred, shown as a square of its area */
  readonly hundredth?: string;
  /** set where single bars can be tapped and read */
  readonly readable?: { readonly chosen: string | null };
}

/** The value at which a drawing ends, and the share of homes per unit at its top. */
export interface Reach {
  readonly value: number;
  readonly peak: number;
}

const PLOT = 230;

interface Bar {
  readonly bin: Bin;
  readonly lower: number;
  readonly upper: number;
  /** homes per unit, so that the area of a bar is its number of homes */
  readonly density: number;
  readonly half: number;
}

/** Most bars across the drawing: narrower bins are merged, and their noise with them. */
const MOST_BARS = 30;

/** Merges neighbouring bins until each is wide enough for a bar. Homes and variances add up. */
export function mergedBins(bins: readonly Bin[]): Bin[] {
  const end = Math.max(0, ...bins.flatMap(({ upper, noisy, sigma }) => (upper === null || noisy < 2 * sigma ? [] : [upper])));
  const merged: Bin[] = [];
  for (const bin of bins) {
    const last = merged.at(-1);
    const narrow = last && last.upper !== null && last.upper - last.lower < end / MOST_BARS;
    if (!narrow || bin.upper === null) merged.push(bin);
    else
      merged[merged.length - 1] = {
        lower: last.lower,
        upper: bin.upper,
        noisy: last.noisy + bin.noisy,
        sigma: Math.hypot(last.sigma, bin.sigma),
      };
  }
  return merged;
}

/** A bin's number of homes, with its margin. */
export function homesOf({ noisy, sigma }: Bin): { readonly value: number; readonly lower: number; readonly upper: number } {
  return { value: noisy, lower: Math.max(0, noisy - Z95 * sigma), upper: noisy + Z95 * sigma };
}

/** Tells whether noise alone could make a bin: it has fewer than two standard deviations of its noise. */
export const isEmptyBin = ({ noisy, sigma }: Bin): boolean => noisy < 2 * sigma;

/** The bins to draw, merged where they are narrow. A bin below two standard deviations of its noise counts as empty. */
export function drawnBins(bins: readonly Bin[]): Bin[] {
  return mergedBins(bins).filter((bin) => bin.upper !== null && !isEmptyBin(bin));
}

/** The bins that are not empty, as densities. */
function barsOf(bins: readonly Bin[]): Bar[] {
  return drawnBins(bins).flatMap((bin) => {
    const { lower, upper, noisy, sigma } = bin;
    return upper === null ? [] : [{ bin, lower, upper, density: noisy / (upper - lower), half: (Z95 * sigma) / (upper - lower) }];
  });
}

/** The upper bound of the last bar, and the highest share per unit with its margin. */
export function reachOf(bins: readonly Bin[]): Reach {
  const bars = barsOf(bins);
  return {
    value: Math.max(0, ...bars.map(({ upper }) => upper)),
    peak: Math.max(0, ...bars.map(({ density, half }) => density + half)) / homesIn(bins),
  };
}

/** Homes of all bins, drawn or not; never none. */
const homesIn = (bins: readonly Bin[]): number =>
  Math.max(
    1e-9,
    bins.reduce((total, { noisy }) => total + noisy, 0),
  );

/** Homes in bars, in a hundred, rounded down. Those beyond the last bound are in none, so that the bars never have all of them. */
export function shareDrawn(bins: readonly Bin[]): number {
  const drawn = drawnBins(bins).reduce((total, { noisy }) => total + noisy, 0);
  return Math.min(99, Math.floor((100 * drawn) / homesIn(bins)));
}

interface HistogramLayout {
  readonly x: (value: number) => number;
  readonly y: (density: number) => number;
  readonly left: number;
  readonly right: number;
  readonly floor: number;
}

/** Homes above the last bound, in a hundred. */
function shareBeyond(bins: readonly Bin[]): number {
  const full = mergedBins(bins).filter((bin) => !isEmptyBin(bin));
  const sum = (some: readonly Bin[]): number => some.reduce((total, { noisy }) => total + noisy, 0);
  const homes = sum(full);
  return homes === 0 ? 0 : (100 * sum(full.filter(({ upper }) => upper === null))) / homes;
}

/** Height of a line of words, in px. */
const LINE = 18;

/**
 * How homes are spread: bars whose area is the number of homes, in three strengths by quarter, each with its margin as a thin
 * line. The middle home is a line; a strip below has the quarters, and their names.
 */
export function Histogram(props: HistogramProps) {
  const { width, bins, quarters, middle, reach, unit, format, beyond, ends } = props;
  const bars = barsOf(bins);
  const own = reachOf(bins);
  const peak = Math.max(1e-9, own.peak, reach?.peak ?? 0) * homesIn(bins);
  const end = 1.04 * Math.max(reach?.value ?? 0, own.value, quarters?.high ?? 0, 1e-9);
  const [left, right] = [6, width - 6];
  const middleLines = middle ? linesWithin(middle.text, width, SMALL) : [];
  const head = middle ? 34 + LINE * (middleLines.length - 1) : 12;
  const floor = head + PLOT;
  const x = (value: number): number => left + (value / end) * (right - left);
  const y = (density: number): number => floor - (density / peak) * PLOT;
  const share = shareBeyond(bins);
  const layout = { x, y, left, right, floor };
  // Over the bars its words would lie on their numbers of homes, so they have a line of their own below the axis.
  const afterLines = share >= 0.5 ? linesWithin(beyond(share), right - left, SMALL) : [];
  const foot = floor + LINE * afterLines.length;
  const half = quarters ? linesWithin(quarters.text, width - 4, SMALL, true) : [];
  return (
    <Drawing {...props} height={foot + (quarters ? 48 + LINE * (half.length + endLines(ends, right - left)) : 30)}>
      <Undrawn bins={bins} end={end} layout={layout} id={props.id} />
      <Bars bars={bars} quarters={quarters} layout={layout} />
      {props.hundredth === undefined ? null : (
        <Hundredth
          words={props.hundredth}
          area={((homesIn(bins) / 100) * (right - left) * PLOT) / (end * peak)}
          {...{ bars, head, layout }}
        />
      )}
      <Axis x={x} ticks={ticksTo(0, end, width < 420 ? 3 : 4)} from={left} to={right} y={floor} format={format} unit={unit} />
      {afterLines.map((line, i) => (
        <text key={line} x={right} y={floor + 19 + LINE * (i + 1)} text-anchor="end" fill="var(--ink-2)">
          {line}
        </text>
      ))}
      {middle ? <MiddleHome value={middle.value} lines={middleLines} width={width} layout={layout} /> : null}
      {props.readable ? <Readable chosen={props.readable.chosen} bars={bars} layout={layout} /> : null}
      {quarters ? (
        <Quarters quarters={quarters} lines={half} ends={ends} width={width} layout={{ ...layout, floor: foot }} />
      ) : null}
    </Drawing>
  );
}

interface BarsProps {
  readonly bars: readonly Bar[];
  readonly quarters: HistogramProps["quarters"];
  readonly layout: HistogramLayout;
}

/** A margin has a pale edge, so that it is seen on a dark bar, unless the bar is too narrow (px) to keep its top beside it. */
const MARGIN_STROKES = [
  { stroke: "var(--card)", width: 3.5, narrowest: 14 },
  { stroke: "var(--ink)", width: 1.5, narrowest: 0 },
] as const;

/** The bars, and their margins over them. */
function Bars({ bars, quarters, layout: { x, y, floor } }: BarsProps) {
  return (
    <>
      {bars.map(({ lower, upper, density }) =>
        partsOf(lower, upper, quarters).map(({ from, to, part }) => (
          <rect
            key={from}
            x={px(x(from) + (from === lower ? 0.8 : 0))}
            y={px(y(density))}
            width={px(Math.max(0.5, x(to) - x(from) - (from === lower ? 0.8 : 0) - (to === upper ? 0.8 : 0)))}
            height={px(floor - y(density))}
            {...QUARTER_PAINT[part]}
          />
        )),
      )}
      {MARGIN_STROKES.map(({ stroke, width, narrowest }) => (
        <g key={stroke} stroke={stroke} stroke-width={width}>
          {bars
            .filter(({ lower, upper }) => x(upper) - x(lower) >= narrowest)
            .map(({ lower, upper, density, half }) => (
              <path
                key={lower}
                d={`M${px(x((lower + upper) / 2))} ${px(y(density + half))}V${px(y(Math.max(0, density - half)))}`}
              />
            ))}
        </g>
      ))}
    </>
  );
}

/** Height in px of the mark for homes that are not drawn. */
const STRIP = 7;

interface Stretch {
  readonly from: number;
  /** null: it has no end */
  readonly to: number | null;
}

/** Stretches below a bar whose bins are not drawn, and the one above the last bar, unless its homes are told. */
export function undrawnStretches(bins: readonly Bin[]): readonly Stretch[] {
  const drawn = drawnBins(bins);
  const below = drawn.flatMap(({ lower }, i): Stretch[] => {
    const from = drawn[i - 1]?.upper ?? 0;
    return lower > from ? [{ from, to: lower }] : [];
  });
  const last = mergedBins(bins).at(-1);
  const from = reachOf(bins).value;
  const isTailUndrawn = last !== undefined && (last.upper ?? Number.POSITIVE_INFINITY) > from && shareBeyond(bins) < 0.5;
  return isTailUndrawn ? [...below, { from, to: null }] : below;
}

interface UndrawnProps {
  readonly bins: readonly Bin[];
  /** the value at which the axis ends */
  readonly end: number;
  readonly layout: HistogramLayout;
  readonly id: string;
}

/** A hatched strip where a bin is not drawn. */
function Undrawn({ bins, end, layout: { x, floor }, id }: UndrawnProps) {
  return (
    <>
      <Hatch id={`${id}-hatch`} />
      {undrawnStretches(bins).map(({ from, to }) => (
        <rect
          key={from}
          x={px(x(from))}
          y={px(floor - STRIP)}
          width={px(x(to ?? end) - x(from))}
          height={STRIP}
          fill={`url(#${id}-hatch)`}
          stroke="var(--hatch)"
        />
      ))}
    </>
  );
}

interface HundredthProps {
  readonly words: string;
  /** px² of one home in a hundred */
  readonly area: number;
  readonly bars: readonly Bar[];
  /** where the plot begins, in px from the top */
  readonly head: number;
  readonly layout: HistogramLayout;
}

/** The scale of areas: a square as large as one home in a hundred, at the right where no bar is in its way. */
function Hundredth({ words, area, bars, head, layout: { x, y, right } }: HundredthProps) {
  const side = Math.sqrt(area);
  const left = right - side;
  const top = head + 14;
  const room = Math.min(
    ...bars.filter(({ upper }) => x(upper) > left - 12 - textWidth(words)).map(({ density, half }) => y(density + half)),
  );
  if (room < top + side + 8) return null;
  return (
    <g>
      <rect x={px(left)} y={top} width={px(side)} height={px(side)} {...QUARTER_PAINT.middle} />
      <text x={px(left - 8)} y={px(top + side / 2 + 4.5)} text-anchor="end">
        {words}
      </text>
    </g>
  );
}

interface ReadableProps {
  readonly chosen: string | null;
  readonly bars: readonly Bar[];
  readonly layout: HistogramLayout;
}

/** The areas that can be tapped. */
function Readable({ chosen, bars, layout: { x, floor } }: ReadableProps) {
  return (
    <g class="areas">
      {bars.map(({ lower, upper }, i) => (
        <rect
          key={lower}
          data-area={String(i)}
          x={px(x(lower))}
          y={px(floor - PLOT)}
          width={px(x(upper) - x(lower))}
          height={PLOT}
          fill="transparent"
          {...(chosen === String(i) ? { stroke: "var(--ink)", "stroke-width": 1.5, "stroke-dasharray": "3 3" } : {})}
        />
      ))}
    </g>
  );
}

interface MiddleHomeProps {
  readonly value: number;
  /** the words, broken into lines that fit */
  readonly lines: readonly string[];
  readonly width: number;
  readonly layout: HistogramLayout;
}

/** The middle home as a line, with its words on the side that has room, or above it where neither has. */
function MiddleHome({ value, lines, width, layout: { x, floor } }: MiddleHomeProps) {
  const [at, wide] = [x(value), Math.max(...lines.map((line) => textWidth(line)))];
  const after = at + 10 + wide <= width;
  const above = !after && at - 8 - wide < 0;
  const left = above ? Math.max(0, Math.min(width - wide, at - wide / 2)) : after ? at + 8 : at - 8;
  return (
    <g>
      <path d={`M${px(at)} ${above ? 27 + LINE * (lines.length - 1) : 10}V${floor}`} stroke="var(--ink)" stroke-width="2" />
      {lines.map((line, i) => (
        <text
          key={line}
          x={px(left)}
          y={21 + LINE * i}
          text-anchor={after || above ? "start" : "end"}
          stroke="var(--card)"
          stroke-width="4"
          paint-order="stroke"
        >
          {line}
        </text>
      ))}
    </g>
  );
}

/** Lines of the words of both ends: one where they have room beside each other. */
function endLines(ends: HistogramProps["ends"], room: number): number {
  if (!ends) return 0;
  return textWidth(ends.low) + textWidth(ends.high) + 12 <= room ? 1 : 2;
}

interface QuartersProps {
  readonly quarters: NonNullable<HistogramProps["quarters"]>;
  /** the words of the middle half, broken into lines that fit */
  readonly lines: readonly string[];
  readonly ends: HistogramProps["ends"] | undefined;
  readonly width: number;
  readonly layout: HistogramLayout;
}

/** The quarters as a strip under the axis in the paints of the bars, which so have their names. */
function Quarters({ quarters, lines, ends, width, layout: { x, left, right, floor } }: QuartersProps) {
  const half = Math.max(...lines.map((line) => textWidth(line, SMALL, true))) / 2;
  const middle = middleWithin((x(quarters.low) + x(quarters.high)) / 2, half + 2, width);
  const cuts = [left, x(quarters.low), x(quarters.high), right];
  const below = floor + 56 + LINE * lines.length;
  return (
    <g>
      {(["low", "middle", "high"] as const).map((part, i) => (
        <rect
          key={part}
          x={px((cuts[i] as number) + 1)}
          y={floor + 31}
          width={px(Math.max(1, (cuts[i + 1] as number) - (cuts[i] as number) - 2))}
          height="6"
          {...QUARTER_PAINT[part]}
        />
      ))}
      {lines.map((line, i) => (
        <text key={line} x={px(middle)} y={floor + 56 + LINE * i} text-anchor="middle" font-weight="700" fill="var(--n2)">
          {line}
        </text>
      ))}
      {ends ? (
        <>
          <text x={left} y={below} fill="var(--ink-2)">
            {ends.low}
          </text>
          <text x={right} y={below + LINE * (endLines(ends, right - left) - 1)} text-anchor="end" fill="var(--ink-2)">
            {ends.high}
          </text>
        </>
      ) : null}
    </g>
  );
}

/** Cuts a bin at the quarter bounds that lie within it. Without bounds, all homes are painted alike. */
function partsOf(
  lower: number,
  upper: number,
  quarters: QuarterBounds | null,
): { from: number; to: number; part: keyof typeof QUARTER_PAINT }[] {
  if (quarters === null) return [{ from: lower, to: upper, part: "middle" }];
  const cuts = [lower, ...[quarters.low, quarters.high].filter((cut) => cut > lower && cut < upper), upper];
  return cuts.slice(1).map((to, i) => {
    const from = cuts[i] as number;
    const part = to <= quarters.low ? "low" : from >= quarters.high ? "high" : "middle";
    return { from, to, part };
  });
}
