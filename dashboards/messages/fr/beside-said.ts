import { upperFirst } from "../../shared/format.ts";

/** What is said of a figure while nothing is published, in French. It comes with the first touch. */
export const fr = {
  less: (gap: string, value: string, name: string) => `${gap} de moins par mois que le repère public de ${value}${name}.`,
  more: (gap: string, value: string, name: string) => `${gap} de plus par mois que le repère public de ${value}${name}.`,
  unit: (times: string | null, value: string) =>
    `*Bien plus* que le repère public (${value}), ${times === null ? "plus de mille" : times} fois : avez-vous la bonne unité, la bonne période ?`,
  little: (mine: string, value: string, name: string) =>
    `Chez vous : *${mine} par mois*. C’est très peu à côté du repère public de ${value}${name}.`,
  same: (_gap: string, value: string, name: string) => `À peu près comme le repère public de ${value}${name}.`,
  mine: (month: string, year: string) => `Chez vous : *${month} par mois*, soit ${year} sur un an.`,
  /** of less than a year */
  beside: (mine: string, value: string, scope: string) =>
    `Chez vous : *${mine}*. Repère public : ${value}.\nMoyenne d’une année${scope}.`,
  /** how a home, or its season, is expected to be beside a mean of other homes, or of a year */
  ofPeople: (size: number) => (size === 1 ? "quand on vit seul" : `à ${size} dans le foyer`),
  season: { more: "en hiver", less: "en été" },
  /** of a reference that has homes of any heating: of a figure that counts one’s own, and of one that does not */
  heating: { more: "si ce chiffre compte votre chauffage", less: "s’il ne le compte pas" },
  /** the reasons for either side, one of which may have none */
  normal: (more: readonly string[], less: readonly string[]): string => {
    const [above, below] = [more.join(" ou "), less.join(" ou ")];
    if (above === "") return `${upperFirst(below)}, on est d’habitude au-dessous de cette moyenne.`;
    return `${upperFirst(above)}, on est d’habitude au-dessus de cette moyenne${below === "" ? "" : ` ; ${below}, au-dessous`}.`;
  },
  mineMonth: (mine: string) => `Chez vous : *${mine}*.`,
  absent: "Rien à quoi vous comparer pour l’instant : ce thème n’a ni chiffre de voisins, ni repère public.",
  seasons: (cold: string, warm: string) => `De novembre à mars, ${cold} par mois ; de mai à septembre, ${warm}.`,
};
