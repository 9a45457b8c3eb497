const DAY = 86_400_000;

/** Days since 1970-01-01, UTC. */
export function dayOf(instant: Date): number {
  return Math.floor(instant.getTime() / DAY);
}

/** `YYYY-MM-DD` of a number of days since 1970-01-01. */
export function dateOf(day: number): string {
  return new Date(day * DAY).toISOString().slice(0, 10);
}

/**
 * The last day of receipt that is past retention: `months` calendar months before `now`, or the
 * last day of a month that is too short.
 */
export function lastExpiredDay(now: Date, months: number): number {
  const year = now.getUTCFullYear();
  const month = now.getUTCMonth() - months;
  const lastOfMonth = new Date(Date.UTC(year, month + 1, 0)).getUTCDate();
  return dayOf(new Date(Date.UTC(year, month, Math.min(now.getUTCDate(), lastOfMonth))));
}
