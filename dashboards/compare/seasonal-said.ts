import { comparison } from "../shared/digits.ts";
import { formatDate, formatPeriod, upperFirst } from "../shared/format.ts";
import { type Lang, WORDS } from "../shared/i18n.ts";
import { reliableInterval, type WithMargin } from "../shared/reliable-interval.ts";
import { cellAt, type PublicCommons } from "../visit/commons.ts";
import { missingBetween } from "../visit/months-read.ts";
import { expectedIn } from "./cold.ts";
import { groupWords, homesPhrase, listed, type Statement, untoldText, verbOf } from "./group-words.ts";
import { isVeryLow, thirdNote } from "./low-figure.ts";
import { kindPhrase } from "./phrases.ts";
import { placeTitle } from "./place-title.ts";
import { wholeMonths } from "./prorata.ts";
import { isQuarter, monthsIn, stretchesOf } from "./published-months.ts";
import { amountAtMargin, halfText, outwardEnds, ownAmount, ownMonthly } from "./rounded.ts";
import { SAID } from "./said-words.ts";
import { ABOUT } from "./season.ts";
import { isOwnSeason, lackingMonths, seasonPlace, toldPart } from "./season-place.ts";
import { isAnswerMissing, type TopicAnswer } from "./topic-answer.ts";
import { VERDICTS } from "./verdict-words.ts";

/** Tells whether the figure was typed as one month of the calendar. */
const isTypedMonth = ({ given }: TopicAnswer): boolean =>
  given !== null && given.days === null && given.months.length === 0 && given.month !== null;

/** Tells whether quarters are published, in which a figure may have a rank. */
export const hasQuarters = ({ rest }: PublicCommons): boolean => [...(rest?.groups.keys() ?? [])].some(isQuarter);

/** `de janvier à mars 2025`, `en janvier 2025`: a published period by its months, which a bill's dates are seen against. */
export function whenText(period: string, lang: Lang): string {
  if (!isQuarter(period)) return SAID[lang].whenMonth(formatPeriod(period, lang));
  const [first = "", , last = ""] = monthsIn(period);
  return SAID[lang].fromMonth(monthName(first, lang), formatPeriod(`${period.slice(0, 4)}-${last}`, lang));
}

/** What is said of part of the year: its place among homes of its kind over the same days; else its figure and theirs. */
export function seasonalSaid(commons: PublicCommons, answer: TopicAnswer, middle: string, lang: Lang): Statement {
  const { season, given } = answer;
  if (!given || !season?.centre || !isOwnSeason(answer) || isVeryLow(answer))
    return {
      title: seasonalTitle(answer, lang),
      notes: seasonalNotes(commons, answer, groupWords(commons, answer, VERDICTS[lang].isAt(middle), lang), lang),
    };
  const texts = SAID[lang];
  const own = [ownMonthly(answer, lang), ownWhen(answer, lang)].filter(Boolean).join(" ");
  // A place says more than one's own number, which comes after it.
  if (seasonPlace(answer) !== null) {
    const { title, beside } = placed(commons, answer, sameWhen(answer, lang), own, lang);
    return { title, notes: [beside] };
  }
  const told = toldPart(commons, answer);
  if (told !== answer) {
    // The months are named before it: of homes in another year, the year alone is.
    const years = [...new Set(told.season?.periods.map((period) => period.slice(0, 4)))];
    const when = told.season?.apart.length === 0 ? null : texts.inMonths(listed(years, lang));
    const { title, beside } = placed(commons, told, when, null, lang);
    return {
      title: `${upperFirst(ownWhen(told, lang))}, ${ownMonthly(told, lang)}.\n${title}`,
      notes: [texts.leftOut, upperFirst(beside)],
    };
  }
  return {
    title: withOwnBill(answer, noSideTitle(answer, season.centre, lang), lang),
    notes: noSideNotes(commons, answer, lang),
  };
}

/** A sentence below the month that a bill makes, which nobody typed; that of months stands above it wherever it does. */
function withOwnBill(answer: TopicAnswer, title: string, lang: Lang): string {
  const { total = null, days } = answer.given ?? {};
  return total === null ? title : `${SAID[lang].ownBill(days ?? 0, ownMonthly(answer, lang))}\n${title}`;
}

