import type { Labels } from "../contract/labels.ts";
import type { Rung, Similarity, SimilarityClass } from "./domain.ts";

/** The similarity partitions that several measures share. All are public and fixed before data are seen. */

const UNKNOWN_SIZE: SimilarityClass = {
  code: "size=unknown",
  labels: { fr: "nombre de personnes non précisé", en: "number of people not given" },
  where: { size: ["unknown"] },
};

/** By the number of people in the household. */
export const bySize: Similarity = {
  attributes: ["size"],
  classes: [
    { code: "size=1", labels: { fr: "1 personne", en: "1 person" }, where: { size: ["1"] } },
    { code: "size=2", labels: { fr: "2 personnes", en: "2 people" }, where: { size: ["2"] } },
    { code: "size=3", labels: { fr: "3 personnes", en: "3 people" }, where: { size: ["3"] } },
    { code: "size=4", labels: { fr: "4 personnes", en: "4 people" }, where: { size: ["4"] } },
    { code: "size=5+", labels: { fr: "5 personnes ou plus", en: "5 people or more" }, where: { size: ["5+"] } },
    UNKNOWN_SIZE,
  ],
  rungs: [
    { code: "size=1-2", labels: { fr: "1 ou 2 personnes", en: "1 or 2 people" }, classes: ["size=1", "size=2"] },
    { code: "size=3+", labels: { fr: "3 personnes ou plus", en: "3 people or more" }, classes: ["size=3", "size=4", "size=5+"] },
  ],
};

/** By the surface of the dwelling. */
export const bySurface: Similarity = {
  attributes: ["surface"],
  classes: [
    { code: "surface=<35", labels: { fr: "moins de 35 m²", en: "under 35 m²" }, where: { surface: ["<35"] } },
    { code: "surface=35-54", labels: { fr: "35 à 54 m²", en: "35 to 54 m²" }, where: { surface: ["35-54"] } },
    { code: "surface=55-74", labels: { fr: "55 à 74 m²", en: "55 to 74 m²" }, where: { surface: ["55-74"] } },
    { code: "surface=75-99", labels: { fr: "75 à 99 m²", en: "75 to 99 m²" }, where: { surface: ["75-99"] } },
    { code: "surface=100+", labels: { fr: "100 m² ou plus", en: "100 m² or more" }, where: { surface: ["100-149", "150+"] } },
    { code: "surface=unknown", labels: { fr: "surface non précisée", en: "surface not given" }, where: { surface: ["unknown"] } },
  ],
  rungs: [
    { code: "surface=<55", labels: { fr: "moins de 55 m²", en: "under 55 m²" }, classes: ["surface=<35", "surface=35-54"] },
    { code: "surface=55-99", labels: { fr: "55 à 99 m²", en: "55 to 99 m²" }, classes: ["surface=55-74", "surface=75-99"] },
    {
      code: "surface=55+",
      labels: { fr: "55 m² ou plus", en: "55 m² or more" },
      classes: ["surface=55-74", "surface=75-99", "surface=100+"],
    },
  ],
};

/** By what the household pays for its home: nothing or a loan, a market rent, a social rent. */
export const byTenure: Similarity = {
  attributes: ["tenure"],
  classes: [
    { code: "tenure=owner", labels: { fr: "propriétaires", en: "owners" }, where: { tenure: ["owner"] } },
    { code: "tenure=tenant", labels: { fr: "locataires du parc privé", en: "private tenants" }, where: { tenure: ["tenant"] } },
    {
      code: "tenure=social-tenant",
      labels: { fr: "locataires du parc social", en: "social tenants" },
      where: { tenure: ["social-tenant"] },
    },
    {
      code: "tenure=unknown",
      labels: { fr: "statut d’occupation non précisé", en: "tenure not given" },
      where: { tenure: ["unknown"] },
    },
  ],
  rungs: [
    { code: "tenure=rented", labels: { fr: "locataires", en: "tenants" }, classes: ["tenure=tenant", "tenure=social-tenant"] },
  ],
};

/** One side of a two-way split of heating. */
interface HeatingGroup {
  readonly code: string;
  readonly labels: Labels;
  readonly values: readonly string[];
}

const FEW = { value: "1-2", sizes: ["1", "2"], labels: { fr: "1 ou 2 personnes", en: "1 or 2 people" } } as const;
const MANY = { value: "3+", sizes: ["3", "4", "5+"], labels: { fr: "3 personnes ou plus", en: "3 people or more" } } as const;

function heatingClasses(group: HeatingGroup): SimilarityClass[] {
  return [FEW, MANY].map((people) => ({
    code: `heating=${group.code};size=${people.value}`,
    labels: { fr: `${group.labels.fr}, ${people.labels.fr}`, en: `${group.labels.en}, ${people.labels.en}` },
    where: { heating: group.values, size: people.sizes },
  }));
}

function heatingRung(group: HeatingGroup): Rung {
  return {
    code: `heating=${group.code};size=known`,
    labels: group.labels,
    classes: heatingClasses(group).map(({ code }) => code),
  };
}

/** By how the home is heated, one way or not, crossed with few or many people: four classes and the two unknown ones. */
export function byHeatingAndSize(one: HeatingGroup, rest: HeatingGroup): Similarity {
  return {
    attributes: ["heating", "size"],
    classes: [
      ...heatingClasses(one),
      ...heatingClasses(rest),
      {
        code: "heating=known;size=unknown",
        labels: { fr: "chauffage connu, nombre de personnes non précisé", en: "heating known, number of people not given" },
        where: { heating: [...one.values, ...rest.values], size: ["unknown"] },
      },
      {
        code: "heating=unknown",
        labels: { fr: "chauffage non précisé", en: "heating not given" },
        where: { heating: ["unknown"] },
      },
    ],
    rungs: [heatingRung(one), heatingRung(rest)],
  };
}
