import type { Area } from "../../src/territory/index.ts";
import { WORDS } from "../shared/i18n.ts";
import { isCode, postcodesOf } from "../shared/postcodes.ts";
import { figureAt } from "./area-figures.ts";
import { type DistrictState, levelMany } from "./shown.ts";

/** Label of the search field, which mentions postcodes only where the territory has them: where a part of the places has, one of theirs. */
export function searchLabel({ atlas, choice, words }: Pick<DistrictState, "atlas" | "choice" | "words">): string {
  const { tree } = atlas;
  if (postcodesOf(tree) === "all") return words.words.search;
  const [postcode] = [...tree.lineage(choice.at ?? choice.area), ...tree.areas].flatMap(({ postcodes = [] }) => postcodes);
  return postcode === undefined ? words.words.searchNames : words.words.searchNumbered(postcode);
}

/** Level of the small areas that Insee draws and names, often otherwise than those who live there. */
const IRIS = "iris";

/** Whose the names of small areas are, said once below what a search finds; undefined where they are the territory's own. */
export function searchNote({ atlas, lang, words }: Pick<DistrictState, "atlas" | "lang" | "words">): string | undefined {
  return atlas.levels.includes(IRIS) ? words.words.officialNames(levelMany(atlas, IRIS, lang)) : undefined;
}

/** Search order: places within the area shown first, then those with a figure. */
export function searchOrder({ atlas, choice }: Pick<DistrictState, "atlas" | "choice">): (area: Area) => number {
  return ({ code }) => {
    const inside = atlas.tree.lineage(code).some((above) => above.code === choice.area);
    return (inside ? 0 : 2) + (figureAt(atlas, choice, code) === null ? 1 : 0);
  };
}

/** Advice where a search finds nothing: a postcode may be that of a place of which it is not known. */
export function searchHelp({ lang, words }: Pick<DistrictState, "lang" | "words">, typed: string): string {
  return isCode(typed) ? WORDS[lang].stand.noCode(typed.trim()) : words.words.tryName;
}
