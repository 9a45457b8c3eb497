import { pause } from "../shared/pause.ts";

/** As long as a page may stand still, in milliseconds. */
const SLICE = 24;

/** What a long computation comes to; between its parts the page draws and answers. */
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

/** An element that is filled once it stands on the page. */
export interface Filling {
  readonly element: HTMLElement;
  readonly fill: () => void | Promise<void>;
}
