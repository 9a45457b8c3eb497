import type { Observation, Statistic } from "../../src/contract/observation.ts";
import { absenceOf } from "../shared/absence.ts";
import type { AreaTree } from "../shared/areas.ts";
import { colon } from "../shared/format.ts";
import type { Lang } from "../shared/i18n.ts";
import { homesFor } from "../visit/commons.ts";
import { rowIndex } from "./figures.ts";
import { axisDifference } from "./phrases.ts";
import { type Axis, areasOf, axesOf, statisticsOf } from "./selection.ts";
import type { ExploreState } from "./store.ts";
import { absencesText } from "./table-rows.ts";

/** What became of a figure that was asked for; the first two are published. */
export const FATES = ["sure", "wide", "few", "other", "imprecise", "none"] as const;
export type Fate = (typeof FATES)[number];

type Counts = Readonly<Record<Fate, number>>;

/** Figures that are withheld for one reason. */
export interface Withheld {
  /** the reason, in the words of every view */
  readonly why: string;
  readonly fate: Fate;
  /** few places, each with the subjects that it lacks where it has others; many are counted by the place that they lie in */
  readonly names: readonly string[];
}

/** How much of what was asked for is published, and why the rest is not. */
export interface Coverage {
  readonly asked: number;
  readonly published: number;
  readonly counts: Counts;
  /** the same for each subject of several, in words */
  readonly bySubject: readonly { readonly name: string; readonly counts: Counts }[];
  readonly withheld: readonly Withheld[];
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

interface AskedRow {
  readonly axis: Axis;
  readonly area: string;
  /** undefined: never published at the level, for a subject that others publish */
  readonly row: Observation | undefined;
  readonly fate: Fate;
}

function askedRows({ selection, rows, facts }: Pick<ExploreState, "selection" | "rows" | "facts">): AskedRow[] {
  const index = rowIndex(rows);
  const statistics = askedStatistics(selection);
  // A subject without any row, such as a kind of home of another measure, was not asked for.
  const axes = axesOf(selection).filter((axis) => index.has(axis));
  return axes.flatMap((axis) =>
    areasOf(selection, facts.tree).flatMap((area) =>
      statistics.map((statistic): AskedRow => {
        const row = index.at(axis, area, statistic);
        return { axis, area, row, fate: fateOf(row) };
      }),
    ),
  );
}

function countsOf(rows: readonly AskedRow[]): Counts {
  const counts = { sure: 0, wide: 0, few: 0, other: 0, imprecise: 0, none: 0 };
  for (const { fate } of rows) counts[fate]++;
  return counts;
}

/** Most places that are named one by one: of more, several are named alike, and nobody reads them. */
const MOST_NAMED = 12;

/** How many places lie in each of several, those with most first; null where places are few enough to be named, or lie in one. */
function countedWithin(areas: readonly string[], tree: AreaTree, lang: Lang): string[] | null {
  const parents = areas.map((code) => tree.get(tree.get(code)?.parent ?? "")?.name);
  const names = [...new Set(parents)].filter((name) => name !== undefined);
  if (areas.length <= MOST_NAMED || names.length < 2) return null;
  const counts = names.map((name) => ({ name, n: parents.filter((one) => one === name).length }));
  return counts.sort((a, b) => b.n - a.n).map(({ name, n }) => `${name}${colon(lang)}${n}`);
}

/** Counts the figures of a selection by what became of them, and names those that are withheld. */
export function coverageOf(shown: Pick<ExploreState, "selection" | "rows" | "facts">, lang: Lang): Coverage {
  const { selection, facts } = shown;
  const rows = askedRows(shown);
  const axes = [...new Set(rows.map(({ axis }) => axis))];
  const counts = countsOf(rows);
  const difference = (axis: Axis): string => axisDifference(axis, selection, facts, lang);
  const withheld = FATES.slice(2).flatMap((fate): Withheld[] => {
    const own = rows.filter((one) => one.fate === fate);
    const areas = [...new Set(own.map(({ area }) => area))];
    const names = areas.map((area) => {
      const name = facts.tree.get(area)?.name ?? area;
      const lacking = new Set(own.filter((one) => one.area === area).map(({ axis }) => axis));
      return lacking.size === axes.length ? name : `${name} (${[...lacking].map(difference).join(", ")})`;
    });
    const why = own[0] && absencesText(absenceOf(own[0].row), own.length, lang);
    return why === undefined ? [] : [{ why, fate, names: countedWithin(areas, facts.tree, lang) ?? names }];
  });
  const few = rows.find(({ fate }) => fate === "few" || fate === "imprecise");
  return {
    asked: rows.length,
    published: counts.sure + counts.wide,
    counts,
    bySubject:
      axes.length < 2
        ? []
        : axes.map((axis) => ({ name: difference(axis), counts: countsOf(rows.filter((one) => one.axis === axis)) })),
    withheld,
    fewLevel: few ? (facts.tree.get(few.area)?.level ?? null) : null,
  };
}

/** Number of homes with which a figure of a level is published every other time; null for percentiles, which need more than a mean. */
export function neededAt(
  { selection, facts, report }: Pick<ExploreState, "selection" | "facts" | "report">,
  level: string,
): number | null {
  if (/^P\d/.test(selection.statistic)) return null;
  return homesFor({ report, catalog: facts.catalog }, selection.measures[0] ?? "", level);
}
