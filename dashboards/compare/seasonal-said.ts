import { formatDate, formatPeriod, upperFirst } from "../shared/format.ts";
import { type Lang, WORDS } from "../shared/i18n.ts";
import type { PublicCommons } from "../visit/commons.ts";
import { missingBetween } from "../visit/months-read.ts";
import { groupWords, homesPhrase, listed, type Statement, untoldText, verbOf } from "./group-words.ts";
import { isVeryLow, thirdNote } from "./low-figure.ts";
import { ownYear, sameMonths } from "./own-months.ts";
import { isQuarter, stretchesOf } from "./published-months.ts";
import { amountAtMargin, ownAmount, ownMonthly } from "./rounded.ts";
import { placeIn, type Season, type Stretch } from "./season.ts";
import { isAnswerIdle, type TopicAnswer } from "./topic-answer.ts";
import { VERDICTS } from "./verdict-words.ts";

/** Tells whether the figure was typed as one month of the calendar. */
const isTypedMonth = ({ given }: TopicAnswer): boolean =>
  given !== null && given.days === null && given.months.length === 0 && given.month !== null;

/** What is said of part of the year: its places among homes of its kind; else its figure and theirs. */
export function seasonalSaid(commons: PublicCommons, answer: TopicAnswer, middle: string, lang: Lang): Statement {
  const texts = VERDICTS[lang];
  const title = seasonalTitle(answer, lang);
  if (!answer.season?.centre || !isOwnSeason(answer) || isVeryLow(answer))
    return { title, notes: seasonalNotes(commons, answer, middle, lang) };
  const places = placesByQuarter(commons, answer, lang);
  // A place says more than one's own number, which comes after it.
  return places === null
    ? { title: texts.besideNone(ownMonthly(answer, lang)), notes: [seasonIs(commons, answer, lang) ?? ""] }
    : {
        title: texts.byQuarter(homesPhrase(commons, answer, answer.season.of, lang), places),
        notes: [title.replaceAll("*", "")],
      };
}

/** Tells whether quarters are published, in which a figure may have a rank. */
export const hasQuarters = ({ rest }: PublicCommons): boolean => [...(rest?.groups.keys() ?? [])].some(isQuarter);

/** Tells whether the figures of the season are of homes of the visitor's kind: the middle of all kinds tells nobody anything. */
export function isOwnSeason({ season, untold, ownType }: TopicAnswer): boolean {
  return untold.length === 0 && season?.centre != null && (season.of.type !== "_T" || ownType === "_T");
}

/** `au 1er trimestre 2025`, `en janvier 2025`. */
export const whenText = (period: string, lang: Lang): string =>
  VERDICTS[lang][isQuarter(period) ? "whenQuarter" : "whenMonth"](formatPeriod(period, lang));

/** Most quarters that are named. */
const NAMED = 2;

/** `au 1er trimestre 2025`, `au 4e trimestre 2024 et au 1er trimestre 2025`, `ces mois-là`: of when the figures of the season are. */
function whenOf({ periods, quarters, years }: Season, lang: Lang): string {
  const { whenSame } = VERDICTS[lang];
  const isNamed = periods.length === 1 || (periods.length <= NAMED && quarters.length === periods.length);
  if (!isNamed) return whenSame[quarters.length > 0 ? "quarters" : "months"];
  const texts = periods.map((period) => whenText(period, lang));
  // A year that is the same is said once.
  return listed(
    years.length > 1 ? texts : texts.map((text, i) => (i < texts.length - 1 ? text.replace(/\s\d{4}$/, "") : text)),
    lang,
  );
}

/** The figure of homes in the same season, or in what is published nearest to it; null where nothing is. */
function seasonIs(commons: PublicCommons, answer: TopicAnswer, lang: Lang): string | null {
  const { season } = answer;
  if (!season?.centre) return null;
  const texts = VERDICTS[lang];
  const homes = `${homesPhrase(commons, answer, season.of, lang)}${season.of.type === "_T" ? texts.ofAllKinds : ""}`;
  const centre = WORDS[lang].stand.centre[season.statistic];
  // The figure of each stretch: their mean would be another one beside them.
  const amounts = season.stretches.map(({ interval }) => amountAtMargin(interval, answer, lang));
  return texts.seasonIs(upperFirst(whenOf(season, lang)), centre, homes, listed(amounts, lang)).replaceAll("*", "");
}

