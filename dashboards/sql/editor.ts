import { h, put } from "../shared/dom.ts";
import type { Lang } from "../shared/i18n.ts";
import { keepQuery } from "./fragment.ts";
import { SQL } from "./words.ts";

/** The field for the query, with a line above it where the query came with a link. */
export interface QueryEditor {
  readonly field: HTMLTextAreaElement;
  readonly origin: HTMLElement;
  /** Shows a query. One from a link was written by somebody else, so it runs only by the button until the visitor edits it. */
  show(query: string, from: "link" | "visitor"): void;
}

/** `run` handles Ctrl + Enter for a query of the visitor's own, `offer` for one that came with a link. */
export function queryEditor(lang: Lang, run: () => void, offer: () => void): QueryEditor {
  const words = SQL[lang];
  const origin = h("p", { role: "status", id: "from-link", class: "warn", hidden: true }, words.fromLink);
  const field = h("textarea", {
    id: "query",
    rows: "10",
    spellcheck: "false",
    autocapitalize: "off",
    autocomplete: "off",
    "aria-describedby": "query-keys",
    onInput: () => {
      origin.hidden = true;
      keepQuery(field.value);
    },
    onKeydown: (event) => {
      const { key, ctrlKey, metaKey } = event as KeyboardEvent;
      if (key !== "Enter" || !(ctrlKey || metaKey)) return;
      event.preventDefault();
      if (origin.hidden) run();
      else offer();
    },
  });
  return {
    field,
    origin,
    show: (query, from) => {
      field.value = query;
      // For browsers that know no field as tall as its text.
      field.rows = Math.max(10, Math.min(24, query.split("\n").length));
      // The caret stands at the end of a text that a program set, and would scroll its beginning away.
      field.setSelectionRange(0, 0);
      origin.hidden = from === "visitor";
    },
  };
}

/** A button that copies the address with the query, and says whether that worked. */
export function linkTools(lang: Lang, { field }: QueryEditor): readonly HTMLElement[] {
  const words = SQL[lang];
  const copied = h("span", { role: "status", class: "note" });
  const copy = async (): Promise<void> => {
    keepQuery(field.value);
    try {
      await navigator.clipboard.writeText(location.href);
      put(copied, words.copied);
    } catch {
      put(copied, words.notCopied);
    }
  };
  return [h("button", { type: "button", class: "quiet", id: "link", onClick: () => void copy() }, words.link), copied];
}
