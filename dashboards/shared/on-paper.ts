import { type Signal, signal } from "@preact/signals";

/** Width of a drawing between the margins of an A4 page, in px. */
export const PAPER = 672;

let paper: Signal<boolean> | null = null;

/** Tells whether the page is being printed. Drawings are then laid out for the sheet, and tables are printed whole. */
export function onPaper(): boolean {
  paper ??= listenForPrint();
  return paper.value;
}

function listenForPrint(): Signal<boolean> {
  const isPrinting = signal(false);
  addEventListener("beforeprint", () => {
    isPrinting.value = true;
  });
  addEventListener("afterprint", () => {
    isPrinting.value = false;
  });
  return isPrinting;
}
