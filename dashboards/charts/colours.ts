/**
 * Colours follow the page's theme through its custom properties. A drawing taken out of the page falls back on the light theme.
 */
export const INK = "var(--ink, #16202b)";
/** The ground of a drawing, which hollow dots show. */
export const PAPER = "var(--card, #ffffff)";
export const MUTED = "var(--ink-2, #55606b)";
export const GRID = "var(--line, #e6e0d6)";
/** Fills of bars. Each has a contrast of at least 3:1 with the background. */
export const ACCENT = "var(--n2, #297c73)";
export const SECOND_ACCENT = "var(--hi-1, #a87200)";
