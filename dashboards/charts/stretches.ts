import type { WithMargin } from "../shared/reliable-interval.ts";
import { px } from "./parts.tsx";

/** A figure of a trend. `unsure`: its margin is too wide to rely on, so that no full line leads to it. */
export type TrendPoint = WithMargin & { readonly unsure?: boolean };

/** A period of a series; its interval is null where nothing is published. */
export interface PeriodPoint {
  readonly interval: TrendPoint | null;
  /** a figure with too wide a margin to rely on, to which no line leads */
  readonly wide?: WithMargin | null;
  /** true for the first period after a break: no line leads to it */
  readonly broken?: boolean;
}

/** Splits periods into stretches without a gap or break, as indices. A line across either would state what was not measured. */
export function stretchesOf(points: readonly PeriodPoint[]): readonly (readonly number[])[] {
  const stretches: number[][] = [];
  points.forEach(({ interval, broken }, i) => {
    if (interval === null) return;
    const last = stretches.at(-1);
    if (last && !broken && last.at(-1) === i - 1) last.push(i);
    else stretches.push([i]);
  });
  return stretches;
}

/** Horizontal places of periods and heights of values, in px. */
export interface PeriodScale {
  readonly x: (i: number) => number;
  readonly y: (value: number) => number;
}

/** The values, or one bound of the margins, along a stretch: `x y` in px, in order. */
function edgeOf(
  stretch: readonly number[],
  points: readonly PeriodPoint[],
  { x, y }: PeriodScale,
  edge: "value" | "lower" | "upper",
): string[] {
  return stretch.map((i) => `${px(x(i))} ${px(y(points[i]?.interval?.[edge] ?? 0))}`);
}

/** The line through a stretch. */
export function linePath(stretch: readonly number[], points: readonly PeriodPoint[], scale: PeriodScale): string {
  return `M${edgeOf(stretch, points, scale, "value").join("L")}`;
}

/** The margin along a stretch, as a closed path. */
export function bandPath(stretch: readonly number[], points: readonly PeriodPoint[], scale: PeriodScale): string {
  const [upper, lower] = [edgeOf(stretch, points, scale, "upper"), edgeOf(stretch, points, scale, "lower")];
  return `M${upper.join("L")}L${lower.reverse().join("L")}Z`;
}

/** The margin of a lone point, as a vertical line. */
export function loneMargin(i: number, points: readonly PeriodPoint[], { x, y }: PeriodScale): string {
  const { lower, upper } = points[i]?.interval ?? { lower: 0, upper: 0 };
  return `M${px(x(i))} ${px(y(lower))}V${px(y(upper))}`;
}
