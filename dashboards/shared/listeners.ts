import { useEffect } from "preact/hooks";

/**
 * Hears events on an element that has no role of its own, such as a drawing, a list or a zone for files: what a button or a field does for
 * keyboards and screen readers is done there for whoever taps or drops.
 *
 * @param find called when what it is in stands on the page; null: nothing is heard
 */
export function useListeners(
  find: () => Element | null | undefined,
  listeners: Readonly<Record<string, (event: Event) => void>>,
): void {
  // Anew with every drawing, so that each listener knows what is shown.
  useEffect(() => {
    const element = find();
    const all = Object.entries(listeners);
    for (const [name, listener] of all) element?.addEventListener(name, listener);
    return () => {
      for (const [name, listener] of all) element?.removeEventListener(name, listener);
    };
  });
}

/** What was tapped, or what holds it, of those that a selector finds. */
export function tapped(event: Event, selector: string): HTMLElement | null {
  return event.target instanceof Element ? event.target.closest<HTMLElement>(selector) : null;
}
