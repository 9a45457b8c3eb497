/** The words of the findings of Accueil, in French. */
export const fr = {
  title: (topic: string, homes: string, kind: string, of: string) => `${topic} : ce que disent ${homes} ${kind} ${of}`,
  /** how far apart figures are at the least, by what; from one time on, only that they are */
  apart: (times: number, percent: string, by: string) =>
    `${times > 1 ? `Au moins ${times < 2 ? `${percent} d’écart` : `le ${["", "", "double", "triple", "quadruple", "quintuple"][times]}`}` : "Un net écart"} ${by}, marges comprises`,
  types: (by: string) => `selon ${by}`,
  areas: "d’un endroit à l’autre",
  perMonth: "Par mois, en moyenne.",
  lacking: (kinds: string) => (kinds === "" ? "" : ` Pas montré ici : ${kinds}.`),
  whole: (name: string, value: string) => `${name} : ${value}`,
  share: (oneIn: number, homes: string, kind: string) =>
    oneIn > 40
      ? `${homes} ${kind} y sont déjà`
      : `Plus d’un logement sur ${["", "", "deux", "trois", "quatre", "cinq", "six", "sept", "huit", "neuf", "dix"][oneIn] ?? oneIn} est compté`,
  shareText: (share: string, dwellings: string, of: string) => `*${share}* des ${dwellings} logements ${of}.`,
  shareNote: (n: number) => `sur 100 logements, ${n} ${n > 1 ? "ont" : "a"} un chiffre ici`,
  /** what a figure says outside the page of whom and when it is */
  awayTypes: (kind: string, of: string, period: string) => `Moyenne par mois des ${kind} ${of}, en ${period}.`,
  awayShare: (period: string, between: string, kind: string) => ` En ${period}, ${between} ${kind} comptés.`,
  line: "Le trait fin : la marge de protection.",
  data: "Voir dans Données",
};
