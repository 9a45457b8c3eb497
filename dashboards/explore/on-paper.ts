import { type Signal, signal } from "@preact/signals";

/** px of a drawing on A4, between the margins of the page */
export const PAPER = 672;

let paper: Signal<boolean> | null = null;

/** Is the page being printed? A drawing is laid out for the sheet then, and a table goes there whole. */
export function onPaper(): boolean {
  paper ??= heard();
  return paper.value;
}

function heard(): Signal<boolean> {
  const found = signal(false);
  addEventListener("beforeprint", () => {
    found.value = true;
  });
  addEventListener("afterprint", () => {
    found.value = false;
  });
  return found;
}
