import type { Catalog } from "./data.ts";
import { type Lang, langState, WORDS } from "./i18n.ts";
import { siteFacts } from "./site.ts";
import { withState } from "./url-state.ts";

/** Pages in the navigation, which are for everybody and use public files only. */
export const PLACES = ["compare", "district", "explore", "privacy"] as const;
/** Pages that need an intake. */
export type ContributorPage = "contribute" | "my-contribution";
/** Pages reached from the footer or from related pages, because the navigation has no room for them. */
type Aside = "home" | "notice" | "sql" | "docs" | "accessibility" | "legal" | "site-map";
export type PageName = Aside | (typeof PLACES)[number] | ContributorPage;

/**
 * Address of a page, relative to any other, since all are at one level. Only the language is passed on. A host of plain files
 * knows a page by its file name.
 */
export function pageHref(page: PageName, lang: Lang, state: Readonly<Record<string, string | null>> = {}): string {
  const address = siteFacts().files ? `${page === "home" ? "index" : page}.html` : page === "home" ? "./" : page;
  return `${address}${inLanguage(lang, state)}`;
}

function inLanguage(lang: Lang, state: Readonly<Record<string, string | null>> = {}): string {
  return withState("", { ...langState(lang), ...state });
}

/**
 * Address of a contributors' page: on this site, on the one that the operator states, or null where none is known. Plain files
 * accept no contributions, so it is then on another site; for contributing, it is the one that the export was given, if any.
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

/** Tells whether the operator has not stated yet what is required before contributions are taken. */
export const isClosed = ({ intake }: Pick<Catalog, "intake">): boolean => intake?.ready === false;

/** Address of the page Contribuer, for invitations to it; null where contributions are not taken, or not yet. */
export function givingHref(lang: Lang, intake: Catalog["intake"] | undefined, here: string): string | null {
  return intake?.ready === false ? null : contributorHref("contribute", lang, intake, here);
}

/** Tells whether all readings were taken from elsewhere and nobody can contribute here, so that nothing is kept in confidence. */
export function isTaken({ commons, intake }: TakenFrom, lang: Lang, here: string): boolean {
  return commons.origin !== undefined && givingHref(lang, intake, here) === null;
}

/** What of a commons says whether people gave what it has. */
type TakenFrom = Pick<Catalog, "intake"> & { readonly commons: Pick<Catalog["commons"], "origin"> };

/**
 * Name of the page Notice: where nobody contributes, its reader looks for where the figures come from. Null: it is not known yet, and
 * what is drawn when the site is built is true of both.
 */
export function noticeName(lang: Lang, catalog: TakenFrom | null, here: string): string {
  if (catalog === null) return WORDS[lang].noticeOfAny;
  return WORDS[lang][isTaken(catalog, lang, here) ? "noticeOfCopy" : "notice"];
}