/** The figure of part of the year. */
export function seasonalTitle(answer: TopicAnswer, lang: Lang): string {
  const verdicts = VERDICTS[lang];
  const { given } = answer;
  const dates = given?.dates ?? null;
  const when =
    dates === null ? ownMonthsPhrase(answer, lang) : verdicts.fromDay(formatDate(dates.from, lang), formatDate(dates.to, lang));
  return verdicts.seasonal(ownAmount(answer, lang), when, given?.covered.length === 1 && given.days === null);
}

/** `en janvier et février`, `de janvier à mars`; empty where the months are not known. */
export function monthsPhrase(months: readonly string[], lang: Lang, areOfOneYear = false): string {
  const { monthNames } = WORDS[lang].stand;
  const verdicts = VERDICTS[lang];
  const nameOf = (month: string): string => monthNames[Number(month) - 1] ?? month;
  const stretches = stretchesOf(months, areOfOneYear);
  const long = stretches.filter(({ length }) => length > 2);
  const rest = stretches.filter(({ length }) => length <= 2).flat();
  const named = long.map((stretch) => verdicts.fromMonth(nameOf(stretch[0] ?? ""), nameOf(stretch.at(-1) ?? "")));
  return listed(rest.length === 0 ? named : [...named, verdicts.inMonths(listed(rest.map(nameOf), lang))], lang);
}

/** The visitor's months, with their years where these are known. */
function ownMonthsPhrase({ given }: TopicAnswer, lang: Lang): string {
  const periods = [...(given?.periods ?? [])].sort();
  const [first, last] = [periods[0], periods.at(-1)];
  if (first === undefined || last === undefined) return monthsPhrase(given?.covered ?? [], lang);
  const years = [...new Set(periods.map((period) => period.slice(0, 4)))];
  // Months without a hole are said by their ends: d’octobre 2024 à mars 2025.
  if (years.length > 1 && missingBetween(first, last) === periods.length - 2)
    return VERDICTS[lang].fromMonth(formatPeriod(first, lang), formatPeriod(last, lang));
  const monthsOf = (year: string) => periods.flatMap((period) => (period.startsWith(year) ? [period.slice(5)] : []));
  return listed(
    years.map((year) => `${monthsPhrase(monthsOf(year), lang, true)} ${year}`),
    lang,
  );
}

/**
 * Attributes of measures that follow the cold. A measure whose similarity uses one of them is expected to be higher in winter.
 */
const OF_WARMTH = ["heating", "heating_mode", "surface", "built"];
/** Tells whether a measure follows the cold. */
export const followsCold = ({ measure }: TopicAnswer["ref"]): boolean =>
  measure.similarity.attributes.some((name) => OF_WARMTH.includes(name));

const COLD = ["11", "12", "01", "02", "03"];
const WARM = ["05", "06", "07", "08", "09"];

/**
 * Whether the months are expected to be above or below the year, where nothing is published for them; null: not known. April and October
 * belong to neither season: they change nothing where they are few beside months of one of them.
 */
function expectedOf({ ref, season }: TopicAnswer): "more" | "less" | null {
  const months = season?.months ?? [];
  if (!followsCold(ref)) return null;
  const isMostly = (own: readonly string[], opposite: readonly string[]): boolean =>
    !months.some((month) => opposite.includes(month)) && 2 * months.filter((month) => own.includes(month)).length > months.length;
  if (isMostly(COLD, WARM)) return "more";
  return isMostly(WARM, COLD) ? "less" : null;
}

/** The notes of a figure of part of the year that has no place: what is published of its months, else of the year. */
export function seasonalNotes(commons: PublicCommons, answer: TopicAnswer, middle: string, lang: Lang): string[] {
  const texts = VERDICTS[lang];
  const { period, untold, verdict } = answer;
  const low = thirdNote(answer, ownAmount(answer, lang), lang);
  // To somebody who may be going without, that people use more in winter says nothing.
  const normal = low === null ? normalNotes(commons, answer, lang) : verdict?.kind === "years" ? [] : [low];
  // A middle of all kinds would mislead a home whose kind one answer would tell.
  if (untold.length > 0 && !isAnswerIdle(commons, answer)) return [...normal, untoldText(answer, lang)];
  const published = ownKindByMonth(commons, answer, lang) ?? seasonIs(commons, answer, lang);
  if (published != null) return [[...normal, published].join(" ")];
  const year = texts.seasonalNote(formatPeriod(period, lang), ...groupWords(commons, answer, middle, lang));
  const isSaid = verdict?.kind === "years" || isTypedMonth(answer);
  return [[...normal, ...(isSaid ? [] : [texts.seasonalNone]), year].join(" ")];
}

