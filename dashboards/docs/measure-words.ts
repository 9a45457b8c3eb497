import type { Catalog } from "../shared/data.ts";
import type { Lang } from "../shared/i18n.ts";
import { DOCS, type DocsWords } from "./words.ts";

/** What a home is called, and what it is called in data about dwellings. The French words have one gender, and no article changes. */
const CALLED = {
  fr: { foyer: "logement", Foyer: "Logement" },
  en: { home: "dwelling", Home: "Dwelling" },
} as const satisfies Record<Lang, Readonly<Record<string, string>>>;

const inDwellings = (text: string, lang: Lang): string =>
  Object.entries(CALLED[lang]).reduce((said, [home, dwelling]) => said.replaceAll(home, dwelling), text);

/** The same texts, and functions that make texts, about dwellings. */
function aboutDwellings<T>(texts: T, lang: Lang): T {
  if (typeof texts === "string") return inDwellings(texts, lang) as T;
  if (typeof texts === "function") {
    const make = texts as unknown as (...parts: readonly unknown[]) => string;
    return ((...parts: readonly unknown[]) => inDwellings(make(...parts), lang)) as T;
  }
  return Object.fromEntries(Object.entries(texts as object).map(([name, one]) => [name, aboutDwellings(one, lang)])) as T;
}

/** The texts of a measure's page. Figures taken from data published elsewhere count dwellings: no household brought them. */
export function measureWords(lang: Lang, { commons }: Pick<Catalog, "commons">): DocsWords["measure"] {
  const words = DOCS[lang].measure;
  return commons.origin === undefined ? words : aboutDwellings(words, lang);
}

/** A text of other pages, as a measure's page says it. */
export function asCounted(text: string, lang: Lang, { commons }: Pick<Catalog, "commons">): string {
  return commons.origin === undefined ? text : inDwellings(text, lang);
}
