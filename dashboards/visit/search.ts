import type { Area } from "../../src/territory/index.ts";
import type { AreaTree } from "../shared/areas.ts";

/** Most places that a search shows. */
const MAX_SEARCH_RESULTS = 8;

/** A text without accents, hyphens and capitals, as people type it; `st` and `ste` before a name are written out, `8ème` is `8e`, and `lyon8` is `lyon 8`. */
function plain(text: string): string {
  return text
    .normalize("NFD")
    .replace(/\p{M}/gu, "")
    .toLowerCase()
    .replace(/[^a-z0-9]+/g, " ")
    .trim()
    .replace(/([a-z])(?=\d)/g, "$1 ")
    .replace(/\bst(e?) /g, "saint$1 ")
    .replace(/\b(\d+)i?eme\b/g, "$1e");
}

/** Tells whether a text is the whole of a name. */
export const isNamed = (name: string, text: string): boolean => plain(name) === plain(text);

/** A word with every doubled letter once: `vileurbane`. Few people know which letters of a name are doubled. */
const undoubled = (word: string): string => word.replace(/(.)\1+/g, "$1");

/** Letters of a word from which two of them may be wrong, and from which one may. */
const [LONG, SHORT] = [8, 4];

/**
 * Tells whether `typed` begins `word`, with at most `wrong` letters wrong, missing or added: two in a long word alone. A letter that is
 * doubled or not is no fault. Fewer than four letters must be right, and so must digits: the postcode beside a postcode is another place.
 */
function nearly(typed: string, word: string, wrong = 1): boolean {
  if (/^\d+$/.test(typed)) return false;
  const pairs = [[typed, word] as const, [undoubled(typed), undoubled(word)] as const];
  return pairs.some(([own, other]) => own.length >= SHORT && begins(own, other, own.length < LONG ? Math.min(1, wrong) : wrong));
}

/** Tells whether one text begins another with at most so many letters wrong, missing or added. */
function begins(typed: string, word: string, wrong: number): boolean {
  for (let more = -wrong; more <= wrong; more++) if (isNear(typed, word.slice(0, typed.length + more), wrong)) return true;
  return false;
}

function isNear(a: string, b: string, wrong: number): boolean {
  if (Math.abs(a.length - b.length) > wrong) return false;
  let i = 0;
  while (i < a.length && a[i] === b[i]) i++;
  if (i === a.length && i === b.length) return true;
  if (wrong === 0) return false;
  const [ofA, ofB] = [a.slice(i), b.slice(i)];
  return (
    isNear(ofA.slice(1), ofB.slice(1), wrong - 1) || isNear(ofA, ofB.slice(1), wrong - 1) || isNear(ofA.slice(1), ofB, wrong - 1)
  );
}

/** Preferences of a search besides the names. */
export interface SearchWishes {
  /** sorts places that fit equally well, lowest first; exact names stay ahead of it, misspelt ones behind */
  readonly order?: (area: Area) => number;
  readonly keep?: (area: Area) => boolean;
  /** finds places by their whole code too, as those who work with statistics know them */
  readonly byCode?: boolean;
}

/** Tells whether five digits were typed, which people mean as a postcode: the official code of another place may be the same. */
export const isPostcodeLike = (typed: string): boolean => /^\s*\d{5}\s*$/.test(typed);

/** Rank of places whose names are only nearly what was typed: 0 is exact, 1 begins so, 2 has each word, 3 has it within one. */
const MISSPELT = 4;

/** Tells whether each typed word begins a word of the name, without accents and allowing one wrong letter. */
export function nameFits(name: string, text: string): boolean {
  const own = plain(name).split(" ");
  const typed = plain(text);
  return typed !== "" && typed.split(" ").every((word) => own.some((one) => one.startsWith(word) || nearly(word, one)));
}

/**
 * Finds places by part of their name, with words of their parent's name, or by postcode, without accents. One wrong letter is forgiven
 * where no name fits as typed, and two in a long word where none fits with one. Words that name a place each, and none together, find all
 * of these. Exact matches come first, then names that begin as typed, then beginnings of words, then what is within a word; within each,
 * the caller's order, wider places, and the alphabet decide.
 */
export function searchPlaces(tree: AreaTree, levels: readonly string[], text: string, wishes: SearchWishes = {}): Area[] {
  const typed = plain(text);
  if (typed === "") return [];
  const found = placesWithin(tree, levels, typed, wishes, 1);
  if (found.length > 0) return found;
  const less = placesWithin(tree, levels, typed, wishes, 2);
  const words = typed.split(" ").filter((word) => word.length >= SHORT && !/^\d+$/.test(word));
  if (less.length > 0 || words.length < 2) return less;
  const each = words.map((word) => placesWithin(tree, levels, word, wishes, 1));
  return each.some(({ length }) => length === 0) ? [] : [...new Set(each.flat())].slice(0, MAX_SEARCH_RESULTS);
}

/** What a search finds with at most so many letters of a word wrong. */
function placesWithin(tree: AreaTree, levels: readonly string[], typed: string, wishes: SearchWishes, wrong: number): Area[] {
  const { order = () => 0, keep = () => true, byCode = false } = wishes;
  const words = typed.split(" ");
  const matches = tree.areas.filter(keep).flatMap((area) => {
    const name = plain(area.name);
    const parent = area.parent === null ? "" : plain(tree.get(area.parent)?.name ?? "");
    const codes = (area.postcodes ?? []).map(plain);
    if (byCode && plain(area.code) === typed) return [{ area, rank: 0, wished: order(area) }];
    const own = [...name.split(" "), ...codes];
    const all = [...own, ...parent.split(" ")];
    const exact = words.every((word) => all.some((one) => one.startsWith(word)));
    const inside = name.includes(typed);
    const near = exact || inside || words.every((word) => all.some((one) => one.startsWith(word) || nearly(word, one, wrong)));
    if (!near || !(inside || words.some((word) => own.some((one) => one.startsWith(word) || nearly(word, one, wrong)))))
      return [];
    const rank = name === typed || codes.includes(typed) ? 0 : name.startsWith(typed) ? 1 : exact ? 2 : inside ? 3 : MISSPELT;
    return [{ area, rank, wished: order(area) }];
  });
  const isAsTyped = matches.some(({ rank }) => rank < MISSPELT);
  const depth = ({ level }: Area): number => levels.indexOf(level);
  return matches
    .filter(({ rank }) => !isAsTyped || rank < MISSPELT)
    .sort(
      (a, b) =>
        a.rank - b.rank || a.wished - b.wished || depth(a.area) - depth(b.area) || a.area.name.localeCompare(b.area.name, "fr"),
    )
    .slice(0, MAX_SEARCH_RESULTS)
    .map(({ area }) => area);
}
