import type { Mechanism, PrivacyReport } from "../../src/contract/manifest.ts";
import type { Observation } from "../../src/contract/observation.ts";
import type { MeasureRef } from "../../src/domains/index.ts";
import type { Catalog } from "../shared/data.ts";
import { unitLabel } from "../shared/format.ts";
import type { Lang } from "../shared/i18n.ts";

/** The unit of a measure in this commons, as people write it. */
export function measureUnit(catalog: Catalog, ref: MeasureRef, lang: Lang): string {
  const unit = catalog.measures.find((one) => `${one.domain}.${one.measure}` === ref.key)?.unit ?? ref.measure.unit;
  return unitLabel(unit === "currency" ? catalog.commons.currency : unit, lang);
}

/** Number of areas of a level with a published mean, and with any row. */
export interface LevelCoverage {
  readonly level: string;
  readonly published: number;
  readonly all: number;
}

/** The coverage of each level that has rows, from the whole to the leaf. */
export function coverageOf(rows: readonly Observation[], ref: MeasureRef, levels: readonly string[]): LevelCoverage[] {
  const means = rows.filter(
    (row) =>
      row.DOMAIN === ref.domain.id && row.MEASURE === ref.measure.id && row.STATISTIC === "MEAN" && row.HOUSEHOLD_TYPE === "_T",
  );
  return levels.flatMap((level) => {
    const own = means.filter((row) => row.AREA_LEVEL === level);
    return own.length === 0
      ? []
      : [{ level, published: own.filter(({ OBS_VALUE }) => OBS_VALUE !== null).length, all: own.length }];
  });
}

/** The noise of counts at a level, and the number of homes that a cell needs. */
export interface LevelNoise {
  readonly level: string;
  readonly table: Mechanism["table"];
  /** true for areas that are twins, whose noise is separate */
  readonly twins: boolean;
  readonly sigma: number;
  readonly needed: number | null;
}

/** The noise at each level, from the release's report. */
export function noiseOf(report: PrivacyReport, ref: MeasureRef, levels: readonly string[]): LevelNoise[] {
  return report.mechanisms
    .filter(({ measure, quantity }) => measure === ref.key && quantity === "count")
    .map(({ level, table, twins, sigma, gate }) => ({
      level,
      table,
      twins: twins !== undefined,
      sigma,
      needed: gate?.households_needed ?? null,
    }))
    .sort((a, b) => levels.indexOf(a.level) - levels.indexOf(b.level) || a.table.localeCompare(b.table));
}
