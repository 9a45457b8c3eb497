import { signal } from "@preact/signals";
import { useEffect, useState } from "preact/hooks";
import type { DistrictState } from "./shown.ts";

/** True where the address asks for the printed page, `print=1`. */
export const isPrintAsked = new URLSearchParams(globalThis.location?.search).has("print");

/** True once what only paper shows is loaded. */
export const isPaperReady = signal(false);

/** Tells whether a printed page would lack something that is still loading. */
export const isWaiting = ({ atlas }: Pick<DistrictState, "atlas">): boolean => !atlas.whole || !isPaperReady.value;

/**
 * Tells whether printing was asked for. The printed page is made only then, because it is as large as the page and rarely needed.
 */
export function useIsPrinting(): boolean {
  const [wanted, setWanted] = useState(isPrintAsked);
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
