/** Tells whether the page was loaded again, and so has lost what a visitor had said, which it never stores. */
export const wasReloaded = (): boolean => wasLoadedBy("reload");

/** Tells whether a page of this address was left or loaded again, with the same loss. A page that the browser kept whole is not loaded. */
export const wasReopened = (): boolean => wasLoadedBy("reload", "back_forward");

/**
 * True where this tab showed other pages of the site before this document: the browser may hold one of them with what was said there, and
 * this one is empty.
 */
export const HAS_PAGES_BEHIND: boolean =
  typeof window !== "undefined" && ((window as Partial<Window>).navigation?.currentEntry?.index ?? 0) > 0;

const wasLoadedBy = (...types: readonly NavigationTimingType[]): boolean =>
  performance.getEntriesByType("navigation").some((entry) => types.includes((entry as PerformanceNavigationTiming).type));
