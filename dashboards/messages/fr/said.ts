import { lowerFirst, upperFirst } from "../../shared/format.ts";
import { de } from "../../shared/french.ts";

/** `du 1er trimestre 2025`, `d’avril 2025`, `de mars 2025` */
const ofPeriod = (period: string): string => (/trimestre/.test(period) ? `du ${period}` : de(period));

/** What is said of a figure once somebody has given it, in French. Nobody has before the first touch, with which it comes. */
export const fr = {
  quarter: (how: string, group: string) => `Vous êtes dans *le quart ${how}*, parmi les ${group}.`,
  /** `side`: of the middle of these homes, which is `value`; null: not certain */
  middle: (group: string, side: "below" | "above" | null, value: string | null) =>
    `Vous êtes dans *la moitié centrale* des ${group}${
      side === null ? "" : `, ${side === "above" ? "au-dessus" : "en dessous"} du milieu${value === null ? "" : ` (${value})`}`
    }.`,
  edge: (how: string, group: string) => `Vous êtes *à la limite du quart ${how}*, parmi les ${group}.`,
  edgeNote: (edge: "low" | "high", how: string, lower: string, upper: string) =>
    `Le quart ${how} ${edge === "low" ? "finit" : "commence"} entre ${lower} et ${upper} : on ne peut dire de quel côté vous êtes.`,
  /** of a bill that has more in it than the figures that it is held against; `isBelow`: and is below their middle all the same */
  ownMore: (isBelow: boolean): string =>
    isBelow
      ? "Votre facture compte plus de choses que ces chiffres, et reste plus basse : vous êtes bien sous le milieu."
      : "Votre facture compte plus de choses que ces chiffres : en comptant les mêmes choses, vous seriez plus bas.",
  /** the same, of one that is in the highest quarter for having more in it, or perhaps not */
  aboveThree: (group: string) => `Votre facture dépasse le chiffre des *trois quarts* des ${group}.`,
  butMore: (sentence: string) => `${sentence.replace(/\.$/, "")}, *mais elle compte plus de choses*.`,
  /** the same, of any other that is above: at the head of its sentence, and after it */
  withMore: (sentence: string) => `Avec une facture qui compte plus de choses, ${lowerFirst(sentence)}`,
  /** of a figure that has more in it, without that: `left`, about; the middle is that of the homes */
  reckoned: {
    middle: (left: string, homes: string, middle: string) =>
      `En comptant les mêmes choses, vous seriez sans doute *dans la moitié centrale* des ${homes}, vers ${left} (milieu : ${middle}).`,
    quarter: (how: string, left: string, homes: string, middle: string) =>
      `En comptant les mêmes choses, vous seriez sans doute *dans le quart ${how}* des ${homes}, vers ${left} (milieu : ${middle}).`,
    /** `side`: of the middle of these homes, or about the same; null: nobody can tell */
    beside: (
      left: string,
      side: "less" | "more" | "lessOrAlike" | "moreOrAlike" | null,
      centre: string,
      homes: string,
      middle: string,
    ) => {
      if (side === null)
        return `En comptant les mêmes choses, vous seriez *vers ${left}* : on ne peut dire si c’est plus ou moins que ${centre} des ${homes} (${middle}).`;
      const alike = side.endsWith("Alike") ? ", ou à peu près autant" : "";
      return `En comptant les mêmes choses, vous seriez vers ${left}, *${side.startsWith("more") ? "plus" : "moins"}* que ${centre} des ${homes} (${middle})${alike}.`;
    },
    around: (left: string) => `vers ${left}`,
  },
  /** what more a figure has in it, and how far off that may be for a home */
  moreIs: (own: string, of: string, least: string, most: string) =>
    `Vos ${own} comptent plus de choses : ${of}. Pour vous, on compte entre ${least} et ${most}.`,
  alike: "En comptant les mêmes choses, vous seriez plus bas, on ne sait de combien.",
  /** of what a home is heated by, where another topic than the one asked counts it */
  countedElsewhere: (source: string, topic: string) => `Votre ${source} ? Il compte avec le reste : ${topic}.`,
  /** a sentence about a month that nobody named */
  ofUsual: (sentence: string) => `Pour un mois moyen, ${lowerFirst(sentence)}`,
  side: (side: "below" | "about" | "above", centre: string, group: string, value: string | null) =>
    `C’est *${{ below: "moins* que", about: "à peu près* comme", above: "plus* que" }[side]} ${centre} des ${group}${value === null ? "" : ` : ${value}`}.`,
  sideNote: "Les quarts sont trop imprécis ici pour dire votre rang.",
  little: (value: string) => `${value} par mois, c’est *très peu*.`,
  littleNote: (group: string, five: string) => `Parmi les ${group}, moins de cinq sur cent sont sous ${five}.`,
  /** `times`: null where they are over a thousand */
  unit: (times: string | null, centre: string) =>
    `*Bien plus* que ${centre}, ${times ?? "plus de mille"} fois : avez-vous la bonne unité, la bonne période ?`,
  unitOf: (what: string, times: string | null, centre: string) =>
    `${what}, c’est *bien plus* que ${centre}, ${times ?? "plus de mille"} fois : avez-vous la bonne unité, le bon mois ?`,
  unitBill: (value: string) => `*${value} sur un mois*, ou sur plusieurs ?`,
  unitYear: (total: string) => `*${total} sur un an*, ou sur un mois ?`,
  unitClamp: "*Plus que tout ce qui est compté ici* : avez-vous la bonne unité, la bonne période ?",
  unitNote: (group: string, centre: string, middle: string) => `Parmi les ${group}, ${centre} est ${middle} par mois.`,
  placesWithout: (names: string) => `Pas de chiffre sûr pour ${names}.`,
  otherYears: (months: number, years: string, compared: string) =>
    `${months === 0 ? "Votre chiffre est" : months === 1 ? "Votre mois est" : "Vos mois sont"} de ${years}, ${months > 1 ? "ceux" : "celui"} des autres de ${compared}.`,
  daysBeside: (year: string, areDays: boolean, when: string) =>
    `Vos ${areDays ? "jours" : "mois"} de ${year} sont comparés à ceux des autres ${when}.`,
  otherMonths: (ends: string, compared: string) => `Vos mois vont ${ends}, ceux des autres sont de ${compared}.`,
  /** the end of a sentence about part of a year */
  ofOtherYears: (years: string, months: number, period: string) =>
    ` : ${months > 1 ? "vos mois" : months === 1 ? "votre mois" : "votre chiffre"} de ${years}, à côté ${ofPeriod(period)}.`,
  tooFarApart: (differing: string, years: number) =>
    `${differing} À plus de ${years} ans d’écart, on ne vous situe pas : ce serait comparer des années, pas des logements.`,
  monthsApart: (own: string, others: string) => `Juste pour voir : vos mois de ${own}, ceux des autres en ${others}`,
  seasonal: (value: string, months: string, isMonth: boolean) =>
    `${isMonth ? `C’est *${value}*` : `Cela fait *${value} par mois*`}${months === "" ? "" : ` ${months}`}.`,
  /** `why`: the figure is near that middle, or has few days, or days of several periods of which nobody knows how much falls on them */
  noSide: (
    when: string,
    centre: string,
    value: string,
    [lower, upper]: readonly [string, string],
    why: "near" | "few" | "straddles",
  ) => {
    const reasons = { near: "trop près", few: "trop peu de jours", straddles: "une marge trop large" };
    return `${upperFirst(when)}, *${centre} est vers ${value}*, entre ${lower} et ${upper} : ${reasons[why]} pour dire plus ou moins.`;
  },
  straddles: (periods: number) =>
    `On ne publie que des trimestres entiers : ce qui revient à votre facture de ${periods === 2 ? "deux" : "plusieurs"} d’entre eux n’est qu’estimé.`,
  /** below a bill without a side, what the year has of such homes */
  landmark: (half: string) => `Pour repère, sur un an, ${half} par mois.`,
  /** why that middle is known no better; `when`: the periods with their years */
  wholeOnly: (areQuarters: boolean, when: string) =>
    `On ne publie que des ${areQuarters ? "trimestres entiers" : "périodes entières"}, ici ${when}.`,
  lacksMonths: (lacking: string) => `Pour conclure, il manque ${lacking}.`,
  lacksTwo: "Donnez les trois mois.",
  /** `what`: periods that are published, or months whose cold is known */
  lacksYear: (what: "quarters" | "months" | null) => {
    const whole = {
      quarters: "des trimestres entiers, par exemple de janvier à mars, ou ",
      months: "une facture de mois entiers, du 1er au dernier jour, ou ",
    };
    return `${what === "months" ? "Plus précis :" : "Pour conclure, donnez"} ${what === null ? "" : whole[what]}votre total d’un an.`;
  },
  /** how a figure over some days of quarters is estimated; `ofEach`: that of each quarter, with its year, of which there are `periods`; `ofWhole`: of both by these days */
  byCold: (
    centre: string,
    ofEach: string,
    ofWhole: string,
    periods: number,
    own: "dates" | "month" | "months",
    than: "less" | "more" | null,
    value: string,
  ) => {
    const days = { dates: "À ces dates", month: "Ce mois-là", months: "Ces mois-là" }[own];
    const [whole, kept] = periods === 1 ? ["le trimestre entier", "on garde"] : ["ces trimestres entiers", "on garde"];
    const mixed = periods === 1 ? "" : `, soit ${ofWhole} à raison de vos jours dans chacun`;
    const cold = {
      same: `à peu près aussi froid que sur ${whole} : ${kept} ${value}`,
      less: `moins froid que sur ${whole}, d’où ${value}`,
      more: `plus froid que sur ${whole}, d’où ${value}`,
    };
    return `On ne publie ${centre} que par trimestre entier : ${ofEach}${mixed}. ${days}, il fait ${cold[than ?? "same"]}.`;
  },
  leftOut: "Le reste de vos mois n’entre pas dans cette comparaison, faute d’un trimestre entier.",
  /** whose figure the next line places */
  ownBill: (days: number, value: string) => `Votre facture (${days}\u00a0jours) : ${value}.`,
  /** `years`: of the others, where the own has no year */
  besideCentre: (
    own: string | null,
    statistic: "P50" | "MEAN",
    value: string,
    between: readonly [string, string] | null,
    years: string | null,
  ) =>
    `${own === null ? "" : `${own} ; `}${statistic === "P50" ? "au milieu" : "en moyenne"}${years === null ? "" : `, en ${years}`}, environ ${value}${between === null ? "" : `, entre ${between[0]} et ${between[1]}`}.`,
  seasonIs: (when: string, centre: string, group: string, value: string) =>
    `${when}, ${centre} des ${group} est à ${value} par mois.`,
  whenMonth: (month: string) => `en ${month}`,
  atThese: { dates: "à ces dates", months: "sur ces mois" },
  whenSame: { dates: "aux mêmes dates", months: "aux mêmes mois" },
  /** of dates that do not fill the quarters */
  whenPart: { dates: "sur les trimestres de ces dates", months: "sur les trimestres de ces mois" },
  same: { dates: "mêmes dates", months: "mêmes mois" },
  /** a figure of others over some days of what is published */
  estimated: (centre: string, value: string) => `${centre} : vers ${value}, estimé`,
  /** `isPlaced`: both ends of the half are drawn with their margins, else the whole of it is dashed */
  halfDrawn: (isPlaced: boolean, half: string) =>
    isPlaced
      ? `${half} par mois (la barre). Trait fin et tirets : les marges. Combien sont en dessous de vous n’est pas publié pour ces mois.`
      : "En tirets, la moitié centrale, mal connue. Trait fin : la marge du milieu.",
  rankRule: (hasQuarters: boolean): string =>
    hasQuarters ? "Pour un rang, il faut un trimestre entier ou une année." : "Pour un rang, il faut une année entière.",
  inMonths: (names: string) => `en ${names}`,
  fromMonth: (from: string, to: string) => `${/^[ao]/.test(from) ? "d’" : "de "}${from} à ${to}`,
  overYear: "sur un an",
  monthsBetween: (n: number, from: string, to: string) => `sur ${n} mois entre ${from} et ${to}`,
  fromDay: (from: string, to: string) => `du ${from} au ${to}`.replace(/\b1(?= \p{L})/gu, "1er"),
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
  seasonalNone: "Ces mois-là ne sont pas publiés.",
  seasonalNote: (period: string, centre: string, group: string, value: string) =>
    `Sur toute l’année ${period}, ${centre} des ${group} est ${value} par mois.`,
  none: (at: string, kind: string) => `${at}, *pas encore assez de ${kind}*.`,
  noneNote: (needed: string) => `Il en faut environ ${needed} pour une chance sur deux de paraître.`,
  keptAt: (at: string) => `${at}, *le chiffre n’est pas publié* : il ferait deviner celui d’un endroit trop petit.`,
  /** after how many are below a figure that has more in it than theirs */
  fewerAlike: " (ils seraient moins nombreux en comptant les mêmes choses)",
  dots: (kind: string, below: string | null) => `Cent de ces ${kind}, un point chacun${below === null ? "" : ` : ${below}`}.`,
  below: ({ fewest, most }: { fewest: number; most: number }, how: "money" | "use" | "other") =>
    `${fewest === 0 ? `${most} au plus` : most === 100 ? `${fewest} au moins` : fewest === most ? `${most}` : `${fewest} à ${most}`} ${
      { money: "dépensent moins que vous", use: "consomment moins que vous", other: "sont en dessous de vous" }[how]
    }`,
  near: {
    homes: (kind: string, which: "all" | "own" | "kind") =>
      `${which === "all" ? "tous les" : "les"} ${kind}${which === "own" ? " comme le vôtre" : ""}`,
    /** `la moyenne des foyers comme le vôtre`; `homes` begin with their article */
    of: (centre: string, homes: string) => `${centre} ${homes.replace(/^les /, "des ").replace(/^tous /, "de tous ")}`,
    /** `of`: null where the title has it */
    subtitle: (of: string | null, unit: string, period: string) =>
      `${of === null ? "En" : `${of.charAt(0).toUpperCase()}${of.slice(1)}, en`} ${unit} par mois (${period}).`,
    /** beside a middle of the same homes */
    noMiddle: "Quelques gros chiffres la tirent au-dessus du milieu.",
    margins: "Le trait : la marge.",
    mixed: "Tous types mêlés : pour comparer les lieux, pas votre chiffre.",
    /** beside a figure of part of the year */
    wholeYear: (isMixed: boolean) =>
      `Sur toute l’année${isMixed ? ", tous types mêlés" : ""} : pour comparer les lieux, pas votre chiffre.`,
    where: "dites où vous habitez",
    tooClose: (one: string, other: string) => `Entre ${one} et ${other}, l’écart est trop petit pour conclure.`,
    /** `gap`: null where it tells no more; `here` and `there` begin with their prepositions */
    concludes: (how: "money" | "use" | "other", gap: string | null, side: "less" | "more", here: string, there: string) => {
      const more = side === "more" ? "plus" : "moins";
      const much = gap === null ? more : `${gap} de ${more} par mois`;
      return `${{ money: "On dépense", use: "On consomme", other: "C’est" }[how]} ${much} ${here} ${/^[aà]/.test(there) ? "qu’" : "que "}${there}.`;
    },
  },
  elsewhere: (text: string, place: string) => `Réponse pour ${place} : « ${text} » n’a pas été trouvé dans ce territoire.`,
};
