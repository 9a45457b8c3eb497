import { signal } from "@preact/signals";
import { useEffect, useState } from "preact/hooks";
import { withWords } from "../shared/i18n.ts";
import type { DistrictState } from "./shown.ts";

export type PaperViews = typeof import("./paper-views.ts");

/** What only paper shows; null until it is loaded. */
const paper = signal<PaperViews | null>(null);

/** What begins to load the printed pages: each comes before whatever prints. Until they are there, the screen is printed. */
const TOUCHES = ["pointerdown", "pointermove", "keydown", "scroll"] as const;

/** Loads what only paper shows. */
export async function loadPaper(): Promise<void> {
  paper.value ??= await withWords(import("./paper-views.ts"));
}

/** What only paper shows, loaded at the first touch of any kind; null until it is there. */
export function usePaper(): PaperViews | null {
  useEffect(() => {
    const listening = new AbortController();
    const begin = (): void => {
      listening.abort();
      // Without a connection the next touch asks again by printing.
      loadPaper().catch(() => undefined);
    };
    for (const touch of TOUCHES) addEventListener(touch, begin, { passive: true, signal: listening.signal });
    return () => listening.abort();
  }, []);
  return paper.value;
}

/** Tells whether a printed page would lack something that is still loading. */
export const isWaiting = ({ atlas }: Pick<DistrictState, "atlas">): boolean => !atlas.whole || paper.value === null;

/**
 * Tells whether printing was asked for. The printed page is made only then, because it is as large as the page and rarely needed.
 */
export function useIsPrinting(): boolean {
  const [wanted, setWanted] = useState(false);
  useEffect(() => {
    const onPrint = (): void => setWanted(true);
    const print = matchMedia("print");
    addEventListener("beforeprint", onPrint);
    print.addEventListener("change", onPrint);
    return () => {
      removeEventListener("beforeprint", onPrint);
      print.removeEventListener("change", onPrint);
    };
  }, []);
  return wanted;
}
