/** Months since 1970-01, UTC: 0 is January 1970. */
export function monthNumber(instant: Date): number {
  return (instant.getUTCFullYear() - 1970) * 12 + instant.getUTCMonth();
}

/** `YYYY-MM` of a number of months since 1970-01. */
export function monthName(month: number): string {
  return new Date(Date.UTC(1970, month, 1)).toISOString().slice(0, 7);
}

/**
 * The last month of receipt that is past retention. The day of receipt is not kept, so a whole month
 * expires when its first day would: a donation stays more than `months` − 1 months, and never more
 * than `months`.
 *
 * @param now an instant, or the number of its month
 */
export function lastExpiredMonth(now: Date | number, months: number): number {
  return (typeof now === "number" ? now : monthNumber(now)) - months;
}

/**
 * The month of receipt that what was frozen for a calendar year is kept by. Where it is not known, for it was frozen before
 * it was noted, it is the year's January: no donation with a reading of the year came in earlier.
 */
export function frozenMonth(year: number, received: number | null): number {
  return received ?? (year - 1970) * 12;
}
