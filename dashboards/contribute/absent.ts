import { h } from "../shared/dom.ts";
import { contributorHref } from "../shared/layout.ts";
import type { Page } from "../shared/page.ts";
import { CONTRIBUTE_WORDS } from "./words.ts";

/** Where the intake is elsewhere, or nowhere: what to do; null: it is here. */
export function absent({ lang, catalog }: Page, name: "contribute" | "my-contribution"): HTMLElement | null {
  const w = CONTRIBUTE_WORDS[lang].absent;
  const at = (page: typeof name) => contributorHref(page, lang, catalog.intake, location.href);
  const href = at(name) ?? at("contribute");
  if (href !== null && !/^https?:/.test(href)) return null;
  const { contact } = catalog.commons;
  return h(
    "div",
    { class: "card absent" },
    h("h2", {}, w.title),
    href === null ? h("p", {}, w.nowhere) : h("p", {}, w.elsewhere, " ", h("a", { href }, href)),
    contact === undefined ? null : h("p", {}, w.contact(contact)),
  );
}
