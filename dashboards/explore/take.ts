import { h } from "../shared/dom.ts";
import type { Lang } from "../shared/i18n.ts";
import { pageHref } from "../shared/layout.ts";
import { siteFacts } from "../shared/site.ts";
import { type ExportSuffix, exportPath, recordsUrl, type Selection, spreadsheetPath } from "./selection.ts";
import { snippets } from "./snippets.ts";
import type { ExploreWords } from "./words.ts";

/** Files of the whole topic: what most people open first. */
const NAMES: readonly (readonly [ExportSuffix, string])[] = [
  ["csv", "CSV"],
  ["json", "JSON"],
  ["parquet", "Parquet"],
  ["arrow", "Arrow"],
  ["sdmx.csv", "SDMX-CSV"],
  ["sdmx.json", "SDMX-JSON"],
];
/** As `/v1/territory` has them: boundaries of the areas. */
const SHAPES = "v1/territory/shapes.geojson";

function files(dataset: string, words: ExploreWords, plain: boolean, shapes: boolean): (readonly [string, string])[] {
  const named = NAMES.map(([suffix, name]) => [exportPath(dataset, suffix), name] as const);
  return [
    ...(plain ? [] : [[spreadsheetPath(dataset), words.spreadsheet] as const]),
    ...named,
    [exportPath(dataset, "arrows"), words.stream] as const,
    ...(shapes ? [[SHAPES, words.shapes] as const] : []),
  ];
}

/** The address of the rows where the site answers queries, the files of the dataset, and programs that read them. */
export function takeSection(selection: Selection, words: ExploreWords, base: string, lang: Lang, shapes: boolean): HTMLElement {
  const plain = siteFacts().files;
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
    ...(plain
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
      ...files(selection.dataset, words, plain, shapes).map(([href, name]) => h("a", { class: "button quiet", href }, name)),
    ),
    h("h3", {}, words.snippets),
    ...snippets(selection, base, plain).map(({ language, text }) =>
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
