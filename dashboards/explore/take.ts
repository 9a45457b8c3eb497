import { h } from "../shared/dom.ts";
import type { Lang } from "../shared/i18n.ts";
import { pageHref } from "../shared/layout.ts";
import { siteFacts } from "../shared/site.ts";
import { EXPORT_FORMATS, exportPath, recordsUrl, type Selection } from "./selection.ts";
import { snippets } from "./snippets.ts";
import type { ExploreWords } from "./words.ts";

const NAMES = { csv: "CSV", arrow: "Arrow", parquet: "Parquet", json: "JSON" } as const;

/** The address of the rows where the site answers queries, the files of the dataset, and programs that read them. */
export function takeSection(selection: Selection, words: ExploreWords, base: string, lang: Lang): HTMLElement {
  const { files } = siteFacts();
  const said = h("span", { role: "status", class: "note" });
  const address = h("input", { id: "api", type: "text", readonly: true, value: recordsUrl(selection, base) });
  const copy = async (): Promise<void> => {
    try {
      await navigator.clipboard.writeText(address.value);
      said.textContent = words.copied;
    } catch {
      address.select();
      said.textContent = words.notCopied;
    }
  };
  return h(
    "section",
    { class: "card no-print", "aria-labelledby": "take" },
    h("h2", { id: "take" }, words.take),
    ...(files
      ? []
      : [
          h("label", { for: "api" }, words.api),
          h(
            "div",
            { class: "address" },
            address,
            h("button", { type: "button", id: "copy", onClick: () => void copy() }, words.copy),
          ),
          said,
        ]),
    h("h3", {}, words.download),
    h(
      "div",
      { class: "tools" },
      ...EXPORT_FORMATS.map((format) =>
        h("a", { class: "button quiet", href: exportPath(selection.dataset, format) }, NAMES[format]),
      ),
    ),
    h("h3", {}, words.snippets),
    ...snippets(selection, base, files).map(({ language, text }) =>
      h(
        "details",
        {},
        h("summary", {}, language),
        h("pre", { tabindex: "0", "aria-label": language, role: "region" }, h("code", {}, text)),
      ),
    ),
    h("p", { class: "note" }, words.empty),
    h(
      "ul",
      {},
      h("li", {}, h("a", { href: pageHref("sql", lang) }, words.sql)),
      h("li", {}, h("a", { href: pageHref("docs", lang) }, words.docs)),
    ),
  );
}
