import type { Observation, Statistic } from "../../src/contract/observation.ts";
import type { MeasureRef } from "../../src/domains/index.ts";
import { digitsBeside, fromHigh, listDigits, outwards, unsureEnds, valueText } from "../shared/digits.ts";
import { amountText, endText, formatNumber, isBefore, marginDigits, unitLabel, withUnit } from "../shared/format.ts";
import type { Lang } from "../shared/i18n.ts";
import { isBlurred } from "../shared/parts-allow.ts";
import { intervalOf, type WithMargin } from "../shared/reliable-interval.ts";
import { type Axis, keyOf } from "./selection.ts";

/** Finds rows by subject, area and statistic without searching. */
export interface RowIndex {
  at(axis: Axis, area: string, statistic: Statistic): Observation | undefined;
  /** tells whether the subject has any row */
  has(axis: Axis): boolean;
}

/** Cache of indexes, because many parts of the page need the same one. */
const INDEXES = new WeakMap<readonly Observation[], RowIndex>();

export function rowIndex(rows: readonly Observation[]): RowIndex {
  const index = INDEXES.get(rows) ?? makeIndex(rows);
  INDEXES.set(rows, index);
  return index;
}

function makeIndex(rows: readonly Observation[]): RowIndex {
  const text = ({ measure, type, period }: Axis): string => `${measure}\n${type}\n${period}`;
  const rowsByKey = new Map<string, Observation>();
  const axes = new Set<string>();
  for (const row of rows) {
    const axis = text({ measure: keyOf(row), type: row.HOUSEHOLD_TYPE, period: row.TIME_PERIOD });
    axes.add(axis);
    rowsByKey.set(`${axis}\n${row.REF_AREA}\n${row.STATISTIC}`, row);
  }
  return {
    at: (axis, area, statistic) => rowsByKey.get(`${text(axis)}\n${area}\n${statistic}`),
    has: (axis) => axes.has(text(axis)),
  };
}

/** Tells whether a figure exists with a margin too wide to rely on. */
export function isWide(row: Observation | undefined): row is Observation & { OBS_VALUE: number } {
  return row !== undefined && row.OBS_VALUE !== null && row.OBS_STATUS === "U";
}

/** The figure with a margin too wide to rely on; null where there is none. */
export function wideInterval(row: Observation | undefined): WithMargin | null {
  return isWide(row) ? intervalOf(row) : null;
}

/** A figure as lists place it: reliable, or with a margin too wide to rely on, or neither. */
export interface ListedFigure {
  readonly interval: WithMargin | null;
  readonly wide?: WithMargin | null | undefined;
}

/** The order of every list and drawing: from high to low, then what is too uncertain to be ranked, then what is absent. */
export function byFigure(a: ListedFigure, b: ListedFigure): number {
  const rank = ({ interval, wide }: ListedFigure): number => (interval ? 0 : wide ? 1 : 2);
  // Not infinite: two places without a figure are equal, and infinities subtracted would give NaN.
  const placed = ({ interval, wide }: ListedFigure) => interval ?? wide ?? { value: -Number.MAX_VALUE };
  return rank(a) - rank(b) || fromHigh(placed(a), placed(b));
}

/**
 * Tells whether a figure that is not ranked may lie beyond an end of the ranked: its margin goes past one, or nothing of it is
 * published. A title that gives the ends then says of whom they are.
 */
export function mayGoBeyond(figures: readonly ListedFigure[]): boolean {
  const values = figures.flatMap(({ interval }) => interval?.value ?? []);
  const [least, most] = [Math.min(...values), Math.max(...values)];
  return figures.some(({ interval, wide }) => interval === null && (!wide || wide.lower < least || wide.upper > most));
}

interface WrittenOptions {
  readonly unit?: string;
  readonly beside?: WithMargin | null;
  /** those of the list that the figure stands in */
  readonly digits?: number | undefined;
}

/**
 * A value and the ends of its margin with as many digits as the margin allows, or those of its list; only the ends have one more where
 * what is said of it `beside` another needs that, or the margin would be blurred. `most` is the measure's number of decimals, `unit` that of the value; the ends have
 * none.
 */
export function writtenInterval(
  interval: WithMargin,
  most: number,
  lang: Lang,
  { unit = "", beside = null, digits }: WrittenOptions = {},
): { readonly value: string; readonly listed: string; readonly lower: string; readonly upper: string } {
  const decimals = digits ?? marginDigits(interval.lower, interval.upper, most);
  const atEnds = Math.max(
    digitsBeside(interval, beside, most, decimals),
    isBlurred(interval, decimals) ? decimals + 1 : decimals,
  );
  const { lower, upper } = outwards(interval, atEnds);
  return {
    ...valueText(interval, lang, (amount) =>
      unit === "" ? formatNumber(amount, decimals, lang) : amountText(amount, decimals, unit, lang),
    ),
    lower: endText(lower, atEnds, unit, lang),
    upper: endText(upper, atEnds, unit, lang),
  };
}

/**
 * One number of decimals for all kinds of homes of a place, so that a column does not mix 8,1 with 8: those of a list, and never fewer
 * than the best known of them has where it stands alone.
 */
export function kindDigits(figures: readonly WithMargin[], most: number): number | undefined {
  const [narrowest] = figures.toSorted((a, b) => a.upper - a.lower - (b.upper - b.lower));
  const list = listDigits(figures, most);
  return narrowest && list !== undefined ? Math.max(list, marginDigits(narrowest.lower, narrowest.upper, most)) : list;
}

/** The quantiles by which a distribution is told. */
export const SHARES = ["P10", "P25", "P50", "P75", "P90"] as const;

/** A figure whose margin is too wide to rely on, as *Neighbourhoods* writes it too: its margin alone, `0–73 €`. */
export function wideText(interval: WithMargin, most: number, unit: string, lang: Lang): string {
  const digits = marginDigits(interval.lower, interval.upper, most);
  const [low, high] = unsureEnds(interval, digits, (end, decimals) => formatNumber(end, decimals, lang));
  return `${unit !== "" && isBefore(unit, lang) ? withUnit(low, unit, lang) : low}–${unit === "" ? high : withUnit(high, unit, lang)}`;
}

/** A figure with its unit but without its margin, as in a title. */
export function figureText(interval: WithMargin, most: number, unit: string, lang: Lang): string {
  return writtenInterval(interval, most, lang, { unit }).listed;
}

/** Most decimals of a measure's statistic. */
export function mostDecimals(ref: MeasureRef, statistic: Statistic): number {
  return statistic === "COUNT" ? 0 : ref.measure.decimals;
}

/** The same for a subject; none where its measure is unknown. */
export function mostDecimalsOf(
  { refs }: { readonly refs: readonly MeasureRef[] },
  axis: Pick<Axis, "measure">,
  statistic: Statistic,
): number {
  const ref = refs.find(({ key }) => key === axis.measure);
  return ref ? mostDecimals(ref, statistic) : 0;
}

/** The unit of some rows, as people write it. */
export function unitOfRows(rows: readonly (Observation | undefined)[], lang: Lang): string {
  const unit = rows.find((row) => row !== undefined)?.UNIT_MEASURE;
  return unit === undefined ? "" : unitLabel(unit, lang);
}
