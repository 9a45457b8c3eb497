import type { DistrictState } from "./shown.ts";

/** Opens the list of places with the cursor in its search field, because the word in the sentence does not look like a search. */
export function openSearch(): void {
  document.getElementById("word-place")?.click();
  requestAnimationFrame(() => document.querySelector<HTMLInputElement>(".word-list input")?.focus({ preventScroll: true }));
}

/** What the address of a link says that may not name a place; true until the search is open. */
let isSearchAsked = globalThis.location?.hash === "#search";

/** Opens the search where the address asks for it, once the word is drawn. The address is read once: what is copied opens the page alone. */
export function openAskedSearch(): void {
  if (!isSearchAsked || document.getElementById("word-place") === null) return;
  isSearchAsked = false;
  history.replaceState(history.state, "", location.pathname + location.search);
  openSearch();
}

/** True from a tap on "who is counted" until its answer is there. */
let isSought = false;

/** Shows the shares of homes counted, and whom they represent. */
export function seekRepresented({ go }: Pick<DistrictState, "go">): void {
  isSought = true;
  go({ stat: "participation" });
}

/** Moves to the answer that was sought. */
export function landOn(answer: HTMLElement | null): void {
  if (isSought && answer?.hasChildNodes()) {
    answer.focus({ preventScroll: true });
    answer.scrollIntoView({ block: "nearest" });
  }
  isSought = false;
}

/** Starts a comparison with a place, and opens the list of places for the other. */
export function compareFrom({ go }: Pick<DistrictState, "go">, at: string): void {
  go({ view: "compare", at, with: null });
  // The word exists only once the sentence is drawn.
  requestAnimationFrame(() => document.getElementById("word-b")?.click());
}
