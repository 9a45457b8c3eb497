import { unitLabel } from "../shared/format.ts";
import type { Lang } from "../shared/i18n.ts";
import {
  type AnswersFault,
  isKeptAmount,
  isKeptDay,
  isKeptMonth,
  isKeptYear,
  type KeptAnswers,
  type KeptFigure,
  MOST_BYTES,
  MOST_EARLIER,
  MOST_MONTHS,
  readAnswers,
} from "../visit/answers-file.ts";
import { clampOf, type PublicCommons, unitOf } from "../visit/commons.ts";
import { type EarlierFigure, type EntryKind, isGiven, NO_ENTRY, type OwnEntry, type Visitor } from "../visit/visitor.ts";
import { followsCold } from "./cold.ts";
import { amountTyped, type MonthlyFigure } from "./monthly-figure.ts";
import { ownPriceOf } from "./own-price.ts";
import { isAnswered, type TopicAnswer } from "./topic-answer.ts";

/** Cents, which is finer than anybody's figure. */
const rounded = (value: number): number => Number(value.toFixed(2));
/** Means that differ by less are the same: those of rounded months. */
const SAME = 0.01;

/** A figure as it is held against the next one. */
function earlierOf(
  { ref, isMonthUntold }: TopicAnswer,
  { perMonth, total, month, periods }: MonthlyFigure,
  day: string,
): EarlierFigure {
  const isOfMonth = total === null && month === null && periods.length === 0;
  return {
    day,
    perMonth: Number(perMonth.toFixed(4)),
    ...(periods.length === 0 && month !== null ? { month } : {}),
    ...(total?.days ?? {}),
    ...(total?.days === null && periods.length === 0 ? { year: true as const } : {}),
    ...(isOfMonth && followsCold(ref) && !isMonthUntold ? { usual: true as const } : {}),
    ...(periods.length > 0 ? { periods: [...periods].sort() } : {}),
  };
}

/** Tells whether two figures are the same, of the same time. */
function isSame(one: EarlierFigure, other: EarlierFigure): boolean {
  const datesOf = ({ month, from, to, periods }: EarlierFigure): string => JSON.stringify([month, from, to, periods]);
  return Math.abs(one.perMonth - other.perMonth) < SAME && datesOf(one) === datesOf(other);
}

/** The earlier figures of a topic with today's, where it is another: answers taken back and kept again are no second reading. */
function withToday(answer: TopicAnswer, day: string): readonly EarlierFigure[] {
  const { given, earlier } = answer;
  if (given === null) return earlier;
  const figure = earlierOf(answer, given, day);
  const last = earlier.at(-1);
  if (last && isSame(last, figure)) return earlier;
  return [...earlier.filter((one) => one.day !== day), figure].slice(-MOST_EARLIER);
}

/** Ten thousandths, which is finer than anybody types. */
const asTyped = (value: number): number => Number(value.toFixed(4));

/** Those of the values that a file may have: what is beyond its bounds would make all of it unreadable. */
function keepable<T>(values: Iterable<readonly [string, T | null]>, isKey: (key: string) => boolean): Record<string, T> {
  return Object.fromEntries([...values].flatMap(([key, value]) => (value !== null && isKey(key) ? [[key, value] as const] : [])));
}

/** Months of files, as far as they are shown: those that were taken out or are too old stay away. */
function monthsOfFiles({ months }: OwnEntry, given: MonthlyFigure | null): Record<string, number> {
  const shown = new Set([...(given?.yearBefore ?? []), ...(given?.months ?? [])].map(({ period }) => period));
  const values = months.map(({ period, value }) => [period, isKeptAmount(value) ? rounded(value) : null] as const);
  return keepable(values, (period) => shown.has(period) && isKeptMonth(period));
}

/**
 * Everything that was typed for a topic, in whichever way, with its amounts as numbers; null: nothing that can be read. The way that is
 * shown is one of several, and the others are as much work to type again.
 */
