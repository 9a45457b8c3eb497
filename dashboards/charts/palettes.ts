/** ColorBrewer YlGnBu in five classes: amounts. */
export const AMOUNTS = ["#ffffcc", "#a1dab4", "#41b6c4", "#2c7fb8", "#253494"] as const;

/** ColorBrewer Purples in five classes: margins, so that the two maps are not taken for one another. */
export const MARGINS = ["#f2f0f7", "#cbc9e2", "#9e9ac8", "#756bb1", "#54278f"] as const;

/** Colours that follow the page's theme through its custom properties; a drawing taken out of the page falls back on the light one. */
export const INK = "var(--ink, #16202b)";
export const MUTED = "var(--ink-2, #55606b)";
export const PAPER = "var(--card, #ffffff)";
export const GRID = "var(--line, #e6e0d6)";
/** unreliable, and without a value to give */
export const UNSAID = "var(--mid, #f8f4eb)";
export const HATCH = "var(--hatch, #b9b3a6)";
/** People, and the line that they are held against: 3:1 at least on the paper. */
export const ACCENT = "var(--n2, #297c73)";
export const LINE = "var(--hi-1, #a87200)";

/** `count` colours of a palette of five, spread over it. */
export function spread(palette: readonly string[], count: number): string[] {
  if (count <= 1) return [palette[Math.floor(palette.length / 2)] as string];
  return Array.from({ length: count }, (_, i) => palette[Math.round((i * (palette.length - 1)) / (count - 1))] as string);
}

/**
 * How much of its colour an unreliable cell keeps: two thirds are the background's, so that it recedes on a dark page as on a
 * light one. An opacity, because programs that open a downloaded drawing know no `color-mix`.
 */
export const FAINT = 0.33;
