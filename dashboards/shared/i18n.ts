import { en } from "../messages/en/shared.ts";
import { fr, type Words } from "../messages/fr/shared.ts";
import { unbroken } from "./dom.ts";

export const LANGS = ["fr", "en"] as const;
export type Lang = (typeof LANGS)[number];

/** Something that is said in every language; a missing one does not compile. */
export type Translated<T> = Readonly<Record<Lang, T>>;

/** The words that every page shares, and those of the visit. A page's own are a file of its name in each folder of `messages/`, and it calls `translated` with both. */
export const WORDS: Translated<Words> = translated(fr, en);

/** A place's words in each language, with the spaces that must not break a line. */
export function translated<T>(fr: T, en: T): Translated<T> {
  return { fr: typeset(fr), en: typeset(en) };
}

/** The same words, with the spaces that must not break a line, whether they stand as they are or are put together. */
function typeset<T>(words: T): T {
  if (typeof words === "string") return unbroken(words) as T;
  if (typeof words === "function") return ((...given: unknown[]) => typeset(words(...given))) as T;
  if (Array.isArray(words)) return words.map(typeset) as T;
  return Object.fromEntries(Object.entries(words as object).map(([key, value]) => [key, typeset(value)])) as T;
}

/** The language of an address: `?lang=en` or French. */
export function langOf(search: string): Lang {
  const asked = new URLSearchParams(search).get("lang");
  return LANGS.find((lang) => lang === asked) ?? "fr";
}

/** `1er`, `2e`, `30e`; `1st`, `2nd`, `30th`. */
export function ordinal(n: number, lang: Lang): string {
  if (lang === "fr") return n === 1 ? "1er" : `${n}e`;
  const tail = n % 100;
  if (tail >= 11 && tail <= 13) return `${n}th`;
  return `${n}${["th", "st", "nd", "rd"][n % 10] ?? "th"}`;
}
