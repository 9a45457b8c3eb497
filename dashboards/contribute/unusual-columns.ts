import { UNITS } from "../../src/contract/units.ts";
import { UNUSUAL_FACTOR } from "../../src/contract/unusual.ts";
import { type MeasureRef, measureRef } from "../../src/domains/index.ts";
import type { ImportedReading } from "../../src/importers/report.ts";
import { CORRECTED } from "../compare/own-figures.ts";
import type { PublicMiddle } from "../compare/public-middle.ts";

/** Public figures of a measure: its clamp, per month in the display unit, and the published middle. */
export interface PublicBounds {
  readonly clamp: number;
  readonly middle: PublicMiddle;
}

/** A figure above this many times the middle is asked about before it is sent: sooner than where one only looks, for it will count. */
export const MOST_TIMES = 5;

/** The multiple of the highest middle above which a month is too high: of a home of which the kind is not said, the highest is of no kind for sure. */
export const mostTimes = (kinds: PublicMiddle["kinds"]): number => (kinds === undefined ? MOST_TIMES : UNUSUAL_FACTOR);

/** Tells whether a monthly amount would not be asked about; where no middle is published, the clamp's tenth stands for it. */
export function isUsual(perMonth: number, { clamp, middle }: PublicBounds): boolean {
  const centre = middle.value ?? clamp / UNUSUAL_FACTOR;
  return perMonth <= clamp && perMonth <= MOST_TIMES * centre && perMonth >= centre / UNUSUAL_FACTOR;
}

/** Fewest months of a table that are judged together, and fewest that another month of the home is held against. */
export const ENOUGH_TOGETHER = 3;

/** A month of a file, as far as the file's others are judged with it. */
export type ColumnMonth = Pick<ImportedReading, "domain" | "measure" | "period" | "amount"> & { readonly source?: string };

type BoundsOf = (ref: MeasureRef, period: string) => PublicBounds;

/**
 * Of each measure of which a table's months come to a fifth of their middles or less together, the multiple that they are: a column in
 * another unit has every month wrong, though few are below a tenth. Where a middle is not of its months' season, a summer is no such table.
 */
export function lowTables(readings: readonly ColumnMonth[], boundsOf: BoundsOf): Map<string, number> {
  const sums = new Map<string, { months: number; own: number; middle: number }>();
  for (const { domain, measure, period, amount, source } of readings) {
    const ref = source === "table" && period.length === 7 ? measureRef(domain, measure) : undefined;
    if (ref === undefined || amount === 0) continue;
    const { middle } = boundsOf(ref, period);
    const lowest = middle.isOfSeason ? (middle.kinds?.lowest ?? middle.value) : null;
    const sum = sums.get(ref.key) ?? { months: 0, own: 0, middle: 0 };
    sum.months += 1;
    sum.own += amount / Number(UNITS[ref.measure.unit].factor);
    sum.middle += lowest ?? Number.NaN;
    sums.set(ref.key, sum);
  }
  const isLow = ({ months, own, middle }: { months: number; own: number; middle: number }): boolean =>
    months >= ENOUGH_TOGETHER && own <= middle / MOST_TIMES;
  return new Map([...sums].flatMap(([key, sum]) => (isLow(sum) ? [[key, sum.own / sum.middle] as const] : [])));
}

/** The months of a topic in a file that are too high as a whole: a wrong unit, or a decimal sign that was lost, is that of all of them. */
export interface HighColumn {
  /** multiple of its own middle that the median month is; null: no middle is published */
  readonly times: number | null;
  /** how many months it has, with those that were left aside, and how many of them are too high by themselves */
  readonly months: number;
  readonly high: number;
  /** true where the digits of most months would be usual in the base unit */
  readonly isInBase: boolean;
  /** by what most months would be usual once divided; null: by nothing, or they are in the base unit */
  readonly divisor: number | null;
}

/** Names the column that a month is of. */
export const columnKey = ({ domain, measure, period, source }: ColumnMonth): string =>
  `${domain}.${measure} ${source} ${period.length}`;

/** A month with what is public of it. */
interface BoundedMonth {
  /** in the display unit */
  readonly amount: number;
  readonly bounds: PublicBounds;
}

/**
 * The columns of files that are too high as a whole, by `columnKey`: most months are, or some are and the median month is over five times
 * the middle, whatever kinds have. Months that were `left` aside are judged with the rest. What was typed is no column.
 */
export function highColumns(
  readings: readonly ColumnMonth[],
  left: readonly ColumnMonth[],
  boundsOf: BoundsOf,
): Map<string, HighColumn> {
  const columns = new Map<string, { readonly ref: MeasureRef; readonly months: Map<string, BoundedMonth> }>();
  for (const reading of [...readings, ...left]) {
    const { domain, measure, period, amount, source } = reading;
    const isOfFile = source !== undefined && source !== "bill" && source !== CORRECTED;
    const ref = isOfFile && period.length === 7 ? measureRef(domain, measure) : undefined;
    if (ref === undefined || amount === 0) continue;
    const column = columns.get(columnKey(reading)) ?? { ref, months: new Map<string, BoundedMonth>() };
    columns.set(columnKey(reading), column);
    if (!column.months.has(period))
      column.months.set(period, { amount: amount / Number(UNITS[ref.measure.unit].factor), bounds: boundsOf(ref, period) });
  }
  return new Map(
    [...columns].flatMap(([key, { ref, months }]) => {
      const column = highColumn(ref, [...months.values()]);
      return column === null ? [] : [[key, column] as const];
    }),
  );
}

/** The months of a topic as a column that is too high as a whole; null: it is not. */
function highColumn({ measure }: MeasureRef, months: readonly BoundedMonth[]): HighColumn | null {
  const isMost = (those: (month: BoundedMonth) => boolean): boolean => 2 * months.filter(those).length > months.length;
  const high = months.filter(isHigh).length;
  const multiples = months.flatMap(({ amount, bounds: { middle } }) => (middle.value ? [amount / middle.value] : []));
  const median = multiples.sort((a, b) => a - b)[Math.floor(multiples.length / 2)] ?? null;
  const times = multiples.length === months.length ? median : null;
  if (months.length < ENOUGH_TOGETHER || high === 0 || !(isMost(isHigh) || (times ?? 0) > MOST_TIMES)) return null;
  const isUsualBy = (divisor: number): boolean => isMost(({ amount, bounds }) => isUsual(amount / divisor, bounds));
  const { base, factor } = UNITS[measure.unit];
  // Nobody has a file of cents by mistake.
  const isInBase = factor > 1n && base !== "cent" && isUsualBy(Number(factor));
  const power = 10 ** (times === null ? 0 : Math.round(Math.log10(times)));
  const divisor = !isInBase && power > 1 && isUsualBy(power) ? power : null;
  return { times, months: months.length, high, isInBase, divisor };
}

/** Tells whether a month is too high by itself: above what counts, or many times what homes have. */
function isHigh({ amount, bounds: { clamp, middle } }: BoundedMonth): boolean {
  const highest = middle.kinds?.highest ?? middle.value ?? 0;
  return amount > clamp || (highest > 0 && amount / highest > mostTimes(middle.kinds));
}
