import { monthOf, type Period, parsePeriod, periodsOf, STEPS, type Step, stepWithin } from "../../src/contract/period.ts";
import { MEASURES, type MeasureRef, minimumMonths } from "../../src/domains/index.ts";
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

/** What the readings of a measure count in, in future publications of one step. */
export interface StepUse {
  readonly step: Step;
  /** years of publications for which there are enough months, oldest first */
  readonly counts: readonly string[];
  /** the day by which the first of them is expected, `YYYY-MM-DD`; null: there is none */
  readonly due: string | null;
  /** of later years, the publication that comes closest and still lacks months; null where there is none */
  readonly short: {
    readonly period: string;
    readonly months: number;
    readonly needed: number;
    readonly missing: readonly string[];
  } | null;
}

/** What the readings of a measure count in at one level: the level's own step first, then longer ones. */
export interface LevelUse {
  readonly level: string;
  readonly steps: readonly StepUse[];
}

export interface MeasureUse {
  readonly ref: MeasureRef;
  /** published levels, the smallest areas first */
  readonly levels: readonly LevelUse[];
  readonly months: readonly MonthsAtLevel[];
  readonly begun: readonly BegunPeriod[];
}

/** A period to come shorter than a year, of which months were given, and not enough. */
export interface BegunPeriod {
  readonly period: string;
  /** `YYYY-MM`, in order */
  readonly missing: readonly string[];
}

/** The periods, shorter than a year, that readings of a measure began and do not count in. */
const begunOf = (ref: MeasureRef, periods: ReadonlySet<string>, coming: readonly Period[]): BegunPeriod[] =>
  coming.flatMap(({ id, step, months }) => {
    const missing = months.filter((month) => !periods.has(month));
    const given = months.length - missing.length;
    return step === "year" || given === 0 || given >= minimumMonths(ref.measure, step) ? [] : [{ period: id, missing }];
  });

/** What the months and year totals of a measure count in. A household needs as many months of a period as `minimumMonths` says. */
function stepUseOf(ref: MeasureRef, periods: ReadonlySet<string>, step: Step, coming: readonly Period[]): StepUse {
  const needed = minimumMonths(ref.measure, step);
  const ofStep = coming
    .filter((one) => one.step === step)
    .map(({ id, year, months }) => ({
      period: id,
      year: String(year),
      months: months.filter((month) => periods.has(month)).length,
      missing: months.filter((month) => !periods.has(month)),
      isTotal: step === "year" && periods.has(id),
      due: dueOf(months),
    }));
  const isEnough = ({ months, isTotal }: (typeof ofStep)[number]): boolean => isTotal || months >= needed;
  const enough = ofStep.filter(isEnough);
  const counts = [...new Set(enough.map(({ year }) => year))].sort();
  const last = counts.at(-1) ?? "";
  const [closest] = ofStep
    .filter((one) => one.months > 0 && !isEnough(one) && one.year > last)
    .sort((a, b) => b.months - a.months || b.period.localeCompare(a.period));
  return {
    step,
    counts,
    due: enough.map(({ due }) => due).sort()[0] ?? null,
    short: closest ? { period: closest.period, months: closest.months, needed, missing: closest.missing } : null,
  };
}

/**
 * What readings count in, by measure and level. A publication of a step has the levels of that step and of shorter ones, so a level
 * that is published once a year needs the months of a year, whatever the whole territory needs for a month. Measures without a
 * reading in a future publication are left out.
 */
export function usesOf(
  readings: readonly ReadingSlot[],
  measures: readonly MeasureRef[],
  coming: readonly Period[],
  levels: Calendar["protection"]["levels"],
): MeasureUse[] {
  return measures.flatMap((ref) => {
    const periods = new Set(
      readings.filter(({ domain, measure }) => `${domain}.${measure}` === ref.key).map(({ period }) => period),
    );
    if (![...periods].some((period) => isOfUse(period, coming))) return [];
    const stepUses = STEPS.filter((step) => levels.some(({ frequency }) => frequency === step)).map((step) =>
      stepUseOf(ref, periods, step, coming),
    );
    const levelUses = levels.flatMap(({ level, frequency }) =>
      frequency === "never" ? [] : [{ level, steps: stepUses.filter(({ step }) => stepWithin(frequency, step)) }],
    );
    const months = monthsByLevel(readings, ref, coming, levels);
    return [{ ref, levels: levelUses.reverse(), months, begun: begunOf(ref, periods, coming) }];
  });
}

/** Months of a measure that count at a level, and at none of smaller places; or at none. */
export interface MonthsAtLevel {
  /** null: in no publication to come */
  readonly level: string | null;
  /** `YYYY-MM`, in order */
  readonly months: readonly string[];
}

/**
 * Where each month of a measure counts that a publication to come may use, by the smallest level: a household without enough months of a
 * publication's period is not in it (`minimumMonths`, as the pipeline weighs them), and a level is in the publications of its own step and of longer ones.
 */
