import type { Catalog } from "../shared/data.ts";
import { type Lang, WORDS } from "../shared/i18n.ts";
import { type ContributorPage, contributorHref } from "../shared/layout.ts";
import { Meanwhile } from "./not-ready.tsx";
import { CONTRIBUTE_WORDS } from "./words.ts";

/** Address of a contributors' page on another site; null: it is not known; undefined: the page is on this site. */
export function elsewhereHref(catalog: Catalog, lang: Lang, name: ContributorPage): string | null | undefined {
  const hrefOf = (page: ContributorPage) => contributorHref(page, lang, catalog.intake, location.href);
  const href = hrefOf(name) ?? hrefOf("contribute");
  return href !== null && !/^https?:/.test(href) ? undefined : href;
}

/** Shown where the intake is on another site, or nowhere known: what to do. Answers given on this site do not go along. */
export function Absent({ catalog, lang, href }: { catalog: Catalog; lang: Lang; href: string | null }) {
  const w = CONTRIBUTE_WORDS[lang].absent;
  const { contact } = catalog.commons;
  return (
    <div class="card absent">
      <h2>{href === null ? WORDS[lang].welcome.months.nowhere : w.title}</h2>
      {href === null ? (
        <p>{w.nowhere}</p>
      ) : (
        <>
          <p>{w.elsewhere}</p>
          <p>
            <a class="button" href={href}>
              {href}
            </a>
          </p>
          <p class="note">{w.again}</p>
        </>
      )}
      {contact === undefined ? null : <p>{w.contact(contact)}</p>}
      {href === null ? <Meanwhile lang={lang} /> : null}
    </div>
  );
}
