import { type ViewName, viewOf } from "./visit.ts";

/**
 * Tells whether the document was loaded again at this view, and so has lost what a visitor had said there, which it never stores. Whoever
 * came to the view by a link within the document has lost nothing since.
 */
export const wasReloaded = (view: ViewName): boolean =>
  loadedBy("reload").some(({ name }) => viewOf(new URL(name).pathname) === view);

/** Tells whether a page of this address was left or loaded again, with the same loss. A page that the browser kept whole is not loaded. */
export const wasReopened = (): boolean => loadedBy("reload", "back_forward").length > 0;

const loadedBy = (...types: readonly NavigationTimingType[]): readonly PerformanceEntry[] =>
  performance.getEntriesByType("navigation").filter((entry) => types.includes((entry as PerformanceNavigationTiming).type));
