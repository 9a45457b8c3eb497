import { signal } from "@preact/signals";
import { useEffect } from "preact/hooks";
import { withWords } from "../shared/i18n.ts";
import { isPaperReady, isPrintAsked, isWaiting } from "./printing.ts";

export type PaperViews = typeof import("./paper-views.ts");

/** What only paper shows; null until it is loaded. */
const paper = signal<PaperViews | null>(null);

/** What begins to load the printed pages: one comes before whatever prints. Until they are there, the screen is printed. */
const TOUCHES = ["pointerdown", "pointermove", "keydown", "scroll", "beforeprint"] as const;

/** Milliseconds after which the page is printed as it is. */
const PATIENCE = 8000;

/** True while printing was asked for and the page lacks something. */
const isHeld = signal(isPrintAsked);
/** True once the printed page would lack nothing. */
let isWhole = false;

export async function loadPaper(): Promise<PaperViews> {
  const views = await withWords(import("./paper-views.ts"));
  paper.value = views;
  isPaperReady.value = true;
  return views;
}

/** Without a connection the next touch asks again. */
let isLoading = false;
function beginLoading(): void {
  if (isLoading) return;
  isLoading = true;
  // What makes files comes along, so that one is made without a connection too.
  Promise.all([loadPaper(), import("./filed-rows.ts")]).catch(() => {
    isLoading = false;
  });
}

/** Tells whether a key asks the browser to print. */
const isPrintKey = ({ key, ctrlKey, metaKey, shiftKey, altKey }: KeyboardEvent): boolean =>
  key.toLowerCase() === "p" && (ctrlKey || metaKey) && !shiftKey && !altKey;

/** Prints after the printed page is made, which this event asks for. */
function printWhenMade(): void {
  isHeld.value = false;
  dispatchEvent(new Event("beforeprint"));
  setTimeout(() => print());
}

/** Has the keys that print wait for figures and for the printed page: before, the browser would print a page without them. */
export function holdPrintKeys(): void {
  addEventListener("keydown", (event) => {
    if (!isPrintKey(event) || isWhole) return;
    event.preventDefault();
    beginLoading();
    if (isHeld.peek()) return;
    isHeld.value = true;
    setTimeout(() => isHeld.peek() && printWhenMade(), PATIENCE);
  });
}

/** What only paper shows, loaded at the first touch of any kind; null until it is there. */
export function usePaper(shown: Parameters<typeof isWaiting>[0]): PaperViews | null {
  const isReady = !isWaiting(shown);
  useEffect(() => {
    isWhole = isReady;
    if (isHeld.value && isReady) printWhenMade();
  }, [isHeld.value, isReady]);
  useEffect(() => {
    const listening = new AbortController();
    for (const touch of TOUCHES) addEventListener(touch, beginLoading, { passive: true, signal: listening.signal });
    return () => listening.abort();
  }, []);
  return paper.value;
}
