import type { WithMargin } from "../shared/reliable-interval.ts";
import { px } from "./parts.tsx";

/** How a figure compares with its reference: beyond both margins, `same` where the difference cannot be told; `wide`: too uncertain to compare. */
export type Against = "less" | "more" | "same" | "wide";

export const AGAINST_COLOURS = { less: "var(--lo-1)", more: "var(--hi-1)", same: "var(--edge)", wide: "var(--ink-2)" } as const;

/** Dashes of the ring and the margin of what is too uncertain to compare, in px. */
const dashesOf = (against: Against | undefined): string | undefined => (against === "wide" ? "2 2" : undefined);

interface AgainstDotProps {
  /** middle of the dot, in px */
  readonly x: number;
  readonly y: number;
  readonly r: number | string;
  /** width of the line around the dot */
  readonly edge: string;
  /** undefined: not compared with anything */
  readonly against: Against | undefined;
}

/** A dot in the colour of its comparison, hollow where the difference cannot be told, and dotted where the figure is too uncertain. */
function AgainstDot({ x, y, r, edge, against }: AgainstDotProps) {
  const colour = against ? AGAINST_COLOURS[against] : "var(--ink)";
  const isHollow = against === "same" || against === "wide";
  return (
    <circle
      cx={px(x)}
      cy={px(y)}
      r={r}
      fill={isHollow ? "var(--card)" : colour}
      stroke={colour}
      stroke-width={edge}
      stroke-dasharray={dashesOf(against)}
    />
  );
}

interface MarginMarkProps extends Omit<AgainstDotProps, "x"> {
  readonly interval: WithMargin;
  readonly x: (value: number) => number;
  /** width of the margin's line */
  readonly line: string;
  /** ends of the axis in px: a margin that goes on beyond one ends there in an arrow; absent: none does */
  readonly ends?: readonly [left: number, right: number];
  /** true: the middle home, a thick tick in the place of the dot */
  readonly isMiddle?: boolean | undefined;
}

/** Length of an arrow in px, and half its height. */
const [ARROW, WING] = [6, 4.5];

/** Tells whether a margin goes on beyond an end of the axis. */
export function leaves({ lower, upper }: WithMargin, x: (value: number) => number, [left, right]: readonly [number, number]) {
  return { before: x(lower) < left - 0.5, after: x(upper) > right + 0.5 };
}

/** A dot, or a tick, on a thin line, the margin. Margins are never filled and never have round ends. */
export function MarginMark({ interval, x, line, ends = [-Infinity, Infinity], isMiddle = false, ...dot }: MarginMarkProps) {
  const { y, against } = dot;
  const [left, right] = ends;
  const { before, after } = leaves(interval, x, ends);
  const colour = against ? AGAINST_COLOURS[against] : "var(--ink)";
  const arrow = (tip: number, length: number): string =>
    `M${px(tip + length)} ${px(y - WING)}L${px(tip)} ${px(y)}L${px(tip + length)} ${px(y + WING)}`;
  return (
    <>
      <path
        d={`M${px(Math.max(left, x(interval.lower)))} ${px(y)}H${px(Math.min(right, x(interval.upper)))}${before ? arrow(left, ARROW) : ""}${after ? arrow(right, -ARROW) : ""}`}
        fill={before || after ? "none" : undefined}
        stroke={colour}
        stroke-width={line}
        stroke-dasharray={dashesOf(against)}
      />
      {isMiddle ? (
        <path d={`M${px(x(interval.value))} ${px(y - 8)}v16`} stroke="var(--n3)" stroke-width="5" />
      ) : (
        <AgainstDot {...dot} x={x(interval.value)} />
      )}
    </>
  );
}
