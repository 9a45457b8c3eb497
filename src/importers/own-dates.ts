import type { UnreadReason } from "./reasons.ts";
import { plain } from "./words.ts";
import { civil } from "./zone.ts";

/** Names and abbreviations of months, French and English. */
const MONTHS: readonly (readonly string[])[] = [
  ["janvier", "january", "janv", "jan"],
  ["fevrier", "february", "fevr", "fev", "feb"],
  ["mars", "march", "mar"],
  ["avril", "april", "avr", "apr"],
  ["mai", "may"],
  ["juin", "june", "jun"],
  ["juillet", "july", "juil", "jul"],
  ["aout", "august", "aug"],
  ["septembre", "september", "sept", "sep"],
  ["octobre", "october", "oct"],
  ["novembre", "november", "nov"],
  ["decembre", "december", "dec"],
];

/** A day, a month or a year. */
export interface OwnPeriod {
  readonly year: number;
  /** 1 to 12; null: the whole year */
  readonly month: number | null;
  /** absent: the whole month or year */
  readonly day?: number;
}

type PeriodReader = (cell: string) => OwnPeriod | UnreadReason;

const monthNamed = (name: string | undefined): number => MONTHS.findIndex((all) => all.includes(name ?? "")) + 1;
const isKnownYear = (year: number): boolean => year >= 1990 && year <= 2099;

/**
 * A cell in plain letters, with the century of a two-digit year: `31/01/25`, `31-janv-25`, `janv-25` and, in a column of months, `01/25`.
 * Others are left as they are: in `25-01-31` the year may come first, and `01/25` may be a day.
 */
export function withCentury(cell: string, saysMonths = false): string {
  const text = plain(cell).replace(/^(\d{1,2}(?:er)?)-([a-z]+)\.?-(\d{2}|\d{4})$/, "$1 $2 $3");
  const forms = [
    /^(\d{1,2}[/.]\d{1,2}[/.])(\d{2})(?=$|[ t]\d)/,
    /^((?:[a-z]+\.? )?\d{1,2}(?:er)? [a-z]+\.? )(\d{2})$/,
    saysMonths ? /^((?:0?[1-9]|1[0-2])[/-]|[a-z]+\.?[ -])(\d{2})$/ : /^([a-z]+\.?-)(\d{2})$/,
  ];
  const form = forms.find((one) => one.test(text));
  return form === undefined ? text : text.replace(form, "$120$2");
}

/** Reads a month or year, or tells why it cannot: days are not accepted, and years need four digits. */
function ownMonth(cell: string): OwnPeriod | UnreadReason {
  const text = plain(cell);
  const [, name, named] = /^([a-z]+)\.?[ -](\d{4})$/.exec(text) ?? [];
  const [, first, inYear] = /^(\d{1,2})[/.-](\d{4})$/.exec(text) ?? [];
  const [, leading, second] = /^(\d{4})[/.-](\d{1,2})$/.exec(text) ?? [];
  const [alone] = /^\d{4}$/.exec(text) ?? [];
  const year = Number(named ?? inYear ?? leading ?? alone);
  const month = alone ? null : name === undefined ? Number(first ?? second) : monthNamed(name);
  if (Number.isNaN(year)) {
    const isName = monthNamed(/^([a-z]+)\.?$/.exec(text)?.[1]) > 0;
    return isName ? "no-year" : isUnclear(text) ? "unclear-month" : "bad-date";
  }
  if (month !== null && !(month >= 1 && month <= 12)) return "bad-date";
  return isKnownYear(year) ? { year, month } : "out-of-range";
}

/** Full dates, by the part that comes first. */
const YEAR_FIRST = /^(?<year>\d{4})[/.-](?<month>\d{1,2})[/.-](?<day>\d{1,2})$/;
const DAY_FIRST = /^(?<day>\d{1,2})[/.-](?<month>\d{1,2})[/.-](?<year>\d{4})$/;
const MONTH_FIRST = /^(?<month>\d{1,2})[/.-](?<day>\d{1,2})[/.-](?<year>\d{4})$/;
/** `10 septembre 2024`, `mardi 1er octobre 2024` */
const IN_WORDS = /^(?:[a-z]+\.? )?(?<day>\d{1,2})(?:er)? (?<name>[a-z]+)\.? (?<year>\d{4})$/;

/** What the titles of a table say of its dates. */
interface DatesSaid {
  /** what they are; null: either */
  readonly says: "months" | "days" | null;
  /** their day comes first, where none tells otherwise */
  readonly isFrench: boolean;
}

/**
 * For a column in which every month is written as its first day, `01/01/2026`, `01/02/2026`, or below `mois` as any day of it: returns a
 * function that reads a cell as a month. Null where a month is repeated, or where the dates could as well be days of January.
 */
