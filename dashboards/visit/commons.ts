import type { PrivacyReport } from "../../src/contract/manifest.ts";
import type { DistributionRow, GroupRow } from "../../src/contract/observation.ts";
import { MEASURES, type MeasureRef } from "../../src/domains/index.ts";
import type { Reference, Surroundings } from "../../src/territory/index.ts";
import { type AreaTree, areaTree } from "../shared/areas.ts";
import { type Cell, type CellIndex, cellIndex, joinedCells } from "../shared/cells.ts";
import { countedWords } from "../shared/counted-homes.ts";
import {
  type Catalog,
  type DataSource,
  newestReleases,
  type ReleaseRef,
  type ShapeCollection,
  type TerritoryDocument,
} from "../shared/data.ts";
import { formatNumber } from "../shared/format.ts";
import { type Lang, WORDS } from "../shared/i18n.ts";
import { placeKind } from "../shared/labels.ts";
import { pause } from "../shared/pause.ts";
import { nationalReferences } from "../shared/references.ts";

/** Data for the first drawing: the same files for everybody, before anybody enters anything. */
export interface FirstData {
  readonly catalog: Catalog;
  readonly territory: TerritoryDocument;
  /** the newest year's release, else the newest of all; null: nothing is published yet */
  readonly main: ReleaseRef | null;
  readonly cells: CellIndex;
  readonly report: PrivacyReport | null;
}

/** Data for answers, loaded in a fixed order after the first touch or key. */
export interface RestData {
  readonly cells: CellIndex;
  /** by period */
  readonly groups: ReadonlyMap<string, readonly GroupRow[]>;
  /** heating degree days by month, `YYYY-MM`; absent or null: the territory brings none */
  readonly climate?: ReadonlyMap<string, number> | null;
}

/** Number of calendar years that are loaded, from the newest. */
const YEARS = 2;

/** The release of the first drawing. */
export function mainRelease(releases: readonly ReleaseRef[]): ReleaseRef | null {
  const newest = newestReleases(releases);
  return newest.find(({ step }) => step === "year") ?? newest[0] ?? null;
}

/** The newest release of each period in the last two years with releases: the main one first, then from the latest period on. */
export function wantedReleases(releases: readonly ReleaseRef[]): ReleaseRef[] {
  const newest = newestReleases(releases);
  const main = mainRelease(releases);
  const years = [...new Set(newest.map((release) => release.year))].sort((a, b) => b - a).slice(0, YEARS);
  const wanted = newest.filter((release) => years.includes(release.year) && release !== main);
  return main ? [main, ...wanted] : wanted;
}

export async function loadFirst(source: DataSource): Promise<FirstData> {
  const catalog = await source.catalog();
  const main = mainRelease(catalog.releases);
  const [territory, rows, report] = await Promise.all([
    source.territory(),
    main ? source.observations(main.id) : [],
    main ? source.privacyReport(main.id) : null,
  ]);
  const cells = cellIndex(rows);
  await pause();
  return { catalog, territory, main, cells, report };
}

/** Loads outlines and then surroundings for maps, and reports each as it arrives. The catalogue says which exist. */
export async function loadMap(
  source: DataSource,
  { shapes_url, context_url }: Catalog["territory"],
  onPart: (part: { shapes: ShapeCollection | null } | { context: Surroundings }) => void,
): Promise<void> {
  if (shapes_url === null) return;
  onPart({ shapes: await source.shapes() });
  if (context_url) onPart({ context: await source.context() });
}

/**
 * Loads the remaining files one after the other, in an order that follows from the catalogue alone. `onPart` is called whenever
 * more can be shown.
 */
export async function loadRest(source: DataSource, first: FirstData, onPart: (data: RestData) => void): Promise<void> {
  const { main, catalog } = first;
  if (!main) return;
  const indexes: CellIndex[] = [first.cells];
  const groups = new Map<string, readonly GroupRow[]>();
  groups.set(main.period, await source.groups(main.id));
  let climate: ReadonlyMap<string, number> | null = null;
  const part = (): void => onPart({ cells: joinedCells([...indexes]), groups: new Map(groups), climate });
  part();
  if (catalog.territory.climate_url) climate = await source.climate();
  for (const release of wantedReleases(catalog.releases)) {
    if (release === main) continue;
    indexes.push(cellIndex(await source.observations(release.id)));
    groups.set(release.period, await source.groups(release.id));
    part();
  }
}

/** The public data of the commons, as the views use it. */
export interface PublicCommons {
  readonly catalog: Catalog;
  readonly tree: AreaTree;
  readonly levels: readonly string[];
  readonly leaf: string;
  readonly references: readonly Reference[];
  readonly main: ReleaseRef | null;
  readonly cells: CellIndex;
  readonly report: PrivacyReport | null;
  readonly shapes: ShapeCollection | null;
  /** surroundings of maps, such as water and parks; null: not loaded, or the territory has none */
  readonly context: Surroundings | null;
  /** null: not loaded yet */
  readonly rest: RestData | null;
  /** histograms of the main release; null: not loaded yet */
  readonly distributions: readonly DistributionRow[] | null;
  /** measures in public order */
  readonly refs: readonly MeasureRef[];
}

type Standing = Pick<PublicCommons, "refs" | "tree">;
/** By the data of the first drawing: outlines, histograms and answers come in parts, and what follows from the names alone stays the same object. */
const STANDING = new WeakMap<FirstData, Standing>();

function standingOf(first: FirstData): Standing {
  const known = STANDING.get(first);
  if (known) return known;
  const publishedKeys = new Set(first.catalog.measures.map(({ domain, measure }) => `${domain}.${measure}`));
  const standing = { refs: MEASURES.filter(({ key }) => publishedKeys.has(key)), tree: areaTree(first.territory.areas) };
  STANDING.set(first, standing);
  return standing;
}

