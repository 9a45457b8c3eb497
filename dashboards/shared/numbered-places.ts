import type { Area } from "../../src/territory/index.ts";
import type { AreaTree } from "./areas.ts";

const ORDINAL = /\b(\d{1,2})(?:er|e)\b/;

/** The postcode of a numbered part of a city, as below; undefined of any other place. */
export function numberedPostcode({ code, name }: Pick<Area, "code" | "name">): string | undefined {
  const [, number] = ORDINAL.exec(name) ?? [];
  return number === undefined ? undefined : `${code.slice(0, 2)}0${number.padStart(2, "0")}`;
}

/** Tells whether places of the territory have postcodes. */
export const hasPostcodes = (tree: AreaTree): boolean => tree.areas.some(({ postcodes = [] }) => postcodes.length > 0);

/** Tells whether a postcode finds a place, as below too. */
export const takesPostcodes = ({ tree, leaf }: { readonly tree: AreaTree; readonly leaf: string }): boolean =>
  hasPostcodes(tree) || tree.areas.some((area) => area.level !== leaf && numberedPostcode(area) !== undefined);

/** Tells whether a text is a code, such as a postcode. */
export const isCode = (typed: string): boolean => /^\s*\d[\d\s-]*$/.test(typed);

/** Tells whether a text is a postcode where none is known: its place may be of the territory. */
export const isUnknownCode = (tree: AreaTree, typed: string): boolean => isCode(typed) && !hasPostcodes(tree);

/**
 * Places that a postcode means where none is known, in cities that number their parts: the postcode of the 8th of Lyon is 69008, its
 * department and its number, as in every such city of France.
 */
export function numberedPlaces(
  { tree, leaf }: { readonly tree: AreaTree; readonly leaf: string },
  typed: string,
): readonly Area[] {
  const [, department, number] = /^\s*(\d\d)0(\d\d)\s*$/.exec(typed) ?? [];
  if (department === undefined || hasPostcodes(tree)) return [];
  const postcode = `${department}0${number}`;
  return tree.areas.filter((area) => area.level !== leaf && numberedPostcode(area) === postcode);
}