function figureOf(
  entry: OwnEntry,
  given: MonthlyFigure | null,
  amountOf: (text: string, way: EntryKind) => number | null,
  price: number | undefined,
): KeptFigure | null {
  const { kind, month, usual, year, from, to, confirmed, seldom } = entry;
  const read = (text: string, way: EntryKind): number | null => {
    const value = amountOf(text, way);
    return value !== null && isKeptAmount(value) ? asTyped(value) : null;
  };
  const amount = read(entry.amount, kind);
  const ways = Object.entries(entry.amounts) as [EntryKind, string][];
  const amounts = keepable(
    ways.map(([way, text]) => [way, read(text, way)] as const),
    () => true,
  );
  const typed = keepable(
    Object.entries(entry.typed)
      .sort(([one], [other]) => other.localeCompare(one))
      .slice(0, MOST_MONTHS)
      .map(([period, text]) => [period, read(text, "month")] as const),
    isKeptMonth,
  );
  const ofFile = monthsOfFiles(entry, given);
  const has = (values: object): boolean => Object.keys(values).length > 0;
  if (amount === null && ![amounts, typed, ofFile].some(has)) return null;
  const isOfFile = has(ofFile);
  return {
    kind,
    ...(amount === null ? {} : { amount }),
    ...(has(amounts) ? { amounts } : {}),
    ...(month === "" ? {} : { month }),
    ...(usual ? { usual } : {}),
    ...(isKeptYear(year) ? { year } : {}),
    ...(isKeptDay(from) ? { from } : {}),
    ...(isKeptDay(to) ? { to } : {}),
    ...(isOfFile ? { months: ofFile, file: true } : has(typed) ? { months: typed } : {}),
    ...(isOfFile && has(typed) ? { typed } : {}),
    ...(price === undefined ? {} : { price }),
    ...(confirmed ? { confirmed } : {}),
    ...(seldom ? { seldom } : {}),
  };
}

/** What a visitor keeps: what was said of the home, each figure that can be read, and those of earlier visits. */
export function keptOf(
  commons: PublicCommons,
  { area, attributes, entries, kept }: Visitor,
  answers: readonly TopicAnswer[],
  day: string,
  lang: Lang,
): KeptAnswers {
  const figures = answers.flatMap((answer): (readonly [string, KeptFigure])[] => {
    const entry = entries.value[answer.ref.key];
    if (!entry) return [];
    const code = unitOf(commons.catalog, answer.ref);
    const reading = { units: [unitLabel(code, lang), code], lang, clamp: clampOf(commons.catalog, answer.ref) };
    const amountOf = (text: string, kind: EntryKind) => amountTyped({ ...entry, kind, amount: text }, reading);
    const figure = figureOf(entry, answer.given, amountOf, ownPriceOf(commons, answer, lang)?.value);
    return figure === null ? [] : [[answer.ref.key, figure]];
  });
  const answered = answers.filter(isAnswered);
  return {
    territory: commons.catalog.territory.id,
    commons: commons.catalog.commons.name[lang],
    day,
    area: area.value,
    home: attributes.value,
    figures: Object.fromEntries(figures),
    earlier: {
      ...kept.value?.earlier,
      ...Object.fromEntries(answered.map((answer) => [answer.ref.key, withToday(answer, day)])),
    },
  };
}

const inLang = (value: number, lang: Lang): string => String(value).replace(".", lang === "fr" ? "," : ".");
/** An amount as if it were typed, in the language of the page. */
export const typedText = (value: number, lang: Lang): string => inLang(rounded(value), lang);

