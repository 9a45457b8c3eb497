/** Texts of Accueil alone. */
export const fr = {
  title: "Et chez les voisins ?",
  lead: "Comparez-vous, anonymement.",
  /** the few parts of the whole that have figures */
  today: (places: string) => `Aujourd’hui : ${places}.`,
  topic: "Thème",
  /** while no part of the whole has a figure */
  begins: "On commence à peine : pas encore de chiffre par endroit.",
  opened: (place: string, closed: boolean) =>
    `On ${closed ? "se prépare" : "commence à peine"} ${place} : aucun chiffre de voisins n’a encore paru.`,
  amount: (topic: string) => `${topic}, par mois`,
  detail: "Voir le détail",
  local: "Calculé ici : rien de ce que vous tapez n’est envoyé.",
  waiting: "Décrivez votre logement et tapez un chiffre : la réponse vient ici.",
  /** of a place without a figure, before an answer */
  nothing: (at: string) => `Rien de publié ${at} : tapez un chiffre, la réponse viendra d’un endroit plus large.`,
  middleIs: (kind: string, of: string, value: string) => `Le ${kind} du milieu ${of} est à ${value} par mois. Et vous ?`,
  middleAmong: (homes: string, value: string) => `Parmi les ${homes}, le milieu est à ${value} par mois. Et vous ?`,
  meanIs: (homes: string, value: string) => `Les ${homes} sont en moyenne ${value} par mois. Et vous ?`,
  map: {
    title: (topic: string) => `${topic}, endroit par endroit`,
    subtitle: (of: string, period: string, value: string) =>
      `Moyenne par mois des foyers comptés, en ${period}, à côté de l’ensemble ${of} : ${value}`,
    /** after the mean of all homes */
    aboveMiddle: (middle: string) => `C’est plus que le milieu (${middle}), car quelques foyers sont bien au-dessus des autres.`,
    label: (topic: string, of: string) => `Carte ${of} : ${topic}, chaque endroit comparé à l’ensemble.`,
    less: "moins",
    same: "écart trop petit pour conclure",
    more: "plus",
    wide: "marge trop large",
    absent: "pas assez de foyers",
    unpublished: "pas encore publié",
    hint: "Choisissez un endroit sur la carte.",
    /** `margin`: null where it is the value; `count`: null: not published */
    average: (value: string, margin: string | null, count: string | null) =>
      `${value} par mois en moyenne${margin === null ? "" : `, ${margin}`}${count === null ? "" : `, pour environ ${count} foyers comptés`}.`,
    beside: (relation: string) => `C’est ${relation} que l’ensemble.`,
    cannotTell: "L’écart avec l’ensemble est trop petit pour conclure.",
    here: "J’habite ici",
    district: "Voir dans Quartiers",
    noted: "C’est noté : revenir à la question",
    blank: (of: string) => `Carte ${of} : aucun endroit n’a encore de chiffre.`,
    waiting: "La carte arrive.",
    none: "La carte, en attendant les chiffres",
    noneText: "Un endroit apparaît quand assez de foyers y sont.",
    place: "Endroit",
    mean: "Moyenne par mois",
    margin: "Entre",
  },
  protection: [
    ["foyers au moins", "derrière chaque groupe publié, jamais un foyer seul."],
    ["Un léger flou", "ajouté au hasard à chaque chiffre, et dit avec lui : c’est sa marge."],
    ["Un budget compté", "Tout ce qui est publié entame un budget fixé d’avance, que chacun peut recompter."],
  ] as readonly (readonly [string, string])[],
  protect: "Comment on vous protège",
  who: "Qui tient ce commun",
  question: "Une question :",
};