/** The middle of the same days and the ends that it is known within, where the figure is between them: it is on no side. */
export function noSideTitle(answer: TopicAnswer, centre: WithMargin, lang: Lang): string {
  const { given, season } = answer;
  const texts = SAID[lang];
  const isMonth = given?.month != null && given.dates === null;
  const when = isMonth ? monthsPhrase(given.covered, lang) : texts.atThese[given?.dates ? "dates" : "months"];
  return texts.noSide(
    when,
    WORDS[lang].stand.centre[season?.statistic ?? "MEAN"],
    amountAtMargin(centre, answer, lang),
    outwardEnds(season?.reach ?? centre, answer, lang),
    // What is further off than "about" is left open by the days that lack.
    straddles(answer) ? "straddles" : Math.abs((given?.perMonth ?? 0) - centre.value) <= ABOUT * centre.value ? "near" : "few",
  );
}

/** Tells whether a bill has days of several published periods, whose margins add up. */
export const straddles = ({ given, season }: TopicAnswer): boolean =>
  given?.total?.days != null && season !== null && !season.isWhole && season.periods.length > 1;

/** A sentence that says of which time it is. */
const within = (title: string, when: string): string => `${title.replace(/\.$/, "")}, ${when}.`;

/** The sentence of a place among homes over the same days, and their middle beside one's own. Null: `when` of which time, or the own, is said. */
function placed(commons: PublicCommons, answer: TopicAnswer, when: string | null, own: string | null, lang: Lang) {
  const [{ season }, place] = [answer, seasonPlace(answer)];
  if (!season?.centre || !season.reach || place === null) return { title: "", beside: "" };
  const { statistic, isWhole, of, centre, reach } = season;
  const title = placeTitle(commons, answer, place, { homes: homesPhrase(commons, answer, of, lang), statistic }, lang);
  // What is missing of the quarters makes the margin wide: its ends say what "about" means.
  const between = isWhole ? null : outwardEnds(reach, answer, lang);
  // A month that was picked has no year: those of the others are told, unless the title has them.
  const isOfAnyYear = answer.given?.month != null && answer.given.dates === null && !/\d{4}/.test(when ?? "");
  const years = isOfAnyYear ? listed([...new Set(season.periods.map((period) => period.slice(0, 4)))], lang) : null;
  return {
    title: when === null ? title : within(title, when),
    beside: SAID[lang].besideCentre(own, statistic, amountAtMargin(centre, answer, lang), between, years),
  };
}

/** Why the middle of the same days is known no better, with what is missing, unless that is still to come; and that more or less is usual. */
function noSideNotes(commons: PublicCommons, answer: TopicAnswer, lang: Lang): string[] {
  const { wholeOnly, lacksTwo, lacksMonths, lacksYear, straddles: overSeveral } = SAID[lang];
  const { periods = [], quarters = [], byCold: isByCold = false } = answer.season ?? {};
  const lacking = lackingMonths(answer);
  const days = answer.given?.total?.days ?? null;
  // Where the cold of each month is known, a bill of whole months is beside them.
  const wholeOnes = isByCold && days !== null && wholeMonths(days) === null ? "months" : "quarters";
  const ofBill = days === null ? "" : lacksYear(periods.length === quarters.length ? wholeOnes : null);
  const lacks = isTypedMonth(answer) ? lacksTwo : lacking.length > 0 ? lacksMonths(datedMonths(lacking, lang)) : ofBill;
  const whole = () => wholeOnly(periods.length === quarters.length, periodsText(periods, lang));
  const byCold = byColdText(answer, lang);
  // How the middle is estimated stands with the group then.
  const why = straddles(answer) ? overSeveral(periods.length) : (byCold ?? whole());
  const normal = areAsExpected(commons, answer) ? normalNotes(commons, answer, lang) : [];
  const ofYear = [yearHalf(answer, lang), ...normal].filter((note) => note !== null).join(" ");
  return [`${why} ${lacks}`.trimEnd(), ...(ofYear === "" ? [] : [ofYear])];
}

/** Beside a bill whose margin is too wide for a side, the middle half of such homes over the year, as a landmark and no rank; null: there is none. */
function yearHalf(answer: TopicAnswer, lang: Lang): string | null {
  const { group, period, ownType, ref, season } = answer;
  if (!straddles(answer) || period.length !== 4 || !group?.quartiles) return null;
  if (group.type !== ownType || group.area !== season?.of.area) return null;
  const homes = kindPhrase(ref, "_T", lang).many;
  const named = ownType === "_T" ? homes : VERDICTS[lang].likeYours(homes);
  return SAID[lang].landmark(WORDS[lang].stand.half(named, ...halfText(group.quartiles, answer, lang)));
}

