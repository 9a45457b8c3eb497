import type { Translated } from "../shared/i18n.ts";

/** `1 masquée`, `64 masquées`. */
function several(n: number, word: string): string {
  return `${n} ${word}${n > 1 ? "s" : ""}`;
}

const fr = {
  lead: "Un territoire, une mesure, une période : ce que publient les foyers participants, avec la marge de protection de chaque chiffre.",
  area: "Territoire",
  measure: "Mesure",
  period: "Période",
  level: "Détail de la carte",
  up: "Où vous êtes",
  open: (name: string) => `Ouvrir le portrait : ${name}`,
  headline: (area: string, period: string) => `${area}, ${period}`,
  figures: "Chiffres clés",
  mean: "Moyenne par foyer participant",
  meanPerson: "Moyenne par personne contributrice",
  median: "Médiane",
  count: "Foyers participants",
  participation: "Participation",
  participationOf: (dwellings: string) => `des ${dwellings} logements de référence`,
  participationNote:
    "Foyers participants : la marge couvre la protection, pas le choix de participer. La participation rapporte leur nombre aux logements du recensement public.",
  notHere: "Ce territoire n’a pas de chiffre publié pour cette période.",
  map: (level: string) => `Carte : moyenne par ${level}`,
  mapLabel: (measure: string, level: string, area: string, period: string, counts: string) =>
    `Carte de ${measure}, par ${level}, ${area}, ${period}. ${counts}. Les valeurs sont dans le tableau.`,
  mapNote: "Hachures : donnée masquée. Teinte effacée : peu fiable.",
  mapClick: "Un clic sur une zone ouvre son portrait ; au clavier, par les liens du tableau.",
  margins: "Carte : marge de protection, en part de la valeur",
  marginsNote: "Plus c’est foncé, plus la marge est large : à lire avec la carte des moyennes.",
  counts: (published: number, unreliable: number, withheld: number) =>
    `${several(published, "publiée")}, ${several(unreliable, "peu fiable")}, ${several(withheld, "masquée")}`,
  ranking: "Du plus haut au plus bas",
  rankingLabel: (measure: string, first: string, last: string) =>
    `Classement de ${measure} avec intervalles, de ${first} à ${last}. Les valeurs sont dans le tableau.`,
  rankingNote:
    "Point : estimation. Trait : intervalle à 95 %. En gris : l’écart avec l’ensemble n’excède pas les marges. Un rang est une fourchette, jamais un point.",
  showAll: (n: number) => `Montrer les ${n} territoires`,
  trend: (area: string) => `Évolution : ${area}`,
  trendOther: (area: string, own: string) =>
    `Le mois n’est publié que pour ${area} : c’est son évolution que montre cette courbe, pas celle de ${own}.`,
  trendOne: "Une seule période est publiée : une évolution demande au moins deux périodes.",
  trendLabel: (measure: string, area: string, from: string, to: string) =>
    `Évolution de ${measure}, ${area}, de ${from} à ${to}. Les valeurs sont dans le tableau.`,
  trendNote: "La courbe s’interrompt où la donnée est masquée, et où la méthode change.",
  all: "Toutes les valeurs",
  relative: "Marge relative",
  withheldNames: (hidden: number, all: number) =>
    `${hidden} territoires sur ${all} sont masqués, faute d’assez de foyers ou pour en protéger un autre : leurs noms`,
  rank: (of: number) => `Rang sur ${of}`,
  rankBand: (best: string, worst: string) => (best === worst ? best : `${best} à ${worst}`),
  explore: "Filtrer et télécharger ces données",
  table: "Tableau des valeurs",
  nothingLevel: (level: string, period: string) =>
    `Le niveau « ${level} » n’est pas publié pour ${period} : le détail se paie en temps, et le calendrier le réserve à des périodes plus longues.`,
  nothingAll: (level: string, period: string) =>
    `Aucune zone du niveau « ${level} » n’a de valeur publiée pour ${period} : chacune est masquée, faute d’assez de foyers participants, ou pour en protéger une autre.`,
  remedy:
    "Ce qui changerait cela : plus de foyers participants, moins de mesures dans le commun, ou un calendrier plus rare (l’année plutôt que le mois). Jamais un seuil plus bas.",
  longer: (period: string) => `Voir ${period}`,
  siblings: "Ce territoire n’a pas de subdivision : la carte montre ses voisins du même ensemble.",
  print: "Imprimer",
};

const en: typeof fr = {
  lead: "An area, a measure, a period: what participating homes publish, with the protection margin of every figure.",
  area: "Area",
  measure: "Measure",
  period: "Period",
  level: "Detail of the map",
  up: "Where you are",
  open: (name) => `Open the profile: ${name}`,
  headline: (area, period) => `${area}, ${period}`,
  figures: "Key figures",
  mean: "Mean per participating home",
  meanPerson: "Mean per contributing person",
  median: "Median",
  count: "Participating homes",
  participation: "Participation",
  participationOf: (dwellings) => `of ${dwellings} reference dwellings`,
  participationNote:
    "Participating homes: the margin covers the protection, not who chose to contribute. Participation is their number over the dwellings of the public count.",
  notHere: "This area has no published figure for this period.",
  map: (level) => `Map: mean by ${level}`,
  mapLabel: (measure, level, area, period, counts) =>
    `Map of ${measure}, by ${level}, ${area}, ${period}. ${counts}. The values are in the table.`,
  mapNote: "Hatched: withheld. Faded: unreliable.",
  mapClick: "A click on an area opens its profile; by keyboard, use the links of the table.",
  margins: "Map: protection margin, as a share of the value",
  marginsNote: "The darker, the wider the margin: to be read beside the map of means.",
  counts: (published, unreliable, withheld) => `${published} published, ${unreliable} unreliable, ${withheld} withheld`,
  ranking: "From the highest to the lowest",
  rankingLabel: (measure, first, last) =>
    `Ranking of ${measure} with intervals, from ${first} to ${last}. The values are in the table.`,
  rankingNote:
    "Dot: estimate. Line: 95% interval. Grey: the difference from the whole is within the margins. A rank is a band, never a point.",
  showAll: (n) => `Show all ${n} areas`,
  trend: (area) => `Trend: ${area}`,
  trendOther: (area, own) => `Months are published for ${area} only: the line shows its trend, not that of ${own}.`,
  trendOne: "A single period is published: a trend needs at least two.",
  trendLabel: (measure, area, from, to) => `Trend of ${measure}, ${area}, from ${from} to ${to}. The values are in the table.`,
  trendNote: "The line breaks where the figure is withheld, and where the method changes.",
  all: "All values",
  relative: "Relative margin",
  withheldNames: (hidden, all) =>
    `${hidden} of ${all} areas are withheld, for too few homes or to protect another area: their names`,
  rank: (of) => `Rank of ${of}`,
  rankBand: (best, worst) => (best === worst ? best : `${best} to ${worst}`),
  explore: "Filter and download these data",
  table: "Table of values",
  nothingLevel: (level, period) =>
    `The level “${level}” is not published for ${period}: detail is paid for in time, and the calendar keeps it for longer periods.`,
  nothingAll: (level, period) =>
    `No area of the level “${level}” has a published value for ${period}: each is withheld, for too few participating homes or to protect another.`,
  remedy:
    "What would change this: more participating homes, fewer measures in the commons, or a rarer calendar (the year rather than the month). Never a lower threshold.",
  longer: (period) => `See ${period}`,
  siblings: "This area has no parts: the map shows its neighbours in the same whole.",
  print: "Print",
};

export const DISTRICT: Translated<typeof fr> = { fr, en };
export type DistrictWords = typeof fr;
