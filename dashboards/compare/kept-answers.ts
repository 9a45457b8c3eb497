import type { Lang } from "../shared/i18n.ts";
import {
  type AnswersFault,
  type KeptAnswers,
  type KeptFigure,
  MOST_BYTES,
  MOST_EARLIER,
  readAnswers,
} from "../visit/answers-file.ts";
import type { PublicCommons } from "../visit/commons.ts";
import { type EarlierFigure, type EntryKind, kindOf, NO_ENTRY, type OwnEntry, type Visitor } from "../visit/visitor.ts";
import type { MonthlyFigure } from "./monthly-figure.ts";
import { ownPriceOf } from "./own-price.ts";
import { isAnswered, type TopicAnswer } from "./topic-answer.ts";

/** Cents, which is finer than anybody's figure. */
const rounded = (value: number): number => Number(value.toFixed(2));
/** Means that differ by less are the same: those of rounded months. */
const SAME = 0.01;

/** A figure as it is held against the next one. */
function earlierOf({ perMonth, total, month, periods }: MonthlyFigure, day: string): EarlierFigure {
  return {
    day,
    perMonth: Number(perMonth.toFixed(4)),
    ...(periods.length === 0 && month !== null ? { month } : {}),
    ...(total?.days ?? {}),
    ...(total?.days === null && periods.length === 0 ? { year: true as const } : {}),
    ...(periods.length > 0 ? { periods: [...periods].sort() } : {}),
  };
}

/** Tells whether two figures are the same, of the same time. */
function isSame(one: EarlierFigure, other: EarlierFigure): boolean {
  const timeOf = ({ month, from, to, periods }: EarlierFigure): string => JSON.stringify([month, from, to, periods]);
  return Math.abs(one.perMonth - other.perMonth) < SAME && timeOf(one) === timeOf(other);
}

/** The earlier figures of a topic with today's, where it is another: answers taken back and kept again are no second reading. */
function withToday({ given, earlier }: TopicAnswer, day: string): readonly EarlierFigure[] {
  if (given === null) return earlier;
  const figure = earlierOf(given, day);
  const last = earlier.at(-1);
  if (last && isSame(last, figure)) return earlier;
  return [...earlier.filter((one) => one.day !== day), figure].slice(-MOST_EARLIER);
}

/** What was typed in the other ways to give the figure, such as last month's beside a year's total. */
function amountsBeside({ amounts }: OwnEntry, kind: EntryKind): Partial<Record<EntryKind, number>> {
  const beside = Object.entries(amounts).flatMap(([way, text]) => {
    const amount = Number(text.replace(/\s/g, "").replace(",", "."));
    return way === kind || text === "" || !(amount >= 0) ? [] : [[way, rounded(amount)] as const];
  });
  return Object.fromEntries(beside);
}

/** An entry with its amount as a number. Of a file the months are kept that are shown, and nothing else. */
function figureOf(entry: OwnEntry, given: MonthlyFigure, price: number | undefined): KeptFigure {
  const kind = kindOf(entry);
  const { month, usual, from, to, confirmed, seldom } = entry;
  const said = { ...(price === undefined ? {} : { price }), ...(confirmed ? { confirmed } : {}), ...(seldom ? { seldom } : {}) };
  if (kind === "months") {
    const months = [...given.yearBefore, ...given.months].map(({ period, value }) => [period, rounded(value)]);
    return { kind, months: Object.fromEntries(months), ...(entry.months.length > 0 ? { file: true } : {}), ...said };
  }
  const amount = rounded(given.total?.amount ?? given.perMonth);
  if (kind === "bill") return { kind, amount, from, to, ...said };
  const [ofYear] = given.periods;
  const amounts = amountsBeside(entry, kind);
  return {
    kind,
    amount,
    ...(Object.keys(amounts).length > 0 ? { amounts } : {}),
    ...(kind === "month" && month !== "" ? { month } : {}),
    ...(kind === "month" && usual ? { usual } : {}),
    ...(kind === "year" && ofYear !== undefined ? { year: ofYear.slice(0, 4) } : {}),
    ...said,
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
  const given = answers.flatMap((answer) => {
    const entry = entries.value[answer.ref.key];
    return entry && answer.given ? [{ answer, entry, figure: answer.given }] : [];
  });
  const answered = given.filter(({ answer }) => isAnswered(answer));
  return {
    territory: commons.catalog.territory.id,
    commons: commons.catalog.commons.name[lang],
    day,
    area: area.value,
    home: attributes.value,
    figures: Object.fromEntries(
      given.map(({ answer, entry, figure }) => [
        answer.ref.key,
        figureOf(entry, figure, ownPriceOf(commons, answer, lang)?.value),
      ]),
    ),
    earlier: {
      ...kept.value?.earlier,
      ...Object.fromEntries(answered.map(({ answer }) => [answer.ref.key, withToday(answer, day)])),
    },
  };
}

const inLang = (value: number, lang: Lang): string => String(value).replace(".", lang === "fr" ? "," : ".");
/** An amount as if it were typed, in the language of the page. */
export const typedText = (value: number, lang: Lang): string => inLang(rounded(value), lang);

/** An entry as if it were typed again, in the language of the page. */
function entryOf({ amount, amounts = {}, price, months: kept = {}, file = false, ...figure }: KeptFigure, lang: Lang): OwnEntry {
  const months = Object.entries(kept);
  const ofFile = file ? months.map(([period, value]) => ({ period, value })) : [];
  return {
    ...NO_ENTRY,
    ...figure,
    amount: amount === undefined ? "" : typedText(amount, lang),
    amounts: Object.fromEntries(Object.entries(amounts).map(([way, value]) => [way, typedText(value, lang)])),
    price: price === undefined ? "" : inLang(price, lang),
    months: ofFile,
    takenBack: ofFile,
    typed: file ? {} : Object.fromEntries(months.map(([period, value]) => [period, typedText(value, lang)])),
  };
}

const isGiven = ({ amount, months, typed }: OwnEntry = NO_ENTRY): boolean =>
  amount !== "" || months.length > 0 || Object.values(typed).some((text) => text !== "");

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
    return isKnown && !isGiven(entries.value[key]) ? [[key, entryOf(figure, lang)] as const] : [];
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

/** Calendar months of a figure, in order; empty: of a whole year, or not known. */
function monthsOf(figure: EarlierFigure): readonly string[] {
  const months = [...new Set(figure.periods?.map((period) => period.slice(5)) ?? (figure.month ? [figure.month] : []))].sort();
  return months.length === 12 ? [] : months;
}

/** Tells whether a figure is another than an earlier one, of the same months of the calendar or of something that changes little with them: a winter beside a summer is no change of the home's. */
export function isChange({ ref, given }: TopicAnswer, earlier: EarlierFigure): boolean {
  if (given === null || Math.abs(given.perMonth - earlier.perMonth) < SAME) return false;
  return ref.measure.coverage <= 1 || monthsOf(earlierOf(given, "")).join() === monthsOf(earlier).join();
}
