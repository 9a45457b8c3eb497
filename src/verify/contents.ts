import type { Json } from "../contract/canonical.ts";
import type { EntryOf } from "../contract/chain.ts";
import type { Manifest, Mechanism, PrivacyReport } from "../contract/manifest.ts";
import type { DistributionRow, Measurement, Observation } from "../contract/observation.ts";
import type { ReleaseTables } from "../contract/tables.ts";
import type { MeasureShape } from "./shape.ts";

/** The documents of one release. */
export interface Documents {
  readonly manifest: Manifest;
  readonly report: PrivacyReport;
  /** as the manifest's file has them, before this version's defaults are filled in: digests are of what was written */
  readonly settings: Json;
}

/** A release with its tables, and its rows by cell. */
export interface Contents extends Documents {
  readonly tables: ReleaseTables;
  /** by `domain.measure` */
  readonly shapes: ReadonlyMap<string, MeasureShape>;
  readonly cells: ReadonlyMap<string, readonly Observation[]>;
  /** the COUNT of every cell, withheld ones included */
  readonly counts: readonly Observation[];
  /** the COUNT of every cell that is published */
  readonly published: ReadonlyMap<string, Observation>;
  readonly measured: ReadonlyMap<string, readonly Measurement[]>;
  readonly bins: ReadonlyMap<string, readonly DistributionRow[]>;
  /** the same cells as they are shown, by measure and area */
  readonly areasByMeasure: readonly MeasureCells[];
  /** the mechanism that made a number of a cell, of those that the report lists */
  readonly mechanismOf: (cell: CellColumns, quantity: Mechanism["quantity"]) => Mechanism | undefined;
}

/** A cell or a sum of cells as it is shown. */
export interface ShownCell {
  readonly name: string;
  readonly area: string;
  readonly level: string;
  readonly type: string;
  /** null where it is withheld */
  readonly count: number | null;
  readonly total: number | null;
  /** false of a sum of classes, and of an area that repeats another one */
  readonly measured: boolean;
}

/** The rows of one measure: by area, and in each by type. */
export interface MeasureCells {
  readonly key: string;
  readonly areas: readonly ReadonlyMap<string, ShownCell>[];
  /** types that are sums of classes, and which */
  readonly rungs: ReadonlyMap<string, readonly string[]>;
}

/** What tells a cell apart within a release, whose period is one. */
export interface CellColumns {
  readonly DOMAIN: string;
  readonly MEASURE: string;
  readonly REF_AREA: string;
  readonly HOUSEHOLD_TYPE: string;
}

export const OBSERVATIONS_FILE = "observations.parquet";
export const MEASUREMENTS_FILE = "measurements.parquet";
export const REPORT_FILE = "privacy.json";

/** What the release's own year was opened with. */
export function openingOf({ manifest, report }: Documents): EntryOf<"opened"> | undefined {
  return report.ledger.find((entry): entry is EntryOf<"opened"> => entry.kind === "opened" && entry.year === manifest.year);
}

export function measureOf({ DOMAIN, MEASURE }: Pick<CellColumns, "DOMAIN" | "MEASURE">): string {
  return `${DOMAIN}.${MEASURE}`;
}

/** One text a cell. No code holds a blank: `readTables` refuses those that do. */
export function cellOf(row: CellColumns): string {
  return `${measureOf(row)} ${row.REF_AREA} ${row.HOUSEHOLD_TYPE}`;
}

/** Rows by a text of theirs, in their order. */
export function grouped<Row>(rows: readonly Row[], by: (row: Row) => string): Map<string, Row[]> {
  const groups = new Map<string, Row[]>();
  for (const row of rows) {
    const key = by(row);
    const group = groups.get(key);
    if (group) group.push(row);
    else groups.set(key, [row]);
  }
  return groups;
}
