import { effect } from "@preact/signals";

/**
 * Lets the browser ask whoever leaves, while `isAsked`; what is returned ends it. A listener that is not needed could keep the browser from
 * holding the page for Back.
 */
export const askBeforeLeaving = (isAsked: () => boolean): (() => void) =>
  effect(() => {
    if (!isAsked()) return;
    const askFirst = (event: Event): void => event.preventDefault();
    addEventListener("beforeunload", askFirst);
    return () => removeEventListener("beforeunload", askFirst);
  });