function datedMonths(cells: readonly string[], { says, isFrench }: DatesSaid): PeriodReader | null {
  const dates = cells.map(plain).filter((cell) => cell !== "");
  const monthsBy = (form: RegExp, isAnyDay: boolean) =>
    dates.map((date) => {
      const { year, month, day } = form.exec(date)?.groups ?? {};
      const isMonth = isAnyDay ? !Number.isNaN(civil(Number(year), Number(month), Number(day))) : Number(day) === 1;
      return isMonth ? `${year}-${month?.padStart(2, "0")}` : null;
    });
  const clear = formOf(dates, isFrench);
  const ofMonths = [YEAR_FIRST, ...(clear ? [clear] : [])].map((form) => monthsBy(form, true));
  const firsts = [YEAR_FIRST, ...(isFrench || says === "months" ? [DAY_FIRST] : []), ...(says === "months" ? [MONTH_FIRST] : [])];
  for (const months of [...firsts.map((form) => monthsBy(form, false)), ...(says === "months" ? ofMonths : [])]) {
    const isOfMonths = months.length > 1 && !months.includes(null) && new Set(months).size === months.length;
    if (isOfMonths) return (cell) => ownMonth(months[dates.indexOf(plain(cell))] ?? "");
  }
  return null;
}

/** A date without the midnight that programs write after it. */
export const dateOf = (cell: string): string => plain(cell).replace(/[ t]00?:00(:00)?$/, "");

/**
 * The form of the dates of a column that do not begin with the year; null where some contradict others, or none tells and the titles
 * are not French.
 */
function formOf(dates: readonly string[], isFrench: boolean): RegExp | null {
  const isBeyond = (part: "day" | "month") =>
    dates.some((date) => {
      const { day, month } = DAY_FIRST.exec(date)?.groups ?? {};
      const [value, other] = part === "day" ? [day, month] : [month, day];
      return Number(value) > 12 && Number(other) <= 12;
    });
  const [isDayFirst, isMonthFirst] = [isBeyond("day"), isBeyond("month")];
  if (isDayFirst === isMonthFirst) return isFrench && !isDayFirst ? DAY_FIRST : null;
  return isDayFirst ? DAY_FIRST : MONTH_FIRST;
}

/**
 * Returns a function that reads a date as a day; null for a text that is none. The whole column tells whether days or months come
 * first: only one of them goes beyond 12; else French titles do.
 *
 * @param dates all dates of the column, in plain letters and without a time of day
 */
export function dayReader(dates: readonly string[], isFrench: boolean): (date: string) => OwnPeriod | UnreadReason | null {
  const form = formOf(dates, isFrench);
  return (date) => {
    const parts = (YEAR_FIRST.exec(date) ?? IN_WORDS.exec(date) ?? form?.exec(date))?.groups;
    if (parts === undefined) return null;
    const [year, month, day] = [Number(parts.year), Number(parts.month ?? monthNamed(parts.name)), Number(parts.day)];
    if (Number.isNaN(civil(year, month, day))) return "bad-date";
    return isKnownYear(year) ? { year, month, day } : "out-of-range";
  };
}

/**
 * For a column of days: returns a function that reads a cell as a day; null for a cell that is none. Null where no two dates are of
 * the same month, unless the title says that they are days: those may stand for their months.
 */
function days(
  cells: readonly string[],
  { says, isFrench }: DatesSaid,
): ((cell: string) => OwnPeriod | UnreadReason | null) | null {
  const dates = cells.map(dateOf);
  const dayOf = dayReader(dates, isFrench);
  const read = dates.flatMap((date) => {
    const day = dayOf(date);
    return day === null || typeof day === "string" ? [] : [`${day.year}-${day.month}`];
  });
  return says === "days" || new Set(read).size < read.length ? (cell) => dayOf(dateOf(cell)) : null;
}

/**
 * Returns a function that reads the cells of a column of periods, which the whole column decides.
 *
 * @param cells all cells of the column
 */
export function periodReader(cells: readonly string[], said: DatesSaid): PeriodReader {
  const { says } = said;
  const withYears = (cell: string): string => withCentury(cell, says === "months");
  const texts = cells.map(withYears);
  const asMonths = says === "days" ? null : datedMonths(texts, said);
  const dayOf = says === "months" ? null : days(texts, said);
  return (cell) => {
    const text = withYears(cell);
    return asMonths?.(text) ?? dayOf?.(text) ?? ownMonth(text);
  };
}

/**
 * Whether a text is a full date or still has a two-digit year: it looks like a month, but which one, or whether it is a day, cannot
 * be told.
 */
export function isUnclear(text: string): boolean {
  return /^\d{1,4}[/.-]\d{1,2}[/.-]\d{1,4}(?!\d)/.test(text) || /^(\d{1,2}|[a-z]+\.?)[ /.-]\d{2}$/.test(text);
}
