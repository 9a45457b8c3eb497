import { isOver, parsePeriod, periodsOf, type Step } from "../../src/contract/period.ts";
import { isClosed } from "../shared/layout.ts";
import { homesFor } from "../visit/commons.ts";
import type { Atlas } from "./atlas.ts";
import type { Choice } from "./choice.ts";

/** The publications of a level in a year, past and future. */
export interface LevelDue {
  readonly level: string;
  readonly often: Step;
  readonly periods: readonly { readonly id: string; readonly done: boolean }[];
  /** homes that a place of the level needs; null: not stated */
  readonly needed: number | null;
}

/** The calendar of a year, level by level, from the notice and from what is published; empty where the notice is not loaded. */
export function levelsDue(atlas: Atlas, choice: Pick<Choice, "ref"> | null, year: number): LevelDue[] {
  const done = new Set(atlas.releases.map(({ period }) => period));
  return (atlas.levelsDue ?? []).flatMap(({ level, frequency }): LevelDue[] => {
    const often = frequency as Step;
    const periods = periodsOf(year, often).map(({ id }) => ({ id, done: done.has(id) }));
    return [{ level, often, periods, needed: choice ? homesFor(atlas, choice.ref.key, level) : null }];
  });
}

export const isPast = (period: string, today: Date): boolean => isOver(parsePeriod(period), today);

/** The first future period of a level, one that ends after today; null: none in the year. */
export function firstDue({ periods }: Pick<LevelDue, "periods">, today: Date): string | null {
  return periods.find(({ id, done }) => !done && !isPast(id, today))?.id ?? null;
}

/** The first period of a level of which nothing is due yet, in a commons' first months; null: something was, or no date is known. */
export function notBefore(atlas: Atlas, choice: Pick<Choice, "ref">, level: string, today = new Date()): string | null {
  if (isClosed(atlas.catalog) || !inFirstMonths(atlas)) return null;
  const due = levelsDue(atlas, choice, yearShown(atlas, today)).find((one) => one.level === level);
  return due && !due.periods.some(({ id, done }) => done || isPast(id, today)) ? firstDue(due, today) : null;
}

/** How much of the year has passed today, from 0 to 1; null in another year. */
export function todayIn(year: number, today: Date): number | null {
  if (today.getUTCFullYear() !== year) return null;
  const [from, to] = [Date.UTC(year, 0), Date.UTC(year + 1, 0)];
  return (today.getTime() - from) / (to - from);
}

/** Tells whether nothing but the whole is published, as in the first months of a commons. */
export function inFirstMonths(atlas: Atlas): boolean {
  const root = atlas.tree.root.code;
  return !atlas.rows.some((row) => row.OBS_VALUE !== null && row.REF_AREA !== root && row.STATISTIC === "MEAN");
}

/** The year of the calendar: that of the newest publication, else the current one. */
export function yearShown(atlas: Atlas, today: Date): number {
  const newest = atlas.releases[0];
  return newest ? parsePeriod(newest.period).year : today.getUTCFullYear();
}
