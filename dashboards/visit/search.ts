import type { Area } from "../../src/territory/index.ts";
import type { AreaTree } from "../shared/areas.ts";

/** Most places that a search shows. */
const MAX_SEARCH_RESULTS = 8;

/** Without accents, hyphens and capitals: as people type. */
function plain(text: string): string {
  return text
    .normalize("NFD")
    .replace(/\p{M}/gu, "")
    .toLowerCase()
    .replace(/[^a-z0-9]+/g, " ")
    .trim();
}

/** Is `typed` the beginning of `word`, but for one letter that is wrong, missing or too many? Short words must be right. */
function nearly(typed: string, word: string): boolean {
  if (typed.length < 4) return false;
  for (const length of [typed.length - 1, typed.length, typed.length + 1]) {
    if (oneEdit(typed, word.slice(0, length))) return true;
  }
  return false;
}

function oneEdit(a: string, b: string): boolean {
  if (Math.abs(a.length - b.length) > 1) return false;
  let i = 0;
  while (i < a.length && a[i] === b[i]) i++;
  return a.slice(i + 1) === b.slice(i + 1) || a.slice(i) === b.slice(i + 1) || a.slice(i + 1) === b.slice(i);
}

/** Which of the found places come first, and which are left out, where that is not for the name alone to say. */
export interface SearchWishes {
  /** lower comes first, of places that fit alike: what is named just so stays ahead, what is misspelt behind */
  readonly order?: (area: Area) => number;
  readonly keep?: (area: Area) => boolean;
}

/** How well a rank fits: just so, in part, misspelt. */
const fitOf = (rank: number): number => (rank === 0 ? 0 : rank === 3 ? 2 : 1);

/**
 * Places by a part of their name or of their town's, or by a postcode, without accents and forgiving one letter. Names that begin as typed come first,
 * then wider places.
 */
export function searchPlaces(tree: AreaTree, levels: readonly string[], text: string, wishes: SearchWishes = {}): Area[] {
  const { order = () => 0, keep = () => true } = wishes;
  const typed = plain(text);
  if (typed === "") return [];
  const words = typed.split(" ");
  const found = tree.areas.filter(keep).flatMap((area) => {
    const name = plain(area.name);
    const parent = area.parent === null ? "" : plain(tree.get(area.parent)?.name ?? "");
    const codes = (area.postcodes ?? []).map(plain);
    const own = [...name.split(" "), ...codes];
    const all = [...own, ...parent.split(" ")];
    const exact = words.every((word) => all.some((one) => one.startsWith(word)));
    const near = exact || words.every((word) => all.some((one) => one.startsWith(word) || nearly(word, one)));
    if (!near || !words.some((word) => own.some((one) => one.startsWith(word) || nearly(word, one)))) return [];
    const rank = name === typed || codes.includes(typed) ? 0 : name.startsWith(typed) ? 1 : exact ? 2 : 3;
    return [{ area, rank, fit: fitOf(rank), wished: order(area) }];
  });
  const depth = ({ level }: Area): number => levels.indexOf(level);
  return found
    .sort(
      (a, b) =>
        a.fit - b.fit ||
        a.wished - b.wished ||
        a.rank - b.rank ||
        depth(a.area) - depth(b.area) ||
        a.area.name.localeCompare(b.area.name, "fr"),
    )
    .slice(0, MAX_SEARCH_RESULTS)
    .map(({ area }) => area);
}
