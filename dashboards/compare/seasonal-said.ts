import { formatDate, formatPeriod, upperFirst } from "../shared/format.ts";
import { type Lang, WORDS } from "../shared/i18n.ts";
import type { PublicCommons } from "../visit/commons.ts";
import { missingBetween } from "../visit/months-read.ts";
import { groupPhrase, groupWords, homesPhrase, listed, type Statement, untoldText, verbOf } from "./group-words.ts";
import { isVeryLow, thirdNote } from "./low-figure.ts";
import { ownYear, sameMonths } from "./own-months.ts";
import { isQuarter, stretchesOf } from "./published-months.ts";
import { amountAtMargin, ownAmount, ownMonthly } from "./rounded.ts";
import type { Season, Stretch } from "./season.ts";
import { isAnswerIdle, type TopicAnswer } from "./topic-answer.ts";
import { sideOf } from "./verdict.ts";
import { VERDICTS } from "./verdict-words.ts";

/** Tells whether the figure was typed as one month of the calendar. */
const isTypedMonth = ({ given }: TopicAnswer): boolean =>
  given !== null && given.days === null && given.months.length === 0 && given.month !== null;

/**
 * What is said of part of the year: its places by quarter, else how it stands beside the middle of the same season, else both figures.
 */
export function seasonalSaid(commons: PublicCommons, answer: TopicAnswer, middle: string, lang: Lang): Statement {
  const isKnown = answer.untold.length === 0;
  const ranks = isKnown ? ranksByQuarter(commons, answer, lang) : null;
  // A place says more than one's own number, which comes after it.
  if (ranks !== null) return { title: ranks, notes: [seasonalTitle(answer, lang).replaceAll("*", "")] };
  const low = thirdNote(answer, ownAmount(answer, lang), lang);
  const beside = low === null ? besideSeason(commons, answer, lang) : null;
  if (beside !== null) return beside;
  return { title: seasonalTitle(answer, lang), notes: seasonalNotes(commons, answer, middle, lang) };
}

/** Tells whether quarters are published, in which a figure may have a rank. */
export const hasQuarters = ({ rest }: PublicCommons): boolean => [...(rest?.groups.keys() ?? [])].some(isQuarter);

