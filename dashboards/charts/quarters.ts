/** Where the lowest quarter of homes ends and the highest begins. */
export interface QuarterBounds {
  readonly low: number;
  readonly high: number;
}

/** The quarter of a home. Where the bounds are not published precisely enough, every home counts as `middle`. */
export function quarterOf(home: number, bounds: QuarterBounds | null): "low" | "middle" | "high" {
  if (bounds === null) return "middle";
  if (home < bounds.low) return "low";
  return home > bounds.high ? "high" : "middle";
}

/** Fills by quarter: the lowest is outlined, the middle half full, the highest dark. */
export const QUARTER_PAINT = {
  low: { fill: "var(--n1)", stroke: "var(--n2)" },
  middle: { fill: "var(--n2)", stroke: "var(--n2)" },
  high: { fill: "var(--n3)", stroke: "var(--n3)" },
} as const;
