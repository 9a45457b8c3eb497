import type { Unit } from "../contract/units.ts";
import { namesNoUnit, ownAmounts, unitOf, wordsOf } from "./own-words.ts";
import { isProduction, plain, TARIFF } from "./words.ts";

/** A column of amounts, or several that add up. */
export interface OwnColumn {
  /** indices of the columns, in the table */
  readonly at: readonly number[];
  /** its title in plain letters; of several columns, their titles together */
  readonly title: string;
  /** null: the title names none, and no other either */
  readonly unit: Unit | null;
  /** `domain.measure`, where other columns are of other measures; null: the title and the person who gives the file tell */
  readonly measure: string | null;
  /** several columns are of this measure, and it is not said that they add up */
  readonly isUnclear: boolean;
}

/** The columns of a household's own table, by its titles. */
export interface OwnTitles {
  readonly columns: number;
  /** index of the column of days, months, years or times */
  readonly period: number;
  /** index of the column of the hour beside a day; null: none */
  readonly clock: number | null;
  /** index of the column of the times at which the intervals end, beside that of their starts; null: none */
  readonly until: number | null;
  /** which end of its interval a time is, as its title says; null: it does not */
  readonly edge: "start" | "end" | null;
  /** indices of columns that are ignored: of costs and, beside the amounts, of a meter's index, production, or parts of a total */
  readonly aside: readonly { readonly at: number; readonly what: "cost" | "other-measure" | "production" }[];
  /** what the periods' title says that they are; null: either, as below `date` */
  readonly says: "months" | "days" | null;
  /** the titles are French, and in French a day comes before its month */
  readonly isFrench: boolean;
  readonly amounts: readonly OwnColumn[];
}

/** The header of a text file, with its position. */
export interface OwnHeader extends OwnTitles {
  /** line number, from 1 */
  readonly line: number;
  readonly separator: string;
}

/** The header is searched in so many first lines, since there may be a title above it. */
const HEADER_WITHIN = 6;
const SEPARATORS = [";", "\t", ","];

/** Titles of months: a date below one can only mean its month. */
const MONTH_TITLES = ["mois", "month", "mois ou annee", "month or year"];
/** Titles of days: a date below one is a day, even the first of its month. */
const DAY_TITLES = ["jour", "day"];
const PERIOD_TITLES = [...MONTH_TITLES, ...DAY_TITLES, "periode", "period", "date", "annee", "year"];

/** Titles of times, which may say which end of an interval they are: `Date et heure`, `Horodate de fin`, `start_time`. */
const TIME_TITLE =
  /^((horo)?date|horodatage|timestamp|time|date ?time|date (et |and )?(heure|hour|time))( (de )?(debut|fin|start|end))?$|^(interval )?(debut|fin|start|end|from|to)( (date|time|date ?time))?$/;
/** Titles of hours in a column beside the day's. */
const CLOCK_TITLE = /^(heure|hour|time)( (de )?(debut|fin|start|end))?$|^(start|end) time$/;
const [START, END] = [/\b(debut|start|from)\b/, /\b(fin|end|to)\b/];

/** Titles of costs that name no currency. */
const COST = /\b(cout|couts|prix|montant|cost|costs|price)\b/;
const isCost = (title: string): boolean => unitOf(title) === "currency" || (unitOf(title) === null && COST.test(title));
const TOTAL = /\btotale?\b/;
const BASE = /\bbase\b/;

/** Whether the column of a title is ignored beside others, and as what. */
function asideOf(title: string, at: number): OwnTitles["aside"] {
  if (isCost(title)) return [{ at, what: "cost" }];
  if (/\bindex\b/.test(title)) return [{ at, what: "other-measure" }];
  return isProduction(title) ? [{ at, what: "production" }] : [];
}

/** A title of periods without what it adds to its first word. */
const periodTitle = (title: string): string =>
  title.replace(/^(?:(date) (?:de |du |de la )?(?:releve|mesure|consommation)|(jour|mois) (?:de |de la )?consommation)$/, "$1$2");

/** Words of titles that are of one language only; `date`, `index` and units are of both. */
const FRENCH =
  /\b(jour|mois|annee|periode|heure|debut|fin|releve|mesure|conso|consommation|eau|electricite|energie|gaz|litres|temps|depenses?)\b/;
const ENGLISH = /\b(day|month|year|hour|time|start|end|reading|consumption|usage|water|electricity|energy|gas|spending)\b/;

/** Tells whether titles are in French, without a word of English. */
const areFrench = (titles: readonly string[]): boolean => {
  const words = titles.map(wordsOf).join(" ");
  return FRENCH.test(words) && !ENGLISH.test(words);
};

/** Finds the columns that tell the time of a row; null where none does, or more do than are understood. */
function timesIn(titles: readonly string[]): Omit<OwnTitles, "columns" | "aside" | "amounts" | "isFrench"> | null {
  const words = titles.map((title) => wordsOf(title).trim());
  const edgeOf = (at: number | null): OwnTitles["edge"] => {
    const title = at === null ? "" : (words[at] ?? "");
    return START.test(title) ? "start" : END.test(title) ? "end" : null;
  };
  const named = titles.findIndex((title) => PERIOD_TITLES.includes(periodTitle(title)));
  if (named >= 0) {
    const when = periodTitle(titles[named] ?? "");
    const says = MONTH_TITLES.includes(when) ? "months" : DAY_TITLES.includes(when) ? "days" : null;
    const hour = words.findIndex((title, i) => i !== named && CLOCK_TITLE.test(title));
    // Hours beside a day and nothing else are amounts.
    const clock = hour < 0 || says === "months" || words.filter(Boolean).length < 3 ? null : hour;
    return { period: named, clock, until: null, edge: edgeOf(clock), says };
  }
  const timed = words.flatMap((title, i) => (TIME_TITLE.test(title) ? [i] : []));
  const [period, other] = timed;
  if (period === undefined || timed.length > 2) return null;
  if (other === undefined) return { period, clock: null, until: null, edge: edgeOf(period), says: null };
  const [start, end] = ["start", "end"].map((edge) => timed.find((at) => edgeOf(at) === edge));
  return start === undefined || end === undefined ? null : { period: start, clock: null, until: end, edge: "start", says: null };
}

