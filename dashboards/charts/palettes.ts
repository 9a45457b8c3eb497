/** ColorBrewer YlGnBu in five classes: amounts. */
export const AMOUNTS = ["#ffffcc", "#a1dab4", "#41b6c4", "#2c7fb8", "#253494"] as const;

/** ColorBrewer Purples in five classes: margins, so that the two maps are not taken for one another. */
export const MARGINS = ["#f2f0f7", "#cbc9e2", "#9e9ac8", "#756bb1", "#54278f"] as const;

/** Colours that follow the page's theme through its custom properties; a drawing taken out of the page falls back on the light one. */
export const INK = "var(--ink, #16212a)";
export const MUTED = "var(--soft, #4a5862)";
export const PAPER = "var(--surface, #ffffff)";
export const GRID = "var(--line, #d3dade)";
/** unreliable, and without a value to give */
export const UNSAID = "var(--unsaid, #e4e4e4)";
export const HATCH = "var(--hatch, #8b979f)";
/** the two accents: of Okabe and Ito's palette, 3:1 at least on the paper */
export const ACCENT = "var(--blue, #0072b2)";
export const LINE = "var(--orange, #d55e00)";

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
