import type { Language } from "./page.ts";

/** What a home is called, and what it is called in data about dwellings. The French words have one gender, and no article changes. */
export const CALLED = {
  fr: { foyer: "logement", Foyer: "Logement" },
  en: { home: "dwelling", Home: "Dwelling" },
} as const satisfies Record<Language, Readonly<Record<string, string>>>;

/** A text about homes, about dwellings. */
export const inDwellings = (text: string, language: Language): string =>
  Object.entries(CALLED[language]).reduce((said, [home, dwelling]) => said.replaceAll(home, dwelling), text);

/** The same where the figures were taken from data published elsewhere, to which no household contributed. */
export const asCounted = (text: string, language: Language, { origin }: { readonly origin?: unknown }): string =>
  origin === undefined ? text : inDwellings(text, language);