/** An entry as if it were typed again, in the language of the page. */
function entryOf(
  { amount, amounts = {}, price, months: kept = {}, typed = {}, file = false, ...figure }: KeptFigure,
  lang: Lang,
): OwnEntry {
  const textsOf = (values: Readonly<Record<string, number>>) =>
    Object.fromEntries(Object.entries(values).map(([name, value]) => [name, inLang(value, lang)]));
  const ofFile = file ? Object.entries(kept).map(([period, value]) => ({ period, value })) : [];
  return {
    ...NO_ENTRY,
    ...figure,
    amount: amount === undefined ? "" : inLang(amount, lang),
    amounts: textsOf(amounts),
    price: price === undefined ? "" : inLang(price, lang),
    months: ofFile,
    takenBack: ofFile,
    typed: textsOf({ ...(file ? {} : kept), ...typed }),
  };
}

/** Fills in what the visitor has not said yet: what was typed today stands. */
export function fillIn({ tree, refs }: PublicCommons, visitor: Visitor, answers: KeptAnswers, lang: Lang): void {
  const { area, attributes, entries, kept } = visitor;
  const { day, earlier, figures, home } = answers;
  const isPlaceGone = answers.area !== null && tree.get(answers.area) === undefined;
  attributes.value = { ...home, ...attributes.value };
  if (!isPlaceGone) area.value ??= answers.area;
  // In the order of the file, whose first topic led.
  const filled = Object.entries(figures).flatMap(([key, figure]) => {
    const isKnown = refs.some((ref) => ref.key === key);
    return isKnown && !isGiven(entries.value[key] ?? NO_ENTRY) ? [[key, entryOf(figure, lang)] as const] : [];
  });
  entries.value = { ...entries.value, ...Object.fromEntries(filled) };
  kept.value = { day, isPlaceGone, earlier };
}

/** Takes answers back from a file; null: done, else why nothing was. */
export async function takeBack(commons: PublicCommons, visitor: Visitor, file: File, lang: Lang): Promise<AnswersFault | null> {
  // Whatever else is so large is no file of answers, and is not read.
  if (file.size > MOST_BYTES) return "none";
  const text = await file.text().catch(() => "");
  const read = readAnswers(text, commons.catalog.territory.id);
  if (!read.ok) return read.fault;
  fillIn(commons, visitor, read.answers, lang);
  return null;
}

/** Tells whether a figure is of one month of something that follows the cold, and nobody said which. */
export const isOfUntold = ({ ref }: Pick<TopicAnswer, "ref">, { month, from, year, usual, periods }: EarlierFigure): boolean =>
  followsCold(ref) && [month, from, year, usual, periods].every((said) => said === undefined);

/** What a figure is of: calendar months, or a year or its average month, which are alike; null: nobody said. */
function timeOf(answer: TopicAnswer, figure: EarlierFigure): string | null {
  const { month, periods } = figure;
  const months = [...new Set(periods?.map((period) => period.slice(5)) ?? (month ? [month] : []))].sort();
  if (isOfUntold(answer, figure)) return null;
  return answer.ref.measure.coverage <= 1 || months.length === 0 || months.length === 12 ? "year" : months.join();
}

/**
 * Tells whether one of both figures is a year's, or its average month's, and the other that of some months: below each other a December would be
 * read as much more than a year's month, which in a heated home it is anyhow.
 */
export function isOtherLength(answer: TopicAnswer, earlier: EarlierFigure): boolean {
  const { given } = answer;
  const times = [given === null ? null : timeOf(answer, earlierOf(answer, given, "")), timeOf(answer, earlier)];
  return !times.includes(null) && times[0] !== times[1] && times.includes("year");
}

/**
 * Tells whether a figure is another than an earlier one, of the same months of the calendar, or of a year as that is, or of something that
 * changes little with months: a winter beside a summer, or a month beside a year's average, is no change of the home's.
 */
export function isChange(answer: TopicAnswer, earlier: EarlierFigure): boolean {
  const { given } = answer;
  if (given === null || Math.abs(given.perMonth - earlier.perMonth) < SAME) return false;
  const time = timeOf(answer, earlierOf(answer, given, ""));
  return time !== null && time === timeOf(answer, earlier);
}