/** `de janvier à mars 2025 et d’octobre à décembre 2025` */
const periodsText = (periods: readonly string[], lang: Lang): string =>
  listed(
    periods.map((one) => whenText(one, lang)),
    lang,
  );

/** How a figure of others over some days of cold quarters is estimated from that of the whole quarters; null where it is not. */
export function byColdText(answer: TopicAnswer, lang: Lang): string | null {
  const { season, given } = answer;
  if (!season?.byCold || !season.centre || !season.ofWhole) return null;
  const [whole, own] = [amountAtMargin(season.ofWhole, answer, lang), amountAtMargin(season.centre, answer, lang)];
  const each = [...season.ofEach].sort().map(([one, figure]) => `${amountAtMargin(figure, answer, lang)} ${whenText(one, lang)}`);
  const isMonth = given?.covered.length === 1;
  const moved = season.centre.value > season.ofWhole.value ? "more" : "less";
  return SAID[lang].byCold(
    WORDS[lang].stand.centre[season.statistic],
    listed(each, lang),
    whole,
    each.length,
    given?.dates ? "dates" : isMonth ? "month" : "months",
    whole === own ? null : moved,
    own,
  );
}

/**
 * When the figures of the season are of: `de janvier à mars 2025` of one published period, unless they follow the cold of the figure's own days,
 * of which they are then; of several `aux mêmes dates` where the figure fills them or that cold is known, else `sur les trimestres de ces dates`.
 */
function sameWhen({ season, given }: TopicAnswer, lang: Lang): string {
  const [only = "", ...others] = season?.periods ?? [];
  if (others.length === 0 && !season?.byCold) return whenText(only, lang);
  if (given?.dates === null && given.covered.length === 1) return monthsPhrase(given.covered, lang);
  // A bill from July to October stands beside a whole fourth quarter, which is said.
  return SAID[lang][season?.isWhole || season?.byCold ? "whenSame" : "whenPart"][given?.dates ? "dates" : "months"];
}

/** The figure of homes over the same days; null where nothing is published of them. */
function seasonIs(commons: PublicCommons, answer: TopicAnswer, lang: Lang): string | null {
  const { season } = answer;
  if (!season?.centre) return null;
  const texts = SAID[lang];
  const homes = `${homesPhrase(commons, answer, season.of, lang)}${season.of.type === "_T" ? VERDICTS[lang].ofAllKinds : ""}`;
  const centre = WORDS[lang].stand.centre[season.statistic];
  return texts.seasonIs(upperFirst(sameWhen(answer, lang)), centre, homes, amountAtMargin(season.centre, answer, lang));
}

/** The figure of part of the year. */
export function seasonalTitle(answer: TopicAnswer, lang: Lang): string {
  const { given } = answer;
  const isMonth = given?.covered.length === 1 && given.days === null;
  return SAID[lang].seasonal(ownAmount(answer, lang), ownWhen(answer, lang), isMonth);
}

/** `du 15 octobre 2025 au 14 mars 2026`, `en janvier et février 2025`; empty where the months are not known. */
export function ownWhen(answer: TopicAnswer, lang: Lang): string {
  const dates = answer.given?.dates ?? null;
  return dates === null
    ? ownMonthsPhrase(answer, lang)
    : SAID[lang].fromDay(formatDate(dates.from, lang), formatDate(dates.to, lang));
}

const monthName = (month: string, lang: Lang): string => WORDS[lang].monthNames[Number(month) - 1] ?? month;

/** `en janvier et février`, `de janvier à mars et en juin`: one list in the order of time; empty where the months are not known. */
export function monthsPhrase(months: readonly string[], lang: Lang, firstOfYear: string | null = null): string {
  const verdicts = SAID[lang];
  const nameOf = (month = ""): string => monthName(month, lang);
  // Of months on their own only the first of a row has its preposition.
  let isAlone = false;
  const said = stretchesOf(months, firstOfYear).flatMap((stretch) => {
    const [wasAlone, names] = [isAlone, stretch.map(nameOf)];
    isAlone = stretch.length <= 2;
    if (!isAlone) return verdicts.fromMonth(nameOf(stretch[0]), nameOf(stretch.at(-1)));
    return names.map((name, i) => (wasAlone || i > 0 ? name : verdicts.inMonths(name)));
  });
  return listed(said, lang);
}

