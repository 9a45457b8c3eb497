import { en } from "../messages/en/shared.ts";
import type { Words } from "../messages/fr/shared.ts";
import { fr } from "../messages/fr/shared.ts";
import { unbroken } from "./dom.ts";

export const LANGS = ["fr", "en"] as const;
export type Lang = (typeof LANGS)[number];

/** A value for every language; a missing one does not compile. */
export type Translated<T> = Readonly<Record<Lang, T>>;

/**
 * Texts that a built page loads once their language is needed, with the function that loads them and the object that receives
 * them.
 */
interface WordsToCome {
  readonly lang: Lang;
  readonly load: () => Promise<unknown>;
  readonly words: Partial<Record<Lang, unknown>>;
}

const NOT_LOADED: WordsToCome[] = [];
/** Languages needed so far; parts of the page that load later load their texts in each of them. */
const SPOKEN = new Set<Lang>();

/**
 * The texts of a page in each language, with non-breaking spaces. In a built page each language is a file of its own, `fr` and
 * `en` are the functions that load it (`shell/later-words.ts`), and the texts exist only after `loadLanguage`.
 */
export function translated<T extends object>(fr: T, en: T): Translated<T> {
  const words: Partial<Record<Lang, T>> = {};
  for (const [lang, texts] of [["fr", fr] as const, ["en", en] as const]) {
    if (typeof texts === "function") NOT_LOADED.push({ lang, load: texts as () => Promise<T>, words });
    else words[lang] = typeset(texts);
  }
  return words as Translated<T>;
}

async function bringWords(): Promise<void> {
  const missing = NOT_LOADED.filter(({ lang, words }) => SPOKEN.has(lang) && words[lang] === undefined);
  await Promise.all(
    missing.map(async ({ lang, load, words }) => {
      const texts = typeset(await load());
      // Texts that were asked for twice may have been replaced meanwhile (`counted-homes.ts`).
      words[lang] ??= texts;
    }),
  );
}

/** Loads the texts of a language for everything that the page has loaded so far. It must end before anything is drawn. */
export function loadLanguage(lang: Lang): Promise<void> {
  SPOKEN.add(lang);
  return bringWords();
}

/** A part of the page that loads later, resolved once its texts are loaded too. */
export async function withWords<T>(part: Promise<T>): Promise<T> {
  const module = await part;
  await bringWords();
  return module;
}

/** Replaces spaces by non-breaking ones in all texts, also in the results of functions. */
function typeset<T>(words: T): T {
  if (typeof words === "string") return unbroken(words) as T;
  if (typeof words === "function") return ((...given: unknown[]) => typeset(words(...given))) as T;
  if (Array.isArray(words)) return words.map(typeset) as T;
  return Object.fromEntries(Object.entries(words as object).map(([key, value]) => [key, typeset(value)])) as T;
}

/**
 * Texts that all pages share, with those that Accueil, Me situer and Contribuer draw first. Others call `translated` with files of
 * their own from `messages/`.
 */
export const WORDS: Translated<Words> = translated(fr, en);

/** Languages that the commons offers, its first one first, as its portal wrote them into the page; all, in a page as built. */
export const OFFERED: readonly Lang[] =
  globalThis.document
    ?.querySelector('meta[name="voisinage-languages"]')
    ?.getAttribute("content")
    ?.split(" ")
    .flatMap((offered) => LANGS.filter((lang) => lang === offered)) ?? LANGS;

const [FIRST = "fr"] = OFFERED;

/** The language of an address: `?lang=en`, otherwise the commons' first. */
export function langOf(search: string): Lang {
  const requested = new URLSearchParams(search).get("lang");
  return LANGS.find((lang) => lang === requested) ?? FIRST;
}

/** What an address says of a language: nothing of the commons' first, in which it is read without a word. */
export function langState(lang: Lang): { readonly lang: string | null } {
  return { lang: lang === FIRST ? null : lang };
}

/** `1er`, `2e`, `30e`; `1st`, `2nd`, `30th`. */
export function ordinal(n: number, lang: Lang): string {
  if (lang === "fr") return n === 1 ? "1er" : `${n}e`;
  const tail = n % 100;
  if (tail >= 11 && tail <= 13) return `${n}th`;
  return `${n}${["th", "st", "nd", "rd"][n % 10] ?? "th"}`;
}
