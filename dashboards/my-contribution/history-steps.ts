import { useLayoutEffect, useRef, useState } from "preact/hooks";

/**
 * Steps of a form within a page, as the browser's history has them: Back goes one step back with what was entered, and from the first
 * step closes the form. Neither the address nor the history tells a step: each has an entry that is equal to the last.
 *
 * @param onClosed called once the form's own entries are left
 */
export function useHistorySteps(onClosed: () => void) {
  const [step, setStep] = useState(0);
  // Read by listeners, which are made once.
  const now = useRef({ step, onClosed });
  now.current = { step, onClosed };
  // Before anybody can press Back.
  useLayoutEffect(() => {
    history.pushState(null, "", location.href);
    const onMove = (): void => {
      const { step, onClosed } = now.current;
      if (step === 0) onClosed();
      else setStep(step - 1);
    };
    addEventListener("popstate", onMove);
    return () => removeEventListener("popstate", onMove);
  }, []);
  const goTo = (to: number): void => {
    if (to < step) history.back();
    if (to <= step) return;
    history.pushState(null, "", location.href);
    setStep(to);
  };
  /** Leaves all entries of the form; the promise holds once the browser has. */
  const leave = (): Promise<void> =>
    new Promise((left) => {
      // Before the listener above, which would take it for one step back.
      const onLeft = (event: PopStateEvent): void => {
        event.stopImmediatePropagation();
        left();
      };
      addEventListener("popstate", onLeft, { once: true, capture: true });
      history.go(-(now.current.step + 1));
    });
  return { step, goTo, leave };
}
