import type { Catalog } from "./data.ts";
import { h } from "./dom.ts";
import { LANGS, type Lang, WORDS } from "./i18n.ts";
import { siteFacts } from "./site.ts";
import { withState } from "./url-state.ts";

export const PAGES = ["home", "compare", "explore", "district", "privacy"] as const;
export type PageName = (typeof PAGES)[number];

const NATIVE: Readonly<Record<Lang, string>> = { fr: "Français", en: "English" };

/**
 * The address of a page, relative to any other: all are at one level. Only the language goes along. A host of plain files knows
 * a page by its file.
 */
export function pageHref(page: PageName, lang: Lang, state: Readonly<Record<string, string | null>> = {}): string {
  const address = siteFacts().files ? `${page === "home" ? "index" : page}.html` : page === "home" ? "./" : page;
  return `${address}${withState("", { ...(lang === "fr" ? {} : { lang }), ...state })}`;
}

/** The same page, with its state, in another language. */
function switchTo(lang: Lang): string {
  return `${location.pathname}${withState(location.search, { lang: lang === "fr" ? null : lang })}`;
}

/** @param catalog null before it is loaded */
export function header(current: PageName, lang: Lang, catalog: Catalog | null): HTMLElement {
  const words = WORDS[lang];
  const languages = LANGS.filter((l) => !catalog || catalog.commons.languages.includes(l));
  return h(
    "header",
    { class: "site" },
    h("a", { class: "skip", href: "#main" }, words.skip),
    h(
      "div",
      { class: "bar" },
      h(
        "a",
        { class: "brand", href: pageHref("home", lang) },
        h("span", { class: "mark", "aria-hidden": "true" }),
        catalog?.commons.name[lang] ?? "Voisinage",
      ),
      h(
        "nav",
        { "aria-label": words.nav },
        h(
          "ul",
          {},
          ...PAGES.filter((page) => page !== "home").map((page) =>
            h("li", {}, h("a", { href: pageHref(page, lang), "aria-current": page === current ? "page" : null }, words[page])),
          ),
        ),
      ),
      h(
        "ul",
        { class: "languages", "aria-label": words.language },
        ...languages.map((l) =>
          h(
            "li",
            {},
            h(
              "a",
              { href: switchTo(l), lang: l, hreflang: l, "aria-current": l === lang ? "true" : null, onClick: keepState },
              NATIVE[l],
            ),
          ),
        ),
      ),
    ),
    catalog?.commons.sample ? h("p", { class: "sample" }, words.sample) : null,
  );
}

/** The address may have changed since the header was drawn: the switch follows it. */
function keepState(event: Event): void {
  const link = event.currentTarget as HTMLAnchorElement;
  const lang = LANGS.find((l) => l === link.lang);
  if (lang) link.href = switchTo(lang);
}

/** @param catalog null before it is loaded */
export function footer(lang: Lang, catalog: Catalog | null): HTMLElement {
  const words = WORDS[lang];
  const contact = catalog?.commons.contact;
  return h(
    "footer",
    { class: "site" },
    h("p", { class: "method" }, words.method),
    h("p", {}, words.roundings),
    h(
      "ul",
      {},
      h("li", {}, words.licence),
      h("li", {}, h("a", { href: pageHref("privacy", lang) }, words.privacyLink)),
      h("li", {}, h("a", { href: siteFacts().files ? "v1/catalog.json" : "openapi.json" }, words.api)),
      h("li", {}, h("a", { href: `feed.${lang}.atom`, type: "application/atom+xml" }, words.feed)),
      contact ? h("li", {}, words.labelled(words.contact, contact)) : null,
    ),
  );
}
