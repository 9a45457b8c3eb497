import { isOver, parsePeriod, periodsOf, type Step } from "../../src/contract/period.ts";
import { homesFor } from "../visit/commons.ts";
import type { Atlas } from "./atlas.ts";
import type { Choice } from "./choice.ts";

/** A level of the territory in a year: which of its publications are there, and which are to come. */
export interface LevelDue {
  readonly level: string;
  readonly often: Step;
  readonly periods: readonly { readonly id: string; readonly done: boolean }[];
  /** homes that a place of it needs; null: nobody said */
  readonly needed: number | null;
}

/** The calendar of a year, level by level, from what the notice states and from what is published; none where neither says anything. */
export function levelsDue(atlas: Atlas, choice: Pick<Choice, "ref"> | null, year: number): LevelDue[] {
  const done = new Set(atlas.releases.map(({ period }) => period));
  return (atlas.levelsDue ?? []).flatMap(({ level, frequency }): LevelDue[] => {
    const often = frequency as Step;
    const periods = periodsOf(year, often).map(({ id }) => ({ id, done: done.has(id) }));
    return [{ level, often, periods, needed: choice ? homesFor(atlas, choice.ref.key, level) : null }];
  });
}

/** The first period of a level that is to come: it ends after today; null: none of the year. */
export function firstDue({ periods }: Pick<LevelDue, "periods">, today: Date): string | null {
  return periods.find(({ id, done }) => !done && !isOver(parsePeriod(id), today))?.id ?? null;
}

/** Where a year stands today, from 0 to 1; null: it is another year. */
export function todayIn(year: number, today: Date): number | null {
  if (today.getUTCFullYear() !== year) return null;
  const [from, to] = [Date.UTC(year, 0), Date.UTC(year + 1, 0)];
  return (today.getTime() - from) / (to - from);
}

/** Is nothing published but the whole: the first months of a commons? */
export function inFirstMonths(atlas: Atlas): boolean {
  const root = atlas.tree.root.code;
  return !atlas.rows.some((row) => row.OBS_VALUE !== null && row.REF_AREA !== root && row.STATISTIC === "MEAN");
}

/** The year that the calendar shows: that of the newest publication, else of today. */
export function yearShown(atlas: Atlas, today: Date): number {
  const newest = atlas.releases[0];
  return newest ? parsePeriod(newest.period).year : today.getUTCFullYear();
}
