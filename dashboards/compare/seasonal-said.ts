import { amountText, formatDate, formatPeriod, marginDigits, semicolon } from "../shared/format.ts";
import { type Lang, WORDS } from "../shared/i18n.ts";
import type { WithMargin } from "../shared/reliable-interval.ts";
import type { PublicCommons } from "../visit/commons.ts";
import { groupPhrase, groupWords, homesPhrase, listed, placeWords, type Statement, untoldText, verbOf } from "./group-words.ts";
import { thirdNote } from "./low-figure.ts";
import { ownYear, sameMonths } from "./own-months.ts";
import { isQuarter, monthsIn, quarterOf, stretchesOf } from "./published-months.ts";
import { amountAtMargin, ownAmount, ownRounded, roundedFigure, roundedGap, roundedToMargin } from "./rounded.ts";
import { isAnswerIdle, type TopicAnswer } from "./topic-answer.ts";
import { VERDICTS } from "./verdict-words.ts";

/** Tells whether the figure was typed as one month of the calendar. */
const isTypedMonth = ({ given }: TopicAnswer): boolean =>
  given !== null && given.days === null && given.months.length === 0 && given.month !== null;

/**
 * What is said of part of the year. A month that was typed as such is answered with what is published of it, or of its quarter: the
 * figure need not be repeated.
 */
export function seasonalSaid(commons: PublicCommons, answer: TopicAnswer, middle: string, lang: Lang): Statement {
  const texts = VERDICTS[lang];
  const { season, period, untold, given } = answer;
  const notes = (): string[] => seasonalNotes(commons, answer, middle, lang);
  const ranks = untold.length > 0 ? null : ranksByQuarter(commons, answer, lang);
  // A place says more than one's own number, which comes after it.
  if (ranks !== null) {
    const own = seasonalTitle(answer, lang, false).replaceAll("*", "");
    return { title: ranks.title, notes: [[own, ...normalNotes(commons, answer, lang, false), ...ranks.notes].join(" ")] };
  }
  if (!isTypedMonth(answer) || untold.length > 0) return { title: seasonalTitle(answer, lang), notes: notes() };
  const low = thirdNote(answer, ownAmount(answer, lang), lang);
  if (isQuarter(period)) {
    const centre = seasonCentre(answer);
    // So little may be hardship: its gap is not told as if it were an achievement.
    const others = [formatPeriod(period, lang), ...groupWords(commons, answer, middle, lang)] as const;
    return {
      title: centre && low === null ? texts.quarterBeside(gapText(answer, centre, lang), ...others) : texts.quarterIs(...others),
      notes: [...(low === null ? [] : [low]), texts.quarterOnly],
    };
  }
  if (!season?.mean || season.quarters.length > 0) return { title: seasonalTitle(answer, lang), notes: notes() };
  const month = WORDS[lang].stand.monthNames[Number(given?.month) - 1] ?? "";
  const homes = `${homesPhrase(commons, answer, season.of, lang)}${season.of.type === "_T" ? texts.ofAllKinds.replace(/,$/, "") : ""}`;
  return {
    title: texts.monthIs(`${month} ${listed(season.years, lang)}`, homes, amountAtMargin(season.mean, answer, lang)),
    notes: [...(low === null ? normalNotes(commons, answer, lang, false) : [low]), texts.seasonalNoPlace],
  };
}

/** Tells whether the mean of the same months is of homes of the visitor's group, and no other kinds. */
const isOwnSeason = ({ season, group }: TopicAnswer): boolean => season?.mean !== null && season?.of.type === group?.type;

/** What is published of homes like the visitor's over part of the year. */
interface SeasonCentre {
  readonly statistic: "P50" | "MEAN";
  readonly interval: WithMargin;
}

/**
 * What a figure of part of the year is held against: the centre of its group in the quarter that has its months, as wherever else the group
 * is drawn, else the mean over the months, since middles of several quarters make no middle of them all. Null where neither is of homes of its
 * own kind.
 */
