/** Colours that follow the page's theme through its custom properties; a drawing taken out of the page falls back on the light one. */
export const INK = "var(--ink, #16202b)";
export const MUTED = "var(--ink-2, #55606b)";
export const GRID = "var(--line, #e6e0d6)";
/** People, and the line that they are held against: 3:1 at least on the paper. */
export const ACCENT = "var(--n2, #297c73)";
export const LINE = "var(--hi-1, #a87200)";
