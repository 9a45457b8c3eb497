import type { Observation } from "../../src/contract/observation.ts";
import { unitLabels } from "../../src/contract/units.ts";
import { type Lang, WORDS } from "./i18n.ts";

const LOCALES = { fr: "fr-FR", en: "en-GB" } as const;

/**
 * Decimals that an interval of that width can carry: the last digit shown is worth at least a
 * tenth of the width and, after the point, at least a fifth. Negative: tens, hundreds.
 * @param width CI_UPPER − CI_LOWER; null or 0 where there is none
 * @param most decimals of the measure
 */
export function decimalsFor(width: number | null, most = 2): number {
  if (width === null || !(width > 0)) return most;
  const fine = Math.ceil(-Math.log10(width / 5));
  if (fine > 0) return Math.min(fine, most);
  return Math.min(0, Math.ceil(-Math.log10(width / 10)) + 0);
}

/** Decimals of a number on a page, at most. */
const MOST_DECIMALS = 6;
/** Making a format costs more than using it a hundred times, and some 4 ms on a computer: each is made when it is first used. */
const FORMATS = new Map<string, Intl.NumberFormat>();

function formatOf(decimals: number, lang: Lang): Intl.NumberFormat {
  const digits = Math.min(MOST_DECIMALS, Math.max(0, decimals));
  const key = `${lang} ${digits}`;
  const format =
    FORMATS.get(key) ??
    new Intl.NumberFormat(LOCALES[lang], {
      minimumFractionDigits: digits,
      maximumFractionDigits: digits,
      signDisplay: "negative",
    });
  FORMATS.set(key, format);
  return format;
}

/** A number as people write it: `1 234,5` or `1,234.5`; at most six decimals. */
export function formatNumber(value: number, decimals: number, lang: Lang): string {
  const step = 10 ** -decimals;
  const rounded = decimals < 0 ? Math.round(value / step) * step : value;
  return formatOf(decimals, lang).format(rounded).replace("-", "\u2212");
}

/** The unit on screen, without its "per month". */
export function unitLabel(unit: string, lang: Lang): string {
  return unit === "households" ? WORDS[lang].households : unitLabels(unit)[lang];
}

/** The unit of an observation on screen; amounts are per month, counts are not. */
export function unitPerMonth(unit: string, lang: Lang): string {
  return unit === "households" ? unitLabel(unit, lang) : WORDS[lang].perMonth(unitLabel(unit, lang));
}

type Ranged = Pick<Observation, "OBS_VALUE" | "CI_LOWER" | "CI_UPPER">;

function widthOf(row: Ranged): number | null {
  return row.CI_LOWER === null || row.CI_UPPER === null ? null : row.CI_UPPER - row.CI_LOWER;
}

/** The value alone, with the digits that its interval can carry; null when withheld. */
export function formatValue(row: Ranged, lang: Lang, most = 2): string | null {
  return row.OBS_VALUE === null ? null : formatNumber(row.OBS_VALUE, decimalsFor(widthOf(row), most), lang);
}

/** `entre 102 et 118`, in the digits of the value; null where there is no interval. */
export function formatInterval(row: Ranged, lang: Lang, most = 2): string | null {
  if (row.CI_LOWER === null || row.CI_UPPER === null) return null;
  const decimals = decimalsFor(widthOf(row), most);
  return WORDS[lang].between(formatNumber(row.CI_LOWER, decimals, lang), formatNumber(row.CI_UPPER, decimals, lang));
}

/** `110 (entre 102 et 118)`, or the words that stand in its place. */
export function formatEstimate(row: Observation, lang: Lang, most = 2): string {
  const value = formatValue(row, lang, most);
  if (value === null) return statusWord(row, lang) ?? WORDS[lang].withheld;
  const interval = formatInterval(row, lang, most);
  return interval === null ? value : `${value} (${interval})`;
}

/** Why a value is not plain, in words; null for a plain one. Never a symbol, never 0 for withheld. */
export function statusWord(row: Pick<Observation, "OBS_STATUS" | "CONF_STATUS">, lang: Lang): string | null {
  const words = WORDS[lang];
  switch (row.OBS_STATUS) {
    case "A":
      return null;
    case "E":
      return words.estimated;
    case "U":
      return words.unreliable;
    case "M":
      return words.notApplicable;
    case "P":
      return words.provisional;
    case "B":
      return words.break;
    case "Q":
      if (row.CONF_STATUS === "D") return words.withheldOther;
      return row.CONF_STATUS === "A" ? words.withheldFew : words.imprecise;
  }
}

/** Is the value there and fit to be relied on? */
export function isReliable(row: Observation | undefined): row is Observation & { OBS_VALUE: number } {
  return row !== undefined && row.OBS_VALUE !== null && row.OBS_STATUS !== "U";
}

const [YEAR, MONTH, DAY, APART] = ["(?:19|20)\\d\\d", "(?:0?[1-9]|1[0-2])", "(?:0?[1-9]|[12]\\d|3[01])", "[ ._-]"];
/** A day, a month or a year, as names of files have them: set apart, or all their digits together. */
const ONE_DATE = [
  `${YEAR}(?:${APART}${MONTH}(?:${APART}${DAY})?)?`,
  `(?:${DAY}${APART})?${MONTH}${APART}${YEAR}`,
  `${YEAR}(?:0[1-9]|1[0-2])(?:0[1-9]|[12]\\d|3[01])?`,
  `(?:0[1-9]|[12]\\d|3[01])(?:0[1-9]|1[0-2])${YEAR}`,
].join("|");
const DATES = new RegExp(`^(?:${ONE_DATE})(?:${APART}(?:${ONE_DATE}))*$`);

