import type { Lang } from "../shared/i18n.ts";

/** Link words after which a name has no plural ending: `quartier de vie` becomes `quartiers de vie`. */
const LINKS = /^(de|du|des|d’.*|la|le|les|of|the)$/i;

/** Words that join two nouns, each with its own ending. */
const JOINS = /^(ou|et|or|and)$/i;

/** Adjectives of places in -al, such as `communal`, which French ends in -aux. */
const FRENCH_AL = /[^aeiou]al$/i;

/**
 * The plural of a level's name by rule: in French every word before the first link word, in English the last of them (`billing classes`).
 */
export function pluralOf(name: string, lang: Lang): string {
  const words = name.split(" ");
  const isEnd = (word: string | undefined): boolean => word === undefined || LINKS.test(word) || JOINS.test(word);
  let takesPlural = true;
  return words
    .map((word, i) => {
      if (JOINS.test(word)) takesPlural = true;
      else if (LINKS.test(word)) takesPlural = false;
      if (!takesPlural || JOINS.test(word)) return word;
      if (lang === "fr") return frenchPlural(word);
      return isEnd(words[i + 1]) ? englishPlural(word) : word;
    })
    .join(" ");
}

function frenchPlural(word: string): string {
  if (/[sxz]$/i.test(word)) return word;
  if (FRENCH_AL.test(word)) return word.replace(/l$/i, "ux");
  return /eau$/i.test(word) ? `${word}x` : `${word}s`;
}

function englishPlural(word: string): string {
  if (/(ss|sh|ch|x)$/i.test(word)) return `${word}es`;
  if (/[sz]$/i.test(word)) return word;
  return /[^aeiou]y$/i.test(word) ? `${word.slice(0, -1)}ies` : `${word}s`;
}
