/** Tells whether the page was loaded again, and so has lost what a visitor had said, which it never stores. */
export const wasReloaded = (): boolean =>
  performance.getEntriesByType("navigation").some((entry) => (entry as PerformanceNavigationTiming).type === "reload");
