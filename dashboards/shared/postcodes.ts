import type { Area } from "../../src/territory/index.ts";

/** What is needed of the tree, whose module makes it with the postcodes from here. */
interface AreaTree {
  readonly areas: readonly Area[];
  lineage(code: string): readonly Area[];
}

const ORDINAL = /\b(\d{1,2})(?:er|e)\b/;

/**
 * Areas with the postcodes of a city's numbered parts, where the territory publishes none: that of the 8th of Lyon is 69008, its department
 * and its number, as in every such city of France. Small areas, which have no parts, may be numbered too, and have none.
 */
export function withPostcodes(areas: readonly Area[]): readonly Area[] {
  if (areas.some(({ postcodes = [] }) => postcodes.length > 0)) return areas;
  const parents = new Set(areas.map(({ parent }) => parent));
  const wider = new Set(areas.flatMap(({ code, level }) => (parents.has(code) ? [level] : [])));
  return areas.map((area) => {
    const [, number] = ORDINAL.exec(area.name) ?? [];
    if (number === undefined || !wider.has(area.level)) return area;
    return { ...area, postcodes: [`${area.code.slice(0, 2)}0${number.padStart(2, "0")}`] };
  });
}

const hasPostcode = ({ postcodes = [] }: Area): boolean => postcodes.length > 0;

/** Postcodes that the places of a territory have: those of each place, of a part of them, or none. */
export function postcodesOf({ areas, lineage }: AreaTree): "all" | "some" | "none" {
  if (!areas.some(hasPostcode)) return "none";
  const wider = new Set(areas.map(({ parent }) => parent));
  return areas.every(({ code }) => wider.has(code) || lineage(code).some(hasPostcode)) ? "all" : "some";
}

/** Tells whether a text is a code, such as a postcode. */
export const isCode = (typed: string): boolean => /^\s*\d[\d\s-]*$/.test(typed);

/**
 * The place whose official code is typed, if a search for names and postcodes did not find it: the code of a commune has five digits too, and
 * may be the postcode of another.
 */
export function codedAs(
  tree: AreaTree & { get(code: string): Area | undefined },
  typed: string,
  found: readonly Area[],
): readonly Area[] {
  const area = tree.get(typed.trim());
  return area === undefined || found.includes(area) ? [] : [area];
}

/** Tells whether a text is a postcode where not all are known: its place may be of the territory. */
export const isUnknownCode = (tree: AreaTree, typed: string): boolean => isCode(typed) && postcodesOf(tree) !== "all";
