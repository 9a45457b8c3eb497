/** Where the lowest quarter of homes ends and the highest begins. */
export interface QuarterBounds {
  readonly low: number;
  readonly high: number;
}

/** The quarter that a home is in; where bounds are not published precisely enough, all are of the middle. */
export function quarterOf(home: number, bounds: QuarterBounds | null): "low" | "middle" | "high" {
  if (bounds === null) return "middle";
  if (home < bounds.low) return "low";
  return home > bounds.high ? "high" : "middle";
}

/** The lowest quarter is outlined, the middle half full, the highest quarter dark. */
export const QUARTER_PAINT = {
  low: { fill: "var(--n1)", stroke: "var(--n2)" },
  middle: { fill: "var(--n2)", stroke: "var(--n2)" },
  high: { fill: "var(--n3)", stroke: "var(--n3)" },
} as const;
