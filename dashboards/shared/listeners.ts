import { useEffect } from "preact/hooks";

/**
 * Listens to events on an element that has no role of its own, such as a drawing, a list or a zone for files. For keyboards and
 * screen readers, a button or a field does the same. `find` is called once the content is on the page; if it returns null,
 * nothing is listened to.
 */
export function useListeners(
  find: () => Element | null | undefined,
  listeners: Readonly<Record<string, (event: Event) => void>>,
): void {
  // Renewed with every drawing, so that listeners use what is currently shown.
  useEffect(() => {
    const element = find();
    const all = Object.entries(listeners);
    for (const [name, listener] of all) element?.addEventListener(name, listener);
    return () => {
      for (const [name, listener] of all) element?.removeEventListener(name, listener);
    };
  });
}

/** The tapped element, or the nearest one around it, that matches a selector. */
export function tapped(event: Event, selector: string): HTMLElement | null {
  return event.target instanceof Element ? event.target.closest<HTMLElement>(selector) : null;
}

/** The code of the place whose shape, point or name on a drawing has the event. */
export function codeOf(target: EventTarget | null): string | null {
  const element = target instanceof Element ? target.closest("[data-area], [data-of]") : null;
  return element?.getAttribute("data-area") ?? element?.getAttribute("data-of") ?? null;
}
