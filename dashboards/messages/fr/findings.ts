/** The words of the findings of Accueil, in French. */
export const fr = {
  title: (topic: string, homes: string, kind: string, of: string) => `${topic} : ce que disent ${homes} ${kind} ${of}`,
  types: (lowest: string, highest: string, by: string) => `De ${lowest} à ${highest} en moyenne, selon ${by}`,
  typesText: (lacking: string) => `Par mois.${lacking === "" ? "" : ` Pas montré ici : ${lacking}.`}`,
  areas: (n: string) => `Jusqu’à ${n} fois plus d’un endroit à l’autre`,
  areasText: (lowest: string, low: string, highest: string, high: string) =>
    `De *${low}* (${lowest}) à *${high}* (${highest}) par mois, en moyenne.`,
  whole: (name: string, value: string) => `${name} : ${value}`,
  share: (oneIn: number, homes: string, kind: string) =>
    oneIn > 40
      ? `${homes} ${kind} y sont déjà`
      : `Plus d’un logement sur ${["", "", "deux", "trois", "quatre", "cinq", "six", "sept", "huit", "neuf", "dix"][oneIn] ?? oneIn} est compté`,
  shareText: (share: string, dwellings: string, of: string) => `*${share}* des ${dwellings} logements ${of}.`,
  shareNote: (n: number) => `sur 100 logements, ${n} ${n > 1 ? "ont" : "a"} un chiffre ici`,
  note: "Un écart n’est dit ici que s’il est trop grand pour venir du flou.",
  more: {
    types: "Ces types, dans Données",
    areas: "Tous les endroits, dans Quartiers",
    share: "Combien par endroit, dans Quartiers",
  },
};
