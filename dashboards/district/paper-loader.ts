import { signal } from "@preact/signals";
import { useEffect } from "preact/hooks";
import { withWords } from "../shared/i18n.ts";
import { isPaperReady } from "./printing.ts";

export type PaperViews = typeof import("./paper-views.ts");

/** What only paper shows; null until it is loaded. */
const paper = signal<PaperViews | null>(null);

/** What begins to load the printed pages: one comes before whatever prints. Until they are there, the screen is printed. */
const TOUCHES = ["pointerdown", "pointermove", "keydown", "scroll", "beforeprint"] as const;

async function loadPaper(): Promise<void> {
  paper.value = await withWords(import("./paper-views.ts"));
  isPaperReady.value = true;
}

/** What only paper shows, loaded at the first touch of any kind; null until it is there. */
export function usePaper(): PaperViews | null {
  useEffect(() => {
    const listening = new AbortController();
    let isLoading = false;
    const begin = (): void => {
      if (isLoading) return;
      isLoading = true;
      loadPaper().then(
        () => listening.abort(),
        // Without a connection the next touch asks again.
        () => {
          isLoading = false;
        },
      );
    };
    for (const touch of TOUCHES) addEventListener(touch, begin, { passive: true, signal: listening.signal });
    return () => listening.abort();
  }, []);
  return paper.value;
}
