/** The calendar months (`01` to `12`) of a period; empty for a whole year. */
export function monthsIn(period: string): readonly string[] {
  const part = period.slice(5);
  if (!part.startsWith("Q")) return part === "" ? [] : [part];
  const last = 3 * Number(part.slice(1));
  return [last - 2, last - 1, last].map((month) => String(month).padStart(2, "0"));
}

export const isQuarter = (period: string): boolean => period.includes("Q");

/** The periods that contain all the given calendar months, shortest first and otherwise in the order given. */
export function periodsWith(periods: readonly string[], months: readonly string[]): readonly string[] {
  if (months.length === 0) return [];
  return periods
    .filter((period) => months.every((month) => monthsIn(period).includes(month)))
    .sort((a, b) => monthsIn(a).length - monthsIn(b).length);
}

/** The periods, those of `year` first and otherwise in the order given: what is of the year of one's own figure is nearest to it. */
export const ownYearFirst = (periods: readonly string[], year: string | undefined): readonly string[] =>
  year === undefined ? periods : [...periods].sort((a, b) => Number(b.startsWith(year)) - Number(a.startsWith(year)));

const nextMonth = (month: string): string => String((Number(month) % 12) + 1).padStart(2, "0");

/**
 * Calendar months in stretches of neighbours. One over the new year is not broken, but where all are of twelve months that begin with one of
 * them, which comes after none.
 *
 * @param first `01` to `12`; null: the months are of no twelve in particular
 */
export function stretchesOf(months: readonly string[], first: string | null = null): readonly (readonly string[])[] {
  const known = new Set(months);
  const follows = (month: string): string => (nextMonth(month) === first ? "" : nextMonth(month));
  const placeOf = (month: string): number => (Number(month) - Number(first ?? "01") + 12) % 12;
  const starts = [...known]
    .filter((month) => ![...known].some((other) => follows(other) === month))
    .sort((a, b) => placeOf(a) - placeOf(b));
  return starts.map((start) => {
    const stretch = [start];
    for (let month = follows(start); known.has(month); month = follows(month)) stretch.push(month);
    return stretch;
  });
}