/** That more or less is to be expected of these months, unless what is published of them says it, or does not bear it out. */
function normalNotes(commons: PublicCommons, answer: TopicAnswer, lang: Lang): string[] {
  const expected = answer.season?.centre ? null : expectedOf(answer);
  return expected === null ? [] : [VERDICTS[lang].seasonNormal[expected][verbOf(commons, answer)]];
}

/** The places of part of a year in the quarters that it touches, each said once; null where none can be told. */
export function placesByQuarter(commons: PublicCommons, answer: TopicAnswer, lang: Lang): string | null {
  const { season, verdict } = answer;
  if (!season?.centre || verdict?.kind !== "seasonal" || !isOwnSeason(answer) || isVeryLow(answer)) return null;
  const placed = season.stretches.flatMap((stretch) => {
    const place = placeIn(stretch);
    return place === null ? [] : [{ place, stretch }];
  });
  // Beside a rank, a side of the middle would be a second kind of verdict.
  const ranked = placed.filter(({ place }) => place.kind !== "side");
  const told = (ranked.length > 0 ? ranked : placed).map(({ place, stretch }) => ({
    place: placeText(commons, answer, place, lang),
    stretch,
  }));
  const places = [...new Set(told.map(({ place }) => place))].map((place) => {
    const where = told.filter((one) => one.place === place).map(({ stretch }) => stretch);
    return VERDICTS[lang].placeByQuarter(place, whenIn(season, where, lang));
  });
  return places.length === 0 ? null : listed(places, lang);
}

/** `au 1er et au 2e trimestre`, with their years where one quarter is of two; `en janvier` of months that are published themselves. */
function whenIn(season: Season, stretches: readonly Stretch[], lang: Lang): string {
  const texts = VERDICTS[lang];
  const quarters = stretches.flatMap(({ quarter }) => (quarter === null ? [] : [quarter]));
  if (quarters.length === 0)
    return monthsPhrase(
      stretches.flatMap(({ months }) => months),
      lang,
    );
  const isTwice = new Set(season.quarters.map((quarter) => quarter.slice(-1))).size < season.quarters.length;
  if (isTwice)
    return listed(
      quarters.map((quarter) => whenText(quarter, lang)),
      lang,
    );
  return texts.whenQuarters(
    listed(
      quarters.map((quarter) => texts.quarterName(quarter.slice(-1))),
      lang,
    ),
  );
}

/** A place among homes in a quarter of the year, where "quarter" alone might be taken for one of the year. */
function placeText(
  commons: PublicCommons,
  answer: TopicAnswer,
  place: Exclude<ReturnType<typeof placeIn>, null>,
  lang: Lang,
): string {
  const { inQuarter, atEdge, inMiddle, besideCentre } = VERDICTS[lang];
  const how = (side: "low" | "high"): string => WORDS[lang].stand[side][verbOf(commons, answer)];
  if (place.kind === "side") return besideCentre[place.side](answer.season?.statistic ?? "MEAN");
  if (place.kind === "edge") return atEdge(place.edge, how(place.edge));
  return place.quarter === "middle" ? inMiddle : inQuarter(place.quarter, how(place.quarter));
}

/**
 * The visitor's months counted against those of homes of the visitor's kind, of which some months are published; null where all are, or
 * none: then a mean over all the months says more.
 */
function ownKindByMonth(commons: PublicCommons, answer: TopicAnswer, lang: Lang): string | null {
  const { season, group, given, ownType, untold } = answer;
  if (!given || group?.type !== ownType || untold.length > 0 || season?.of.type === ownType) return null;
  const year = ownYear(commons, answer, WORDS[lang].stand.monthShort);
  const { count, above, below, near } = sameMonths(year);
  if (count === 0 || year.beside?.type !== group.type) return null;
  return VERDICTS[lang].sameMonths(above, below, near, homesPhrase(commons, answer, year.beside, lang)).replaceAll("*", "");
}
