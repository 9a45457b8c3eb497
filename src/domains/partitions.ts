import type { AttributeName } from "../contract/attributes.ts";
import type { Similarity, SimilarityClass } from "./domain.ts";

/** The similarity partitions that several measures share. All are public and fixed before data are seen. */

/**
 * A group of households: its value in a code, French and English labels, and the attribute values that it holds (absent: just
 * that one).
 */
type Group = readonly [value: string, fr: string, en: string, values?: readonly string[]];

/** A partition by one attribute. The values of a rung are those of its classes. */
function byAttribute(attribute: AttributeName, classes: readonly Group[], rungs: readonly Group[]): Similarity {
  const codeOf = (value: string) => `${attribute}=${value}`;
  return {
    attributes: [attribute],
    classes: classes.map(([value, fr, en, values = [value]]) => ({
      code: codeOf(value),
      labels: { fr, en },
      where: { [attribute]: values },
    })),
    rungs: rungs.map(([value, fr, en, values = []]) => ({
      code: codeOf(value),
      labels: { fr, en },
      classes: values.map(codeOf),
    })),
  };
}

const FEW: Group = ["1-2", "1 ou 2 personnes", "1 or 2 people", ["1", "2"]];
const MANY: Group = ["3+", "3 personnes ou plus", "3 people or more", ["3", "4", "5+"]];

/** Classes by the number of people in the household. */
export const bySize = byAttribute(
  "size",
  [
    ["1", "1 personne", "1 person"],
    ["2", "2 personnes", "2 people"],
    ["3", "3 personnes", "3 people"],
    ["4", "4 personnes", "4 people"],
    ["5+", "5 personnes ou plus", "5 people or more"],
    ["unknown", "nombre de personnes non précisé", "number of people not given"],
  ],
  [FEW, MANY],
);

/** Classes by the surface of the dwelling. */
export const bySurface = byAttribute(
  "surface",
  [
    ["<35", "moins de 35 m²", "under 35 m²"],
    ["35-54", "35 à 54 m²", "35 to 54 m²"],
    ["55-74", "55 à 74 m²", "55 to 74 m²"],
    ["75-99", "75 à 99 m²", "75 to 99 m²"],
    ["100+", "100 m² ou plus", "100 m² or more", ["100-149", "150+"]],
    ["unknown", "surface non précisée", "surface not given"],
  ],
  [
    ["<55", "moins de 55 m²", "under 55 m²", ["<35", "35-54"]],
    ["55-99", "55 à 99 m²", "55 to 99 m²", ["55-74", "75-99"]],
    ["55+", "55 m² ou plus", "55 m² or more", ["55-74", "75-99", "100+"]],
  ],
);

/** Classes by what the household pays for its home: nothing or a loan, a market rent, a social rent. */
export const byTenure = byAttribute(
  "tenure",
  [
    ["owner", "propriétaires", "owners"],
    ["tenant", "locataires du parc privé", "private tenants"],
    ["social-tenant", "locataires du parc social", "social tenants"],
    ["unknown", "statut d’occupation non précisé", "tenure not given"],
  ],
  [["rented", "locataires", "tenants", ["tenant", "social-tenant"]]],
);

/** Classes by heating, one way or not, crossed with few or many people: four, and two for what is unknown. */
export function byHeatingAndSize(...groups: readonly [Group, Group]): Similarity {
  const classesOf = ([heating, fr, en, values = [heating]]: Group): SimilarityClass[] =>
    [FEW, MANY].map(([size, frSize, enSize, sizes = []]) => ({
      code: `heating=${heating};size=${size}`,
      labels: { fr: `${fr}, ${frSize}`, en: `${en}, ${enSize}` },
      where: { heating: values, size: sizes },
    }));
  return {
    attributes: ["heating", "size"],
    classes: [
      ...groups.flatMap(classesOf),
      {
        code: "heating=known;size=unknown",
        labels: { fr: "chauffage connu, nombre de personnes non précisé", en: "heating known, number of people not given" },
        where: { heating: groups.flatMap(([heating, , , values = [heating]]) => values), size: ["unknown"] },
      },
      {
        code: "heating=unknown",
        labels: { fr: "chauffage non précisé", en: "heating not given" },
        where: { heating: ["unknown"] },
      },
    ],
    rungs: groups.map((group) => ({
      code: `heating=${group[0]};size=known`,
      // Homes of an unknown size are in none of its classes.
      labels: { fr: `${group[1]}, nombre de personnes précisé`, en: `${group[2]}, number of people given` },
      classes: classesOf(group).map(({ code }) => code),
    })),
  };
}
