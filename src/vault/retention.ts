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
 * Months for which a donation is kept, by the terms of this calendar year, of the year before, and so on backwards. The last
 * value also holds for all earlier years.
 */
export type Retention = readonly [number, ...number[]];

/**
 * Months for which a donation received in a month is kept: the fewest of all terms in force since then. Longer retention
 * announced later does not apply to it.
 */
export function keptMonths(received: number, now: Date | number, retention: Retention): number {
  const years = yearOf(monthOf(now)) - yearOf(received);
  return Math.min(...retention.slice(0, Math.max(years, 0) + 1));
}

/**
 * The last month of receipt that is past retention. The day of receipt is not stored, so a month expires as a whole, as early as
 * its first day: a donation is kept for more than its months − 1, and never for more than its months. Earlier months expire no
 * later, so all of them are past retention too.
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

/** The calendar year of a month that is counted from 1970-01. */
function yearOf(month: number): number {
  return 1970 + Math.floor(month / 12);
}

/**
 * The month of receipt whose retention a frozen year follows. Years frozen by versions that did not note it follow their January:
 * no donation with a reading of the year can have come in earlier.
 */
export function frozenMonth(year: number, received: number | null): number {
  return received ?? (year - 1970) * 12;
}
