import type { ComponentChildren } from "preact";
import { useEffect, useState } from "preact/hooks";
import { isWaiting } from "./paper.tsx";
import type { DistrictState } from "./shown.ts";

/** ms after which a page is printed as it is, and says that something is missing */
const PATIENCE = 8000;

/** Prints once all that is on the page has come: a trend is made of periods that come last. */
export function PrintButton({
  shown,
  quiet = false,
  children,
}: {
  shown: DistrictState;
  quiet?: boolean;
  children: ComponentChildren;
}) {
  const [asked, setAsked] = useState(false);
  const ready = !isWaiting(shown);
  useEffect(() => {
    if (!asked) return;
    const go = (): void => {
      setAsked(false);
      print();
    };
    // The page that is drawn with the last of it is laid out before it is printed.
    const timer = setTimeout(go, ready ? 0 : PATIENCE);
    return () => clearTimeout(timer);
  }, [asked, ready]);
  const ask = (): void => {
    // The page of paper is made when it is wanted, and stands before the browser prints.
    dispatchEvent(new Event("beforeprint"));
    setAsked(true);
  };
  return (
    <button type="button" class={quiet ? "quiet" : "pill"} aria-busy={asked} onClick={ask}>
      {asked ? shown.words.report.waiting : children}
    </button>
  );
}
