import { UNITS } from "../../src/contract/units.ts";
import { UNUSUAL_FACTOR } from "../../src/contract/unusual.ts";
import { MEASURES, type MeasureRef, measureRef } from "../../src/domains/index.ts";
import type { ImportedReading } from "../../src/importers/report.ts";
import { CORRECTED, isBillMonth, levelled } from "../compare/own-figures.ts";
import type { PublicMiddle } from "../compare/public-middle.ts";
import {
  type ColumnMonth,
  columnKey,
  ENOUGH_TOGETHER,
  type HighColumn,
  highColumns,
  isUsual,
  lowTables,
  mostTimes,
  type PublicBounds,
} from "./unusual-columns.ts";

/** A figure that the person must confirm before it is sent. */
export interface Unusual {
  readonly key: string;
  readonly ref: MeasureRef;
  readonly period: string;
  /** amount of the whole period, in the display unit */
  readonly value: number;
  /** clamp: above the clamp, and would count as the clamp; middle or low: far above or below the published middle; own: far above the home's other months; zero: nothing at all */
  readonly kind: "clamp" | "middle" | "own" | "low" | "zero";
  /** multiple of what it is held against; null: there is nothing */
  readonly times: number | null;
  /** multiple of the middles of all months of its table, which is far below them as a whole; null: it stands for itself */
  readonly together: number | null;
  /** its file's months of the topic, which are too high as a whole; null: it stands for itself */
  readonly column: HighColumn | null;
  /** what it is held against: of a home of which the kind is not said, the middles of all kinds, of which the nearest counts; or its own other months */
  readonly of: "middle" | "mean" | "reference" | "kinds" | "own";
  /** in the display unit per month */
  readonly clamp: number;
  /** true where the digits would be usual in the base unit */
  readonly isInBase: boolean;
  /** true where a thousand times as much would be usual: a point was read as a decimal sign, or a larger unit was meant */
  readonly isThousandth: boolean;
  /** months of the divided bill that the figure is an equal share of; null: it stands for itself */
  readonly bill: readonly string[] | null;
  /** a measure of the same name in another unit, of which the digits would be usual: euros were typed for kWh, or kWh for euros; else null */
  readonly meant: MeasureRef | null;
}

/** Tells whether a figure is above what counts and, where a middle is public, many times that too: a large cold home is not. */
export const isBeyond = ({ kind, times }: Unusual): boolean => kind === "clamp" && (times === null || times > UNUSUAL_FACTOR);

/** Measures of the same name in another unit: what is spent on energy, and energy itself. */
function counterpartsOf({ measure }: MeasureRef): MeasureRef[] {
  return MEASURES.filter((one) => one.measure.id === measure.id && one.measure.unit !== measure.unit);
}

/** Only what somebody typed is asked about for being low: a meter's file states its unit, and an empty home uses little. */
const isTyped = (source: string | undefined): boolean => source === "bill" || source === "table" || source === CORRECTED;

/** The bounds of a divided bill: its months have one mean, held against that of their middles. Of one month they are its own. */
function boundsOver(
  ref: MeasureRef,
  months: readonly string[],
  boundsOf: (ref: MeasureRef, period: string) => PublicBounds,
): PublicBounds {
  const all = months.map((period) => boundsOf(ref, period));
  const [first] = all;
  if (first === undefined) throw new RangeError("a figure is of one month at least");
  if (all.length === 1) return first;
  const middles = all.map(({ middle }) => middle);
  const meanOf = (pick: (middle: PublicMiddle) => number | null | undefined): number | null => {
    const values = middles.flatMap((middle) => pick(middle) ?? []);
    return values.length === months.length ? values.reduce((sum, one) => sum + one, 0) / months.length : null;
  };
  const { kinds: _ofFirst, ...middle } = first.middle;
  const [lowest, highest] = [meanOf(({ kinds }) => kinds?.lowest), meanOf(({ kinds }) => kinds?.highest)];
  return {
    clamp: first.clamp,
    middle: {
      ...middle,
      value: meanOf(({ value }) => value),
      isOfSeason: middles.every(({ isOfSeason }) => isOfSeason),
      ...(lowest === null || highest === null ? {} : { kinds: { lowest, highest } }),
    },
  };
}

/** A figure of a home, as far as another month is held against it. */
type OwnMonth = Pick<ImportedReading, "domain" | "measure" | "period" | "amount">;

/** The multiple that a month is of the median of the home's months outside `apart`; null: too few, half of them are 0, or it is a year. */
function timesOwn(amount: number, { domain, measure, period }: OwnMonth, apart: readonly string[], months: readonly OwnMonth[]) {
  const others = new Map(
    months
      .filter((one) => one.domain === domain && one.measure === measure && one.period.length === 7)
      .filter((one) => !apart.includes(one.period))
      .map((one) => [one.period, one.amount]),
  );
  const sorted = [...others.values()].sort((a, b) => a - b);
  const usual = sorted[Math.floor(sorted.length / 2)] ?? 0;
  return period.length !== 7 || sorted.length < ENOUGH_TOGETHER || usual <= 0 ? null : amount / usual;
}