function seasonCentre(answer: TopicAnswer): SeasonCentre | null {
  const { group, period, season, untold, ownType } = answer;
  const isOfAllKinds = group?.type === "_T" && ownType !== "_T";
  if (untold.length > 0 || !group || isOfAllKinds) return null;
  if (isQuarter(period)) return { statistic: group.centre.statistic, interval: group.centre };
  return season?.mean && isOwnSeason(answer) ? { statistic: "MEAN", interval: season.mean } : null;
}

/** The figure of part of the year, and with `beside` the mean of homes of its own kind over the same months, where that is published. */
function seasonalTitle(answer: TopicAnswer, lang: Lang, beside = true): string {
  const { monthNames, ofMonth } = WORDS[lang].stand;
  const verdicts = VERDICTS[lang];
  const { given } = answer;
  if (isTypedMonth(answer)) return verdicts.monthOnly(ofMonth(monthNames[Number(given?.month) - 1] ?? ""));
  const dates = given?.dates ?? null;
  const when =
    dates === null ? ownMonthsPhrase(answer, lang) : verdicts.fromDay(formatDate(dates.from, lang), formatDate(dates.to, lang));
  const own = ownAmount(answer, lang);
  // Both figures, and no place. Where the kind of home is not known, the other says nothing.
  const centre = beside ? seasonCentre(answer) : null;
  return centre ? verdicts.seasonalBeside(own, when, besideCentre(answer, centre, lang)) : verdicts.seasonal(own, when);
}

/** How far the figure is from what is published of the same months; within its margin, about the same. No place is drawn from it. */
function besideCentre(answer: TopicAnswer, centre: SeasonCentre, lang: Lang): string {
  const verdicts = VERDICTS[lang];
  const what = `${WORDS[lang].stand.centre[centre.statistic]} ${verdicts.ofThose[publishedAs(answer)]}`;
  return verdicts.gapBeside(gapText(answer, centre, lang), what, amountAtMargin(centre.interval, answer, lang));
}

/** `60 kWh de plus`; null within the margin, where nobody can tell. */
function gapText(answer: TopicAnswer, { interval }: SeasonCentre, lang: Lang): string | null {
  const { given, ref, unit } = answer;
  const { decimals: most } = ref.measure;
  const value = given?.perMonth ?? 0;
  const gap = roundedGap(ownRounded(answer), roundedToMargin(interval, most));
  const shown = roundedFigure(Math.abs(gap.value), marginDigits(interval.lower, interval.upper, most));
  if (shown.value === 0 || (value >= interval.lower && value <= interval.upper)) return null;
  const text = amountText(shown.value, shown.decimals, unit, lang);
  const isExact = shown.value === Math.abs(gap.value);
  return VERDICTS[lang].gap(isExact ? text : WORDS[lang].stand.gap.about(text), gap.value < 0);
}

/** What the mean of the same months is of: those months, or quarters that have others too. */
function publishedAs({ season }: TopicAnswer): "month" | "months" | "quarter" | "quarters" {
  const { months = [], quarters = [] } = season ?? {};
  const hasOthers = quarters.some((quarter) => !monthsIn(quarter).every((month) => months.includes(month)));
  if (hasOthers) return quarters.length > 1 ? "quarters" : "quarter";
  return months.length > 1 ? "months" : "month";
}

/** `en janvier et février`, `de janvier à mars`; empty where the months are not known. */
export function monthsPhrase(months: readonly string[], lang: Lang): string {
  const { monthNames } = WORDS[lang].stand;
  const verdicts = VERDICTS[lang];
  const nameOf = (month: string): string => monthNames[Number(month) - 1] ?? month;
  const stretches = stretchesOf(months);
  const long = stretches.filter(({ length }) => length > 2);
  const rest = stretches.filter(({ length }) => length <= 2).flat();
  const named = long.map((stretch) => verdicts.fromMonth(nameOf(stretch[0] ?? ""), nameOf(stretch.at(-1) ?? "")));
  return listed(rest.length === 0 ? named : [...named, verdicts.inMonths(listed(rest.map(nameOf), lang))], lang);
}

