/** What is said of a figure while nothing is published, in French. It comes with the first touch. */
export const fr = {
  less: (gap: string, value: string, name: string) => `${gap} de moins par mois que le repère public de ${value}${name}.`,
  more: (gap: string, value: string, name: string) => `${gap} de plus par mois que le repère public de ${value}${name}.`,
  unit: (times: string | null, value: string) =>
    `*${times === null ? "Plus de mille" : times} fois* le repère public (${value}) : avez-vous la bonne unité, la bonne période ?`,
  little: (mine: string, value: string, name: string) =>
    `Chez vous : *${mine} par mois*. C’est très peu à côté du repère public de ${value}${name}.`,
  same: (_gap: string, value: string, name: string) => `À peu près comme le repère public de ${value}${name}.`,
  mine: (month: string, year: string) => `Chez vous : *${month} par mois*, soit ${year} sur un an.`,
  /** of less than a year */
  beside: (mine: string, value: string, scope: string) =>
    `Chez vous : *${mine}*. Repère public : ${value}.\nMoyenne d’une année${scope}.`,
  /** how a home, or its season, is expected to be beside a mean of other homes, or of a year */
  ofPeople: (size: number) => (size === 1 ? "Quand on vit seul" : `À ${size} dans le foyer`),
  season: { more: "En hiver", less: "En été" },
  normal: (when: string, side: "more" | "less") =>
    `${when}, on est d’habitude ${side === "more" ? "au-dessus" : "au-dessous"} de cette moyenne.`,
  anySeason: "En hiver, on est d’habitude au-dessus de cette moyenne ; en été, au-dessous.",
  mineMonth: (mine: string) => `Chez vous : *${mine}*.`,
  absent: "Rien à quoi vous comparer pour l’instant : ce thème n’a ni chiffre de voisins, ni repère public.",
  /** of a reference that has homes of any heating */
  anyHeating: "Si ce chiffre compte votre chauffage, il est d’habitude au-dessus de cette moyenne ; sinon, au-dessous.",
  seasons: (cold: string, warm: string) => `De novembre à mars, ${cold} par mois ; de mai à septembre, ${warm}.`,
};
