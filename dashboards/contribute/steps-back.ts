/** What the browser's history has of a step: its number, and nothing of what was entered. */
const numberOf = (state: unknown): number | null => {
  const step = (state as { step?: unknown } | null)?.step;
  return typeof step === "number" ? step : null;
};

export interface StepsBack {
  /** before the step is shown: the browser's Back comes back to the one that is shown now */
  onto(step: number): void;
  /** what the page's own button does */
  back(): void;
  /** nothing is left to go back to */
  end(): void;
}

interface Options {
  /** the step that is shown */
  readonly at: () => number;
  readonly show: (step: number) => void;
  /** there is no way back from the step that is shown: Back leaves the page, which asks before */
  readonly closed: () => boolean;
  /** the history is to have nothing at all: on a shared device Back leaves the page, as from the first step */
  readonly traceless: () => boolean;
  readonly signal?: AbortSignal;
}

/** Of a page that was loaded anew nothing is left: its entries do not stand between its first step and the way out. */
export function toFirstEntry(): void {
  const at = numberOf(history.state) ?? 0;
  if (at > 0) history.go(-at);
}

/** The browser's Back, and a phone's, goes a step back; Forward stays: going on is for the page's button, which looks at what was said. */
export function stepsBack({ at, show, closed, traceless, signal }: Options): StepsBack {
  toFirstEntry();
  const listening = new AbortController();
  const moved = (): void => {
    const to = numberOf(history.state);
    // None: a place within the page, such as the skip link's.
    if (to === null || to === at()) return;
    if (to > at()) history.go(at() - to);
    else if (closed()) history.go(-(to + 1));
    else show(to);
  };
  const end = (): void => {
    if (listening.signal.aborted) return;
    listening.abort();
    toFirstEntry();
  };
  addEventListener("popstate", moved, { signal: listening.signal });
  signal?.addEventListener("abort", end);
  return {
    onto: (step) => {
      if (traceless()) return;
      if (numberOf(history.state) !== at()) history.replaceState({ step: at() }, "");
      history.pushState({ step }, "");
    },
    back: () => {
      if (closed()) return;
      if (numberOf(history.state) === at()) history.back();
      else show(at() - 1);
    },
    end,
  };
}
