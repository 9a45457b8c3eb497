import type { Observation, Statistic } from "../../src/contract/observation.ts";
import { absenceOf } from "../shared/absence.ts";
import type { Lang } from "../shared/i18n.ts";
import { homesFor } from "../visit/commons.ts";
import { rowIndex } from "./figures.ts";
import { areasOf, axesOf, statisticsOf } from "./selection.ts";
import type { ExploreState } from "./store.ts";
import { absencesText } from "./table-rows.ts";

/** What became of a figure that was asked for; the first two are published. */
export const FATES = ["sure", "wide", "few", "other", "imprecise", "none"] as const;
export type Fate = (typeof FATES)[number];

/** How much of what was asked for is published, and why the rest is not. */
export interface Coverage {
  readonly asked: number;
  readonly published: number;
  readonly counts: Readonly<Record<Fate, number>>;
  /** why figures are withheld, in the words of every view */
  readonly why: Readonly<Partial<Record<Fate, string>>>;
  /** the level of a place that may lack homes; null where none does */
  readonly fewLevel: string | null;
}

function fateOf(row: Observation | undefined): Fate {
  if (!row) return "none";
  if (row.OBS_VALUE !== null) return row.OBS_STATUS === "U" ? "wide" : "sure";
  const why = absenceOf(row);
  return why === "unpublished" ? "none" : why;
}

/** The statistics that were asked for: numbers of homes beside figures were not. */
function askedStatistics(selection: ExploreState["selection"]): readonly Statistic[] {
  const all = statisticsOf(selection);
  return all.length === 1 ? all : all.filter((one) => one !== "COUNT");
}

function askedRows({ selection, rows, facts }: Pick<ExploreState, "selection" | "rows" | "facts">) {
  const index = rowIndex(rows);
  const statistics = askedStatistics(selection);
  // A subject without any row, such as a kind of home of another measure, was not asked for.
  const axes = axesOf(selection).filter((axis) => index.has(axis));
  return axes.flatMap((axis) =>
    areasOf(selection, facts.tree).flatMap((area) =>
      statistics.map((statistic) => {
        // None: never published at the level, for a subject that others publish.
        const row = index.at(axis, area, statistic);
        return { area, row, fate: fateOf(row) };
      }),
    ),
  );
}

/** Counts the figures of a selection by what became of them. */
export function coverageOf(shown: Pick<ExploreState, "selection" | "rows" | "facts">, lang: Lang): Coverage {
  const rows = askedRows(shown);
  const counts = { sure: 0, wide: 0, few: 0, other: 0, imprecise: 0, none: 0 };
  for (const { fate } of rows) counts[fate]++;
  const why = FATES.slice(2).flatMap((fate): [Fate, string][] => {
    const found = rows.find((one) => one.fate === fate);
    return found ? [[fate, absencesText(absenceOf(found.row), counts[fate], lang)]] : [];
  });
  const few = rows.find(({ fate }) => fate === "few" || fate === "imprecise");
  return {
    asked: rows.length,
    published: counts.sure + counts.wide,
    counts,
    why: Object.fromEntries(why),
    fewLevel: few ? (shown.facts.tree.get(few.area)?.level ?? null) : null,
  };
}

/** Number of homes with which a figure of a level is published every other time; null for percentiles, which need more than a mean. */
export function neededAt(
  { selection, facts, report }: Pick<ExploreState, "selection" | "facts" | "report">,
  level: string,
): number | null {
  if (/^P\d/.test(selection.statistic)) return null;
  const table = selection.types.includes("_T") ? "_T" : "types";
  return homesFor({ report, catalog: facts.catalog }, selection.measures[0] ?? "", level, table);
}
