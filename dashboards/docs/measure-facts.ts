import type { Mechanism, PrivacyReport } from "../../src/contract/manifest.ts";
import { type Observation, STATISTICS, type Statistic } from "../../src/contract/observation.ts";
import type { Step } from "../../src/contract/period.ts";
import type { MeasureRef } from "../../src/domains/index.ts";
import { type Catalog, newestReleases } from "../shared/data.ts";
import { unitLabel } from "../shared/format.ts";
import type { Lang } from "../shared/i18n.ts";

/** The unit of a measure in this commons, as people write it. */
export function measureUnit(catalog: Catalog, ref: MeasureRef, lang: Lang): string {
  const unit = catalog.measures.find((one) => `${one.domain}.${one.measure}` === ref.key)?.unit ?? ref.measure.unit;
  return unitLabel(unit === "currency" ? catalog.commons.currency : unit, lang);
}

/** What is published of a measure at a level: all homes together, or each type of home. */
export interface LevelFacts {
  readonly level: string;
  readonly table: Mechanism["table"];
  /** how often it will be published; null once there is a release, whose period says it */
  readonly step: Step | null;
  /** means that are published, and all that there could be; null before the first release */
  readonly cells: { readonly published: number; readonly all: number } | null;
  /** standard deviation of the noise of a number of homes; null: an older portal does not say */
  readonly sigma: number | null;
  /** number of homes with which a cell is published every other time; null: the level has no gate of its own */
  readonly needed: number | null;
}

/** The means of a level, published and in all, of all homes together or by type, united types among these as in the files. */
function cellsOf(rows: readonly Observation[], { domain, measure }: MeasureRef, level: string, table: Mechanism["table"]) {
  const means = rows.filter(
    (row) =>
      row.DOMAIN === domain.id &&
      row.MEASURE === measure.id &&
      row.STATISTIC === "MEAN" &&
      row.AREA_LEVEL === level &&
      (row.HOUSEHOLD_TYPE === "_T") === (table === "_T"),
  );
  return { published: means.filter(({ OBS_VALUE }) => OBS_VALUE !== null).length, all: means.length };
}

interface LevelInput {
  readonly catalog: Catalog;
  readonly ref: MeasureRef;
  readonly levels: readonly string[];
  readonly rows: readonly Observation[];
  readonly report: PrivacyReport | null;
}

/** The levels of a measure from the whole to the leaf; before the first release, those of the plan in force. */
export function levelFacts({ catalog, ref, levels, rows, report }: LevelInput): LevelFacts[] {
  const planned = catalog.measures.find((one) => `${one.domain}.${one.measure}` === ref.key)?.needed ?? [];
  const found = report
    ? report.mechanisms
        .filter(({ measure, quantity, twins }) => measure === ref.key && quantity === "count" && twins === undefined)
        .map(({ level, table, sigma, gate }): LevelFacts => {
          return {
            level,
            table,
            step: null,
            cells: cellsOf(rows, ref, level, table),
            sigma,
            needed: gate?.households_needed ?? null,
          };
        })
    : planned.map(
        ({ level, households, step, sigma_count }): LevelFacts => ({
          level,
          table: "_T",
          step,
          cells: null,
          sigma: sigma_count ?? null,
          needed: households,
        }),
      );
  return found.sort((a, b) => levels.indexOf(a.level) - levels.indexOf(b.level) || a.table.localeCompare(b.table));
}

/** Tells whether a level needs more homes than one below it; `levels` begin with the whole. */
export function needsMoreAbove(levels: readonly LevelFacts[]): boolean {
  const needed = levels.flatMap((one) => (one.table === "_T" && one.needed !== null ? [one.needed] : []));
  return needed.some((homes, i) => needed.slice(i + 1).some((below) => below < homes));
}

/** Tells whether some areas share one cell with their only part. */
export function hasTwins(report: PrivacyReport | null, ref: MeasureRef): boolean {
  return report?.mechanisms.some(({ measure, twins }) => measure === ref.key && twins !== undefined) ?? false;
}

/** Statistics that are published at the same levels, of which they have a value somewhere. */
export interface StatisticGroup {
  readonly statistics: readonly Statistic[];
  readonly levels: readonly string[];
}

/** The statistics of a measure that have a published value anywhere, in the order of the dictionary, with their levels in that of `levels`. */
export function statisticsIn(
  rows: readonly Observation[],
  { domain, measure }: MeasureRef,
  levels: readonly string[],
): readonly StatisticGroup[] {
  const own = rows.filter((row) => row.DOMAIN === domain.id && row.MEASURE === measure.id && row.OBS_VALUE !== null);
  const published = new Set(own.map(({ STATISTIC, AREA_LEVEL }) => `${STATISTIC} ${AREA_LEVEL}`));
  const groups = new Map<string, { statistics: Statistic[]; levels: readonly string[] }>();
  for (const statistic of STATISTICS) {
    const at = levels.filter((level) => published.has(`${statistic} ${level}`));
    const group = groups.get(at.join()) ?? { statistics: [], levels: at };
    group.statistics.push(statistic);
    if (at.length > 0) groups.set(at.join(), group);
  }
  return [...groups.values()];
}

/** A period of a measure: when it was published, and when it was last revised. */
export interface Publication {
  readonly period: string;
  readonly published: string;
  /** null: it was not revised */
  readonly revised: string | null;
}

/** The publications of a measure, latest first. */
export function publicationsOf({ releases, datasets }: Catalog, { domain }: MeasureRef): Publication[] {
  const periods = new Set(datasets.find(({ id }) => id === domain.id)?.periods.map(({ period }) => period));
  return newestReleases(releases)
    .filter(({ period }) => periods.has(period))
    .map(({ period, revision, created_at }) => {
      const first = releases.find((one) => one.period === period && one.revision === 0);
      return { period, published: first?.created_at ?? created_at, revised: revision > 0 ? created_at : null };
    });
}