/** Of what the digits of a figure would be usual. */
function unitHints(
  ref: MeasureRef,
  perMonth: number,
  kind: Unusual["kind"],
  typed: boolean,
  boundsOf: (ref: MeasureRef) => PublicBounds,
): Pick<Unusual, "isInBase" | "isThousandth" | "meant"> {
  const factor = Number(UNITS[ref.measure.unit].factor);
  const isPlausible = (perMonthAmount: number): boolean => isUsual(perMonthAmount, boundsOf(ref));
  const isHigh = kind === "clamp" || kind === "middle";
  return {
    isInBase: isHigh && factor > 1 && isPlausible(perMonth / factor),
    isThousandth: kind === "low" && isPlausible(1000 * perMonth),
    meant: counterpartsOf(ref).find((one) => typed && isUsual(perMonth, boundsOf(one))) ?? null,
  };
}

/**
 * Figures above the clamp or over five times the public middle (while the kind of home is not said, ten times that of the highest kind or
 * of the home's own other months, for a heated home's winter month may be five times these), wherever they come from; and of what was typed, a tenth of the middle or
 * less (a hundredth where the middle is not of the figure's season, for a summer may have a tenth of the year's) and zeros, which often
 * stand for a reading that is missing; and all months of a table that is a fifth of their middles together, or of a file that is too high as a whole. A year's total is compared by its twelfth, and a divided bill as one figure.
 * `beside`: what else the home has given, which is not asked about; `left`: what was left aside of the same files, by which the rest is judged.
 */
export function unusualOf(
  readings: readonly (ColumnMonth & Pick<ImportedReading, "estimated">)[],
  boundsOf: (ref: MeasureRef, period: string) => PublicBounds,
  beside: readonly OwnMonth[] = [],
  left: readonly ColumnMonth[] = [],
): Unusual[] {
  const shares = levelled(
    readings.map((one) => ({ ...one, source: one.source ?? "" })),
    // A month that was typed as such is not estimated, whatever months beside it have as much.
    (one) => one.estimated === true && isBillMonth(one),
  );
  const tables = lowTables(readings, boundsOf);
  const columns = highColumns(readings, left, boundsOf);
  return readings.flatMap((reading, i): Unusual[] => {
    const { domain, measure, period, amount, source } = reading;
    const ref = measureRef(domain, measure);
    if (!ref) return [];
    const factor = Number(UNITS[ref.measure.unit].factor);
    const value = amount / factor;
    const share = shares[i];
    const bill = share?.sharedBy ?? null;
    const perMonth = period.length === 4 ? value / 12 : (share?.amount ?? amount) / factor;
    const {
      clamp,
      middle: { value: middle, isOfSeason, of = "middle", kinds },
    } = boundsOver(ref, bill ?? [period], boundsOf);
    const lowFactor = isOfSeason ? UNUSUAL_FACTOR : UNUSUAL_FACTOR ** 2;
    const timesOf = (centre: number | null): number | null => (centre === null || centre <= 0 ? null : perMonth / centre);
    const [ofLowest, ofHighest] = [timesOf(kinds?.lowest ?? middle), timesOf(kinds?.highest ?? middle)];
    const isLow = isTyped(source) && ofLowest !== null && ofLowest > 0 && ofLowest <= 1 / lowFactor;
    const together = (source === "table" && period.length === 7 && amount > 0 && tables.get(ref.key)) || null;
    const isZero = isTyped(source) && amount === 0;
    const column = (amount > 0 && columns.get(columnKey(reading))) || null;
    const others = [...beside, ...shares];
    const ofOwn = middle !== null && kinds === undefined ? null : timesOwn(perMonth * factor, reading, bill ?? [period], others);
    const isAboveOwn = (ofOwn ?? 0) > UNUSUAL_FACTOR;
    const above = perMonth > clamp ? "clamp" : (ofHighest ?? 0) > mostTimes(kinds) ? "middle" : isAboveOwn ? "own" : null;
    const kind = above ?? (column !== null ? "middle" : null) ?? (isLow || together !== null ? "low" : isZero ? "zero" : null);
    if (kind === null) return [];
    return [
      {
        key: `${ref.key} ${period} ${amount}`,
        ref,
        period,
        value,
        bill,
        kind,
        times: kind === "low" ? ofLowest : kind === "own" ? ofOwn : ofHighest,
        together: kind === "low" ? together : null,
        column,
        of: kind === "own" ? kind : kinds === undefined ? of : "kinds",
        clamp,
        ...unitHints(ref, perMonth, kind, isTyped(source), (one) => boundsOf(one, period)),
        // Of a whole column one month more or less is in no other unit.
        ...(column === null ? {} : { isInBase: column.isInBase }),
      },
    ];
  });
}
