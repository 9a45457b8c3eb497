/** Texts that compare one's own months with neighbours', in Contribuer and Ma contribution. */
export const fr = {
  topics: "Thème",
  waiting: "Vos mois. Ceux des autres arrivent…",
  /** `group`: null where the title names it, as in the next but one */
  subtitle: (unit: string, group: string | null, quarters: boolean, years: string) =>
    `Vos mois, en ${unit}, à côté ${group === null ? (quarters ? "de leurs trimestres" : "des leurs") : `${quarters ? "des trimestres" : "de ceux"} des ${group}`}, en ${years}.`,
  subtitleAlone: (unit: string, years: string) => `Vos mois de ${years}, en ${unit}.`,
  subtitleYear: (unit: string) => `Un point : un sur cent d’entre eux, en ${unit} par mois.`,
  zero: "Zéro compte tel quel, sans place parmi d’autres.",
  subtitleLevel: (unit: string, centre: string, period: string, group: string) =>
    `Vos mois, en ${unit}. Le trait : ${centre} des ${group} sur l’année ${period}.`,
  /** the published mean of a place around, where nothing can be told of the home's own */
  nearest: (place: string, period: string, value: string, from: string, to: string) =>
    `${place}, ${period} : ${value} par mois en moyenne, entre ${from} et ${to}.`,
  /** after one's own figure */
  besideNearest: (place: string, period: string, mean: string) => ` ; ${place}, ${period} : *${mean}* en moyenne.`,
  /** of a margin that leaves nothing to conclude */
  besideUnsure: (at: string, period: string, from: string, to: string) =>
    ` ; en moyenne *entre ${from} et ${to}* ${at} (${period}) : trop large pour conclure.`,
  limits: "Ce que cette comparaison ne dit pas",
  unpublished: "Les mois de ce groupe ne sont pas publiés : seule la moyenne de vos mois se compare.",
  nobody: "Aucun foyer ne peut encore être montré à côté.",
  besideMiddle: (own: string, centre: string, homes: string, value: string) =>
    `${own}, *à peu près* comme ${centre} des ${homes} (${value})`,
  /** the months above and below that middle, as `en janvier et février` */
  apart: (above: string | null, below: string | null) =>
    ` ; ${[...(above === null ? [] : [`*plus* ${above}`]), ...(below === null ? [] : [`*moins* ${below}`])].join(", ")}.`,
  /** after the ends between which a quarter begins, of part of a year */
  edgeOfPart: "Sur une partie de l’année, cette marge est plus large : sur un an, la réponse peut changer.",
  month: "Mois",
  statistics: { P50: "milieu", MEAN: "moyenne" },
  value: "Les autres",
  margin: "Marge",
  range: "Moitié centrale",
  /** of a month of a divided bill */
  averaged: (amount: string) => `${amount} en moyenne`,
  none: "–",
  who: "Qui",
  perMonth: "Par mois",
  ofWhom: (name: string, statistic: string) => `${name} (${statistic})`,
};