/**
 * Whether columns are a tariff's times of day or kinds of days, none of them a part of another, in one unit: they add up. `Base` is
 * of a tariff without others, and beside them may be a whole.
 */
function addUp(titles: readonly string[]): boolean {
  const words = titles.map((title) => new Set(wordsOf(title).trim().split(" ")));
  return (
    titles.every((title) => TARIFF.test(title) && !BASE.test(title)) &&
    new Set(titles.map(unitOf)).size === 1 &&
    words.every((one, i) => words.every((other, k) => i === k || ![...one].every((word) => other.has(word))))
  );
}

/** The columns of amounts, of which each names its measure or a tariff's time where there are several; null where one does not. */
function amountsIn(titles: readonly string[], at: readonly number[]): Pick<OwnTitles, "amounts" | "aside"> | null {
  const titleOf = (i: number) => titles[i] ?? "";
  const [only, ...others] = at;
  if (only === undefined) return null;
  if (others.length === 0) {
    const [title, unit] = [titleOf(only), unitOf(titleOf(only))];
    const isRead = unit === null ? namesNoUnit(title) : ownAmounts(title, unit).measures.length > 0;
    return isRead ? { amounts: [{ at, title, unit, measure: null, isUnclear: false }], aside: [] } : null;
  }
  // A total of nothing but a tariff's times, and of no production, is that of what they are of.
  const isOfTimes = (i: number) => TARIFF.test(titleOf(i));
  const isTotal = (i: number) =>
    !isOfTimes(i) &&
    TOTAL.test(titleOf(i)) &&
    at.every((other) => other === i || isOfTimes(other)) &&
    !titles.some((one) => isProduction(one));
  // A meter's number, a kind of day or a remark is no amount; a title that may be one without its unit is.
  const isRemark = (i: number) => unitOf(titleOf(i)) === null && !namesNoUnit(titleOf(i)) && !TARIFF.test(titleOf(i));
  const counted = at.filter((i) => !isRemark(i));
  const remarks = at.filter(isRemark).map((one) => ({ at: one, what: "other-measure" as const }));
  if (remarks.length > 0 && counted.length > 0) {
    const found = amountsIn(titles, counted);
    return found && { amounts: found.amounts, aside: [...remarks, ...found.aside] };
  }
  const groups = new Map<string, number[]>();
  for (const i of at) {
    const unit = unitOf(titleOf(i));
    if (unit === null) return null;
    const { named, measures } = ownAmounts(titleOf(i), unit);
    const measure = named ?? (isOfTimes(i) || isTotal(i) ? measures.find((key) => key === "electricity.energy") : undefined);
    if (measure === undefined) return null;
    groups.set(measure, [...(groups.get(measure) ?? []), i]);
  }
  const all = [...groups].map(([measure, group]) => {
    const total = group.find(isTotal);
    const read = total === undefined ? group : [total];
    const title = read.map(titleOf).join(" ");
    // One time of a tariff alone is no whole, unless the tariff has no other.
    const isUnclear = read.length > 1 ? !addUp(read.map(titleOf)) : TARIFF.test(title) && !BASE.test(title);
    const left = group.filter((i) => !read.includes(i)).map((one) => ({ at: one, what: "other-measure" as const }));
    return { column: { at: read, title, unit: unitOf(titleOf(read[0] ?? -1)), measure, isUnclear }, left };
  });
  return { amounts: all.map(({ column }) => column), aside: all.flatMap(({ left }) => left) };
}

/**
 * Reads titles in plain letters: of the days, months, years or times of the rows, of amounts with a unit or, where they are alone,
 * without any and, unless amounts are money, possibly of costs, production or an index. Null for any others.
 */
export function ownTitles(titles: readonly string[]): OwnTitles | null {
  const times = timesIn(titles);
  if (times === null) return null;
  const { period, clock, until } = times;
  const beside = titles.flatMap((title, i) => (i === period || i === clock || i === until || title === "" ? [] : [i]));
  const aside = beside.length > 1 ? beside.flatMap((at) => asideOf(titles[at] ?? "", at)) : [];
  // An index alone is no amount, and is said to be none; so is production.
  const ignored = aside.length < beside.length ? aside : aside.filter(({ what }) => what === "cost");
  const found = amountsIn(
    titles,
    beside.filter((i) => !ignored.some(({ at }) => at === i)),
  );
  // Programs name times as people do not; where they leave out the unit, nobody remembers it.
  const isOfProgram = !PERIOD_TITLES.includes(periodTitle(titles[period] ?? ""));
  if (found === null || (isOfProgram && found.amounts.some(({ unit }) => unit === null))) return null;
  return {
    columns: titles.length,
    ...times,
    isFrench: areFrench(titles),
    amounts: found.amounts,
    aside: [...ignored, ...found.aside],
  };
}

/** Finds the header in the first lines of a text. */
export function ownHeader(lines: readonly string[]): OwnHeader | null {
  for (const [at, line] of lines.slice(0, HEADER_WITHIN).entries())
    for (const separator of SEPARATORS) {
      const found = ownTitles(line.split(separator).map((title) => plain(title.replaceAll('"', ""))));
      if (found !== null) return { ...found, line: at + 1, separator };
    }
  return null;
}
