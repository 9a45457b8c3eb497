import type { DistrictState } from "./shown.ts";

/** Opens the list of places, and puts the cursor into its field: the sentence's word does not look like a search. */
export function openSearch(): void {
  document.getElementById("word-place")?.click();
  requestAnimationFrame(() => document.querySelector<HTMLInputElement>(".word-list input")?.focus({ preventScroll: true }));
}

/** Puts a place beside another, and opens the list of those that it may be. */
export function compareFrom({ go }: Pick<DistrictState, "go">, at: string): void {
  go({ view: "compare", at, with: null });
  // The word stands in the sentence when that is drawn.
  requestAnimationFrame(() => document.getElementById("word-b")?.click());
}
