import type { WithMargin } from "../shared/reliable-interval.ts";
import { px } from "./parts.tsx";

/** How a figure compares with its reference: beyond both margins, or `same` where the difference cannot be told. */
export type Against = "less" | "more" | "same";

export const AGAINST_COLOURS = { less: "var(--lo-1)", more: "var(--hi-1)", same: "var(--edge)" } as const;

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

/** A dot in the colour of its comparison, hollow where the difference cannot be told. */
export function AgainstDot({ x, y, r, edge, against }: AgainstDotProps) {
  const colour = against ? AGAINST_COLOURS[against] : "var(--ink)";
  return (
    <circle cx={px(x)} cy={px(y)} r={r} fill={against === "same" ? "var(--card)" : colour} stroke={colour} stroke-width={edge} />
  );
}

interface MarginMarkProps extends Omit<AgainstDotProps, "x"> {
  readonly interval: WithMargin;
  readonly x: (value: number) => number;
  /** width of the margin's line */
  readonly line: string;
}

/** A dot on a thin line, the margin. Margins are never filled and never have round ends. */
export function MarginMark({ interval, x, line, ...dot }: MarginMarkProps) {
  const { y, against } = dot;
  return (
    <>
      <path
        d={`M${px(x(interval.lower))} ${px(y)}H${px(x(interval.upper))}`}
        stroke={against ? AGAINST_COLOURS[against] : "var(--ink)"}
        stroke-width={line}
      />
      <AgainstDot {...dot} x={x(interval.value)} />
    </>
  );
}
