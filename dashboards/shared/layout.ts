import type { Catalog } from "./data.ts";
import { h } from "./dom.ts";
import { LANGS, type Lang, WORDS } from "./i18n.ts";
import { siteFacts } from "./site.ts";
import { withState } from "./url-state.ts";

/** For everybody, from public files alone. */
const READERS = ["compare", "explore", "district", "privacy"] as const;
/** Where there is an intake. */
const CONTRIBUTORS = ["contribute", "my-contribution"] as const;
/** Reached from the footer, and from the pages that they belong to: the navigation has no room for all. */
type Aside = "home" | "notice" | "sql" | "docs";
export type PageName = Aside | (typeof READERS)[number] | (typeof CONTRIBUTORS)[number];

const NATIVE: Readonly<Record<Lang, string>> = { fr: "Français", en: "English" };

/**
 * The address of a page, relative to any other: all are at one level. Only the language goes along. A host of plain files knows
 * a page by its file.
 */
export function pageHref(page: PageName, lang: Lang, state: Readonly<Record<string, string | null>> = {}): string {
  const address = siteFacts().files ? `${page === "home" ? "index" : page}.html` : page === "home" ? "./" : page;
  return `${address}${inLanguage(lang, state)}`;
}

function inLanguage(lang: Lang, state: Readonly<Record<string, string | null>> = {}): string {
  return withState("", { ...(lang === "fr" ? {} : { lang }), ...state });
}

/**
 * Where the pages of contributors are: here, at the address or the origin that the operator states, or nowhere (null). Plain files
 * take nothing: on them it is an address elsewhere, for contributing the one that the export was given, if any.
 */
export function contributorHref(
  page: (typeof CONTRIBUTORS)[number],
  lang: Lang,
  intake: Catalog["intake"] | undefined,
  here: string,
): string | null {
  const { files, contribute } = siteFacts();
  if (contribute !== null && page === "contribute") return contribute;
  if (!intake) return null;
  const origin = new URL(intake.url, here).origin;
  return origin === new URL(here).origin && !files ? pageHref(page, lang) : `${origin}/${page}${inLanguage(lang)}`;
}

/** The same page, with its state, in another language. */
function switchTo(lang: Lang): string {
  return `${location.pathname}${withState(location.search, { lang: lang === "fr" ? null : lang })}${location.hash}`;
}

/** @param catalog null before it is loaded */
export function header(current: PageName, lang: Lang, catalog: Catalog | null): HTMLElement {
  const words = WORDS[lang];
  const link = (page: PageName, href: string | null) =>
    href === null ? null : h("li", {}, h("a", { href, "aria-current": page === current ? "page" : null }, words[page]));
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
      h(
        "nav",
        { "aria-label": words.nav },
        h(
          "ul",
          {},
          ...READERS.map((page) => link(page, pageHref(page, lang))),
          ...CONTRIBUTORS.map((page) => link(page, contributorHref(page, lang, catalog?.intake, location.href))),
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
      h("li", {}, h("a", { href: pageHref("notice", lang) }, words.notice)),
      h("li", {}, h("a", { href: pageHref("docs", lang) }, words.api)),
      h("li", {}, h("a", { href: pageHref("sql", lang) }, words.sql)),
      h("li", {}, h("a", { href: `feed.${lang}.atom`, type: "application/atom+xml" }, words.feed)),
      contact ? h("li", {}, words.labelled(words.contact, contact)) : null,
    ),
  );
}
