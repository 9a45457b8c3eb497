/** `environ 3 400`; a number of homes that is written to the last of five digits is not about anything. */
const about = (n: string, word = "environ"): string => (/^\D*(\d\D*){4,}[1-9]$/.test(n) ? n : `${word} ${n}`);

/** Texts of one's own area on the page Quartiers, in French. */
export const fr = {
  intro: "Dès deux endroits choisis, leur chiffre commun se calcule ici, avec sa marge.",
  listTitle: "Choisir dans la liste",
  listed: "Dans mon quartier",
  listedMany: (n: string) => `Les ${n} endroits choisis`,
  remove: (name: string) => `Retirer ${name}`,
  named: (name: string, value: string, between: string) => `${name} : ${value} par mois, ${between}`,
  namedShare: (name: string, value: string, between: string) => `${name} : ${value} des logements, ${between}`,
  subtitle: (topic: string, period: string, n: string, homes: string) =>
    `${topic}, ${period}. ${n} endroits publiés, ${about(homes)} foyers comptés. Le trait : la marge de protection.`,
  /** what the numbers on the map are: places among all of the wider one */
  ranks: (plural: string, place: { readonly of: string }) =>
    `Rang parmi tous les ${plural} ${place.of}, du plus haut au plus bas ; l’ordre est approximatif`,
  sum: "Ensemble",
  name: "Son nom, sur cette page et sur le rapport seulement :",
  label: (value: string, parts: string) => `Mon quartier : ${value}. ${parts}`,
  total: (low: string, high: string) => `En tout, chez les foyers comptés : entre ${low} et ${high} par mois.`,
  withheld: (names: string, n: number) =>
    n === 1 ? `Sans ${names}, dont le chiffre n’est pas publié.` : `Sans ${names}, dont les chiffres ne sont pas publiés.`,
  few: "Il faut au moins deux endroits publiés pour ce calcul.",
  same: (name: string) => `C’est exactement ${name} : voici son chiffre publié.`,
  unlikeParts:
    "Calculé sans le modèle qui rapproche chaque endroit de l’ensemble : ce n’est pas la moyenne des chiffres de chacun.",
  byDwellings: (value: string, whole: string) =>
    `Si chaque endroit pesait selon tous ses logements, ce serait environ ${value}, et l’ensemble environ ${whole} : un écart trop petit pour conclure.`,
  modelled: "Ce que pèsent les très gros montants est estimé d’après l’ensemble ; la marge en tient compte.",
  unsure: (names: string, n: number) =>
    n === 1
      ? `Ce chiffre compte ${names}, dont la marge est très large : il peut être un peu trop haut ou trop bas.`
      : `Ce chiffre compte ${names}, dont les marges sont très larges : il peut être un peu trop haut ou trop bas.`,
  print: "Son rapport A4",
  homes: "foyers comptés, environ",
  partsTitle: "L’ensemble, puis chaque endroit",
  clear: "Tout effacer",
  mapTitle: "Composer mon quartier sur la carte",
  draw: "Entourer sur la carte",
  drawing: "Faites-en le tour, d’un seul trait.",
  drawn: (n: string, count: number) =>
    count === 0 ? "Aucun endroit dans ce trait." : count === 1 ? "Un endroit entouré." : `${n} endroits entourés.`,
  mapLabel: (n: string) => `Carte où ${n} endroits sont choisis.`,
  partsMore: (n: string) => `${n} autres endroits, plus bas dans la liste, ne tiennent pas ici : l’adresse les montre.`,
};
