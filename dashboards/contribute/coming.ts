import { type Period, periodsOf, STEPS } from "../../src/contract/period.ts";
import { type MeasureRef, minimumMonths } from "../../src/domains/index.ts";
import type { ImportedReading } from "../../src/importers/report.ts";
import type { Catalog, Notice } from "../shared/data.ts";

/** What the page knows of the calendar: how often each level is published, whether a year is once more, how long readings are kept. */
export type Calendar = Pick<Notice["facts"], "retention_months"> & {
  readonly protection: Pick<Notice["facts"]["protection"], "levels" | "revised">;
};
type Released = Pick<Catalog["releases"][number], "period" | "step" | "revision">;
/** What a reading is of, without its amount. */
export type ReadingSlot = Pick<ImportedReading, "domain" | "measure" | "period">;

/** Months since the year 0. */
const ordinal = (month: string): number => 12 * Number(month.slice(0, 4)) + Number(month.slice(5)) - 1;

/**
 * The periods of publications to come that a reading sent this month can still be of use to: of this year and the last, at the steps
 * of the calendar, later than what was published at that step (or a year to be published once more), not of a year before the first
 * publication, and over before the reading is erased. Of others nothing announces a publication: there may be one, and nobody can
 * promise it.
 *
 * @param month that it is, `YYYY-MM`
 */
export function comingOf({ protection, retention_months }: Calendar, releases: readonly Released[], month: string): Period[] {
  const made = releases.filter(({ revision }) => revision === 0);
  const revised = new Set(releases.filter(({ revision }) => revision > 0).map(({ period }) => period));
  const first = Math.min(...made.map(({ period }) => Number(period.slice(0, 4))));
  const isToCome = ({ id, step, year }: Period): boolean => {
    const again = step === "year" && protection.revised && made.some(({ period }) => period === id) && !revised.has(id);
    const newest = made.filter((one) => one.step === step).map(({ period }) => period);
    return again || (newest.every((period) => period < id) && (made.length === 0 || year >= first));
  };
  const isKept = ({ months }: Period): boolean => ordinal(months.at(-1) as string) + 1 < ordinal(month) + retention_months;
  const year = Number(month.slice(0, 4));
  const steps = STEPS.filter((step) => protection.levels.some(({ frequency }) => frequency === step));
  return [year - 1, year]
    .flatMap((of) => steps.flatMap((step) => periodsOf(of, step)))
    .filter((period) => isToCome(period) && isKept(period));
}

/** Is a reading of that period of use to one of them: a month within it, or the total of its year? */
export function isOfUse(period: string, coming: readonly Period[]): boolean {
  return coming.some(({ id, months }) => id === period || months.includes(period));
}

/** The month to begin with by default: the first of the coming publications; without one, January of next year. */
export function startOf(coming: readonly Period[], month: string): string {
  const first = coming.map(({ months }) => months[0] as string).sort()[0];
  return first ?? `${Number(month.slice(0, 4)) + 1}-01`;
}

/** What becomes of readings in the publications to come. */
export interface ReadingUse {
  /** years of those in which a measure of them counts */
  readonly counts: readonly string[];
  /** years of those for which there are too few months yet, of every measure */
  readonly tooFew: readonly string[];
  /** how many readings none of them is about */
  readonly idle: number;
}

/** @param measures in use: what one of them needs to count is its own */
export function readingUseOf(
  readings: readonly ReadingSlot[],
  measures: readonly MeasureRef[],
  coming: readonly Period[],
): ReadingUse {
  const [counts, tooFew] = [new Set<string>(), new Set<string>()];
  for (const ref of measures) {
    const periods = readings.filter(({ domain, measure }) => `${domain}.${measure}` === ref.key).map(({ period }) => period);
    for (const { step, months, year, id } of coming) {
      const found = months.filter((month) => periods.includes(month)).length;
      const enough = found >= minimumMonths(ref.measure, step) || (step === "year" && periods.includes(id));
      if (enough) counts.add(String(year));
      else if (found > 0) tooFew.add(String(year));
    }
  }
  return {
    counts: [...counts].sort(),
    tooFew: [...tooFew].filter((year) => !counts.has(year)).sort(),
    idle: readings.filter(({ period }) => !isOfUse(period, coming)).length,
  };
}

/** The years that they are about, oldest first. */
export function yearsOf(coming: readonly Period[]): string[] {
  return [...new Set(coming.map(({ year }) => String(year)))].sort();
}

/** The publication to come that is made first, and the day from which it may be looked for. */
export interface NextPublication {
  readonly period: string;
  /** `YYYY-MM-DD`, after today */
  readonly day: string;
  /** its period is over, and some weeks more: it may be made any day */
  readonly late: boolean;
}

/** Most publications are made within weeks of their period's end: the middle of the month after. */
const DAY = 15;

/** The middle of the month that comes `months` after `month`. @param month `YYYY-MM` */
export function middleAfter(month: string, months: number): string {
  const [year = 0, number = 1] = month.split("-").map(Number);
  return new Date(Date.UTC(year, number - 1 + months, DAY)).toISOString().slice(0, 10);
}

/**
 * The one that is made first: publications go forward, so it is that of the period which ends first, and of two that end together
 * the shorter. One that is late is still the next, and is looked for in the middle of a month that is ahead.
 *
 * @param now the day that it is
 * @returns null where none is to come
 */
export function nextOf(coming: readonly Period[], now: Date): NextPublication | null {
  const end = ({ months }: Period): string => months.at(-1) ?? "";
  const [next] = [...coming].sort((a, b) => end(a).localeCompare(end(b)) || a.months.length - b.months.length);
  if (!next) return null;
  const today = now.toISOString().slice(0, 10);
  const [due, soon, later] = [middleAfter(end(next), 1), middleAfter(today.slice(0, 7), 0), middleAfter(today.slice(0, 7), 1)];
  const ahead = soon > today ? soon : later;
  return { period: next.id, day: due > today ? due : ahead, late: due <= today };
}
