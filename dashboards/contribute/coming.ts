import { type Period, periodsOf, STEPS } from "../../src/contract/period.ts";
import { type MeasureRef, minimumMonths } from "../../src/domains/index.ts";
import type { ImportedReading } from "../../src/importers/report.ts";
import type { Catalog, Notice } from "../shared/data.ts";

/**
 * The calendar as the notice states it: how often each level is published, whether a year is published again, how long readings
 * are kept.
 */
export type Calendar = Pick<Notice["facts"], "retention_months"> & {
  readonly protection: Pick<Notice["facts"]["protection"], "levels" | "revised">;
};
type Released = Pick<Catalog["releases"][number], "period" | "step" | "revision">;
/** The measure and period of a reading, without its amount. */
export type ReadingSlot = Pick<ImportedReading, "domain" | "measure" | "period">;

/** Months counted from the year 0. */
const ordinal = (month: string): number => 12 * Number(month.slice(0, 4)) + Number(month.slice(5)) - 1;

/**
 * Periods of future publications in which a reading sent in `month` (`YYYY-MM`) can count. They are of this year or the last, at
 * the calendar's steps, later than what is published at that step (or a year due to be published again), not of a year before the
 * first publication, and over before the reading is erased. Other publications may happen, but nothing announces them.
 */
export function comingOf({ protection, retention_months }: Calendar, releases: readonly Released[], month: string): Period[] {
  const firstReleases = releases.filter(({ revision }) => revision === 0);
  const revisedPeriods = new Set(releases.filter(({ revision }) => revision > 0).map(({ period }) => period));
  const first = Math.min(...firstReleases.map(({ period }) => Number(period.slice(0, 4))));
  const isToCome = ({ id, step, year }: Period): boolean => {
    const again =
      step === "year" && protection.revised && firstReleases.some(({ period }) => period === id) && !revisedPeriods.has(id);
    const published = firstReleases.filter((one) => one.step === step).map(({ period }) => period);
    return again || (published.every((period) => period < id) && (firstReleases.length === 0 || year >= first));
  };
  const isKept = ({ months }: Period): boolean => ordinal(months.at(-1) as string) + 1 < ordinal(month) + retention_months;
  const year = Number(month.slice(0, 4));
  const steps = STEPS.filter((step) => protection.levels.some(({ frequency }) => frequency === step));
  return [year - 1, year]
    .flatMap((of) => steps.flatMap((step) => periodsOf(of, step)))
    .filter((period) => isToCome(period) && isKept(period));
}

/** Tells whether a reading can count in one of the publications: as a month within its period, or as the total of its year. */
export function isOfUse(period: string, coming: readonly Period[]): boolean {
  return coming.some(({ id, months }) => id === period || months.includes(period));
}

/** The first month proposed for contribution: that of the earliest coming publication, else January of next year. */
export function firstMonthToContribute(coming: readonly Period[], month: string): string {
  const first = coming.map(({ months }) => months[0] as string).sort()[0];
  return first ?? `${Number(month.slice(0, 4)) + 1}-01`;
}

/** What becomes of readings in future publications. */
export interface ReadingUse {
  /** years in which a measure has enough months to count */
  readonly counts: readonly string[];
  /** years in which no measure has enough months yet */
  readonly tooFew: readonly string[];
  /** number of readings in no future publication */
  readonly idle: number;
}

/** Counts in which future publications the readings count. `measures` are those in use; each says how many months it needs. */
export function readingUseOf(
  readings: readonly ReadingSlot[],
  measures: readonly MeasureRef[],
  coming: readonly Period[],
): ReadingUse {
  const [counts, tooFew] = [new Set<string>(), new Set<string>()];
  for (const ref of measures) {
    const periods = readings.filter(({ domain, measure }) => `${domain}.${measure}` === ref.key).map(({ period }) => period);
    for (const { step, months, year, id } of coming) {
      const monthCount = months.filter((month) => periods.includes(month)).length;
      const isEnough = monthCount >= minimumMonths(ref.measure, step) || (step === "year" && periods.includes(id));
      if (isEnough) counts.add(String(year));
      else if (monthCount > 0) tooFew.add(String(year));
    }
  }
  return {
    counts: [...counts].sort(),
    tooFew: [...tooFew].filter((year) => !counts.has(year)).sort(),
    idle: readings.filter(({ period }) => !isOfUse(period, coming)).length,
  };
}

/** Years of the publications, oldest first. */
export function yearsOf(coming: readonly Period[]): string[] {
  return [...new Set(coming.map(({ year }) => String(year)))].sort();
}

/** The publication that is expected first, and the day from which to look for it. */
export interface NextPublication {
  readonly period: string;
  /** `YYYY-MM-DD`, after today */
  readonly day: string;
  /** true: its period ended some weeks ago, so it may appear any day */
  readonly late: boolean;
}

/** Day of the month from which a publication is expected, in the month after its period. Most appear within weeks. */
const DAY = 15;

/** The middle of the month that comes `months` after `month` (`YYYY-MM`). */
export function middleAfter(month: string, months: number): string {
  const [year = 0, number = 1] = month.split("-").map(Number);
  return new Date(Date.UTC(year, number - 1 + months, DAY)).toISOString().slice(0, 10);
}

/**
 * The publication expected first: the one whose period ends first or, of two that end together, the shorter. A late one remains
 * the next, and is expected in the middle of the current or the coming month, whichever is ahead. Null where none is to come.
 */
export function nextOf(coming: readonly Period[], now: Date): NextPublication | null {
  const end = ({ months }: Period): string => months.at(-1) ?? "";
  const [next] = [...coming].sort((a, b) => end(a).localeCompare(end(b)) || a.months.length - b.months.length);
  if (!next) return null;
  const today = now.toISOString().slice(0, 10);
  const [due, thisMonth, nextMonth] = [
    middleAfter(end(next), 1),
    middleAfter(today.slice(0, 7), 0),
    middleAfter(today.slice(0, 7), 1),
  ];
  const ahead = thisMonth > today ? thisMonth : nextMonth;
  return { period: next.id, day: due > today ? due : ahead, late: due <= today };
}
