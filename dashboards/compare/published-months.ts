/** The months of the calendar, `01` to `12`, that a period has; none of a whole year. */
export function monthsIn(period: string): readonly string[] {
  const part = period.slice(5);
  if (!part.startsWith("Q")) return part === "" ? [] : [part];
  const last = 3 * Number(part.slice(1));
  return [last - 2, last - 1, last].map((month) => String(month).padStart(2, "0"));
}

export const isQuarter = (period: string): boolean => period.includes("Q");

/** Those of some periods that have all of some months of the calendar: the shortest first, and else in their order. */
export function periodsWith(periods: readonly string[], months: readonly string[]): readonly string[] {
  if (months.length === 0) return [];
  return periods
    .filter((period) => months.every((month) => monthsIn(period).includes(month)))
    .sort((a, b) => monthsIn(a).length - monthsIn(b).length);
}
