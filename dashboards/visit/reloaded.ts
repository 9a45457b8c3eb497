/** Tells whether the page was loaded again, and so has lost what a visitor had said, which it never stores. */
export const wasReloaded = (): boolean => wasLoadedBy("reload");

/** Tells whether a page of this address was left or loaded again, with the same loss. A page that the browser kept whole is not loaded. */
export const wasReopened = (): boolean => wasLoadedBy("reload", "back_forward");

const wasLoadedBy = (...types: readonly NavigationTimingType[]): boolean =>
  performance.getEntriesByType("navigation").some((entry) => types.includes((entry as PerformanceNavigationTiming).type));
