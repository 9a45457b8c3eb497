import { about, fromTo, type PlaceWords, range, than, to } from "./district.ts";

/** `en janvier 2025`, `au 1er trimestre 2025` */
const inPeriod = (period: string): string => `${period.includes("trimestre") ? "au" : "en"} ${period}`;

/** Texts of a portrait: its title, topics and trend, and who takes part, in French. */
export const fr = {
  topics: "Thème par thème",
  topicsSubtitle: (name: string) =>
    `Écart avec l’ensemble (${name}), dessiné en %. Le trait : la marge de protection de cet écart.`,
  topicsWhole: "La moyenne des foyers d’ici, par mois.",
  topicsLabel: (name: string, parts: string) => `Écart avec ${name}. ${parts}`,
  equal: "égal",
  period: (period: string) => `par mois, ${period}`,
  gapWide: (whole: string) => `Marge trop large pour comparer (${whole})`,
  noParent: (name: string) => `${name} : pas de chiffre publié`,
  topic: "Thème",
  here: "Ici",
  whoDots: (topic: string) => `Un rond : un logement sur cent (${topic}).`,
  byTypeSubtitle: (topic: string, period: string) =>
    `${topic} par mois, ${period}. Foyers rangés du plus bas au plus haut ; un rond : deux sur cent, d’après la répartition publiée.`,
  byTypeLine: (value: string) => `milieu de tous : ${value}`,
  noSpread: "répartition : trop imprécise",
  beyond: (n: number) => `${n} % au-delà ▸`,
  whoShare: (n: string) =>
    n === "0"
      ? "Moins d’un logement sur cent y est compté"
      : n === "1"
        ? "Un logement sur cent y est compté"
        : `${n} logements sur cent y sont comptés`,
  byTypeEnds: (of: "middle" | "mean", [low, lowKind]: readonly [string, string], [high, highKind]: readonly [string, string]) =>
    `${of === "mean" ? "En moyenne" : "Au milieu"}, de ${low} (${lowKind}) à ${high} (${highKind})`,
  low: "le quart du bas",
  half: "la moitié centrale",
  high: "le quart du haut",
  unknown: "un quart non publié : trop imprécis",
  more: (place: PlaceWords, topics: string) => `${topics} : *plus* ${than(place)}`,
  less: (place: PlaceWords, topics: string) => `${topics} : ~moins~ ${than(place)}`,
  lessToo: (topics: string) => `${topics} : ~moins~`,
  titleOne: (topic: string, value: string, gap: string, place: PlaceWords, isMore: boolean) =>
    `${topic} : ${value} par mois, ${gap} de ${isMore ? "*plus*" : "~moins~"} ${than(place)}`,
  titleSame: (place: PlaceWords) => `Écart trop petit pour conclure, comparé ${to(place)}.`,
  titleNone: "Pas encore de quoi faire un portrait.",
  titleWhole: (name: string, topic: string, value: string) =>
    `${name}, ${topic.charAt(0).toLowerCase()}${topic.slice(1)} : ${value} par mois en moyenne`,
  where: (detail: string, dwellings: string, code: string) =>
    `${detail}, ${dwellings} logements${code === "" ? "" : `, code ${code}`}`,
  trendUp: (topic: string, last: string, first: string) => `${topic} : plus ${inPeriod(last)} qu’${inPeriod(first)}`,
  trendDown: (topic: string, last: string, first: string) => `${topic} : moins ${inPeriod(last)} qu’${inPeriod(first)}`,
  trendUntold: (topic: string, first: string, last: string) => `${topic}, ${fromTo(first, last)} : pas de changement sûr`,
  /** the same season in every year */
  trendEachYear: (topic: string, high: string | null, low: string | null) =>
    `${topic} : chaque année, ${[high === null ? "" : `au plus haut ${inPeriod(high)}`, low === null ? "" : `au plus bas ${inPeriod(low)}`].filter((one) => one !== "").join(", ")}`,
  /** of different seasons, which are not compared */
  trendSeasons: (topic: string, first: string, last: string) => `${topic}, ${fromTo(first, last)}`,
  /** of different seasons: the highest and the lowest, of which one may be unknown */
  trendPeaks: (topic: string, high: string | null, low: string | null) =>
    `${topic} : ${[high === null ? "" : `au plus haut ${inPeriod(high)}`, low === null ? "" : `au plus bas ${inPeriod(low)}`].filter((one) => one !== "").join(", ")}`,
  trendNotDue: (plural: string, often: string) =>
    `Rien ne paraît ${often} pour les ${plural}, quel que soit le nombre de foyers.`,
  trendSubtitle: (unit: string) => `En moyenne par foyer et par mois, en ${unit}. La bande : la marge de protection.`,
  trendAlways: (topic: string, place: PlaceWords, more: boolean) =>
    `${topic} : ${more ? "plus" : "moins"} ${than(place)}, à chaque période`,
  trendWithout: (name: string, periods: string, why: string) => `Sans chiffre pour ${name} : ${periods} (${why}).`,
  trendApart: {
    quarter: "L’année et ses trimestres sont floutés chacun à part : ils peuvent différer.",
    month: "L’année et ses mois sont floutés chacun à part : ils peuvent différer.",
  },
  trendWider: (name: string) => `${name}, plus large, en a un.`,
  gapMore: (lower: string, upper: string) => `▲ ${range(lower, upper, "de ")} de plus`,
  gapLess: (lower: string, upper: string) => `▼ ${range(lower, upper, "de ")} de moins`,
  byTypeAbsent: (name: string, why: string) => `${name} : ${why}`,
  byTypeAbsentMany: (n: string, why: string) => `${n} autres types : ${why}`,
  /** above the figures that a place lacks and a wider one has */
  wider: "Le reste n’est connu que plus largement :",
  widerPortrait: (name: string) => `Portrait : ${name}`,
  /** the fewest and the most in a hundred, over all topics */
  whoAlone: (homes: string) => `${about(homes)} comptés`,
  byTypeWider: (at: string, why: string) => `Par type, ${at} : ${why}.`,
  byTypeOther: (period: string, why: string) => `Par type, ${period} : ${why}.`,
  byTypeMeans: (topic: string, period: string) => `${topic}, moyenne par mois, ${period}. Le trait : la marge de protection.`,
  byTypeAverage: (title: string) => `${title}, en moyenne`,
  byTypeHomes: (n: string) => `${about(n)} foyers`,
  byTypeMiddle: (value: string) => `au milieu : ${value}`,
  byTypeMean: (value: string) => `en moyenne : ${value}`,
  noLow: "quart du bas : trop imprécis",
  noHigh: "quart du haut : trop imprécis",
  undotted: (name: string, value: string) => `${name}, ${value} ; répartition trop imprécise.`,
};
