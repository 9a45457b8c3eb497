import type { WithMargin } from "../shared/reliable-interval.ts";
import { px } from "./parts.tsx";

/** A period of a series; null: nothing is published. */
export interface PeriodPoint {
  readonly interval: WithMargin | null;
  /** the first after a break: no line leads to it */
  readonly broken?: boolean;
}

/** Indices of stretches without a gap or break: a line across either would state what was not measured. */
export function stretchesOf(points: readonly PeriodPoint[]): readonly (readonly number[])[] {
  const found: number[][] = [];
  points.forEach(({ interval, broken }, i) => {
    if (interval === null) return;
    const last = found.at(-1);
    if (last && !broken && last.at(-1) === i - 1) last.push(i);
    else found.push([i]);
  });
  return found;
}

/** Where periods and values stand, in px. */
export interface PeriodScale {
  readonly x: (i: number) => number;
  readonly y: (value: number) => number;
}

/** The points of a stretch along one of its three edges: `x y` in px, in order. */
function edgeOf(
  stretch: readonly number[],
  points: readonly PeriodPoint[],
  { x, y }: PeriodScale,
  of: "value" | "lower" | "upper",
): string[] {
  return stretch.map((i) => `${px(x(i))} ${px(y(points[i]?.interval?.[of] ?? 0))}`);
}

/** The line through a stretch. */
export function linePath(stretch: readonly number[], points: readonly PeriodPoint[], scale: PeriodScale): string {
  return `M${edgeOf(stretch, points, scale, "value").join("L")}`;
}

/** The margin along a stretch. */
export function bandPath(stretch: readonly number[], points: readonly PeriodPoint[], scale: PeriodScale): string {
  const [upper, lower] = [edgeOf(stretch, points, scale, "upper"), edgeOf(stretch, points, scale, "lower")];
  return `M${upper.join("L")}L${lower.reverse().join("L")}Z`;
}

/** The margin of a point that stands alone. */
export function loneMargin(i: number, points: readonly PeriodPoint[], { x, y }: PeriodScale): string {
  const { lower, upper } = points[i]?.interval ?? { lower: 0, upper: 0 };
  return `M${px(x(i))} ${px(y(lower))}V${px(y(upper))}`;
}
