import { signal } from "@preact/signals";
import { useEffect } from "preact/hooks";
import { withWords } from "../shared/i18n.ts";
import { isPaperReady, isPrintAsked, isWaiting } from "./printing.ts";

export type PaperViews = typeof import("./paper-views.ts");

/** What only paper shows; null until it is loaded. */
const paper = signal<PaperViews | null>(null);

/** What begins to load the printed pages: one comes before whatever prints. Until they are there, the screen is printed. */
const TOUCHES = ["pointerdown", "pointermove", "keydown", "scroll", "beforeprint"] as const;

export async function loadPaper(): Promise<void> {
  paper.value = await withWords(import("./paper-views.ts"));
  isPaperReady.value = true;
}

/** Tells whether a key asks the browser to print. */
const isPrintKey = ({ key, ctrlKey, metaKey, shiftKey, altKey }: KeyboardEvent): boolean =>
  key.toLowerCase() === "p" && (ctrlKey || metaKey) && !shiftKey && !altKey;

/** Prints after the printed page is made, which this event asks for. */
export function printWhenMade(): void {
  dispatchEvent(new Event("beforeprint"));
  setTimeout(() => print());
}

/** Prints once all is there, where the address asks for it. */
function usePrintAsked(isWhole: boolean): void {
  useEffect(() => {
    if (isPrintAsked && isWhole) printWhenMade();
  }, [isWhole]);
}

/** What only paper shows, loaded at the first touch of any kind; null until it is there. */
export function usePaper(shown: Parameters<typeof isWaiting>[0]): PaperViews | null {
  usePrintAsked(!isWaiting(shown));
  useEffect(() => {
    const listening = new AbortController();
    const { signal } = listening;
    let loading: Promise<void> | null = null;
    const begin = (): void => {
      loading ??= loadPaper().then(
        () => listening.abort(),
        // Without a connection the next touch asks again.
        () => {
          loading = null;
        },
      );
    };
    for (const touch of TOUCHES) addEventListener(touch, begin, { passive: true, signal });
    // The browser would print the screen before the program is there, so its keys wait for it.
    const hold = (event: KeyboardEvent): void => {
      if (!isPrintKey(event)) return;
      event.preventDefault();
      begin();
      void loading?.then(printWhenMade);
    };
    addEventListener("keydown", hold, { signal });
    return () => listening.abort();
  }, []);
  return paper.value;
}
