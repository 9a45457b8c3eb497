import type { Catalog } from "../shared/data.ts";
import type { Lang } from "../shared/i18n.ts";
import { DOCS, type DocsWords } from "./words.ts";

/** What a home is called, and what it is called in data about dwellings. The French words have one gender, and no article changes. */
const CALLED = {
  fr: { foyer: "logement", Foyer: "Logement" },
  en: { home: "dwelling", Home: "Dwelling" },
} as const satisfies Record<Lang, Readonly<Record<string, string>>>;

/** The same texts, and functions that make texts, about dwellings. */
function aboutDwellings<T>(texts: T, lang: Lang): T {
  const inWords = (text: string): string =>
    Object.entries(CALLED[lang]).reduce((said, [home, dwelling]) => said.replaceAll(home, dwelling), text);
  if (typeof texts === "string") return inWords(texts) as T;
  if (typeof texts === "function") {
    const make = texts as unknown as (...parts: readonly unknown[]) => string;
    return ((...parts: readonly unknown[]) => inWords(make(...parts))) as T;
  }
  return Object.fromEntries(Object.entries(texts as object).map(([name, one]) => [name, aboutDwellings(one, lang)])) as T;
}

/** The texts of a measure's page. Figures taken from data published elsewhere count dwellings: no household brought them. */
export function measureWords(lang: Lang, { commons }: Pick<Catalog, "commons">): DocsWords["measure"] {
  const words = DOCS[lang].measure;
  return commons.origin === undefined ? words : aboutDwellings(words, lang);
}
