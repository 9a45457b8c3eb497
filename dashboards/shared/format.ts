import type { Observation } from "../../src/contract/observation.ts";
import { unitLabels } from "../../src/contract/units.ts";
import { type Lang, WORDS } from "./i18n.ts";

/** Most decimals of a number on a page. */
const MOST_DECIMALS = 6;

/** From here on a number has no decimals that are known. */
const HUGE = 1e15;

/** All figures of a huge number, which somebody may type: those that are known, then zeros. */
function hugeFigures(size: number): string {
  const [known = "", zeros = "0"] = String(Math.round(size)).split("e+");
  return known.replace(".", "").padEnd(Number(zeros) + 1, "0");
}

/**
 * A number as people write it: `1 234,5` or `1,234.5`; at most six decimals, a half rounded away from zero. Between thousands it has a
 * no-break space, because the pages' type lacks the narrow one, and what a browser draws instead is hardly seen. Without Intl, whose first
 * number takes a slow phone a tenth of a second.
 */
export function formatNumber(value: number, decimals: number, lang: Lang): string {
  const digits = Math.min(MOST_DECIMALS, Math.max(0, decimals));
  const step = 10 ** -decimals;
  const size = Math.abs(decimals < 0 ? Math.round(value / step) * step : value);
  // The point is moved as it is written: times a hundred, 1.005 would be less than 100.5. What is smaller has its own notation.
  const whole = Math.round(size < 1e-6 ? size * 10 ** digits : Number(`${size}e${digits}`));
  const figures = size < HUGE ? String(whole).padStart(digits + 1, "0") : hugeFigures(size) + "0".repeat(digits);
  const point = figures.length - digits;
  const [between, mark] = lang === "fr" ? ["\u00a0", ","] : [",", "."];
  const before = figures.slice(0, point).replace(/\B(?=(?:\d{3})+$)/g, between);
  return `${value < 0 && whole !== 0 ? "\u2212" : ""}${before}${digits > 0 ? mark : ""}${figures.slice(point)}`;
}

/** A percentage in the language's notation, with a number of decimals. */
export function percentText(value: number, decimals: number, lang: Lang): string {
  return `${formatNumber(value, decimals, lang)}${lang === "fr" ? "\u00a0" : ""}%`;
}

/** The unit on screen, without "per month". */
export function unitLabel(unit: string, lang: Lang): string {
  return unit === "households" ? WORDS[lang].households : unitLabels(unit)[lang];
}

/** The unit of an observation on screen. Amounts are per month, counts are not. */
export function unitPerMonth(unit: string, lang: Lang): string {
  return unit === "households" ? unitLabel(unit, lang) : WORDS[lang].perMonth(unitLabel(unit, lang));
}

/** Tells whether a value is published and precise enough to rely on. */
export function isReliable(row: Observation | undefined): row is Observation & { OBS_VALUE: number } {
  return row !== undefined && row.OBS_VALUE !== null && row.OBS_STATUS !== "U";
}

const [YEAR, MONTH, DAY, APART] = ["(?:19|20)\\d\\d", "(?:0?[1-9]|1[0-2])", "(?:0?[1-9]|[12]\\d|3[01])", "[ ._-]"];
/** A day, month or year as file names write it, with separators or as digits only. */
const ONE_DATE = [
  `${YEAR}(?:${APART}${MONTH}(?:${APART}${DAY})?)?`,
  `(?:${DAY}${APART})?${MONTH}${APART}${YEAR}`,
  `${YEAR}(?:0[1-9]|1[0-2])(?:0[1-9]|[12]\\d|3[01])?`,
  `(?:0[1-9]|[12]\\d|3[01])(?:0[1-9]|1[0-2])${YEAR}`,
].join("|");
const DATES = new RegExp(`^(?:${ONE_DATE})(?:${APART}(?:${ONE_DATE}))*$`);

/**
 * A file name without digits that may be the number of a meter, contract or customer: six or more, spaced or not, that are no
 * dates.
 */
export function maskedName(name: string): string {
  return name.replace(/\d(?:[ ._-]?\d)*/g, (digits) => {
    const isShort = digits.replace(/\D/g, "").length < 6;
    return isShort || DATES.test(digits) ? digits : withoutNumbers(digits);
  });
}

/** Digits that contain dates, with the parts between the dates masked. */
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
  return `${WORDS[lang].monthNames[Number(rest) - 1]} ${year}`;
}

