/** Lets the page draw and answer before a long computation goes on. */
export const pause = (): Promise<void> => new Promise((next) => setTimeout(next));

/** An element that is filled once it stands on the page. */
export interface Filling {
  readonly element: HTMLElement;
  readonly fill: () => void | Promise<void>;
}
