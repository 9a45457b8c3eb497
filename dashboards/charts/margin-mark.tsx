import type { WithMargin } from "../shared/reliable-interval.ts";
import { px } from "./parts.tsx";

/** Where a figure stands beside what it is held against: beyond both margins, or not to be told. */
export type Against = "less" | "more" | "same";

export const AGAINST_COLOURS = { less: "var(--lo-1)", more: "var(--hi-1)", same: "var(--edge)" } as const;

interface AgainstDotProps {
  /** px of its middle */
  readonly x: number;
  readonly y: number;
  readonly r: number | string;
  /** of the line around it */
  readonly edge: string;
  /** undefined: it is not held against anything */
  readonly against: Against | undefined;
}

/** A point in the colour of where it stands, hollow where that cannot be told. */
export function AgainstDot({ x, y, r, edge, against }: AgainstDotProps) {
  const colour = against ? AGAINST_COLOURS[against] : "var(--ink)";
  return (
    <circle cx={px(x)} cy={px(y)} r={r} fill={against === "same" ? "var(--card)" : colour} stroke={colour} stroke-width={edge} />
  );
}

interface MarginMarkProps extends Omit<AgainstDotProps, "x"> {
  readonly interval: WithMargin;
  readonly x: (value: number) => number;
  /** of the line that is the margin */
  readonly line: string;
}

/** A point on a thin line: margins are never filled and never round. */
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
