import { parsePeriod } from "../contract/period.ts";
import { OBSERVATIONS } from "../contract/tables.ts";
import type { ColumnarTable, OpenRelease } from "../release/index.ts";
import { type Columns, numberAt, textAt } from "../release/index.ts";

/** A dataset's rows: those of one domain, of the newest release of each period or of one release. */
export interface View {
  readonly table: ColumnarTable;
  readonly periods: readonly { readonly period: string; readonly step: string; readonly release: string }[];
  /** the releases that rows come from */
  readonly releases: readonly string[];
}

type Source = readonly [release: OpenRelease, rows: number[]];

/** The newest rows of a domain, by period: a revision replaces what it revises. */
export function newestView(releases: readonly OpenRelease[], domain: string): View {
  const oldestFirst = [...releases].sort(
    (a, b) => a.manifest.revision - b.manifest.revision || (a.manifest.created_at < b.manifest.created_at ? -1 : 1),
  );
  const byPeriod = new Map<string, Source>();
  for (const release of oldestFirst) {
    for (const [period, rows] of rowsByPeriod(release, domain)) byPeriod.set(period, [release, rows]);
  }
  return viewOf(byPeriod);
}

/** The rows of a domain in one release. */
export function pinnedView(release: OpenRelease, domain: string): View {
  return viewOf(new Map([...rowsByPeriod(release, domain)].map(([period, rows]) => [period, [release, rows] as const])));
}

function rowsByPeriod({ observations }: OpenRelease, domain: string): Map<string, number[]> {
  const byPeriod = new Map<string, number[]>();
  for (let row = 0; row < observations.length; row++) {
    if (textAt(observations, "DOMAIN", row) !== domain) continue;
    const period = textAt(observations, "TIME_PERIOD", row);
    const rows = byPeriod.get(period);
    if (rows) rows.push(row);
    else byPeriod.set(period, [row]);
  }
  return byPeriod;
}

function viewOf(byPeriod: ReadonlyMap<string, Source>): View {
  const sorted = [...byPeriod].sort(([a], [b]) => (a < b ? -1 : 1));
  return {
    table: gather(sorted.map(([, source]) => source)),
    periods: sorted.map(([period, [release]]) => ({ period, step: parsePeriod(period).step, release: release.id })),
    releases: [...new Set(sorted.map(([, [release]]) => release.id))].sort(),
  };
}

/** Copies rows of several tables into one, with one dictionary a column. */
function gather(sources: readonly Source[]): ColumnarTable {
  const length = sources.reduce((sum, [, rows]) => sum + rows.length, 0);
  const text: Record<string, { values: string[]; codes: Int32Array }> = {};
  const numbers: Record<string, Float64Array> = {};
  for (const { name, type } of OBSERVATIONS.columns) {
    if (type === "VARCHAR") text[name] = gatherText(sources, name, length);
    else numbers[name] = gatherNumbers(sources, name, length);
  }
  return { length, text, numbers };
}

function gatherText(sources: readonly Source[], name: string, length: number) {
  const index = new Map<string, number>();
  const codes = new Int32Array(length);
  let at = 0;
  for (const [release, rows] of sources) {
    for (const row of rows) {
      const value = textAt(release.observations, name, row);
      const code = index.get(value) ?? index.size;
      index.set(value, code);
      codes[at++] = code;
    }
  }
  return { values: [...index.keys()], codes };
}

function gatherNumbers(sources: readonly Source[], name: string, length: number): Float64Array {
  const values = new Float64Array(length);
  let at = 0;
  for (const [release, rows] of sources) {
    for (const row of rows) values[at++] = numberAt(release.observations, name, row) ?? Number.NaN;
  }
  return values;
}

/** A table as the columns that the writers of files take. */
export function columnsOfTable(table: ColumnarTable): Columns {
  return OBSERVATIONS.columns.map(({ name, type }) =>
    Array.from({ length: table.length }, (_, row) =>
      type === "VARCHAR" ? textAt(table, name, row) : numberAt(table, name, row),
    ),
  );
}

/** One row as an object with these columns. */
export function rowAt(table: ColumnarTable, columns: readonly string[], row: number): Record<string, string | number | null> {
  const object: Record<string, string | number | null> = {};
  for (const name of columns) object[name] = table.text[name] ? textAt(table, name, row) : numberAt(table, name, row);
  return object;
}
