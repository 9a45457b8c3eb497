import type { ComponentChildren } from "preact";
import { useEffect, useState } from "preact/hooks";
import { isWaiting } from "./printing.ts";
import type { DistrictState } from "./shown.ts";

/** Milliseconds after which the page is printed incomplete, with a note that something is missing. */
const PATIENCE = 8000;

/** Prints once everything on the page is loaded, since trends need the periods that load last. */
export function PrintButton({
  shown,
  quiet = false,
  children,
}: {
  shown: DistrictState;
  quiet?: boolean;
  children: ComponentChildren;
}) {
  const [isAsked, setIsAsked] = useState(false);
  const ready = !isWaiting(shown);
  useEffect(() => {
    if (!isAsked) return;
    const printNow = (): void => {
      setIsAsked(false);
      print();
    };
    // A short delay lets the last parts be laid out before printing.
    const timer = setTimeout(printNow, ready ? 0 : PATIENCE);
    return () => clearTimeout(timer);
  }, [isAsked, ready]);
  const requestPrint = (): void => {
    // The printed page is loaded and created on this event, before the browser prints.
    dispatchEvent(new Event("beforeprint"));
    setIsAsked(true);
  };
  return (
    <button type="button" class={quiet ? "quiet" : "pill"} aria-busy={isAsked} onClick={requestPrint}>
      {isAsked ? shown.words.card.reportWaiting : children}
    </button>
  );
}
