import { UNITS } from "../../src/contract/units.ts";
import { measureRef } from "../../src/domains/index.ts";
import type { ImportedReading } from "../../src/importers/report.ts";

/** One month of a file, in the display unit. */
export interface OwnMonth {
  /** `YYYY-MM` */
  readonly period: string;
  readonly value: number;
}

/** Monthly readings by measure (`domain.measure`), in the display unit. Of two for the same month, the first one wins. */
export function monthsOf(
  readings: readonly Pick<ImportedReading, "domain" | "measure" | "period" | "amount">[],
): ReadonlyMap<string, readonly OwnMonth[]> {
  const monthsByKey = new Map<string, OwnMonth[]>();
  for (const { domain, measure, period, amount } of readings) {
    const ref = measureRef(domain, measure);
    if (!ref || period.length !== 7) continue;
    const months = monthsByKey.get(ref.key) ?? [];
    if (months.some((one) => one.period === period)) continue;
    months.push({ period, value: amount / Number(UNITS[ref.measure.unit].factor) });
    monthsByKey.set(ref.key, months);
  }
  return monthsByKey;
}

/** The newest yearly total of each measure (`domain.measure`), in the display unit. */
export function newestYears(
  readings: readonly Pick<ImportedReading, "domain" | "measure" | "period" | "amount">[],
): ReadonlyMap<string, number> {
  const totals = new Map<string, number>();
  for (const { domain, measure, period, amount } of [...readings].sort((a, b) => b.period.localeCompare(a.period))) {
    const ref = measureRef(domain, measure);
    if (!ref || period.length !== 4 || totals.has(ref.key)) continue;
    totals.set(ref.key, amount / Number(UNITS[ref.measure.unit].factor));
  }
  return totals;
}
