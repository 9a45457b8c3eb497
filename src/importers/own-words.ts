import { UNITS, type Unit, unitLabels } from "../contract/units.ts";
import { type Labels, MEASURES, type MeasureRef } from "../domains/index.ts";
import type { UnreadReason } from "./reasons.ts";
import { plain } from "./words.ts";

/** What the header of a household's own table says: its columns, their units and what they measure. */
export interface OwnTitles {
  readonly columns: number;
  /** indices of the two columns */
  readonly month: number;
  readonly amount: number;
  /** indices of columns of costs, which are ignored */
  readonly costs: readonly number[];
  /** whether the periods' title says that they are months, not dates */
  readonly saysMonths: boolean;
  /** title of the amounts, in plain letters */
  readonly title: string;
  /** how the unit may be written after a number, in lower case */
  readonly unitNames: readonly string[];
  /** unit of the amounts, for people */
  readonly unit: Labels;
  /** whether amounts are in euros */
  readonly money: boolean;
  /** how many base units one unit is */
  readonly factor: bigint;
  /** measures that use this unit */
  readonly measures: readonly string[];
  /** the one that the title names; null where it names none or several */
  readonly named: string | null;
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
const PERIOD_TITLES = ["mois", "month", "periode", "period", "date", "annee", "year", "mois ou annee", "month or year"];

/** Titles of months: a date below one can only mean its month. */
const MONTH_TITLES = ["mois", "month", "mois ou annee", "month or year"];

/** Names of units that people use besides codes and labels. The only currency is the euro. */
const WRITTEN: Readonly<Partial<Record<Unit, readonly string[]>>> = {
  m3: ["metres cubes", "cubic metres"],
  L: ["litre", "litres"],
  kWh: ["kilowattheure", "kilowattheures"],
  km: ["kilometre", "kilometres"],
  h: ["heure", "heures", "hour", "hours"],
  min: ["minute", "minutes"],
  trip: ["trajet", "trip"],
  currency: ["€", "eur", "euro", "euros"],
};

const EURO: Labels = { fr: "€", en: "€" };

/** Units by the names that titles may use, in plain letters. */
const NAMES: ReadonlyMap<string, Unit> = new Map(
  (Object.keys(UNITS) as Unit[]).flatMap((unit) => {
    const { fr, en } = unitLabels(unit);
    const names = unit === "currency" || unit === "cent" ? [] : [unit, fr, en];
    return [...names, ...(WRITTEN[unit] ?? [])].map((name) => [plain(name), unit] as const);
  }),
);

/** A title as words, with a space at each end. */
const wordsOf = (title: string): string => ` ${title.replace(/[^\p{L}\p{N}€.]+/gu, " ").trim()} `;

/** The unit that a title names; null where it names none, or two different ones. */
function unitOf(title: string): Unit | null {
  const words = wordsOf(title);
  const found = new Set([...NAMES].filter(([name]) => words.includes(` ${name} `)).map(([, unit]) => unit));
  const [unit] = found;
  return found.size === 1 && unit !== undefined ? unit : null;
}

/** Whether a title names a measure: by the domain's name, the measure's name, or its key. */
function names(title: string, { key, domain, measure }: MeasureRef): boolean {
  const words = wordsOf(title);
  return [domain.labels.fr, domain.labels.en, measure.labels.fr, measure.labels.en, key, domain.id].some((name) =>
    words.includes(wordsOf(plain(name))),
  );
}

/** Titles of costs that name no currency. */
const COST = /\b(cout|couts|prix|montant|cost|costs|price)\b/;
const isCost = (title: string): boolean => unitOf(title) === "currency" || (unitOf(title) === null && COST.test(title));

/**
 * Reads titles in plain letters: one of months or years, one with a unit and, unless amounts are money, possibly titles of costs.
 * Null for any others.
 */
export function ownTitles(titles: readonly string[]): OwnTitles | null {
  const month = titles.findIndex((title) => PERIOD_TITLES.includes(title));
  const beside = titles.flatMap((title, i) => (i === month || title === "" ? [] : [i]));
  const costs = beside.length > 1 ? beside.filter((i) => isCost(titles[i] ?? "")) : [];
  const others = beside.filter((i) => !costs.includes(i));
  const [amount] = others;
  const title = titles[amount ?? -1] ?? "";
  const unit = unitOf(title);
  if (month < 0 || others.length !== 1 || amount === undefined || unit === null) return null;
  const { base, factor } = UNITS[unit];
  const counted = MEASURES.filter(({ measure }) => UNITS[measure.unit].base === base);
  if (counted.length === 0) return null;
  const named = counted.filter((ref) => names(title, ref));
  return {
    columns: titles.length,
    month,
    amount,
    costs,
    saysMonths: MONTH_TITLES.includes(titles[month] ?? ""),
    title,
    unitNames: [...NAMES].filter(([, one]) => one === unit).map(([name]) => name),
    unit: unit === "currency" ? EURO : unitLabels(unit),
    money: unit === "currency",
    factor,
    measures: (named.length > 0 ? named : counted).map(({ key }) => key),
    named: named.length === 1 ? (named[0]?.key ?? null) : null,
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

/** A month or a year. */
export interface OwnPeriod {
  readonly year: number;
  /** 1 to 12; null: the whole year */
  readonly month: number | null;
}

/** Reads a month or year, or tells why it cannot: days are not accepted, and years need four digits. */
export function ownPeriod(cell: string): OwnPeriod | UnreadReason {
  const text = plain(cell);
  const [, name, named] = /^([a-z]+)\.?[ -](\d{4})$/.exec(text) ?? [];
  const [, first, inYear] = /^(\d{1,2})[/.-](\d{4})$/.exec(text) ?? [];
  const [, leading, second] = /^(\d{4})[/.-](\d{1,2})$/.exec(text) ?? [];
  const [alone] = /^\d{4}$/.exec(text) ?? [];
  const year = Number(named ?? inYear ?? leading ?? alone);
  const month = alone ? null : name === undefined ? Number(first ?? second) : MONTHS.findIndex((all) => all.includes(name)) + 1;
  if (Number.isNaN(year)) return isUnclear(text) ? "unclear-month" : "bad-date";
  if (month !== null && !(month >= 1 && month <= 12)) return "bad-date";
  return year < 1990 || year > 2099 ? "out-of-range" : { year, month };
}

/** Full dates, by the part that comes first. */
const YEAR_FIRST = /^(?<year>\d{4})[/.-](?<month>\d{1,2})[/.-](?<day>\d{1,2})$/;
const DAY_FIRST = /^(?<day>\d{1,2})[/.-](?<month>\d{1,2})[/.-](?<year>\d{4})$/;
const MONTH_FIRST = /^(?<month>\d{1,2})[/.-](?<day>\d{1,2})[/.-](?<year>\d{4})$/;

/**
 * For a column in which every month is written as its first day, `01/01/2026`, `01/02/2026`: returns a function that reads a cell
 * as a month. Null where a date is another day or is repeated, or where the dates could as well be days of January.
 */
export function firstDays(cells: readonly string[], saysMonths: boolean): ((cell: string) => OwnPeriod | UnreadReason) | null {
  const dates = cells.map(plain).filter((cell) => cell !== "");
  for (const form of saysMonths ? [YEAR_FIRST, DAY_FIRST, MONTH_FIRST] : [YEAR_FIRST]) {
    const months = dates.map((date) => {
      const { year, month, day } = form.exec(date)?.groups ?? {};
      return Number(day) === 1 ? `${year}-${month?.padStart(2, "0")}` : null;
    });
    const isOfMonths = months.length > 1 && !months.includes(null) && new Set(months).size === months.length;
    if (isOfMonths) return (cell) => ownPeriod(months[dates.indexOf(plain(cell))] ?? "");
  }
  return null;
}

/**
 * Whether a text is a full date or has a two-digit year: it looks like a month, but which one, or whether it is a day, cannot be
 * told.
 */
function isUnclear(text: string): boolean {
  return /^\d{1,4}[/.-]\d{1,2}[/.-]\d{1,4}\b/.test(text) || /^(\d{1,2}|[a-z]+\.?)[ /.-]\d{2}$/.test(text);
}

/** Removes spaces and apostrophes that group thousands. A point or a comma is the decimal sign. */
export function tidyNumber(text: string): string {
  return text.replace(/[\s’']/g, "").replace("\u2212", "-");
}

/**
 * Whether some numbers of a column have a comma and others a point: then one of the two groups thousands, and it is unclear
 * which.
 */
export function hasMixedSigns(cells: readonly string[]): boolean {
  return cells.some((cell) => cell.includes(",")) && cells.some((cell) => cell.includes("."));
}
