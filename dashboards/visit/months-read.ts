import { UNITS } from "../../src/contract/units.ts";
import { measureRef } from "../../src/domains/index.ts";
import type { ImportedReading } from "../../src/importers/report.ts";

/** A month that may be an equal share of a bill. */
export interface Share {
  /** months (`YYYY-MM`) among which the bill was divided, this one included; absent: the month stands for itself */
  readonly sharedBy?: readonly string[];
}

/** One month of a file, in the display unit. */
export interface OwnMonth extends Share {
  /** `YYYY-MM` */
  readonly period: string;
  readonly value: number;
}

/** Months read of one measure. */
interface FileMonths {
  readonly months: readonly OwnMonth[];
  /** months (`YYYY-MM`) left out, oldest first: a year or more is missing between them and the others */
  readonly aside: readonly string[];
}

/** Of one home a year is rarely missing, so months before such a hole are taken for those of another home or meter. */
const HOLE = 12;

const numberOf = (period: string): number => 12 * Number(period.slice(0, 4)) + Number(period.slice(5));

/** Months missing between two months. */
export const missingBetween = (before: string, after: string): number => numberOf(after) - numberOf(before) - 1;

/** Keeps the newest months and those before them up to a hole of a year. */
function newestStretch(all: readonly OwnMonth[]): FileMonths {
  const periods = all.map(({ period }) => period).sort();
  const first = periods.findLastIndex((period, i) => i > 0 && missingBetween(periods[i - 1] ?? "", period) >= HOLE);
  const aside = periods.slice(0, Math.max(0, first));
  return { months: all.filter(({ period }) => !aside.includes(period)), aside };
}

/** Monthly readings by measure (`domain.measure`), in the display unit. Of two for the same month, the first one wins. */
export function monthsOf(
  readings: readonly (Pick<ImportedReading, "domain" | "measure" | "period" | "amount"> & Share)[],
): ReadonlyMap<string, FileMonths> {
  const monthsByKey = new Map<string, OwnMonth[]>();
  for (const { domain, measure, period, amount, sharedBy } of readings) {
    const ref = measureRef(domain, measure);
    if (!ref || period.length !== 7) continue;
    const months = monthsByKey.get(ref.key) ?? [];
    if (months.some((one) => one.period === period)) continue;
    const value = amount / Number(UNITS[ref.measure.unit].factor);
    months.push(sharedBy === undefined ? { period, value } : { period, value, sharedBy });
    monthsByKey.set(ref.key, months);
  }
  return new Map([...monthsByKey].map(([key, months]) => [key, newestStretch(months)]));
}

/** A year's total. */
interface YearTotal {
  /** `YYYY` */
  readonly year: string;
  /** in the display unit */
  readonly total: number;
}

/** The newest yearly total of each measure (`domain.measure`). */
export function newestTotals(
  readings: readonly Pick<ImportedReading, "domain" | "measure" | "period" | "amount">[],
): ReadonlyMap<string, YearTotal> {
  const totals = new Map<string, YearTotal>();
  for (const { domain, measure, period, amount } of [...readings].sort((a, b) => b.period.localeCompare(a.period))) {
    const ref = measureRef(domain, measure);
    if (!ref || period.length !== 4 || totals.has(ref.key)) continue;
    totals.set(ref.key, { year: period, total: amount / Number(UNITS[ref.measure.unit].factor) });
  }
  return totals;
}

/** The newest yearly total of each measure (`domain.measure`), in the display unit, without its year. */
export function newestYears(readings: Parameters<typeof newestTotals>[0]): ReadonlyMap<string, number> {
  return new Map([...newestTotals(readings)].map(([key, { total }]) => [key, total]));
}
