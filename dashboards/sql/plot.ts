import type { ExactValue, Result } from "../../src/texts/sql/index.ts";
import type { PlainPoint } from "../charts/points.ts";
import { formatPeriod, unitLabel, unitPerMonth, upperFirst } from "../shared/format.ts";
import type { Lang } from "../shared/i18n.ts";
import { isNumeric } from "./exact-rows.ts";

/** Most rows of a drawing with names, and with points. */
export const MOST_NAMED = 60;
export const MOST_POINTS = 2000;

/** Columns of an answer that can be drawn. */
export interface Axes {
  /** indexes of columns */
  readonly x: readonly number[];
  /** indexes of numeric columns */
  readonly y: readonly number[];
}

/** Null: a drawing would say nothing, for want of a second row, of numbers, or of a text that names each row. */
export function axesOf({ columns, rows }: Result): Axes | null {
  const y = columns.flatMap(({ type }, i) => (isNumeric(type) ? [i] : []));
  const unit = columns.findIndex(({ name }) => name === "UNIT_MEASURE");
  const texts = columns.flatMap((_, i) => (y.includes(i) || i === unit ? [] : [i]));
  // A drawing has one unit, so that a name may come once with each.
  const names = texts.filter((i) => new Set(rows.map((row) => `${row[i]}\n${row[unit] ?? ""}`)).size === rows.length);
  const isNamed = names.length > 0 || (texts.length === 0 && y.length > 1);
  return rows.length < 2 || y.length === 0 || !isNamed ? null : { x: [...names, ...y], y };
}

/** The first choice of columns: OBS_VALUE, or the first number, by the first column that names rows. */
export function firstChoice({ columns }: Result, { x, y }: Axes): { x: number; y: number } {
  const value = y.find((i) => columns[i]?.name === "OBS_VALUE") ?? y[0] ?? 0;
  return { x: x.find((i) => i !== value) ?? 0, y: value };
}

/** A point of a chart: its value or the name of its row, and its margin where the answer has one. */
export interface AnswerPoint extends Omit<PlainPoint, "x"> {
  readonly x: string | number;
}

/** Columns whose values are in the unit that UNIT_MEASURE says. */
const OF_A_UNIT: ReadonlySet<string> = new Set(["OBS_VALUE", "CI_LOWER", "CI_UPPER"]);

/**
 * The units of the rows, in their order: a drawing has one. Empty: the column has none; null: it has one that the answer does not
 * say, so that rows of several might be drawn as if they were of one.
 */
export function unitsOf({ columns, rows }: Result, y: number): readonly string[] | null {
  const unit = columns.findIndex(({ name }) => name === "UNIT_MEASURE");
  if (unit < 0) return OF_A_UNIT.has(columns[y]?.name ?? "") ? null : [];
  return [...new Set(rows.map((row) => String(row[unit] ?? "")))].filter((one) => one !== "");
}

/** The name of a unit in a drawing: published amounts are per month, what a query made of them need not be. */
export function plotUnit({ columns }: Result, y: number, unit: string, lang: Lang): string {
  return OF_A_UNIT.has(columns[y]?.name ?? "") ? unitPerMonth(unit, lang) : unitLabel(unit, lang);
}

/** A period as releases name them. */
const PERIOD = /^\d{4}(-(0[1-9]|1[0-2]|Q[1-4]))?$/;

/** The period of the rows in words; null where the answer does not say it, or has several. */
export function periodOf({ columns, rows }: Result, lang: Lang): string | null {
  const at = columns.findIndex(({ name }) => name === "TIME_PERIOD");
  const [period = "", ...others] = new Set(rows.map((row) => String(row[at] ?? "")));
  return at >= 0 && others.length === 0 && PERIOD.test(period) ? upperFirst(formatPeriod(period, lang)) : null;
}

/** The rows of one unit. */
export function ofUnit({ columns, rows, ...rest }: Result, wanted: string): Result {
  const unit = columns.findIndex(({ name }) => name === "UNIT_MEASURE");
  return { ...rest, columns, rows: rows.filter((row) => row[unit] === wanted) };
}

/** The points of two columns, without rows that lack a value. Only OBS_VALUE has a margin. */
export function pointsOf(result: Result, x: number, y: number): AnswerPoint[] {
  const { columns, rows } = result;
  const at = (name: string) => columns.findIndex((column) => column.name === name);
  const status = at("OBS_STATUS");
  const [lower, upper] = columns[y]?.name === "OBS_VALUE" ? [at("CI_LOWER"), at("CI_UPPER")] : [-1, -1];
  const isNumber = isNumeric(columns[x]?.type ?? "");
  return rows.flatMap((row) => {
    const value = number(row[y]);
    const place = isNumber ? number(row[x]) : String(row[x] ?? "–");
    if (value === null || place === null) return [];
    return [{ x: place, y: value, lower: number(row[lower]), upper: number(row[upper]), careful: row[status] === "U" }];
  });
}

function number(value: ExactValue | undefined): number | null {
  if (value === null || value === undefined || typeof value === "boolean" || value === "") return null;
  const found = Number(value);
  return Number.isFinite(found) ? found : null;
}
