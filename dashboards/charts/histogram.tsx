import type { Bin } from "./hundred.ts";
import { Axis, type ChartFrame, Drawing, px, textWidth, ticksTo } from "./parts.tsx";

export interface HistogramProps extends ChartFrame {
  readonly bins: readonly Bin[];
  /** where the lowest quarter ends and the highest begins; null: not published precisely enough */
  readonly quarters: { readonly low: number; readonly high: number; readonly text: string } | null;
  /** the middle home, as a line with its words; null: not published precisely enough */
  readonly middle: { readonly value: number; readonly text: string } | null;
  readonly unit: string;
  readonly format: (value: number) => string;
  /** what lies above the last bound: so many homes of a hundred */
  beyond(share: number): string;
}

/** Two-sided 95 % of a normal draw, in standard deviations. */
const Z95 = 1.96;
const PLOT = 230;

interface Bar {
  readonly lower: number;
  readonly upper: number;
  /** homes per unit, so that a wide bin is not taken for a full one */
  readonly density: number;
  readonly half: number;
}

/** Bars across the drawing, at most: narrower bins are drawn together, and their noise with them. */
const MOST_BARS = 30;

/** Neighbouring bins together until each is as wide as a bar can be told by: homes and variances add up. */
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

/** The bins that hold somebody, as densities: below two standard deviations of the noise a bin is empty. */
function barsOf(bins: readonly Bin[]): Bar[] {
  return mergedBins(bins).flatMap(({ lower, upper, noisy, sigma }) => {
    if (upper === null || noisy < 2 * sigma) return [];
    return [{ lower, upper, density: noisy / (upper - lower), half: (Z95 * sigma) / (upper - lower) }];
  });
}

/**
 * How homes are spread: filled bars whose area is their number, in three strengths by quarter, each with its margin as a thin line; the
 * middle home as a line, the middle half as a bar below. Long, for it is bars, axis, middle and what lies beyond.
 */
export function Histogram(props: HistogramProps) {
  const { width, bins, quarters, middle, unit, format, beyond } = props;
  const bars = barsOf(bins);
  const most = Math.max(1e-9, ...bars.map(({ density, half }) => density + half));
  const end = 1.02 * Math.max(...bars.map(({ upper }) => upper), quarters?.high ?? 0, 1e-9);
  const [head, left, right] = [middle ? 34 : 12, 6, width - 6];
  const floor = head + PLOT;
  const x = (value: number): number => left + (value / end) * (right - left);
  const y = (density: number): number => floor - (density / most) * PLOT;
  const merged = mergedBins(bins);
  const homes = merged.reduce((sum, { noisy, sigma }) => sum + (noisy < 2 * sigma ? 0 : noisy), 0);
  const over = merged.reduce((sum, { upper, noisy, sigma }) => sum + (upper === null && noisy >= 2 * sigma ? noisy : 0), 0);
  const share = homes === 0 ? 0 : (100 * over) / homes;
  const ticks = ticksTo(0, end, width < 420 ? 3 : 4);
  const middleText = middle?.text ?? "";
  const before = middle !== null && x(middle.value) + 10 + textWidth(middleText) > width;
  const half = textWidth(quarters?.text ?? "", 13, true) / 2;
  return (
    <Drawing {...props} height={floor + (quarters ? 66 : 30)}>
      {bars.map(({ lower, upper, density }) =>
        partsOf(lower, upper, quarters).map(({ from, to, part }) => (
          <rect
            key={from}
            x={px(x(from) + (from === lower ? 0.8 : 0))}
            y={px(y(density))}
            width={px(Math.max(0.5, x(to) - x(from) - (from === lower ? 0.8 : 0) - (to === upper ? 0.8 : 0)))}
            height={px(floor - y(density))}
            fill={`var(--${part})`}
            stroke={part === "n3" ? "var(--n3)" : "var(--n2)"}
          />
        )),
      )}
      <g stroke="var(--ink)" stroke-width="1.500">
        {bars.map(({ lower, upper, density, half: margin }) => (
          <path
            key={lower}
            d={`M${px(x((lower + upper) / 2))} ${px(y(density + margin))}V${px(y(Math.max(0, density - margin)))}`}
          />
        ))}
      </g>
      <Axis x={x} ticks={ticks} from={left} to={right} y={floor} format={format} unit={unit} />
      {share >= 0.5 ? (
        <text x={right} y={floor - 8} text-anchor="end" fill="var(--ink-2)">
          {beyond(share)}
        </text>
      ) : null}
      {middle ? (
        <g>
          <path d={`M${px(x(middle.value))} 10V${floor}`} stroke="var(--ink)" stroke-width="2" />
          <text
            x={px(before ? x(middle.value) - 8 : x(middle.value) + 8)}
            y="21"
            text-anchor={before ? "end" : "start"}
            stroke="var(--card)"
            stroke-width="4"
            paint-order="stroke"
          >
            {middleText}
          </text>
        </g>
      ) : null}
      {quarters ? (
        <g>
          <path
            d={`M${px(x(quarters.low))} ${floor + 34}H${px(x(quarters.high))}`}
            stroke="var(--n2)"
            stroke-width="5"
            stroke-linecap="round"
          />
          <text
            x={px(Math.max(half + 2, Math.min(width - half - 2, (x(quarters.low) + x(quarters.high)) / 2)))}
            y={floor + 56}
            text-anchor="middle"
            font-weight="700"
            fill="var(--n2)"
          >
            {quarters.text}
          </text>
        </g>
      ) : null}
    </Drawing>
  );
}

/** A bin cut at the quarters that lie within it; without quarters all are people alike. */
function partsOf(
  lower: number,
  upper: number,
  quarters: HistogramProps["quarters"],
): { from: number; to: number; part: "n1" | "n2" | "n3" }[] {
  if (quarters === null) return [{ from: lower, to: upper, part: "n2" }];
  const cuts = [lower, ...[quarters.low, quarters.high].filter((cut) => cut > lower && cut < upper), upper];
  return cuts.slice(1).map((to, i) => {
    const from = cuts[i] as number;
    const part = to <= quarters.low ? "n1" : from >= quarters.high ? "n3" : "n2";
    return { from, to, part };
  });
}
