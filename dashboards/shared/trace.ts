import { type ReadonlySignal, signal } from "@preact/signals";

/** Milliseconds without a gesture after which a page on a shared device clears itself. */
export const IDLE = 10 * 60_000;
/** Milliseconds before that at which the page says that it is about to. */
export const WARNED = 2 * 60_000;

export interface Trace {
  /** says whether the device is shared, which turns clearing on or off */
  set(shared: boolean): void;
  readonly shared: ReadonlySignal<boolean>;
  /** true while the page is about to clear itself; any gesture keeps it */
  readonly ending: ReadonlySignal<boolean>;
  /** clears the page now */
  clear(why: ClearReason): void;
  /** registers a function that ends work in progress when the page is cleared */
  onClear(end: () => void): void;
}

/** Why the page was cleared: by its button, for lack of gestures, or because it was left. */
export type ClearReason = "asked" | "idle" | "left";

/**
 * Clears the page on a shared device. A page that is left is cleared too, because the browser may keep it whole for coming back.
 * Storage is never used, so there is nothing else to clear. `forget` drops everything that was entered, and shows that it is
 * gone.
 */
export function clearingTrace(forget: (why: ClearReason) => void): Trace {
  const [shared, ending] = [signal(false), signal(false)];
  let ends: (() => void)[] = [];
  let waiting: ReturnType<typeof setTimeout> | undefined;
  const clear = (why: ClearReason): void => {
    clearTimeout(waiting);
    shared.value = false;
    ending.value = false;
    for (const end of ends) end();
    ends = [];
    forget(why);
  };
  const warn = (): void => {
    ending.value = true;
    waiting = setTimeout(() => clear("idle"), WARNED);
  };
  const gesture = (): void => {
    clearTimeout(waiting);
    ending.value = false;
    if (shared.value) waiting = setTimeout(warn, IDLE - WARNED);
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
    ending,
    clear,
    onClear: (end) => {
      ends.push(end);
    },
  };
}
