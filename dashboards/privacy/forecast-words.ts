import type { Translated } from "../shared/i18n.ts";

const fr = {
  title: "Ce qui serait publié, selon le nombre de foyers",
  text: (release: string, measure: string) =>
    `Avec le budget et le calendrier actuels, pour une mesure : ${measure}. C’est calculé ici, à partir de nombres publics seulement : les logements de chaque territoire, le flou et les seuils de la publication ${release}.`,
  others: "Les autres mesures ont le même flou ; seuls leurs types de foyer diffèrent.",
  assumed:
    "Une prévision, pas une promesse : on suppose les foyers répartis comme les logements, et également entre les types. Là où les foyers sont rassemblés, on en publie plus ; ailleurs, moins.",
  more: (households: string, dwellings: string) =>
    `Ce territoire compte ${dwellings} logements : ${households} foyers y seraient trop. Ces chiffres valent pour un territoire plus grand, fait de même.`,
  caption: "Nombre attendu de données publiées sur données possibles, et marge (95 %) d’une moyenne dans la donnée médiane",
  table: "Tableau",
  households: (n: string) => `${n} foyers`,
  all: "tous les foyers",
  types: (n: string) => `par type de foyer (${n})`,
  published: (n: string, of: string) => `${n} sur ${of}`,
  none: (of: string) => `aucune sur ${of}`,
};

const en: typeof fr = {
  title: "What would be published, by number of homes",
  text: (release, measure) =>
    `With the present budget and calendar, for one measure: ${measure}. It is computed here, from public numbers only: the dwellings of each area, the noise and the thresholds of release ${release}.`,
  others: "Other measures have the same noise; only their kinds of home differ.",
  assumed:
    "A forecast, not a promise: homes are assumed to be spread as dwellings are, and evenly over kinds. Where they are gathered more is published; elsewhere, less.",
  more: (households, dwellings) =>
    `This territory has ${dwellings} dwellings: ${households} homes would be too many. These figures are for a larger territory of the same make.`,
  caption: "Expected number of published figures out of those possible, and margin (95 %) of a mean in the median figure",
  table: "Table",
  households: (n) => `${n} homes`,
  all: "all homes",
  types: (n) => `by kind of home (${n})`,
  published: (n, of) => `${n} of ${of}`,
  none: (of) => `none of ${of}`,
};

export type ForecastWords = typeof fr;
export const FORECAST: Translated<ForecastWords> = { fr, en };