/** A file's name without what may be the number of a meter, a contract or a customer: six digits or more, spaced or not, that are no dates. */
export function maskedName(name: string): string {
  return name.replace(/\d(?:[ ._-]?\d)*/g, (digits) => {
    const isShort = digits.replace(/\D/g, "").length < 6;
    return isShort || DATES.test(digits) ? digits : withoutNumbers(digits);
  });
}

/** Digits with dates among them: what is between the dates is left out. */
function withoutNumbers(digits: string): string {
  const date = new RegExp(`(?<![0-9])(?:${ONE_DATE})(?![0-9])`).exec(digits);
  if (date === null || date[0].replace(/\D/g, "").length < 6) return "•••";
  const [before, after] = [digits.slice(0, date.index), digits.slice(date.index + date[0].length)];
  return maskedPart(before) + date[0] + maskedPart(after);
}

const maskedPart = (part: string): string => part.replace(/\d(?:[ ._-]?\d)*/, withoutNumbers);

/** `janvier 2026`, `1er trimestre 2026`, `2026`. */
export function formatPeriod(period: string, lang: Lang): string {
  const [year = "", rest] = period.split("-");
  if (rest === undefined) return year;
  if (rest.startsWith("Q")) return WORDS[lang].quarter(rest.slice(1), year);
  const date = new Date(Date.UTC(Number(year), Number(rest) - 1, 1));
  return new Intl.DateTimeFormat(LOCALES[lang], { month: "long", year: "numeric", timeZone: "UTC" }).format(date);
}

/** A release's id as people say it: its period, and that it is a revision. */
export function formatRelease(id: string, lang: Lang): string {
  const [period = "", revision] = id.split("-r");
  return revision === undefined ? formatPeriod(period, lang) : WORDS[lang].revised(formatPeriod(period, lang), revision);
}

/** `5 janvier 2026`, from an ISO instant or date. */
export function formatDate(iso: string, lang: Lang): string {
  return new Intl.DateTimeFormat(LOCALES[lang], { dateStyle: "long", timeZone: "UTC" }).format(new Date(iso));
}

/** Between a name and what is said of it. */
export function colon(lang: Lang): string {
  return lang === "fr" ? "\u00a0: " : ": ";
}

/** Between several things that have commas themselves. */
export function semicolon(lang: Lang): string {
  return lang === "fr" ? "\u00a0; " : "; ";
}

/** A name that is not ours, such as a file's. */
export function quoted(name: string, lang: Lang): string {
  return lang === "fr" ? `«\u00a0${name}\u00a0»` : `“${name}”`;
}

/** A label within a sentence. */
export function lowerFirst(label: string): string {
  return label.charAt(0).toLowerCase() + label.slice(1);
}

/**
 * Decimals that a margin bears: one where it is less than 2 wide, else none; negative for tens and hundreds, by the power of ten
 * of its half-width (154 ± 47 is 150).
 * @param most decimals of the measure
 */
export function marginDigits(lower: number, upper: number, most: number): number {
  const half = (upper - lower) / 2;
  if (half < 1) return Math.min(1, most);
  return -Math.floor(Math.log10(half)) + 0;
}

/** An amount of money, by its symbol or its code. */
const MONEY = /\p{Sc}$|^[A-Z]{3}$/u;
/** Looked up once a language: a format takes milliseconds to make. */
const MONEY_FIRST = new Map<Lang, boolean>();

/** Does the language write the unit before the number, as English does in `€74`? */
export function isBefore(unit: string, lang: Lang): boolean {
  if (!MONEY.test(unit)) return false;
  const known = MONEY_FIRST.get(lang);
  if (known !== undefined) return known;
  const parts = new Intl.NumberFormat(LOCALES[lang], { style: "currency", currency: "EUR" }).formatToParts(1);
  const first = parts[0]?.type === "currency";
  MONEY_FIRST.set(lang, first);
  return first;
}

/** The unit beside an amount, on the side where people of the language write it: it stays with it on the line. */
export function amountText(value: number, decimals: number, unit: string, lang: Lang): string {
  return withUnit(formatNumber(value, decimals, lang), unit, lang);
}

/** A number that is written already, with its unit. */
export function withUnit(number: string, unit: string, lang: Lang): string {
  if (!isBefore(unit, lang)) return `${number}\u00a0${unit}`;
  const [sign, digits] = number.startsWith("\u2212") ? ["\u2212", number.slice(1)] : ["", number];
  // A code stands apart from the number, a symbol touches it.
  return `${sign}${unit}${/[A-Z]$/.test(unit) ? "\u00a0" : ""}${digits}`;
}

/** Both ends of a margin: `69` and `76 €`, of which English writes the symbol twice. */
export function endsText(lower: number, upper: number, decimals: number, unit: string, lang: Lang): readonly [string, string] {
  const end = (value: number): string => amountText(value, decimals, unit, lang);
  return [isBefore(unit, lang) ? end(lower) : formatNumber(lower, decimals, lang), end(upper)];
}

/** A figure on an axis: with the decimals that it has, at most two. */
function tickText(value: number, lang: Lang): string {
  return formatNumber(value, Number.isInteger(value) ? 0 : Number.isInteger(Math.round(value * 1e6) / 1e5) ? 1 : 2, lang);
}

/** How a drawing writes the figures of an axis, and the unit after its last. Where the unit comes before, each figure has it. */
export function axisText(unit: string, lang: Lang): { readonly unit: string; format(value: number): string } {
  const plain = (value: number): string => tickText(value, lang);
  return isBefore(unit, lang) ? { unit: "", format: (value) => withUnit(plain(value), unit, lang) } : { unit, format: plain };
}
