import { type ReadonlySignal, signal } from "@preact/signals";

/** Milliseconds without a gesture after which a page on a shared device clears itself. */
export const IDLE = 10 * 60_000;

export interface Trace {
  /** Is the device shared? Turns the page's own forgetting on or off. */
  set(shared: boolean): void;
  readonly shared: ReadonlySignal<boolean>;
  /** clears the page now */
  clear(why: ClearReason): void;
  /** ends what is under way, when the page is cleared */
  onClear(end: () => void): void;
}

/** By the button, by lack of gestures, or because the page was left. */
export type ClearReason = "asked" | "idle" | "left";

/**
 * What a shared device must not keep. A page that is left may be kept whole by the browser, to come back as it was: it is
 * cleared before. Storage is never used, in any mode; there is nothing there to clear.
 *
 * @param forget drops all that was entered, and shows that it is gone
 */
export function traceless(forget: (why: ClearReason) => void): Trace {
  const shared = signal(false);
  let ends: (() => void)[] = [];
  let waiting: ReturnType<typeof setTimeout> | undefined;
  const clear = (why: ClearReason): void => {
    clearTimeout(waiting);
    shared.value = false;
    for (const end of ends) end();
    ends = [];
    forget(why);
  };
  const gesture = (): void => {
    clearTimeout(waiting);
    if (shared.value) waiting = setTimeout(() => clear("idle"), IDLE);
  };
  for (const event of ["pointerdown", "keydown", "scroll"] as const) addEventListener(event, gesture, { passive: true });
  addEventListener("pagehide", () => {
    if (shared.value) clear("left");
  });
  return {
    set: (next) => {
      shared.value = next;
      gesture();
    },
    shared,
    clear,
    onClear: (end) => {
      ends.push(end);
    },
  };
}
