import type { Catalog } from "./data.ts";
import type { Lang } from "./i18n.ts";
import { siteFacts } from "./site.ts";
import { withState } from "./url-state.ts";

/** The places of the navigation: for everybody, from public files alone. */
export const PLACES = ["compare", "district", "explore", "privacy"] as const;
/** Where there is an intake. */
export type ContributorPage = "contribute" | "my-contribution";
/** Reached from the footer, and from the pages that they belong to: the navigation has no room for all. */
type Aside = "home" | "notice" | "sql" | "docs" | "accessibility" | "legal" | "site-map";
export type PageName = Aside | (typeof PLACES)[number] | ContributorPage;

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
  page: ContributorPage,
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

/** The address of Contribuer, for who invites to it; null: nobody takes anything, or not yet. */
export function givingHref(lang: Lang, intake: Catalog["intake"] | undefined, here: string): string | null {
  return intake?.ready === false ? null : contributorHref("contribute", lang, intake, here);
}
