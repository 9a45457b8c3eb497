import type { Area } from "../../src/territory/index.ts";
import type { AreaTree } from "./areas.ts";

/**
 * Places that a postcode means where none is known, in cities that number their parts: the postcode of the 8th of Lyon is 69008, its
 * department and its number, as in every such city of France.
 */
export function numberedPlaces(
  { tree, leaf }: { readonly tree: AreaTree; readonly leaf: string },
  typed: string,
): readonly Area[] {
  const [, department, number] = /^\s*(\d\d)0(\d\d)\s*$/.exec(typed) ?? [];
  if (department === undefined) return [];
  const ordinal = new RegExp(`\\b${Number(number)}(er|e)\\b`);
  return tree.areas.filter(({ code, level, name }) => level !== leaf && code.startsWith(department) && ordinal.test(name));
}