/** A release's id in words: its period, and that it is a revision. */
export function formatRelease(id: string, lang: Lang): string {
  const [period = "", revision] = id.split("-r");
  return revision === undefined ? formatPeriod(period, lang) : WORDS[lang].revised(formatPeriod(period, lang), revision);
}

/** `5 janvier 2026`, from an ISO instant or date. */
export function formatDate(iso: string, lang: Lang): string {
  const date = new Date(iso);
  const day = date.getUTCDate();
  return `${day === 1 && lang === "fr" ? "1er" : day} ${WORDS[lang].monthNames[date.getUTCMonth()]} ${date.getUTCFullYear()}`;
}

/** A colon after a name or label, with the spaces of the language. */
export function colon(lang: Lang): string {
  return lang === "fr" ? "\u00a0: " : ": ";
}

/** A semicolon between items that contain commas, with the spaces of the language. */
export function semicolon(lang: Lang): string {
  return lang === "fr" ? "\u00a0; " : "; ";
}

/** A name in quotation marks, such as that of a file. */
export function quoted(name: string, lang: Lang): string {
  return lang === "fr" ? `«\u00a0${name}\u00a0»` : `“${name}”`;
}

/** A text that begins a line. */
export const upperFirst = (text: string): string => text.charAt(0).toUpperCase() + text.slice(1);

/** A label with a small first letter, for use within a sentence. */
export function lowerFirst(label: string): string {
  // What is emphasised begins with a mark.
  return label.replace(/^\*?./u, (first) => first.toLowerCase());
}

/**
 * Decimals that a margin allows: one where it is less than 2 wide, otherwise none; negative for tens and hundreds, by the power
 * of ten of its half-width (154 ± 47 is written 150). `most` is the measure's number of decimals.
 */
export function marginDigits(lower: number, upper: number, most: number): number {
  const half = (upper - lower) / 2;
  if (half < 1) return Math.min(1, most);
  return -Math.floor(Math.log10(half)) + 0;
}

/** Matches a unit of money, by its symbol or its code. */
const MONEY = /\p{Sc}$|^[A-Z]{3}$/u;

/** Tells whether the language writes the unit before the number, as English does in `€74`. */
export const isBefore = (unit: string, lang: Lang): boolean => lang === "en" && MONEY.test(unit);

/** An amount with its unit, on the side that the language uses. The two stay on one line. */
export function amountText(value: number, decimals: number, unit: string, lang: Lang): string {
  return withUnit(formatNumber(value, decimals, lang), unit, lang);
}

/** A formatted number with its unit, and with no digit more than its margin allows: `71,6 €`, `€71.6`. */
export function withUnit(number: string, unit: string, lang: Lang): string {
  if (!isBefore(unit, lang)) return `${number}\u00a0${unit}`;
  const [sign, digits] = number.startsWith("\u2212") ? ["\u2212", number.slice(1)] : ["", number];
  // A code is separated from the number; a symbol touches it.
  return `${sign}${unit}${/[A-Z]$/.test(unit) ? "\u00a0" : ""}${digits}`;
}

/** An end of a margin beside its value, which alone has a unit that comes after: `69`, `€69`. */
export const endText = (value: number, decimals: number, unit: string, lang: Lang): string =>
  isBefore(unit, lang) ? amountText(value, decimals, unit, lang) : formatNumber(value, decimals, lang);

/** Both ends of a stretch as they are rounded here: `69` and `76 €`. English writes the symbol twice. Those of a margin are `marginText`. */
export const endsText = (lower: number, upper: number, decimals: number, unit: string, lang: Lang): readonly [string, string] => [
  endText(lower, decimals, unit, lang),
  amountText(upper, decimals, unit, lang),
];

/** A figure on an axis, with its own decimals, at most two. */
function tickText(value: number, lang: Lang): string {
  return formatNumber(value, Number.isInteger(value) ? 0 : Number.isInteger(Math.round(value * 1e6) / 1e5) ? 1 : 2, lang);
}

/** The format of an axis' figures, and the unit after the last. Where the language puts the unit first, each figure has it. */
export function axisText(unit: string, lang: Lang): { readonly unit: string; format(value: number): string } {
  const plain = (value: number): string => tickText(value, lang);
  return isBefore(unit, lang) ? { unit: "", format: (value) => withUnit(plain(value), unit, lang) } : { unit, format: plain };
}
