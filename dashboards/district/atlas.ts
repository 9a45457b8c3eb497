import type { Manifest, PrivacyReport } from "../../src/contract/manifest.ts";
import type { DistributionRow, Measurement, Observation } from "../../src/contract/observation.ts";
import type { Surroundings } from "../../src/territory/index.ts";
import { type CellIndex, cellIndex, joinedCells } from "../shared/cells.ts";
import {
  type Catalog,
  type CensusCount,
  type DataSource,
  type Notice,
  newestReleases,
  type ReleaseRef,
  type ShapeCollection,
  type TerritoryDocument,
  type ZoneRow,
} from "../shared/data.ts";
import type { Lang } from "../shared/i18n.ts";
import { pause, pauseIfLong } from "../shared/pause.ts";
import { commonsOf, mainRelease, type PublicCommons } from "../visit/commons.ts";

/** A release's report and measurements, loaded for the periods that are shown, since differences are computed from them. */
export interface ReleaseMeasurements {
  readonly report: PrivacyReport;
  /** codes of only children, each with the area above it that was measured for both */
  readonly measuredAs: Readonly<Record<string, string>>;
  readonly rows: readonly Measurement[];
}

/** The territory with everything published about it, as far as it is loaded. */
export interface Atlas extends PublicCommons {
  readonly rows: readonly Observation[];
  /** by period */
  readonly measured: ReadonlyMap<string, ReleaseMeasurements>;
  /** histograms of the newest year, loaded for portraits, which alone draw homes as dots */
  readonly distributions: readonly DistributionRow[];
  readonly context: Surroundings | null;
  readonly zones: readonly ZoneRow[];
  /** households by type from a census; empty where the territory has none */
  readonly composition: readonly CensusCount[];
  /** how often each level is published; null where a release tells more, and this is not loaded */
  readonly levelsDue: Notice["facts"]["protection"]["levels"] | null;
  /** newest release of every period, loaded or not */
  readonly releases: readonly ReleaseRef[];
  /** true once everything that goes on paper is loaded: outlines, surroundings and every period */
  readonly whole: boolean;
}

/** The parts of an atlas that are loaded so far. */
interface Parts {
  readonly catalog: Catalog;
  readonly territory: TerritoryDocument;
  readonly main: ReleaseRef | null;
  readonly rows: readonly Observation[];
  /** the rows by cell */
  readonly cells: CellIndex;
  readonly measured: ReadonlyMap<string, ReleaseMeasurements>;
  readonly shapes: ShapeCollection | null;
  readonly context: Surroundings | null;
  readonly zones: readonly ZoneRow[];
  readonly composition: readonly CensusCount[];
  readonly levelsDue: Atlas["levelsDue"];
  readonly whole: boolean;
}

export function atlasOf(parts: Parts): Atlas {
  const { catalog, territory, main, cells, shapes, ...rest } = parts;
  const report = (main && rest.measured.get(main.period)?.report) ?? null;
  const commons = commonsOf({ catalog, territory, main, cells, report }, shapes, null);
  return { ...commons, ...rest, distributions: [], releases: newestReleases(catalog.releases) };
}

/** The report, twins and measurements of one release. */
export async function loadMeasured(source: DataSource, release: string): Promise<ReleaseMeasurements> {
  const [report, manifest, rows] = await Promise.all([
    source.privacyReport(release),
    source.manifest(release) as Promise<Pick<Manifest, "draw">>,
    source.measurements(release),
  ]);
  return { report, measuredAs: manifest.draw.measured_as, rows };
}

/** Number of releases loaded between two drawings: two years of quarters and months, less the first drawing's. */
const BATCH = 12;

/**
 * Loads the atlas: first what the first drawing needs, then outlines and surroundings, then the other releases. Requests depend
 * only on the catalogue and on the period in the address (null: the newest year). `onPart` is called whenever more can be shown, and waited for.
 */
export async function loadAtlas(
  source: DataSource,
  { period, lang }: { readonly period: string | null; readonly lang: Lang },
  onPart: (atlas: Atlas) => void | Promise<void>,
): Promise<void> {
  const catalog = await source.catalog();
  const newest = newestReleases(catalog.releases);
  const main = mainRelease(catalog.releases);
  const shown = newest.find((release) => release.period === period) ?? main;
  const first = [...new Set([main, shown])].filter((release) => release !== null);
  const [territory, notice, rows, measured] = await Promise.all([
    source.territory(),
    main === null || main.step !== "year" ? source.notice(lang) : null,
    Promise.all(first.map(({ id }) => source.observations(id))),
    Promise.all(first.map(async (release) => [release.period, await loadMeasured(source, release.id)] as const)),
  ]);
  const firstRows = rows.flat();
  let parts: Parts = {
    catalog,
    territory,
    main,
    rows: firstRows,
    cells: cellIndex(firstRows),
    measured: new Map(measured),
    shapes: null,
    context: null,
    zones: [],
    composition: [],
    levelsDue: notice?.facts.protection.levels ?? null,
    whole: false,
  };
  // Indexing and drawing are tasks of their own.
  const show = async (more: Partial<Parts>): Promise<void> => {
    parts = { ...parts, ...more };
    const atlas = atlasOf(parts);
    await pause();
    await onPart(atlas);
  };
  await show({});
  // Asking for more is a task of its own too.
  await pause();
  const { shapes_url, context_url, zones_url, composition_url } = catalog.territory;
  const [shapes, context, zones, composition] = await Promise.all([
    shapes_url === null ? null : source.shapes(),
    context_url ? source.context() : null,
    zones_url ? source.zones() : parts.zones,
    composition_url ? source.composition() : parts.composition,
  ]);
  const indexes = [parts.cells];
  const others = newest.filter((release) => !first.includes(release));
  await show({ shapes, context, zones, composition, whole: others.length === 0 });
  for (let i = 0; i < others.length; i += BATCH) {
    const more = await Promise.all(others.slice(i, i + BATCH).map(({ id }) => source.observations(id)));
    for (const release of more) {
      indexes.push(cellIndex(release));
      await pauseIfLong();
    }
    await show({ rows: parts.rows.concat(...more), cells: joinedCells([...indexes]), whole: i + BATCH >= others.length });
  }
}
