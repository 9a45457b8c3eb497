import { LICENCE } from "../../src/contract/licence.ts";
import type { ServicePage } from "../../src/texts/index.ts";
import { printedLine } from "../notice/printed-line.ts";
import { h } from "../shared/dom.ts";
import { type Lang, WORDS } from "../shared/i18n.ts";
import { isClosed, pageHref } from "../shared/layout.ts";
import { linked, textBlock } from "../shared/notice-view.ts";
import { type Page, startPage } from "../shared/page.ts";
import { makeStackable } from "../shared/stacking.ts";
import { SERVICE_WORDS, siteMap } from "./site-map.ts";

const PAGES = ["accessibility", "legal", "site-map"] as const;

/** A text whose addresses are links, as are the names of the page about contributions and of the licence. */
function written(text: string, lang: Lang): (string | HTMLElement)[] {
  const names = [
    [WORDS[lang].notice, pageHref("notice", lang)],
    [WORDS[lang].noticeOfCopy, pageHref("notice", lang)],
    [LICENCE.shortTitle, LICENCE.path],
  ] as const;
  for (const [name, href] of names) {
    const at = text.lastIndexOf(name);
    if (at >= 0)
      return [...written(text.slice(0, at), lang), h("a", { href }, name), ...written(text.slice(at + name.length), lang)];
  }
  return linked(text);
}

/** Shows a text that the portal makes from the operator's settings. */
async function showText(id: ServicePage, { main, lang, source, catalog }: Page): Promise<void> {
  const text = await source.service(id, lang);
  main.append(
    printedLine(catalog, lang),
    ...(id === "legal" && isClosed(catalog) ? [h("p", { class: "warn", id: "closed" }, SERVICE_WORDS[lang].closed)] : []),
    ...text.lead.map((block) => textBlock(block, text.title, (one) => written(one, lang))),
    ...text.sections.map(({ id, title, blocks }) =>
      h("section", { id }, h("h2", {}, title), ...blocks.map((block) => textBlock(block, title, (one) => written(one, lang)))),
    ),
    h(
      "p",
      { class: "no-print" },
      h("button", { type: "button", class: "quiet", onClick: () => print() }, SERVICE_WORDS[lang].print),
    ),
  );
  makeStackable(main);
}

function showMap({ main, lang, catalog }: Page): void {
  for (const { title, entries } of siteMap(lang, catalog, location.href))
    main.append(
      h("h2", {}, title),
      h(
        "ul",
        { class: "site-map" },
        ...entries.map(({ href, name, purpose }) => h("li", {}, h("a", { href }, name), h("span", { class: "note" }, purpose))),
      ),
    );
}

/* Entry of three small pages: accessibility, legal notice and site map. They share a program, because each is a few lines. */
const name = PAGES.find((page) => location.pathname.replace(/\.html$/, "").endsWith(`/${page}`)) ?? "site-map";
void startPage({
  name,
  title: (lang) => (name === "accessibility" ? SERVICE_WORDS[lang].statement : WORDS[lang][name]),
  run: (page) => (name === "site-map" ? showMap(page) : showText(name, page)),
});
