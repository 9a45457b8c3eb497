import { en } from "../messages/en/service.ts";
import { fr } from "../messages/fr/service.ts";
import type { Catalog } from "../shared/data.ts";
import { type Lang, translated, WORDS } from "../shared/i18n.ts";
import { measuresIn, topicLabel } from "../shared/labels.ts";
import { contributorHref, isClosed, noticeName, PLACES, pageHref } from "../shared/layout.ts";
import { linkedParts } from "../shared/linked.ts";

export interface MapEntry {
  readonly href: string;
  readonly name: string;
  readonly purpose: string;
}

export const SERVICE_WORDS = translated(fr, en);

/** The pages for everybody, starting with Accueil. */
export function placesOf(lang: Lang): MapEntry[] {
  const words = WORDS[lang];
  return [
    { href: pageHref("home", lang), name: words.home, purpose: SERVICE_WORDS[lang].purpose.home },
    ...PLACES.map((page) => ({ href: pageHref(page, lang), name: words[page], purpose: words.frame.purpose[page] })),
  ];
}

/** What of a commons says which pages it has. */
type MappedCatalog = Pick<Catalog, "intake" | "measures"> & { readonly commons: Pick<Catalog["commons"], "contact" | "origin"> };

/** Every page with its purpose. Contributors' pages are listed where contributions are taken. */
export function siteMap(
  lang: Lang,
  { intake, measures, commons }: MappedCatalog,
  here: string,
): { title: string; entries: MapEntry[] }[] {
  const [words, serviceWords] = [WORDS[lang], SERVICE_WORDS[lang]];
  const { contact } = commons;
  const entry = (page: "docs" | "sql" | "notice" | "accessibility" | "legal"): MapEntry => ({
    href: pageHref(page, lang),
    name: page === "notice" ? noticeName(lang, { commons, intake }, here) : words[page],
    purpose: serviceWords.purpose[page],
  });
  const contributing = (["contribute", "my-contribution"] as const).flatMap((page): MapEntry[] => {
    const href = contributorHref(page, lang, intake, here);
    const giving = isClosed({ intake }) ? serviceWords.notOpen : serviceWords.purpose.contribute;
    const purpose = page === "contribute" ? giving : words.frame.purpose[page];
    return href === null ? [] : [{ href, name: words[page], purpose }];
  });
  const isMail = contact !== undefined && linkedParts(contact)[0]?.href === `mailto:${contact}`;
  const contacts = isMail ? [{ href: `mailto:${contact}`, name: words.contact, purpose: contact }] : [];
  const documented = [
    { href: pageHref("docs", lang, { page: "method" }), name: serviceWords.method, purpose: serviceWords.purpose.method },
    ...measuresIn(measures).map((ref) => ({
      href: pageHref("docs", lang, { measure: ref.key }),
      name: topicLabel(ref, lang),
      purpose: serviceWords.purpose.measure,
    })),
  ];
  const documents = (["register", "impact-assessment"] as const).map((id) => ({
    href: `documents/${id}.${lang}.html`,
    name: serviceWords.document[id],
    purpose: serviceWords.purpose[id],
  }));
  const groups = [
    { title: serviceWords.places, entries: placesOf(lang) },
    { title: serviceWords.contributors, entries: contributing },
    {
      title: serviceWords.data,
      entries: [
        entry("docs"),
        ...documented,
        entry("sql"),
        { href: `feed.${lang}.atom`, name: words.feed, purpose: serviceWords.purpose.feed },
      ],
    },
    { title: serviceWords.about, entries: [entry("notice"), ...documents, entry("accessibility"), entry("legal"), ...contacts] },
  ];
  return groups.filter(({ entries }) => entries.length > 0);
}
