import { join } from "node:path";
import { readHome } from "../../commons/home.ts";
import { diskTerritories } from "../../commons/territories.ts";
import { parsePeriod } from "../../contract/period.ts";
import { Refusal } from "../../contract/problem.ts";
import { type DescribedTable, TABLES } from "../../contract/tables.ts";
import { MEASURES } from "../../domains/index.ts";
import { type OpenRelease, openRelease } from "../../release/index.ts";
import { literalPath, openSealed, type QueryBounds, quoteName, quoteText, type SealedDuck } from "../../storage/duckdb/index.ts";
import type { Area } from "../../territory/index.ts";
import { AREAS, MEASURES_TABLE, RELEASE_COLUMN } from "../../texts/sql/index.ts";
import { loadServable } from "../servable.ts";
import type { QuerySource } from "./process.ts";

export interface Subject {
  readonly releases: readonly OpenRelease[];
  /** null for a single release folder, which has codes without names */
  readonly areas: readonly Area[] | null;
}

/**
 * Opens a release folder, or the releases of a home: those of one period, or the newest of each. It opens neither vault nor key.
 *
 * @throws Refusal `release-damaged`; for a home also `home-missing`, `not-published`
 */
export async function subjectOf(source: QuerySource): Promise<Subject> {
  if ("release" in source) return { releases: [await openRelease(source.release)], areas: null };
  const home = readHome(source.home);
  const { releases, damaged } = await loadServable(home);
  const [bad] = damaged;
  if (bad) throw new Refusal("release-damaged", bad.reason);
  const wanted = source.period === undefined ? undefined : parsePeriod(source.period).id;
  const found = newest(releases).filter(({ manifest }) => wanted === undefined || manifest.period === wanted);
  const last = found.toSorted((a, b) => a.manifest.year - b.manifest.year).at(-1);
  if (last === undefined)
    throw new Refusal("not-published", `${home.paths.releases} has no release${wanted === undefined ? "" : ` of ${wanted}`}`);
  const { areas } = diskTerritories(home.paths.territories).read(last.manifest.territory.sha256);
  return { releases: found, areas };
}

/** The newest release of each period, in order: a revision replaces what it revises. */
function newest(releases: readonly OpenRelease[]): OpenRelease[] {
  const byPeriod = new Map<string, OpenRelease>();
  for (const release of [...releases].sort((a, b) => a.manifest.revision - b.manifest.revision))
    byPeriod.set(release.manifest.period, release);
  return [...byPeriod.values()].sort((a, b) => (a.id < b.id ? -1 : 1));
}

/** Loads the tables to query into a database that can reach nothing else. */
export function openSubject({ releases, areas }: Subject, bounds: QueryBounds): Promise<SealedDuck> {
  return openSealed(async (run) => {
    for (const table of TABLES) await run(fromReleases(table, releases));
    await fill(run, MEASURES_TABLE, measureRows(releases));
    if (areas)
      await fill(
        run,
        AREAS,
        areas.map(({ code, level, parent, name, dwellings }) => [code, level, parent, name, dwellings]),
      );
  }, bounds);
}

function fromReleases({ name, columns }: DescribedTable, releases: readonly OpenRelease[]): string {
  const list = columns.map((column) => quoteName(column.name)).join(", ");
  const parts = releases.map(({ id, folder }) => {
    const file = quoteText(literalPath(join(folder, `${name}.parquet`)));
    return `SELECT ${list}, ${quoteText(id)} AS ${RELEASE_COLUMN.name} FROM read_parquet(${file}, hive_partitioning = false)`;
  });
  return `CREATE TABLE ${quoteName(name)} AS ${parts.join(" UNION ALL ")}`;
}

/** The measures of the releases; where two releases differ, the later one counts. */
function measureRows(releases: readonly OpenRelease[]) {
  const rows = new Map<string, (string | number)[]>();
  for (const { manifest } of releases) {
    for (const { domain, measure, unit, upper, source } of manifest.measures) {
      const labels = MEASURES.find((ref) => ref.domain.id === domain && ref.measure.id === measure)?.measure.labels;
      rows.set(`${domain}.${measure}`, [domain, measure, labels?.fr ?? measure, labels?.en ?? measure, unit, upper, source]);
    }
  }
  return [...rows.values()];
}

/** Makes a table and inserts rows, 1 000 in each statement. The rows come from checked sources, and every value is quoted. */
async function fill(
  run: (sql: string) => Promise<void>,
  { name, columns }: DescribedTable,
  rows: readonly (readonly (string | number | null)[])[],
): Promise<void> {
  await run(
    `CREATE TABLE ${quoteName(name)} (${columns.map((column) => `${quoteName(column.name)} ${column.type}`).join(", ")})`,
  );
  for (let start = 0; start < rows.length; start += 1000) {
    const values = rows.slice(start, start + 1000).map((row) => `(${row.map(literal).join(", ")})`);
    await run(`INSERT INTO ${quoteName(name)} VALUES ${values.join(", ")}`);
  }
}

function literal(value: string | number | null): string {
  if (value === null) return "NULL";
  return typeof value === "number" ? String(value) : quoteText(value);
}
