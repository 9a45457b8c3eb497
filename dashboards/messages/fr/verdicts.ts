import { de } from "../../shared/french.ts";

/** The sentences of Me situer, in French. They come with the page that says them. */
export const fr = {
  /** what is added up, for measures whose name does not say it */
  counted: {
    "spending.energy": "Électricité, gaz, fioul, bois, réseau de chaleur : tout additionné, même ce qui est dans les charges.",
    "spending.water": "Toute la facture d’eau, abonnement et assainissement compris.",
  } as Readonly<Record<string, string>>,
  /** the same, where what is published leaves some of it out */
  countedAlike: {
    "spending.energy":
      "Toutes vos énergies additionnées, même celles des charges, sans ce qui n’est pas compté ici (cuisson, appareils…), si vous en savez le prix.",
  } as Readonly<Record<string, string>>,
  /** `when`: the part of a year that it is of; null: the year */
  widened: (at: string, low: string, high: string, by: string, when: string | null) =>
    `${at}${when === null ? "" : `, ${when}`}, le milieu va de ${low} à ${high} par mois selon ${by}.`,
  /** beside a mean that is known by its margin alone, as the beginning of a sentence; `isNarrow`: nobody within it is far from the mean */
  besideMargin: (
    centre: string,
    group: string,
    between: string,
    side: "below" | "about" | "above",
    you: string,
    isNarrow: boolean,
  ) =>
    side === "about"
      ? `Vos ${you} sont *${isNarrow ? `autour ${de(centre)}` : `dans la marge ${de(centre)}`}* des ${group.replace(/,$/, "")} : ${between} par mois, on ne peut dire plus ou moins.`
      : `${centre} des ${group} est ${between} par mois : vous êtes *${side === "below" ? "en dessous" : "au-dessus"}*.`,
  unsure: "À lire avec prudence : la marge est large.",
  isAt: (value: string) => `à ${value}`,
  widenedLacks: (kinds: string) => `Pas dans ces chiffres : ${kinds}.`,
  widenedOne: (centre: string, group: string, value: string, month: string | null) =>
    `${centre.charAt(0).toUpperCase()}${centre.slice(1)} des ${group} est ${value} ${month === null ? "par mois" : `${/trimestre/.test(month) ? "au" : "en"} ${month}`}.`,
  /** `value`: the figure, of which the answer would tell whether it is little or much; null: it has no place either way */
  widenedUntold: (asked: string, count: number, value: string | null) =>
    `Il manque ${count > 1 ? "des réponses" : "une réponse"} : ${asked}.${value === null ? "" : ` D’ici là, on ne peut pas dire si ${value}, c’est peu ou beaucoup.`}`,
  seldom: "Rien d’étonnant : ce logement est peu occupé.",
  third: (value: string, of: string) => `${value} par mois, c’est très peu à côté ${of}.`,
  ofCentre: { P50: "du milieu", MEAN: "de la moyenne", LOWEST: "du plus bas de ces milieux" },
  /** how a bill's month is computed: from its whole months, or with the days of a mean month */
  billSum: (total: string, days: number, months: number | null) =>
    months === null
      ? `Votre facture : ${total} sur ${days}\u00a0jours, ramenés à un mois moyen (30,44\u00a0jours).`
      : `Votre facture : ${total}, partagés entre ${months}\u00a0mois.`,
  ownBill: "Votre facture",
  ownMonths: (n: number) => `Vos ${n} mois`,
  ofMonths: (from: string, to: string) => `, ${de(from)} à ${to}`,
  sumAndMean: (sum: string, mean: string) => `${sum}, soit ${mean}`,
  ofAllKinds: ", tous types réunis,",
  imprecise: (at: string, kind: string) => `${at}, le chiffre des ${kind} est trop imprécis pour vous situer.`,
  kindLeft: (at: string, kind: string) => `${at}, trop peu de ${kind} pour un chiffre précis.`,
  likeYours: (kind: string) => `${kind} comme le vôtre`,
  unranked: (at: string, kind: string) => `${at}, trop peu de ${kind} pour dire votre rang.`,
  kindKept: (at: string, kind: string) =>
    `${at}, le chiffre des ${kind} n’est pas publié : il ferait deviner celui d’un groupe trop petit.`,
  /** where nearly all homes of these others are */
  mostly: (homes: string, part: string) => `, dont presque tous les ${homes} comptés sont ${part}`,
  /** the figure of homes like the visitor's at their place */
  ownPlace: (centre: string, homes: string, between: string) => `${centre} des ${homes} comme le vôtre est ${between} par mois`,
  /** one line below an answer that is about others; `homes`: those that lack, of `unranked` their figure; `of`: another place, null: other homes there */
  instead: (
    at: string,
    cause: "few" | "kindKept" | "imprecise" | "kindLeft" | "unranked",
    homes: string,
    of: string | null,
    mostly: string,
  ) => {
    const lacks = {
      few: `pas encore assez de ${homes}`,
      kindKept: `le chiffre des ${homes} n’est pas publié`,
      imprecise: `les chiffres des ${homes} sont trop imprécis`,
      kindLeft: `trop peu de ${homes}`,
      // Their mean is published, and stands below.
      unranked: `${homes}, mais ses quarts sont trop peu sûrs pour un rang`,
    };
    return `${at}, ${lacks[cause]} : voici ${of === null ? "un groupe plus large" : `ceux ${of}`}${mostly}.`;
  },
  kept: (of: string) => `Le chiffre ${of} n’est pas publié : il ferait deviner celui d’un groupe trop petit.`,
  few: (at: string, kind: string) => `${at}, pas encore assez de ${kind}.`,
  /** a place in part of a year */
  inPart: (period: string, at: string) => `Pour ${/trimestre/.test(period) ? `le ${period}` : period}, ${at}`,
  dot: (home: string) => [`un point : un ${home} sur vingt`, `1 point : 1 ${home} sur 20`],
};
