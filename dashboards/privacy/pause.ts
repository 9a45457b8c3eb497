import { pause } from "../shared/pause.ts";

/** Milliseconds after which a computation pauses for the page. */
const SLICE = 24;

/** Runs a long computation to its result, with pauses in which the page can draw and respond. */
export async function paused<T>(steps: Generator<undefined, T, undefined>): Promise<T> {
  let since = 0;
  for (;;) {
    if (performance.now() - since > SLICE) {
      await pause();
      since = performance.now();
    }
    const { done, value } = steps.next();
    if (done) return value;
  }
}

/** An element that is filled once it is on the page. */
export interface Filling {
  readonly element: HTMLElement;
  readonly fill: () => void | Promise<void>;
}
