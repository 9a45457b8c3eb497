import type { ReleaseRef } from "../shared/data.ts";
import { h } from "../shared/dom.ts";
import type { Lang } from "../shared/i18n.ts";
import type { Page } from "../shared/page.ts";
import type { Selection } from "./selection.ts";
import type { ExploreWords } from "./words.ts";

/** Files that reference managers read, by their extension. */
const FILES = { bib: "BibTeX", ris: "RIS", "csl.json": "CSL-JSON" } as const;
/** Releases cited one by one; of more, the newest. */
const MOST = 3;

/** How to cite what the selection shows, as text and as files. */
export function citeSection(page: Page, newest: readonly ReleaseRef[], selection: Selection, words: ExploreWords): HTMLElement {
  const { lang } = page;
  const all = newest.filter(({ period }) => selection.period === null || period === selection.period);
  const shown = all.slice(0, MOST);
  return h(
    "section",
    { class: "card no-print", "aria-labelledby": "cite" },
    h("h2", { id: "cite" }, words.cite),
    ...shown.map((release) => cited(page, release, words, lang)),
    all.length > MOST ? h("p", { class: "note" }, words.citeMore(MOST)) : null,
    h("p", { class: "note" }, words.citeNote),
  );
}

function cited({ source }: Page, { id }: ReleaseRef, words: ExploreWords, lang: Lang): HTMLElement {
  const text = h("p", { class: "citation", "data-release": id }, words.citing);
  const said = h("span", { role: "status", class: "note" });
  const copy = async (): Promise<void> => {
    try {
      await navigator.clipboard.writeText(text.textContent ?? "");
      said.textContent = words.citationCopied;
    } catch {
      getSelection()?.selectAllChildren(text);
      said.textContent = words.citationSelected;
    }
  };
  source.citation(id, lang).then(
    (citation) => {
      text.textContent = citation.trim();
    },
    () => {
      text.textContent = words.notCited;
    },
  );
  return h(
    "div",
    {},
    text,
    h(
      "div",
      { class: "tools" },
      h("button", { type: "button", class: "quiet", onClick: () => void copy() }, words.copyCitation(id)),
      ...Object.entries(FILES).map(([extension, name]) =>
        h(
          "a",
          { class: "button quiet", href: `v1/releases/${id}/citation.${lang}.${extension}`, "aria-label": `${name}, ${id}` },
          name,
        ),
      ),
    ),
    said,
  );
}
