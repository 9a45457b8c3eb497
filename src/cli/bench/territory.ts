import { buildTerritory, type Territory } from "../../territory/index.ts";

/** A made-up territory with three levels, in which all areas of a level are equal. */
export function uniformTerritory(o: {
  readonly id: string;
  readonly name: { readonly fr: string; readonly en: string };
  readonly levels: readonly [string, string, string];
  /** number of middle areas, of leaves in each, and of dwellings in a leaf */
  readonly sizes: readonly [middle: number, leaves: number, dwellings: number];
  /** codes of the whole, of a middle area and of a leaf, made from two-digit numbers */
  readonly codes: readonly [whole: string, middle: (number: string) => string, leaf: (parent: string, number: string) => string];
}): Territory {
  const [top, middle, bottom] = o.levels;
  const [districts, leaves, dwellings] = o.sizes;
  const [whole, district, leaf] = o.codes;
  const numbers = (count: number) => Array.from({ length: count }, (_, i) => String(i + 1).padStart(2, "0"));
  const area = (level: string, code: string, parent: string | null, leaves: number) => {
    return { code, level, parent, name: code, dwellings: leaves * dwellings };
  };
  const codes = numbers(districts).map(district);
  return buildTerritory({
    id: o.id,
    name: o.name,
    levels: [...o.levels],
    areas: [
      area(top, whole, null, districts * leaves),
      ...codes.map((code) => area(middle, code, whole, leaves)),
      ...codes.flatMap((parent) => numbers(leaves).map((number) => area(bottom, leaf(parent, number), parent, 1))),
    ],
  });
}

/** A made-up city with 1 + 19 + 551 areas, about as many as a large city. */
export function city(): Territory {
  return uniformTerritory({
    id: "bench-city",
    name: { fr: "Ville de mesure", en: "Benchmark city" },
    levels: ["city", "district", "neighbourhood"],
    sizes: [19, 29, 2600],
    codes: ["B", (number) => `B${number}`, (parent, number) => parent + number],
  });
}