export function monthsByLevel(
  readings: readonly ReadingSlot[],
  ref: MeasureRef,
  coming: readonly Period[],
  levels: Calendar["protection"]["levels"],
): MonthsAtLevel[] {
  const given = readings.filter(({ domain, measure }) => `${domain}.${measure}` === ref.key).map(({ period }) => period);
  const isEnough = ({ id, step, months }: Period): boolean =>
    (step === "year" && given.includes(id)) ||
    months.filter((month) => given.includes(month)).length >= minimumMonths(ref.measure, step);
  const enough = coming.filter(isEnough);
  const smallestFirst = levels.toReversed();
  const levelOf = (month: string): string | null =>
    smallestFirst.find(
      ({ frequency }) =>
        frequency !== "never" && enough.some(({ step, months }) => stepWithin(frequency, step) && months.includes(month)),
    )?.level ?? null;
  const used = [...new Set(given)].filter((period) => period.length === 7 && isOfUse(period, coming)).sort();
  return [...smallestFirst.map(({ level }) => level), null].flatMap((level) => {
    const months = used.filter((month) => levelOf(month) === level);
    return months.length === 0 ? [] : [{ level, months }];
  });
}

/** Tells whether readings count in a publication to come at a level. */
export const doesCount = ({ steps }: LevelUse): boolean => steps.some(({ counts }) => counts.length > 0);

/** The smallest level that is published by the quarter, and no more often. */
export const quarterLevel = ({ levels }: MeasureUse): string | undefined =>
  levels.find(({ steps: [first] }) => first?.step === "quarter")?.level;

/** Years of the publications to come in which the home counts at its smallest place. */
export const yearsAtHome = (uses: readonly MeasureUse[]): string[] =>
  [...new Set(uses.flatMap(({ levels }) => levels[0]?.steps.flatMap(({ counts }) => counts) ?? []))].sort();

/** Tells whether a home that gives these measures has given enough of each for a publication of a period, at the smallest level. */
export function isEnoughFor(period: string, readings: readonly ReadingSlot[], levels: Calendar["protection"]["levels"]): boolean {
  const refs = MEASURES.filter(({ key }) => readings.some(({ domain, measure }) => `${domain}.${measure}` === key));
  const uses = usesOf(readings, refs, [parsePeriod(period)], levels);
  return (
    refs.length > 0 && uses.length === refs.length && uses.every(({ levels: [leaf] }) => leaf !== undefined && doesCount(leaf))
  );
}

/** Readings with the months of a period that come after the last one of each measure. */
export function withLastMonths(readings: readonly ReadingSlot[], period: string): ReadingSlot[] {
  const { months } = parsePeriod(period);
  const lastOf = new Map<string, ReadingSlot>();
  for (const one of [...readings].sort((a, b) => a.period.localeCompare(b.period)))
    lastOf.set(`${one.domain}.${one.measure}`, one);
  const later = (last: ReadingSlot): ReadingSlot[] =>
    months.filter((month) => month > last.period).map((month) => ({ ...last, period: month }));
  return [...readings, ...[...lastOf.values()].flatMap(later)];
}

/** Years of the publications, oldest first. */
export function yearsOf(coming: readonly Period[]): string[] {
  return [...new Set(coming.map(({ year }) => String(year)))].sort();
}

/** The day on which one is reminded to add months, and the publication that it comes before. */
export interface Reminder {
  /** `YYYY-MM-DD`, after today */
  readonly day: string;
  /** its period, and the day by which it is expected; null: no period ends until then */
  readonly before: { readonly period: string; readonly due: string } | null;
}

/** By `ADD_DAY` of a month one has the figures of the month before, and by `DUE_DAY` a publication on them is expected. */
const ADD_DAY = 5;
const DUE_DAY = 20;

/** Months after which one is reminded at the latest: a season's figures are added at once. */
const SEASON = 3;

/** A day of the month that comes `months` after `month` (`YYYY-MM`). */
function dayAfter(month: string, months: number, day: number): string {
  const [year = 0, number = 1] = month.split("-").map(Number);
  return new Date(Date.UTC(year, number - 1 + months, day)).toISOString().slice(0, 10);
}

/** The day by which a publication on these months is expected. */
const dueOf = (months: readonly string[]): string => dayAfter(months.at(-1) ?? "", 1, DUE_DAY);

/** The day by which the next publication is expected, after today; null: none of those announced is to come, or nothing is published yet. */
export function nextDue(calendar: Calendar, releases: readonly Released[], now: Date): string | null {
  const days = releases.length === 0 ? [] : comingOf(calendar, releases, monthOf(now)).map(({ months }) => dueOf(months));
  return days.sort().find((day) => day > now.toISOString().slice(0, 10)) ?? null;
}

/** When to add months: before the publication whose period ends next or, of two that end together, the shorter; within a season. */
export function reminderOf(coming: readonly Period[], now: Date): Reminder {
  const [next] = coming
    .map(({ id, months }) => ({ id, length: months.length, end: months.at(-1) ?? "" }))
    .map((one) => ({ ...one, day: dayAfter(one.end, 1, ADD_DAY) }))
    .filter(({ day }) => day > now.toISOString().slice(0, 10))
    .sort((a, b) => a.day.localeCompare(b.day) || a.length - b.length);
  const season = dayAfter(monthOf(now), SEASON, ADD_DAY);
  if (next === undefined || next.day > season) return { day: season, before: null };
  return {
    day: next.day,
    before: { period: next.id, due: dueOf([next.end]) },
  };
}
