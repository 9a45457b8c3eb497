import { en } from "../messages/en/shared.ts";
import type { Words } from "../messages/fr/shared.ts";
import { fr } from "../messages/fr/shared.ts";
import { unbroken } from "./dom.ts";

export const LANGS = ["fr", "en"] as const;
export type Lang = (typeof LANGS)[number];

/** Something that is said in every language; a missing one does not compile. */
export type Translated<T> = Readonly<Record<Lang, T>>;

/** Words that a built page loads once their language is spoken, and where they are put then. */
interface WordsToCome {
  readonly lang: Lang;
  readonly load: () => Promise<unknown>;
  readonly words: Partial<Record<Lang, unknown>>;
}

const TO_COME: WordsToCome[] = [];
/** Languages of this document so far: words of a part that comes later come in each. */
const SPOKEN = new Set<Lang>();

/**
 * A place's words in each language, with the spaces that must not break a line. In a built page each language is a file of its own, and
 * `fr` and `en` are what loads it (`shell/later-words.ts`): its words are there after `speak`.
 */
export function translated<T extends object>(fr: T, en: T): Translated<T> {
  const words: Partial<Record<Lang, T>> = {};
  for (const [lang, said] of [["fr", fr] as const, ["en", en] as const]) {
    if (typeof said === "function") TO_COME.push({ lang, load: said as () => Promise<T>, words });
    else words[lang] = typeset(said);
  }
  return words as Translated<T>;
}

async function bringWords(): Promise<void> {
  const wanted = TO_COME.filter(({ lang, words }) => SPOKEN.has(lang) && words[lang] === undefined);
  await Promise.all(
    wanted.map(async ({ lang, load, words }) => {
      words[lang] = typeset(await load());
    }),
  );
}

/** Loads the words of a language, of all that the page's program has so far: before anything is said in it. */
export function speak(lang: Lang): Promise<void> {
  SPOKEN.add(lang);
  return bringWords();
}

/** A part of the page that comes later, once its words have come too. */
export async function withWords<T>(part: Promise<T>): Promise<T> {
  const come = await part;
  await bringWords();
  return come;
}

/** The same words, with the spaces that must not break a line, whether they stand as they are or are put together. */
function typeset<T>(words: T): T {
  if (typeof words === "string") return unbroken(words) as T;
  if (typeof words === "function") return ((...given: unknown[]) => typeset(words(...given))) as T;
  if (Array.isArray(words)) return words.map(typeset) as T;
  return Object.fromEntries(Object.entries(words as object).map(([key, value]) => [key, typeset(value)])) as T;
}

/** The words that every page shares, and those of the visit. A page's own are a file of its name in each folder of `messages/`, and it calls `translated` with both. */
export const WORDS: Translated<Words> = translated(fr, en);

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