/** `octobre et novembre 2025, février 2026` */
function datedMonths(periods: readonly string[], lang: Lang): string {
  const years = [...new Set(periods.map((period) => period.slice(0, 4)))];
  const namesOf = (year: string) =>
    periods.flatMap((period) => (period.startsWith(year) ? monthName(period.slice(5), lang) : []));
  return years.map((year) => `${listed(namesOf(year), lang)} ${year}`).join(", ");
}

/** The visitor's months in the order of time, with their years where these are known; of many stretches only how many they are, and from when to when. */
function ownMonthsPhrase({ given }: TopicAnswer, lang: Lang): string {
  const texts = SAID[lang];
  const periods = [...(given?.periods ?? [])].sort();
  const [first, last] = [periods[0], periods.at(-1)];
  if (first === undefined || last === undefined) return monthsPhrase(given?.covered ?? [], lang);
  const endsOf = (from: string, to: string): [string, string] => [
    from.slice(0, 4) === to.slice(0, 4) ? monthName(from.slice(5), lang) : formatPeriod(from, lang),
    formatPeriod(to, lang),
  ];
  const starts = periods.filter((period, i) => i === 0 || missingBetween(periods[i - 1] ?? "", period) > 0);
  if (starts.length > MOST_STRETCHES) return texts.monthsBetween(periods.length, ...endsOf(first, last));
  if (first.slice(0, 4) === last.slice(0, 4))
    return `${monthsPhrase(
      periods.map((period) => period.slice(5)),
      lang,
      "01",
    )} ${first.slice(0, 4)}`;
  const stretches = starts.map((from, i): string => {
    const next = starts[i + 1];
    const to = periods.findLast((period) => next === undefined || period < next) ?? from;
    return from === to ? texts.inMonths(formatPeriod(from, lang)) : texts.fromMonth(...endsOf(from, to));
  });
  return listed(stretches, lang);
}

/** Most stretches of months that are named. */
const MOST_STRETCHES = 2;

/** Whether the months are expected to be above or below the year, where nothing is published for them; null: not known. */
const expectedOf = ({ ref, season }: TopicAnswer): "more" | "less" | null => expectedIn(ref, season?.months ?? []);

/** The notes of a figure of part of the year that has no place: what is published of its months, else `ofYear`. */
export function seasonalNotes(
  commons: PublicCommons,
  answer: TopicAnswer,
  ofYear: ReturnType<typeof groupWords>,
  lang: Lang,
): string[] {
  const texts = SAID[lang];
  const { period, verdict } = answer;
  const low = thirdNote(answer, ownAmount(answer, lang), lang);
  // To somebody who may be going without, that people use more in winter says nothing.
  const isSaid = answer.season?.centre != null;
  // What is published of these months says it, or does not bear it out.
  const normal = low === null ? (isSaid ? [] : normalNotes(commons, answer, lang)) : verdict?.kind === "years" ? [] : [low];
  // A middle of all kinds would mislead a home whose kind one answer would tell.
  if (isAnswerMissing(commons, answer)) return [...normal, untoldText(answer, lang)];
  const published = seasonIs(commons, answer, lang);
  if (published != null) return [[...normal, published].join(" ")];
  const year = texts.seasonalNote(formatPeriod(period, lang), ...ofYear);
  const isMonth = verdict?.kind === "years" || isTypedMonth(answer);
  return [[...normal, ...(isMonth ? [] : [texts.seasonalNone]), year].join(" ")];
}

/** That more or less is to be expected of these months, where that is known. */
function normalNotes(commons: PublicCommons, answer: TopicAnswer, lang: Lang): string[] {
  const expected = expectedOf(answer);
  return expected === null ? [] : [SAID[lang].seasonNormal[expected][verbOf(commons, answer)]];
}

/** Tells whether the middles of all periods that the figure has days in, of several, are on the expected side of the year's, beyond their margins. */
function areAsExpected(commons: PublicCommons, answer: TopicAnswer): boolean {
  const { season, ref, period, group, given } = answer;
  const year = period.length === 4 ? group?.quartiles?.p50 : undefined;
  if (year === undefined || !season || season.statistic !== "P50" || season.periods.length < 2) return false;
  const { area, type } = season.of;
  if (group?.area !== area) return false;
  const side = expectedOf(answer);
  // It consoles nobody whose own figure is not on that side of the year.
  if (given === null || (side === "more" ? given.perMonth <= year.value : given.perMonth >= year.value)) return false;
  return season.periods.every((one) => {
    const middle = reliableInterval(cellAt(commons, ref, area, type, one)?.get("P50"));
    return middle !== null && comparison(middle, year) === side;
  });
}
