import { UNITS, type Unit, unitLabels } from "../contract/units.ts";
import { type Labels, MEASURES, type MeasureRef } from "../domains/index.ts";
import type { UnreadReason } from "./reasons.ts";
import { plain } from "./words.ts";

/** The titles of a household's own table: its columns, their units and what they measure. */
export interface OwnTitles {
  readonly columns: number;
  /** positions of the two columns */
  readonly month: number;
  readonly amount: number;
  /** of columns that say what the amounts cost: they are left out */
  readonly costs: readonly number[];
  /** the periods' title says that they are months, and no dates */
  readonly saysMonths: boolean;
  /** of the amounts, in plain letters */
  readonly title: string;
  /** how the unit may be written after a number, in small letters */
  readonly unitNames: readonly string[];
  /** of the amounts, as people read it */
  readonly unit: Labels;
  /** its amounts are euros */
  readonly money: boolean;
  /** base units of one */
  readonly factor: bigint;
  /** measures that are counted in such units */
  readonly measures: readonly string[];
  /** the one of them that the title names; null: none, or several */
  readonly named: string | null;
}

/** The same in a text, with where its header is. */
export interface OwnHeader extends OwnTitles {
  /** counts from 1 */
  readonly line: number;
  readonly separator: string;
}

/** Lines in which the header is looked for: above it there may be a title. */
const HEADER_WITHIN = 6;
const SEPARATORS = [";", "\t", ","];
const PERIOD_TITLES = ["mois", "month", "periode", "period", "date", "annee", "year", "mois ou annee", "month or year"];

/** Titles of months, below which a date can only mean its month. */
const MONTH_TITLES = ["mois", "month", "mois ou annee", "month or year"];

/** Names of units that people use beside codes and labels; the only currency is the euro. */
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

/** Every unit by the names that a title may give it, in plain letters. */
const NAMES: ReadonlyMap<string, Unit> = new Map(
  (Object.keys(UNITS) as Unit[]).flatMap((unit) => {
    const { fr, en } = unitLabels(unit);
    const names = unit === "currency" || unit === "cent" ? [] : [unit, fr, en];
    return [...names, ...(WRITTEN[unit] ?? [])].map((name) => [plain(name), unit] as const);
  }),
);

/** A title as words, with a blank at each end. */
const wordsOf = (title: string): string => ` ${title.replace(/[^\p{L}\p{N}€.]+/gu, " ").trim()} `;

/** The unit that a title names; null: none, or two different ones. */
function unitOf(title: string): Unit | null {
  const words = wordsOf(title);
  const found = new Set([...NAMES].filter(([name]) => words.includes(` ${name} `)).map(([, unit]) => unit));
  const [unit] = found;
  return found.size === 1 && unit !== undefined ? unit : null;
}

/** Does a title name a measure: by its domain's name, its own, or its key? */
function names(title: string, { key, domain, measure }: MeasureRef): boolean {
  const words = wordsOf(title);
  return [domain.labels.fr, domain.labels.en, measure.labels.fr, measure.labels.en, key, domain.id].some((name) =>
    words.includes(wordsOf(plain(name))),
  );
}

/** Titles of costs that name no currency. */
const COST = /\b(cout|couts|prix|montant|cost|costs|price)\b/;
const isCost = (title: string): boolean => unitOf(title) === "currency" || (unitOf(title) === null && COST.test(title));

/** Two titles, in plain letters: one of months or years and one with a unit; beside an amount that is no money, also what it cost. Null where they are others. */
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

/** The header among the first lines of a text. */
export function ownHeader(lines: readonly string[]): OwnHeader | null {
  for (const [at, line] of lines.slice(0, HEADER_WITHIN).entries())
    for (const separator of SEPARATORS) {
      const found = ownTitles(line.split(separator).map((title) => plain(title.replaceAll('"', ""))));
      if (found !== null) return { ...found, line: at + 1, separator };
    }
  return null;
}

/** Names of months and what they are cut to, French and English; no beginning of one is another's. */
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

/** A month, or a year when `month` is absent. */
export interface OwnPeriod {
  readonly year: number;
  /** from 1; null: the whole year */
  readonly month: number | null;
}

/** A month or a year as a household's own table writes it, or why it cannot be read: a day is not accepted, and a year has four digits. */
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

/** Whole dates, by what comes first: their parts as year, month and day. */
const YEAR_FIRST = /^(?<year>\d{4})[/.-](?<month>\d{1,2})[/.-](?<day>\d{1,2})$/;
const DAY_FIRST = /^(?<day>\d{1,2})[/.-](?<month>\d{1,2})[/.-](?<year>\d{4})$/;
const MONTH_FIRST = /^(?<month>\d{1,2})[/.-](?<day>\d{1,2})[/.-](?<year>\d{4})$/;

/**
 * The column of a table whose months are all written as their first day, `01/01/2026` and `01/02/2026`: it is said how a cell of it is
 * a month. Null where one is another day, or comes twice; and where a column of dates might as well be of days of January.
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

/** A whole date, or a year of two digits: it looks like a month, and which one cannot be told, or it is a day. */
function isUnclear(text: string): boolean {
  return /^\d{1,4}[/.-]\d{1,2}[/.-]\d{1,4}\b/.test(text) || /^(\d{1,2}|[a-z]+\.?)[ /.-]\d{2}$/.test(text);
}

/** A number without what groups its thousands: blanks and apostrophes; a point or a comma is the decimal sign. */
export function tidyNumber(text: string): string {
  return text.replace(/[\s’']/g, "").replace("\u2212", "-");
}

/** Do some numbers of a column have a decimal comma and others a point? Then one of them groups thousands, and nobody knows which. */
export function hasMixedSigns(cells: readonly string[]): boolean {
  return cells.some((cell) => cell.includes(",")) && cells.some((cell) => cell.includes("."));
}