export function commonsOf(
  first: FirstData,
  shapes: ShapeCollection | null,
  rest: RestData | null,
  context: Surroundings | null = null,
  distributions: readonly DistributionRow[] | null = null,
): PublicCommons {
  const { catalog, territory, main, report } = first;
  const { refs, tree } = standingOf(first);
  const { references } = territory;
  return {
    catalog,
    tree,
    levels: territory.levels,
    leaf: territory.levels.at(-1) ?? "",
    // A country's mean says little about a place, so it is used only while nothing is published.
    references: main ? references : [...references, ...nationalReferences(references, catalog.commons, refs, tree.root.code)],
    main,
    cells: rest?.cells ?? first.cells,
    report,
    shapes,
    context,
    rest,
    distributions,
    refs,
  };
}

export function cellAt(
  commons: Pick<PublicCommons, "cells">,
  ref: MeasureRef,
  area: string,
  type: string,
  period: string,
): Cell | undefined {
  return commons.cells.get({ domain: ref.domain.id, measure: ref.measure.id, area, type, period });
}

/**
 * Homes with which a cell of the level has an even chance of being published, from the release's report; null: not stated.
 *
 * @param table of all homes together, or by type, where a cell may need more
 */
export function homesNeeded(
  report: PrivacyReport | null,
  key: string,
  level: string,
  table: "_T" | "types" = "_T",
): number | null {
  const counts = report?.mechanisms.filter((one) => one.measure === key && one.level === level && one.gate !== null) ?? [];
  const mechanism = counts.find((one) => one.table === table) ?? counts[0];
  return mechanism?.gate?.households_needed ?? null;
}

const ROUNDED_FROM = 200;

/** Numbers of homes from 200 on are rounded up to tens, because they are said with "about"; smaller ones are exact. */
export const roundedHomes = (homes: number): number => (homes < ROUNDED_FROM ? homes : 10 * Math.ceil(homes / 10));

/** As `homesNeeded`, and before the first release the number that the catalogue states for the plan. */
export function homesFor(
  { report, catalog }: Pick<PublicCommons, "report" | "catalog">,
  key: string,
  level: string,
  table?: "_T" | "types",
): number | null {
  const planned = catalog.measures.find((one) => `${one.domain}.${one.measure}` === key)?.needed ?? [];
  const homes = homesNeeded(report, key, level, table) ?? planned.find((one) => one.level === level)?.households ?? null;
  return homes === null ? null : roundedHomes(homes);
}

/**
 * That a place has too few homes yet, and with about how many a figure appears, worded alike on every page. `levels` begins with the
 * place's own; one within it is named where it needs fewer, as a level that is published less often does.
 */
export function notYetText(
  commons: Pick<PublicCommons, "report" | "catalog">,
  key: string,
  levels: readonly string[],
  lang: Lang,
): string {
  const needed: { readonly homes: number; readonly text: string }[] = [];
  for (const level of levels) {
    const homes = homesFor(commons, key, level);
    if (homes === null || homes >= (needed.at(-1)?.homes ?? Infinity)) continue;
    const kind = placeKind(commons.catalog.territory.level_names, { name: "", level }, lang);
    needed.push({ homes, text: WORDS[lang].welcome.map.perPlace(formatNumber(homes, 0, lang), kind) });
  }
  const words = countedWords(WORDS[lang].welcome.map, lang, commons.catalog);
  return words.withheld(needed.map(({ text }) => text));
}

/** What the catalogue says of a measure. */
export const entryOf = (catalog: Catalog, ref: MeasureRef) =>
  catalog.measures.find((one) => `${one.domain}.${one.measure}` === ref.key);

/** The clamp of a measure in this commons, per month in the display unit. */
export const clampOf = (catalog: Catalog, ref: MeasureRef): number =>
  entryOf(catalog, ref)?.clamp.upper ?? ref.measure.clamp.upper;

/** The unit of a measure in this commons, as observations write it. */
export function unitOf(catalog: Catalog, ref: MeasureRef): string {
  const unit = entryOf(catalog, ref)?.unit ?? ref.measure.unit;
  return unit === "currency" ? catalog.commons.currency : unit;
}

/** Finds something once for a set of cells and a key: each part of a page asks for it, and again with every key that is pressed. */
export function perCells<Commons extends Pick<PublicCommons, "cells">, Key, Found>(
  find: (commons: Commons, key: Key) => Found,
): (commons: Commons, key: Key) => Found {
  const byCells = new WeakMap<CellIndex, Map<Key, Found>>();
  return (commons, key) => {
    const known = byCells.get(commons.cells) ?? new Map<Key, Found>();
    byCells.set(commons.cells, known);
    if (!known.has(key)) known.set(key, find(commons, key));
    return known.get(key) as Found;
  };
}

/** Tells whether some kind of home has a figure of a measure, anywhere: where none has, no answer about the home says more. */
export const tellsKinds = perCells(({ cells, tree, main, rest }: PublicCommons, ref: MeasureRef): boolean => {
  const { classes, rungs } = ref.measure.similarity;
  const types = [...classes, ...rungs].map(({ code }) => code);
  const periods = new Set([...(main ? [main.period] : []), ...(rest?.groups.keys() ?? [])]);
  return tree.areas.some(({ code: area }) =>
    [...periods].some((period) =>
      types.some((type) => {
        const cell = cells.get({ domain: ref.domain.id, measure: ref.measure.id, area, type, period });
        return (cell?.get("MEAN")?.OBS_VALUE ?? cell?.get("P50")?.OBS_VALUE ?? null) !== null;
      }),
    ),
  );
});
