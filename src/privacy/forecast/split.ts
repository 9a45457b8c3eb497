import { type CalendarLevel, type CalendarStep, publicationsOf } from "./calendar.ts";

/** What is measured of a cell. Each quantity has its own part of what a table has. */
export const QUANTITIES = ["counts", "sums", "histograms"] as const;

/** One table of a level in the publications of one step, and how many of those there are in a year. */
export interface YearTable {
  readonly level: string;
  readonly table: "_T" | "types";
  readonly step: CalendarStep;
  readonly times: number;
  /** has histograms */
  readonly binned: boolean;
}

/** Parts of a measure's year that a table has, over all publications of its step together. */
export interface TableParts extends Pick<YearTable, "level" | "table" | "step"> {
  readonly counts: number;
  readonly sums: number;
  readonly histograms: number;
}

/** Every table of a calendar: the whole first, all homes before types, the shortest step first. */
export function tablesOfCalendar(levels: readonly CalendarLevel[]): YearTable[] {
  const publications = publicationsOf(levels);
  return levels.flatMap(({ level, typed, histograms: binned }) =>
    (typed ? (["_T", "types"] as const) : (["_T"] as const)).flatMap((table) =>
      publications
        .filter(({ due }) => due.some((dueLevel) => dueLevel.level === level))
        .map(({ step, times }) => ({ level, table, step, times, binned })),
    ),
  );
}

/** Shares of quantities; and of levels, which add up to 1. */
export interface EvenShares {
  readonly counts: number;
  readonly sums: number;
  readonly histograms: number;
  readonly levels: Readonly<Record<string, number>>;
}

/** Even shares of the quantities: what a search for better ones starts from, and is compared with. */
export const EVEN_SHARES = { counts: 0.2, sums: 0.55, histograms: 0.25 } as const;

/**
 * Shares of the levels by how many are published, whole first. Where there are more than three, the whole has a fifth, and the
 * others share the rest.
 */
export function evenLevels(used: number): readonly number[] {
  const few = [[], [1], [0.4, 0.6], [0.2, 0.3, 0.5]][used];
  return few ?? Array.from({ length: used }, (_, i) => (i === 0 ? 0.2 : 0.8 / (used - 1)));
}

/**
 * Splits each quantity's share over the levels, and a level's part evenly over its tables and publications. Histograms are split
 * over the levels that have them; where none has, their share goes to counts and sums.
 */
export function evenParts(levels: readonly CalendarLevel[], shares: EvenShares): TableParts[] {
  const { counts, sums, histograms } = shares;
  const levelShare = (level: string) => shares.levels[level] ?? 0;
  const binned = levels.reduce((sum, one) => sum + (one.histograms ? levelShare(one.level) : 0), 0);
  const spread = binned > 0 ? 1 : (counts + sums + histograms) / (counts + sums);
  return tablesOfCalendar(levels).map(({ level, table, step, times, binned: hasBins }) => {
    const { publications, typed } = levels.find((candidate) => candidate.level === level) as CalendarLevel;
    const share = (levelShare(level) * times) / (publications * (typed ? 2 : 1));
    const bins = hasBins ? (histograms * share) / binned : 0;
    return { level, table, step, counts: counts * share * spread, sums: sums * share * spread, histograms: bins };
  });
}
