/** The sentences of Me situer, in French. They come with the page that says them. */
export const fr = {
  low: (how: string, group: string) => `Vous êtes dans *le quart ${how}*, parmi les ${group}.`,
  middle: (group: string) => `Vous êtes dans *la moitié centrale* des ${group}.`,
  high: (how: string, group: string) => `Vous êtes dans *le quart ${how}*, parmi les ${group}.`,
  edge: (how: string, group: string) => `Vous êtes *à la limite du quart* ${how}, parmi les ${group}.`,
  edgeNote: (edge: "low" | "high", how: string, lower: string, upper: string) =>
    `Le quart ${how} ${edge === "low" ? "finit" : "commence"} entre ${lower} et ${upper} : on ne peut dire de quel côté vous êtes.`,
  below: (centre: string, group: string) => `C’est *moins* que ${centre} des ${group}.`,
  about: (centre: string, group: string) => `C’est *à peu près* comme ${centre} des ${group}.`,
  above: (centre: string, group: string) => `C’est *plus* que ${centre} des ${group}.`,
  sideNote: "Les quarts sont trop imprécis ici pour dire votre rang.",
  little: (value: string) => `${value} par mois, c’est *très peu*.`,
  littleNote: (group: string, five: string) => `Parmi les ${group}, moins de cinq sur cent sont sous ${five}.`,
  unit: (times: string, centre: string) => `C’est *${times} fois* ${centre} : vérifiez l’unité, ou la période.`,
  unitOf: (what: string, times: string, centre: string) =>
    `${what}, c’est *${times} fois* ${centre} : vérifiez l’unité, ou la période.`,
  unitMany: (centre: string) => `C’est *plus de mille fois* ${centre} : vérifiez l’unité, ou la période.`,
  unitClamp: "C’est *plus que tout ce qui est compté ici* : vérifiez l’unité, ou la période.",
  unitNote: (group: string, centre: string, middle: string) => `Parmi les ${group}, ${centre} est à ${middle} par mois.`,
  widened: (at: string, low: string, high: string, by: string) => `${at}, le milieu va de ${low} à ${high} selon ${by}.`,
  /** beside the middle of a wider group, with its figure */
  wider: {
    below: (centre: string, group: string, value: string) => `C’est *moins* que ${centre} des ${group} : ${value}.`,
    about: (centre: string, group: string, value: string) => `C’est *à peu près* comme ${centre} des ${group} : ${value}.`,
    above: (centre: string, group: string, value: string) => `C’est *plus* que ${centre} des ${group} : ${value}.`,
  },
  widerNote: (centre: string, kind: string) =>
    `${/^la /.test(centre) ? "Celle" : "Celui"} des ${kind} n’est pas publié${/^la /.test(centre) ? "e" : ""} assez précisément.`,
  widenedLacks: (kinds: string) => `Sans chiffre sûr : ${kinds}.`,
  widenedOne: (centre: string, group: string, value: string, month: string | null) =>
    `${centre.charAt(0).toUpperCase()}${centre.slice(1)} des ${group} est à ${value} ${month === null ? "par mois" : `${/trimestre/.test(month) ? "au" : "en"} ${month}`}.`,
  /** `value`: the figure, of which the answer would tell whether it is little or much; null: it has no place either way */
  widenedUntold: (asked: string, count: number, value: string | null) =>
    `Il manque ${count > 1 ? "des réponses" : "une réponse"} : ${asked}.${value === null ? "" : ` D’ici là, on ne peut pas dire si ${value}, c’est peu ou beaucoup.`}`,
  third: (value: string, of: string) => `${value} par mois, c’est moins du tiers ${of}.`,
  ofCentre: { P50: "du milieu", MEAN: "de la moyenne", LOWEST: "du plus bas de ces milieux" },
  ownGroup: "Votre groupe a un chiffre, à lire avec prudence :",
  seeOwnGroup: "le voir",
  otherYears: (months: number, years: string, compared: string) =>
    `${months === 0 ? "Votre chiffre est" : months === 1 ? "Votre mois est" : "Vos mois sont"} de ${years}, ${months > 1 ? "ceux" : "celui"} des autres de ${compared}.`,
  tooFarApart: (differing: string, years: number) =>
    `${differing} À plus de ${years} ans d’écart, on ne vous situe pas : ce serait comparer des années, pas des logements.`,
  monthOnly: (ofMonth: string) => `Un mois ${ofMonth} ne se compare pas à l’année.`,
  seasonal: (value: string, months: string) => `Cela fait *${value} par mois*${months === "" ? "" : ` ${months}`}.`,
  seasonalBeside: (value: string, months: string, beside: string) =>
    `Cela fait *${value} par mois*${months === "" ? "" : ` ${months}`}, ${beside}.`,
  gap: (amount: string, isLess: boolean) => `${amount} de ${isLess ? "moins" : "plus"}`,
  /** @param gap as `gap`; null: too small to tell */
  gapBeside: (gap: string | null, centre: string, value: string) =>
    `${gap === null ? "à peu près" : `${gap} que`} ${centre} (${value})`,
  ofThose: { month: "de ce mois-là", months: "de ces mois-là", quarter: "de ce trimestre", quarters: "de ces trimestres" },
  inMonths: (names: string) => `en ${names}`,
  fromMonth: (from: string, to: string) => `${/^[ao]/.test(from) ? "d’" : "de "}${from} à ${to}`,
  fromDay: (from: string, to: string) => `du ${from} au ${to}`.replace(/\b1(?= \p{L})/gu, "1er"),
  seasonalMean: (season: {
    readonly homes: string;
    readonly mean: string;
    readonly when: string;
    readonly years: string;
    readonly inYear: string | null;
    readonly direction: "more" | "less" | null;
  }) => {
    const { homes, mean, when, years, inYear, direction } = season;
    const told = direction === "more" ? "plus que" : "moins que";
    const than = direction !== null ? told : inYear === mean ? "comme" : `et à ${inYear}`;
    const year = `, ${than} sur l’année entière${direction === null ? "" : ` (${inYear})`}`;
    return `${when}, en ${years}, les ${homes} étaient en moyenne à ${mean} par mois${inYear === null ? "" : year}.`;
  },
  /** @param homes homes that are named, `foyers de 2 personnes`; null: others */
  sameMonths: (above: number, below: number, near: number, homes: string | null) => {
    const parts = [
      above > 0 ? `*${above} au-dessus*` : "",
      below > 0 ? `*${below} en dessous*` : "",
      near > 0 ? `${near} trop ${near > 1 ? "proches" : "proche"} pour le dire` : "",
    ].filter(Boolean);
    return `À côté des mêmes mois des ${homes ?? "autres"} : ${parts.join(", ")}.`;
  },
  ofAllKinds: ", tous types réunis,",
  thoseMonths: (n: number): string => (n === 1 ? "Ce mois-là" : "Ces mois-là"),
  seasonalNoPlace: "Une partie de l’année ne donne pas de rang.",
  seasonalByMonths: "Pour un rang, donnez les trois mois d’un trimestre, chacun avec son chiffre.",
  byQuarter: (homes: string | null, ranks: string) =>
    `${homes === null ? "Trimestre par trimestre" : `Parmi les ${homes}`} : ${ranks}.`,
  placeByQuarter: (place: string, quarters: string) => `*${place}* ${quarters} trimestre`,
  quarterName: (quarter: string) => `au ${quarter === "1" ? "1er" : `${quarter}e`}`,
  notInQuarter: (months: string) => `Pas de rang ${months}, faute de trimestre entier.`,
  sameQuarters: (years: string) => `Chaque trimestre est comparé au même trimestre de ${years}.`,
  quarterOfHomes: (_side: "low" | "high", how: string) => `le quart ${how}`,
  edgeOfHomes: (quarter: string) => `à la limite du ${quarter.replace(/^le /, "")}`,
  seasonNormal: {
    more: {
      money: "En hiver, on dépense plus qu’en été : c’est normal.",
      use: "En hiver, on consomme plus qu’en été : c’est normal.",
      other: "En hiver, c’est plus qu’en été : c’est normal.",
    },
    less: {
      money: "En été, on dépense moins qu’en hiver : c’est normal.",
      use: "En été, on consomme moins qu’en hiver : c’est normal.",
      other: "En été, c’est moins qu’en hiver : c’est normal.",
    },
  },
  quarters: (n: number, months: number): string =>
    n === 1 ? `Sur le trimestre de ${months === 1 ? "ce" : "ces"} mois` : "Sur les trimestres de ces mois",
  quarterNote: (period: string, centre: string, group: string, value: string, one: boolean) =>
    `${one ? "Ce mois n’est publié" : "Ces mois ne sont publiés"} que par trimestre. Au ${period}, ${centre} des ${group} est à ${value} par mois : la période n’est pas tout à fait la même, on ne vous situe donc pas.`,
  quarterOnly: "Un mois seul n’a pas de rang.",
  quarterWhole: (period: string) => `Comparé au ${period} entier, qui a d’autres mois : pas de rang.`,
  quarterIs: (period: string, centre: string, group: string, value: string) =>
    `Au ${period}, ${centre} des ${group} est à *${value}* par mois.`,
  /** @param gap as `gap`; null: too small to tell */
  quarterBeside: (gap: string | null, period: string, centre: string, group: string, value: string) =>
    `${gap === null ? "*À peu près* comme" : `*${gap}* que`} ${centre} des ${group} au ${period} : ${value} par mois.`,
  monthIs: (month: string, homes: string, mean: string) => `En ${month}, les ${homes} étaient en moyenne à *${mean}*.`,
  seasonalNone: "Ces mois-là ne sont pas publiés, et une partie de l’année ne se compare pas à l’année : pas de rang.",
  seasonalNote: (period: string, centre: string, group: string, value: string) =>
    `Sur toute l’année ${period}, ${centre} des ${group} est à ${value} par mois.`,
  none: (at: string) => `${at}, *pas encore assez de foyers*.`,
  noneNote: (needed: string | null) =>
    needed === null
      ? "Rien n’est publié de ce thème pour un foyer comme le vôtre."
      : `Il en faut environ ${needed}. On ne dit pas combien y sont.`,
  keptAt: (at: string) => `${at}, *le chiffre est retenu* : il ferait deviner celui d’un endroit qui a trop peu de foyers.`,
  kindKept: (at: string, kind: string) =>
    `${at}, le chiffre des ${kind} est retenu : il ferait deviner celui d’un groupe qui a trop peu de foyers.`,
};
