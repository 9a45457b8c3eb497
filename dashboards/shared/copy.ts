import { h, put } from "./dom.ts";

export interface CopyWords {
  readonly copy: string;
  readonly copied: string;
  readonly copyFailed: string;
}

/** A button that copies a text, and says whether it did. The clipboard is asked for when it is pressed and never read. */
export function copyButton(text: () => string, words: CopyWords): HTMLElement {
  const said = h("span", { role: "status", class: "note" });
  const copy = async (): Promise<void> => {
    try {
      await navigator.clipboard.writeText(text());
      put(said, words.copied);
    } catch {
      put(said, words.copyFailed);
    }
  };
  return h(
    "span",
    { class: "copy" },
    h("button", { type: "button", class: "quiet", onClick: () => void copy() }, words.copy),
    " ",
    said,
  );
}
