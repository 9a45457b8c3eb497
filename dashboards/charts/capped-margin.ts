import type { WithMargin } from "../shared/reliable-interval.ts";
import { px } from "./parts.tsx";
import type { PeriodScale } from "./stretches.ts";

/**
 * A margin at a period, as a vertical line with a line `wide` px long across each end. Towards an end beyond the drawing, of which the
 * last argument has top and floor in px, the line runs to the edge, where an arrow points on.
 */
export function cappedMargin(
  i: number,
  { lower, upper }: WithMargin,
  { x, y }: PeriodScale,
  wide: number,
  [top, floor]: readonly [number, number] = [-Infinity, Infinity],
): string {
  const half = wide / 2;
  const end = (at: number): string =>
    at < top
      ? `M${px(x(i) - half)} ${px(top + half)}l${px(half)} ${px(-half)}l${px(half)} ${px(half)}`
      : at > floor
        ? `M${px(x(i) - half)} ${px(floor - half)}l${px(half)} ${px(half)}l${px(half)} ${px(-half)}`
        : `M${px(x(i) - half)} ${px(at)}h${px(wide)}`;
  const [low, high] = [y(lower), y(upper)];
  return `M${px(x(i))} ${px(Math.min(low, floor))}V${px(Math.max(high, top))}${end(low)}${end(high)}`;
}
