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

/** The quartiles of some homes, of which any may not be published precisely enough. */
export interface KnownQuarters {
  readonly low: number | null;
  readonly middle: number | null;
  readonly high: number | null;
}

/** The quarter of a home as far as the known quartiles tell it. */
export function knownQuarterOf(home: number, { low, middle, high }: KnownQuarters): "low" | "middle" | "high" | "unknown" {
  if (low !== null && home < low) return "low";
  if (high !== null && home > high) return "high";
  if (low !== null && high !== null) return "middle";
  if (middle === null) return "unknown";
  // One bound of the central half is known, and the median is its other end of what can be told.
  return (low !== null && home <= middle) || (high !== null && home >= middle) ? "middle" : "unknown";
}

/** Fills by quarter: the lowest is outlined, the middle half full, the highest dark, and one that is not known hollow. */
export const QUARTER_PAINT = {
  low: { fill: "var(--n1)", stroke: "var(--n2)" },
  middle: { fill: "var(--n2)", stroke: "var(--n2)" },
  high: { fill: "var(--n3)", stroke: "var(--n3)" },
  unknown: { fill: "none", stroke: "var(--ink-2)" },
} as const;
