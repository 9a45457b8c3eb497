import { CALLED, inDwellings } from "../../src/texts/counted.ts";
import type { Catalog } from "./data.ts";
import type { Lang, Translated } from "./i18n.ts";

/* Figures taken from data published elsewhere count dwellings: no household brought them. Texts of such a commons say so. */

type Counted = Pick<Catalog, "commons">;

/** Stands within a word that is kept: a letter of no script. */
const KEPT = "\uE000";

/** What a text is made with keeps its words, such as the name of a topic or a place. */
function kept<T>(part: T, lang: Lang): T {
  if (typeof part === "string")
    return Object.keys(CALLED[lang]).reduce<string>(
      (said, home) => said.replaceAll(home, home[0] + KEPT + home.slice(1)),
      part,
    ) as T;
  if (Array.isArray(part)) return part.map((one) => kept(one, lang)) as T;
  if (typeof part !== "object" || part === null) return part;
  return Object.fromEntries(Object.entries(part).map(([name, one]) => [name, kept(one, lang)])) as T;
}

/** The same texts, and functions that make texts, about dwellings. */
function aboutDwellings<T>(texts: T, lang: Lang): T {
  if (typeof texts === "string") return inDwellings(texts, lang).replaceAll(KEPT, "") as T;
  if (typeof texts === "function") {
    const make = texts as unknown as (...parts: readonly unknown[]) => unknown;
    return ((...parts: readonly unknown[]) => aboutDwellings(make(...parts.map((part) => kept(part, lang))), lang)) as T;
  }
  if (Array.isArray(texts)) return texts.map((one) => aboutDwellings(one, lang)) as T;
  if (typeof texts !== "object" || texts === null) return texts;
  return Object.fromEntries(Object.entries(texts).map(([name, one]) => [name, aboutDwellings(one, lang)])) as T;
}

/** Texts about dwellings by the texts that they were made of, so that each is made once. */
const MADE = new WeakMap<object, object>();

/** The texts of a page, about what the commons counts. */
export function countedWords<T extends object>(words: T, lang: Lang, { commons }: Counted): T {
  if (commons.origin === undefined) return words;
  const made = MADE.get(words) ?? aboutDwellings(words, lang);
  MADE.set(words, made);
  return made as T;
}

/** A part of a page reads its texts by it, about what the commons counts. */
export const countedTexts =
  <T extends object>(texts: Translated<T>) =>
  ({ atlas, lang }: { readonly atlas: { readonly catalog: Counted }; readonly lang: Lang }): T =>
    countedWords(texts[lang], lang, atlas.catalog);

/** Makes the texts of a page about what its one commons counts, wherever they are read from here on. */
export function speakOfCounted(texts: readonly Translated<object>[], lang: Lang, catalog: Counted): void {
  for (const text of texts) Object.assign(text, { [lang]: countedWords(text[lang], lang, catalog) });
}

/** A text of other pages, about what the commons counts. */
export function asCounted(text: string, lang: Lang, { commons }: Counted): string {
  return commons.origin === undefined ? text : inDwellings(text, lang);
}