/** The visitor's months, with their years where not all of them count, or some are not of the year that they are compared with. */
export function ownMonthsPhrase({ given, otherYears }: TopicAnswer, lang: Lang): string {
  const periods = given?.periods ?? [];
  const isAllCounted = given?.months.every(({ period }) => periods.includes(period)) ?? true;
  if (otherYears.length === 0 && isAllCounted) return monthsPhrase(given?.covered ?? [], lang);
  const years = [...new Set(periods.map((period) => period.slice(0, 4)))].sort();
  const monthsOf = (year: string) => periods.flatMap((period) => (period.startsWith(year) ? [period.slice(5)] : []));
  return listed(
    years.map((year) => `${monthsPhrase(monthsOf(year), lang)} ${year}`),
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

/**
 * The notes of a seasonal figure: what is published of its months, beside the same statistic of the same homes over the year. Where its
 * quarters have no place, it has none, which is said unless the title says it.
 */
export function seasonalNotes(commons: PublicCommons, answer: TopicAnswer, middle: string, lang: Lang): string[] {
  const texts = VERDICTS[lang];
  const { season, period, untold, verdict, given } = answer;
  const low = thirdNote(answer, ownAmount(answer, lang), lang);
  // To somebody who may be going without, that people use more in winter says nothing.
  const normal = low === null ? normalNotes(commons, answer, lang) : verdict?.kind === "years" ? [] : [low];
  // A middle of all kinds would mislead a home whose kind one answer would tell.
  if (untold.length > 0 && !isAnswerIdle(commons, answer)) return [...normal, untoldText(answer, lang)];
  const whole = groupWords(commons, answer, middle, lang);
  const isTold = verdict?.kind === "seasonal" && seasonCentre(answer) !== null;
  if (isQuarter(period) && isTold) return [...normal, texts.quarterWhole(formatPeriod(period, lang))];
  if (isQuarter(period)) return [...normal, texts.quarterNote(formatPeriod(period, lang), ...whole, season?.months.length === 1)];
  const isSaid = verdict?.kind === "years" || isTypedMonth(answer);
  // The title has the mean of one's own kind already, and the drawing says of whom it is.
  const isTitled = isTold && !isTypedMonth(answer);
  const mean = ownKindByMonth(commons, answer, lang) ?? seasonalMeanText(commons, answer, lang);
  const published = isTitled ? [] : [mean ?? texts.seasonalNote(formatPeriod(period, lang), ...whole)];
  const ranks = ranksByQuarter(commons, answer, lang);
  // A figure of several quarters does not tell what each of them was, nor do the months among which it was divided.
  const isBill = given !== null && (given.months.length === 0 || given.months.some(({ sharedBy }) => sharedBy !== undefined));
  const noPlace = (season?.quarters.length ?? 0) > (isBill ? 1 : 0) ? texts.seasonalByMonths : texts.seasonalNoPlace;
  if (ranks !== null) return [[...normal, ...published].join(" "), ...ranks.notes];
  if (mean === null && !isSaid) return [[...normal, texts.seasonalNone, ...published].join(" ")];
  return [[...normal, ...published, ...(isSaid ? [] : [noPlace])].join(" ")];
}

/**
 * That more or less is to be expected of these months, unless what is published says the contrary or, where it is `told`, says it
 * already.
 */
function normalNotes(commons: PublicCommons, answer: TopicAnswer, lang: Lang, told = true): string[] {
  const direction = answer.season?.direction ?? null;
  const expected = expectedOf(answer);
  // What is published of these months says it, or does not bear it out.
  const isPublished = (answer.season?.mean ?? null) !== null;
  return expected === null || (isPublished && (told || direction !== expected))
    ? []
    : [VERDICTS[lang].seasonNormal[expected][verbOf(commons, answer)]];
}

/** The quarters that the visitor's months fill and that have a place. */
function rankedQuarters(commons: PublicCommons, { byQuarter }: TopicAnswer, lang: Lang) {
  return byQuarter.flatMap((answer) => {
    const place = placeInQuarter(commons, answer, lang);
    const [year = "", quarter = ""] = answer.period.split("-Q");
    return place === null ? [] : [{ place, year, quarter, homes: groupPhrase(commons, answer, lang) }];
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
  return places.map((place) => texts.placeByQuarter(place, quartersOf(place))).join(semicolon(lang));
}

/** Those places and their group, and of which years the quarters are; null where none has one. */
function ranksByQuarter(commons: PublicCommons, answer: TopicAnswer, lang: Lang): Statement | null {
  const texts = VERDICTS[lang];
  const ranked = rankedQuarters(commons, answer, lang);
  const places = placesByQuarter(commons, answer, lang);
  if (places === null) return null;
  const groups = new Set(ranked.map(({ homes }) => homes));
  const mine = answer.season?.months ?? [];
  const left = mine.filter((month) => !quarterOf(month).every((one) => mine.includes(one)));
  return {
    title: texts.byQuarter(groups.size > 1 ? null : (ranked[0]?.homes ?? null), places),
    notes: [
      texts.sameQuarters(listed([...new Set(ranked.map(({ year }) => year))], lang)),
      ...(left.length === 0 ? [] : [texts.notInQuarter(monthsPhrase(left, lang))]),
    ],
  };
}

/** A place among homes in a quarter of the year, where "quarter" alone might be taken for one of the year. */
function placeInQuarter(commons: PublicCommons, answer: TopicAnswer, lang: Lang): string | null {
  const { quarterOfHomes, edgeOfHomes } = VERDICTS[lang];
  const { verdict } = answer;
  const ofHomes = (side: "low" | "high"): string => quarterOfHomes(side, WORDS[lang].stand[side][verbOf(commons, answer)]);
  if (verdict?.kind === "quarter" && verdict.quarter !== "middle") return ofHomes(verdict.quarter);
  if (verdict?.kind === "edge") return edgeOfHomes(ofHomes(verdict.edge));
  return placeWords(commons, answer, lang)?.replaceAll("*", "") ?? null;
}

/**
 * The visitor's months counted against those of homes of the visitor's kind, of which some months are published; null where all are, or
 * none: then a mean over all the months says more.
 */
function ownKindByMonth(commons: PublicCommons, answer: TopicAnswer, lang: Lang): string | null {
  const { season, group, given } = answer;
  if (!given || !group || group.type === "_T" || season?.of.type === group.type) return null;
  const year = ownYear(commons, answer, given.months, WORDS[lang].stand.monthShort);
  const { count, above, below, near } = sameMonths(year);
  if (count === 0 || year.beside?.type !== group.type) return null;
  return VERDICTS[lang].sameMonths(above, below, near, homesPhrase(commons, answer, year.beside, lang)).replaceAll("*", "");
}

/** The mean of the same months, and that of the same homes over the year; null where the months are not published. */
function seasonalMeanText(commons: PublicCommons, answer: TopicAnswer, lang: Lang): string | null {
  const texts = VERDICTS[lang];
  const { season } = answer;
  if (!season?.mean) return null;
  const count = season.months.length;
  // Two figures that are compared have the decimals of the finer one: 7,9 and 8,0.
  const { decimals: most } = answer.ref.measure;
  const shown = [season.mean, season.year].map((interval) => interval && roundedToMargin(interval, most));
  const decimals = Math.max(...shown.map((one) => one?.decimals ?? 0));
  const [mean = "", inYear = null] = shown.map((one) => one && amountText(one.value, decimals, answer.unit, lang));
  return texts.seasonalMean({
    homes: `${homesPhrase(commons, answer, season.of, lang)}${season.of.type === "_T" ? texts.ofAllKinds : ""}`,
    mean: mean ?? "",
    when: season.quarters.length > 0 ? texts.quarters(season.quarters.length, count) : texts.thoseMonths(count),
    years: listed(season.years, lang),
    inYear,
    direction: season.direction,
  });
}
