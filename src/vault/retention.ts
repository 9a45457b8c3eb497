import { monthName } from "../contract/period.ts";

/** Months since 1970-01, UTC: 0 is January 1970. */
export function monthNumber(instant: Date): number {
  return (instant.getUTCFullYear() - 1970) * 12 + instant.getUTCMonth();
}

/** `YYYY-MM` of a number of months since 1970-01. */
export function receiptMonth(month: number): string {
  return monthName(12 * 1970 + month);
}

/**
 * Months for which the terms keep a donation: those of this calendar year, of the one before, and so on back. The last
 * one holds for all before it.
 */
export type Retention = readonly [number, ...number[]];

/**
 * Months for which what came in a month is kept: the fewest of all terms since. Longer ones that were announced later
 * lengthen nothing that was given before.
 */
export function keptMonths(received: number, now: Date | number, retention: Retention): number {
  const years = yearOf(monthOf(now)) - yearOf(received);
  return Math.min(...retention.slice(0, Math.max(years, 0) + 1));
}

/**
 * The last month of receipt that is past retention. The day of receipt is not kept, so a whole month expires when its
 * first day would: a donation stays more than its months − 1, and never more than its months. What came earlier is kept no
 * longer, so that all before are past it too.
 *
 * @param now an instant, or the number of its month
 */
export function lastExpiredMonth(now: Date | number, retention: Retention): number {
  const month = monthOf(now);
  for (let year = yearOf(month); ; year -= 1) {
    const january = (year - 1970) * 12;
    const last = Math.min(january + 11, month - keptMonths(january, month, retention));
    if (last >= january) return last;
  }
}

function monthOf(now: Date | number): number {
  return typeof now === "number" ? now : monthNumber(now);
}

/** The calendar year of a month since 1970-01. */
function yearOf(month: number): number {
  return 1970 + Math.floor(month / 12);
}

/**
 * The month of receipt whose retention a frozen year follows. Where it is not known, because the year was frozen before
 * the month was noted, it is the year's January: no donation with a reading of the year came in earlier.
 */
export function frozenMonth(year: number, received: number | null): number {
  return received ?? (year - 1970) * 12;
}