/** Tells whether the figures of the season are of homes of the visitor's kind: the middle of any others tells nobody anything. */
export function isOwnSeason({ season, untold, ownType }: TopicAnswer): boolean {
  return untold.length === 0 && season?.centre != null && season.of.type === ownType;
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

type Side = ReturnType<typeof sideOf>;

/** On which side of the middle of a stretch the figure is; null where the days that it lacks of a quarter may be as far. */
function sideIn({ interval, reach }: Stretch, perMonth: number): Side | null {
  const side = sideOf(perMonth, interval);
  return side === sideOf(perMonth, reach) ? side : null;
}

/**
 * On which side of the middle of every published stretch that it touches the figure is; null where that is not one side, or is not known of
 * homes of its kind.
 */
export function seasonSide(answer: TopicAnswer): Side | null {
  const { season, given } = answer;
  if (!season?.centre || !given || !isOwnSeason(answer)) return null;
  const [side = null, ...others] = new Set(season.stretches.map((stretch) => sideIn(stretch, given.perMonth)));
  return others.length === 0 ? side : null;
}

/** The figure of each stretch: their mean would be another one beside them. */
const amountsOf = ({ stretches }: Season, answer: TopicAnswer, lang: Lang): readonly string[] =>
  stretches.map(({ interval }) => amountAtMargin(interval, answer, lang));

/** How the figure stands beside the same season, in words; null where nothing is published of homes of its kind then. */
function besideSeason(commons: PublicCommons, answer: TopicAnswer, lang: Lang): Statement | null {
  const { season, given } = answer;
  const texts = VERDICTS[lang];
  if (!season?.centre || !given || !isOwnSeason(answer)) return null;
  const side = seasonSide(answer);
  const own = ownAmount(answer, lang);
  const only = (title: string): Statement => ({ title, notes: [] });
  const [centre, group] = [WORDS[lang].stand.centre[season.statistic], homesPhrase(commons, answer, season.of, lang)];
  const amounts = amountsOf(season, answer, lang);
  if (side !== null)
    return only(
      texts.besideSeason({
        // One month is compared as it was typed.
        own: given.days === null ? null : own,
        side,
        centre,
        group,
        when: whenOf(season, lang),
        isNearest: !season.isExact,
        value: listed(amounts, lang),
      }),
    );
  const sides = new Set(season.stretches.map(({ interval }) => sideOf(given.perMonth, interval)));
  if (!season.isWhole && sides.size === 1)
    return {
      title: texts.besideNone(ownMonthly(answer, lang)),
      notes: [seasonIs(commons, answer, lang)?.replaceAll("*", "") ?? ""],
    };
  const each = season.stretches.map(({ quarter, interval }, i) =>
    texts.besideOne(
      sideOf(given.perMonth, interval),
      quarter === null ? texts.whenSame.months : whenText(quarter, lang),
      amounts[i] ?? "",
    ),
  );
  return only(texts.besideEach(own, listed(each, lang), centre, group));
}

/** The figure of homes in the same season, or in what is published nearest to it; null where nothing is. */
function seasonIs(commons: PublicCommons, answer: TopicAnswer, lang: Lang): string | null {
  const { season } = answer;
  if (!season?.centre) return null;
  const texts = VERDICTS[lang];
  const homes = `${homesPhrase(commons, answer, season.of, lang)}${season.of.type === "_T" ? texts.ofAllKinds : ""}`;
  const centre = WORDS[lang].stand.centre[season.statistic];
  const when = `${upperFirst(whenOf(season, lang))}${season.isExact ? "" : texts.nearest}`;
  return texts.seasonIs(when, centre, homes, listed(amountsOf(season, answer, lang), lang));
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
  const published = ownKindByMonth(commons, answer, lang) ?? seasonIs(commons, answer, lang)?.replaceAll("*", "");
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

/** The quarters that the visitor's months fill and that have a place. */
function rankedQuarters(commons: PublicCommons, { byQuarter }: TopicAnswer, lang: Lang) {
  return byQuarter.flatMap((answer) => {
    const place = placeInQuarter(commons, answer, lang);
    const quarter = answer.period.slice(-1);
    return place === null ? [] : [{ place, quarter, homes: groupPhrase(commons, answer, lang) }];
  });
}

/** The places of the quarters that the visitor's months fill, each said once; null where none has one. */
export function placesByQuarter(commons: PublicCommons, answer: TopicAnswer, lang: Lang): string | null {
  const texts = VERDICTS[lang];
  const ranked = rankedQuarters(commons, answer, lang);
  if (ranked.length === 0) return null;
  const quartersOf = (place: string): string =>
    listed(
      ranked.filter((one) => one.place === place).map(({ quarter }) => texts.quarterName(quarter)),
      lang,
    );
  const places = [...new Set(ranked.map(({ place }) => place))];
  return listed(
    places.map((place) => texts.placeByQuarter(place, quartersOf(place))),
    lang,
  );
}

/** On which side of the middle of its own months each bill is that has no place by quarter, and of whom that middle is. */
function billSides(commons: PublicCommons, { byBill }: TopicAnswer, lang: Lang) {
  return byBill.flatMap((answer) => {
    const side = isVeryLow(answer) ? null : seasonSide(answer);
    if (side === null || answer.season === null) return [];
    const { months, of } = answer.season;
    const text = `*${VERDICTS[lang].besideCentre[side]("P50")}* ${monthsPhrase(months, lang)}`;
    return [{ text, homes: homesPhrase(commons, answer, of, lang) }];
  });
}

/** Those places and sides and their group; null where no quarter and fewer than two bills have one. */
function ranksByQuarter(commons: PublicCommons, answer: TopicAnswer, lang: Lang): string | null {
  const ranked = rankedQuarters(commons, answer, lang);
  const sides = billSides(commons, answer, lang);
  if (ranked.length === 0 && sides.length < 2) return null;
  const groups = [...new Set([...ranked, ...sides].map(({ homes }) => homes))];
  const said = [...sides.map(({ text }) => text), placesByQuarter(commons, answer, lang) ?? []].flat();
  return VERDICTS[lang].byQuarter(groups.length > 1 ? null : (groups[0] ?? null), listed(said, lang));
}

/** A place among homes in a quarter of the year, where "quarter" alone might be taken for one of the year. */
function placeInQuarter(commons: PublicCommons, answer: TopicAnswer, lang: Lang): string | null {
  const { verdict, group } = answer;
  const { inQuarter, atEdge, inMiddle, besideCentre } = VERDICTS[lang];
  const how = (side: "low" | "high"): string => WORDS[lang].stand[side][verbOf(commons, answer)];
  if (verdict?.kind === "side") return besideCentre[verdict.side](group?.centre.statistic ?? "MEAN");
  if (verdict?.kind === "edge") return atEdge(verdict.edge, how(verdict.edge));
  if (verdict?.kind !== "quarter") return null;
  return verdict.quarter === "middle" ? inMiddle : inQuarter(verdict.quarter, how(verdict.quarter));
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
