import { type Observation, STATISTICS, type Statistic } from "../../src/contract/observation.ts";
import { parsePeriod, STEPS, type Step } from "../../src/contract/period.ts";
import type { MeasureRef } from "../../src/domains/index.ts";
import { type AreaTree, countsWithin } from "../shared/areas.ts";
import { bestMeasure } from "../shared/best-measure.ts";
import { reliableInterval } from "../shared/reliable-interval.ts";

/** Six views of the same selection. */
export const EXPLORE_VIEWS = ["table", "ranking", "map", "time", "scatter", "distribution"] as const;
export type ExploreView = (typeof EXPLORE_VIEWS)[number];

/** The view that an address names; undefined: none that is known. */
export const viewIn = (params: URLSearchParams): ExploreView | undefined =>
  EXPLORE_VIEWS.find((one) => one === params.get("view"));

/** Views that show one period, or a few side by side; the others show as many as there are. */
const ONE_PERIOD: ReadonlySet<ExploreView> = new Set(["ranking", "map", "scatter", "distribution"]);

/** Statistics that describe a distribution. */
const QUANTILES: readonly Statistic[] = ["P10", "P25", "P50", "P75", "P90"];

/** Everything that the page shows. It is all in the address. */
export interface Selection {
  readonly view: ExploreView;
  /** `domain.measure`, at least one */
  readonly measures: readonly string[];
  readonly statistic: Statistic;
  /** level of the areas shown, and the area that contains them */
  readonly level: string;
  readonly within: string;
  /** areas picked one by one, of any level; empty: all of the level */
  readonly areas: readonly string[];
  /** types of household, at least one */
  readonly types: readonly string[];
  /** latest first, at least one */
  readonly periods: readonly string[];
}

/** What is needed to interpret an address. */
export interface SelectionContext {
  /** measures of the commons, in public order */
  readonly refs: readonly MeasureRef[];
  /** periods with a release, latest first */
  readonly released: readonly string[];
  readonly tree: AreaTree;
  /** the releases of the periods that the address asks for, which it may name */
  readonly releaseIds: readonly string[];
  /** from the whole to the leaf */
  readonly levels: readonly string[];
  /** rows of the periods that the address asks for (`wantedPeriods`) */
  readonly rows: readonly Observation[];
}

export const keyOf = (row: Pick<Observation, "DOMAIN" | "MEASURE">): string => `${row.DOMAIN}.${row.MEASURE}`;

function listed(params: URLSearchParams, name: string): string[] {
  return (params.get(name) ?? "").split(",").filter((one) => one !== "");
}

/**
 * The periods that an address asks for: those named, all of a step (`period=month`), all (`period=all`), or by default the newest
 * year. They follow from the catalogue alone, so that only their releases are loaded.
 */
export function wantedPeriods(params: URLSearchParams, released: readonly string[]): readonly string[] {
  const text = params.get("period");
  if (text === "all") return released;
  const step = STEPS.find((one) => one === text);
  const named = step ? ofStep(released, step) : namedIn(params, released);
  if (named.length > 0) return lineOfOne(params, released) ?? named;
  if (params.get("view") === "time") {
    const longest = linesOf(released).at(-1);
    if (longest) return longest;
  }
  const newest = ofStep(released, "year")[0] ?? released[0];
  return newest === undefined ? [] : [newest];
}

/** The released periods that an address names or, where it names none, those of the releases that it names. */
function namedIn(params: URLSearchParams, released: readonly string[]): readonly string[] {
  const named = params.get("period") ? listed(params, "period") : listed(params, "release").map((id) => id.replace(/-r\d+$/, ""));
  return released.filter((period) => named.includes(period));
}

/**
 * Over time a single named period is no line. All periods of the step of its quarters or months are shown, where they are released,
 * else all of its own step. Null: the address asks for something else, or there is no line.
 */
function lineOfOne(params: URLSearchParams, released: readonly string[]): readonly string[] | null {
  const [only, ...others] = namedIn(params, released);
  if (params.get("view") !== "time" || only === undefined || others.length > 0) return null;
  const within = new Set(parsePeriod(only).months);
  const parts = released.filter((one) => one !== only && parsePeriod(one).months.every((month) => within.has(month)));
  const line = ofStep(released, parsePeriod(linesOf(parts).at(-1)?.[0] ?? only).step);
  return line.length > 1 ? line : null;
}

export function ofStep(periods: readonly string[], step: Step): string[] {
  return periods.filter((period) => parsePeriod(period).step === step);
}

/** The lines that periods can be drawn in, each of the periods of one step, the finest step first; one period alone is no line. */
export function linesOf(periods: readonly string[]): readonly (readonly string[])[] {
  return STEPS.map((step) => ofStep(periods, step)).filter((line) => line.length > 1);
}

/** The measures of an address. Older links name a dataset, and a measure without it. */
function measuresOf(params: URLSearchParams, context: SelectionContext): string[] {
  const { refs, rows } = context;
  const dataset = params.get("dataset");
  const named = listed(params, "measure").map((one) => (one.includes(".") || dataset === null ? one : `${dataset}.${one}`));
  const knownKeys = [...new Set(named)].filter((key) => refs.some((ref) => ref.key === key));
  if (knownKeys.length > 0) return knownKeys;
  const filled = new Set(rows.map(keyOf));
  const offered = refs.filter(({ domain }) => dataset === null || domain.id === dataset);
  const first = bestOf(offered, context) ?? refs[0];
  if (!first) return [];
  // A scatter plot for which nothing was chosen shows two measures, rather than asking for the second.
  const isBare = params.get("view") === "scatter" && ["type", "period"].every((name) => listed(params, name).length < 2);
  const second = isBare ? offered.find(({ key }) => key !== first.key && filled.has(key)) : undefined;
  return second ? [first.key, second.key] : [first.key];
}

/** The measure with which other pages begin too, of those offered; of those with rows, where any has. */
function bestOf(offered: readonly MeasureRef[], { rows, tree }: SelectionContext): MeasureRef | undefined {
  const means = rows.filter((row) => row.STATISTIC === "MEAN" && row.HOUSEHOLD_TYPE === "_T");
  const byPlace = new Map(means.map((row) => [`${keyOf(row)} ${row.REF_AREA}`, row]));
  const filled = offered.filter(({ key }) => rows.some((row) => keyOf(row) === key));
  const refs = filled.length > 0 ? filled : offered;
  return bestMeasure({ refs, tree }, (ref, area) => reliableInterval(byPlace.get(`${ref.key} ${area}`)))?.ref;
}

/** The area with the most published parts, and their level; of equal ones the widest. An address without places shows it. */
function bestPlace({ tree, levels, rows }: SelectionContext, measure: string): { within: string; level: string } {
  const shown = new Set<string>();
  const knownLevels = new Set<string>();
  for (const row of rows) {
    if (keyOf(row) !== measure || row.STATISTIC !== "MEAN" || row.HOUSEHOLD_TYPE !== "_T") continue;
    knownLevels.add(row.AREA_LEVEL);
    if (row.OBS_VALUE !== null) shown.add(row.REF_AREA);
  }
  // In the first months the whole alone may have a figure.
  const first = shown.has(tree.root.code) ? tree.root.level : levels.filter((level) => knownLevels.has(level))[1];
  let best = { within: tree.root.code, level: first ?? tree.root.level, count: 0 };
  const counts = countsWithin(tree, shown);
  for (const area of tree.areas) {
    const count = counts.get(area.code) ?? 0;
    if (count > best.count) best = { within: area.code, level: tree.children(area.code)[0]?.level ?? best.level, count };
  }
  return best;
}

/** Tells whether a selection's places have any rows, with or without a value. */
function hasRows(selection: Selection, { rows, tree }: SelectionContext): boolean {
  const places = new Set(areasOf(selection, tree));
  return rows.some((row) => places.has(row.REF_AREA) && selection.measures.includes(keyOf(row)));
}

/**
 * Reads a selection from an address. Missing and unknown parts are replaced by what is published best. Known parts without rows
 * stay, and the page then says what is nearest.
 */
export function selectionOf(params: URLSearchParams, context: SelectionContext): Selection {
  const { tree, levels, released, rows } = context;
  const view = viewIn(params);
  // The sentence names what is drawn: a scatter plot is of two measures.
  const measures = measuresOf(params, context).slice(0, view === "scatter" ? 2 : undefined);
  const best = bestPlace(context, measures[0] ?? "");
  const level = levels.find((one) => one === params.get("level"));
  const within = tree.get(params.get("in") ?? "")?.code;
  const types = listed(params, "type").filter((type) => type === "_T" || rows.some((row) => row.HOUSEHOLD_TYPE === type));
  const chosen = {
    measures,
    statistic: STATISTICS.find((one) => one === params.get("statistic")) ?? "MEAN",
    level:
      level ?? (within === undefined ? best.level : (tree.children(within)[0]?.level ?? tree.get(within)?.level ?? best.level)),
    within: within ?? (level === undefined ? best.within : tree.root.code),
    areas: listed(params, "area").filter((code) => tree.get(code) !== undefined),
    types: types.length === 0 ? ["_T"] : types,
    periods: wantedPeriods(params, released),
  };
  // Where a step has no figures at the chosen level, time is shown for the whole territory; so it is where the address names a
  // period at whose parts the place has none.
  const mayWiden = (level === undefined && within === undefined) || lineOfOne(params, released) !== null;
  if (view === "time" && mayWiden && !hasRows({ view, ...chosen }, context))
    return { view, ...chosen, level: tree.root.level, within: tree.root.code, areas: [] };
  if (view) return { view, ...chosen };
  const several = areasOf({ view: "ranking", ...chosen }, tree).length > 1;
  return { view: several && chosen.periods.length === 1 ? "ranking" : chosen.periods.length > 1 ? "time" : "table", ...chosen };
}

/**
 * Parts of an address that are not known here, as they are written in it: `period=1999`. The page shows something else, and says
 * so.
 */
export function unknownIn(
  params: URLSearchParams,
  { refs, released, releaseIds, tree, levels, rows }: SelectionContext,
): string[] {
  const dataset = params.get("dataset");
  const checks: Readonly<Record<string, (one: string) => boolean>> = {
    view: (one) => EXPLORE_VIEWS.some((view) => view === one),
    dataset: (one) => refs.some(({ domain }) => domain.id === one),
    measure: (one) => refs.some(({ key }) => key === one || (dataset !== null && key === `${dataset}.${one}`)),
    statistic: (one) => STATISTICS.some((statistic) => statistic === one),
    level: (one) => levels.includes(one),
    in: (one) => tree.get(one) !== undefined,
    area: (one) => tree.get(one) !== undefined,
    type: (one) => one === "_T" || rows.some(({ HOUSEHOLD_TYPE }) => HOUSEHOLD_TYPE === one),
    period: (one) => one === "all" || STEPS.some((step) => step === one) || released.includes(one),
    // One that a revision took the place of, or of another period, is not what is shown.
    release: (one) => releaseIds.includes(one),
  };
  return Object.entries(checks).flatMap(([name, isKnown]) =>
    listed(params, name).flatMap((one) => (isKnown(one) ? [] : [`${name}=${one}`])),
  );
}

/** The areas of a selection. A distribution without picked areas is that of the whole they are part of. */
export function areasOf(
  { view, areas, level, within }: Omit<Selection, "view"> & Pick<Selection, "view">,
  tree: AreaTree,
): string[] {
  if (areas.length > 0) return [...areas];
  if (view === "distribution") return [within];
  return tree.areas
    .filter((area) => area.level === level && tree.lineage(area.code).some(({ code }) => code === within))
    .map(({ code }) => code);
}

/**
 * The change that shows another place: its parts at the chosen level, else at the level below it, else the place alone. So any place
 * can be searched for, whatever the level.
 */
export function placeChange(
  code: string,
  selection: Selection,
  { facts: { tree }, rows }: { readonly facts: { readonly tree: AreaTree }; readonly rows: readonly Observation[] },
): AddressChange {
  const at = (level: string): AddressChange => ({ in: code, level });
  const hasParts = areasOf({ ...selection, view: "ranking", areas: [], within: code }, tree).some((area) => area !== code);
  if (hasParts || code === selection.within) return at(selection.level);
  const parts = new Set(tree.children(code).map((area) => area.code));
  const below = rows.find(({ REF_AREA }) => parts.has(REF_AREA))?.AREA_LEVEL;
  return at(below ?? tree.get(code)?.level ?? selection.level);
}

/**
 * The area with which the places of a selection are compared: the one that contains them, or the whole territory for picked
 * areas. A place alone is compared with the one around it.
 */
export function wholeOf({ areas, level, within }: Pick<Selection, "areas" | "level" | "within">, tree: AreaTree): string {
  if (areas.length > 0) return tree.root.code;
  const place = tree.get(within);
  return place?.level === level ? (place.parent ?? within) : within;
}

/** The statistics that a selection shows. Numbers of homes accompany every figure. */
export function statisticsOf({ view, statistic }: Pick<Selection, "view" | "statistic">): readonly Statistic[] {
  if (view === "distribution") return ["COUNT", ...QUANTILES];
  return statistic === "COUNT" ? ["COUNT"] : ["COUNT", statistic];
}

/** Cache of the last selected rows, which title, table and texts need alike. */
const SELECTED = new WeakMap<Selection, { readonly rows: readonly Observation[]; readonly found: readonly Observation[] }>();

/** The rows of a selection, in the order of publication. */
export function selected(rows: readonly Observation[], selection: Selection, tree: AreaTree): readonly Observation[] {
  const cached = SELECTED.get(selection);
  if (cached?.rows === rows) return cached.found;
  const found = select(rows, selection, tree);
  SELECTED.set(selection, { rows, found });
  return found;
}

/** Tells whether the selection has a figure other than a number of homes, or one of these if they are asked for. */
export function hasFigures(rows: readonly Observation[], selection: Selection, tree: AreaTree): boolean {
  const shown = selected(rows, selection, tree);
  return shown.some((row) => row.OBS_VALUE !== null && (row.STATISTIC !== "COUNT" || selection.statistic === "COUNT"));
}

function select(rows: readonly Observation[], selection: Selection, tree: AreaTree): Observation[] {
  const [measures, statistics] = [new Set(selection.measures), new Set(statisticsOf(selection))];
  const [areas, types, periods] = [new Set(areasOf(selection, tree)), new Set(selection.types), new Set(selection.periods)];
  return rows.filter(
    (row) =>
      measures.has(keyOf(row)) &&
      statistics.has(row.STATISTIC) &&
      areas.has(row.REF_AREA) &&
      types.has(row.HOUSEHOLD_TYPE) &&
      periods.has(row.TIME_PERIOD),
  );
}

/** Changes of an address; null removes a parameter. */
export type AddressChange = Readonly<Record<string, string | null>>;

/**
 * The whole selection as parameters, with nothing left to defaults, so that the address shows the same when more is published.
 */
export function whole({ view, measures, statistic, level, within, areas, types, periods }: Selection): AddressChange {
  return {
    dataset: null,
    view,
    measure: measures.join(","),
    // A distribution is of no one statistic.
    statistic: view === "distribution" ? null : statistic,
    level,
    in: within,
    area: areas.join(","),
    type: types.join(","),
    period: periods.join(","),
  };
}

/** A step's name where all its periods are selected, so that the address includes periods published later; else the periods. */
export function periodText(periods: readonly string[], released: readonly string[]): string {
  for (const step of STEPS) {
    const all = ofStep(released, step);
    if (all.length > 1 && all.length === periods.length && all.every((one) => periods.includes(one))) return step;
  }
  return periods.length > 1 && periods.length === released.length ? "all" : periods.join(",");
}

/**
 * Changes of address for the view over time. Where a step has only one period, it uses another step and the whole territory,
 * which every step has.
 */
function overTime(periods: readonly string[], released: readonly string[]): AddressChange {
  if (linesOf(periods).length > 0) return {};
  const own = parsePeriod(periods[0] ?? "2000").step;
  if (ofStep(released, own).length > 1) return { period: own };
  const longest = linesOf(released).at(-1)?.[0];
  return longest ? { period: parsePeriod(longest).step, level: null, in: null, area: null } : {};
}

/**
 * The change that shows the same selection in another view, with what that view needs: time needs several periods and the others
 * few; a scatter plot needs two measures or, where there is one measure only, two periods. `offered` are the measures that have
 * rows.
 */
export function inView(
  selection: Selection,
  view: ExploreView,
  released: readonly string[],
  offered: readonly string[],
): AddressChange {
  const { measures, types, periods } = selection;
  if (view === "time") return { view, ...overTime(periods, released) };
  if (!ONE_PERIOD.has(view)) return { view };
  // All periods of a step belong to the view over time; a few picked ones stay side by side.
  const isWholeStep = view !== selection.view && periods.length > 1 && !periods.join(",").includes(periodText(periods, released));
  const isTooMany = periods.length > MOST_PERIODS || isWholeStep;
  const year = ofStep(periods, "year")[0];
  const fewer: AddressChange = isTooMany ? (year ? { period: year } : { period: null, level: null, in: null, area: null }) : {};
  if (view !== "scatter" || measures.length * types.length > 1 || (periods.length > 1 && !isTooMany)) return { view, ...fewer };
  const other = offered.find((key) => !measures.includes(key));
  if (other !== undefined) return { view, ...fewer, measure: [...measures, other].join(",") };
  const shown = year ?? periods[0] ?? "2000";
  const otherPeriod = ofStep(released, parsePeriod(shown).step).find((one) => one !== shown);
  return otherPeriod === undefined ? { view, ...fewer } : { view, period: `${shown},${otherPeriod}` };
}

/** Most figures of a view at once. */
export const MOST_FIGURES = 6;

/** Most periods that a view of one period takes along. */
const MOST_PERIODS = 4;

/** The subject of one figure: a measure, a kind of home and a period. */
export interface Axis {
  readonly measure: string;
  readonly type: string;
  readonly period: string;
}

/** The subjects of a selection, in the order in which they were chosen. */
export function axesOf({ measures, types, periods }: Pick<Selection, "measures" | "types" | "periods">): Axis[] {
  return measures.flatMap((measure) => types.flatMap((type) => periods.map((period) => ({ measure, type, period }))));
}

/**
 * The two subjects of a scatter plot. They are two measures, each in its newest chosen period, or else the first two subjects.
 * `available` are the subjects that have rows.
 */
export function scatterAxes(available: readonly Axis[]): readonly Axis[] {
  const first = available[0];
  const second = available.find(({ measure }) => measure !== first?.measure) ?? available[1];
  return first && second ? [first, second] : [];
}

/** The measures after a choice. Where a scatter plot has two, a third takes the place of the second. */
export function chosenMeasures({ view, measures }: Selection, values: readonly string[]): readonly string[] {
  const [first] = measures;
  const added = values.find((value) => !measures.includes(value));
  return view === "scatter" && measures.length > 1 && first && added ? [first, added] : values;
}

/** The selection without measures that have no row in it, as one by other kinds of homes has none; all of them where none has any. */
export function answered(selection: Selection, rows: readonly Observation[]): Selection {
  const [types, periods] = [new Set(selection.types), new Set(selection.periods)];
  const found = new Set(rows.flatMap((row) => (types.has(row.HOUSEHOLD_TYPE) && periods.has(row.TIME_PERIOD) ? keyOf(row) : [])));
  const measures = selection.measures.filter((key) => found.has(key));
  return measures.length === 0 || measures.length === selection.measures.length ? selection : { ...selection, measures };
}

/**
 * The selection, a dataset each, as the portal answers it: it refuses a kind of home that a dataset does not have, so each asks for its
 * own.
 */
function ofDatasets(selection: Selection, rows: readonly Observation[]): readonly Selection[] {
  return byDataset(answered(selection, rows)).map(([dataset]) => {
    const known = new Set(rows.flatMap(({ DOMAIN, HOUSEHOLD_TYPE }) => (DOMAIN === dataset ? HOUSEHOLD_TYPE : [])));
    const types = selection.types.filter((type) => known.has(type));
    const measures = selection.measures.filter((key) => key.startsWith(`${dataset}.`));
    return { ...selection, measures, types: types.length === 0 ? selection.types : types };
  });
}

/** Addresses of the rows in the API, one per dataset. Picked areas are included where the address stays short. */
export function recordsUrls(
  {
    selection,
    rows,
    facts: { tree },
  }: { readonly selection: Selection; readonly rows: readonly Observation[]; readonly facts: { readonly tree: AreaTree } },
  base: string,
): string[] {
  return ofDatasets(selection, rows)
    .flatMap(byDataset)
    .map(([dataset, filters]) => {
      const url = new URL(`v1/datasets/${encodeURIComponent(dataset)}/records`, base);
      for (const [column, codes] of filters(tree)) {
        const text = codes.join(",");
        if (text.length <= MOST_CODES) url.searchParams.set(column, text);
      }
      url.searchParams.set("limit", "10000");
      return url.href;
    });
}

/** The address limited to the rows of one release, which never change; null leaves the address as it is. */
export function ofRelease(href: string, release: string | null): string {
  const url = new URL(href);
  if (release !== null) url.searchParams.set("release", release);
  return url.href;
}

/** Most characters of a parameter. The portal accepts 4000; longer lists are left out, and the answer has more rows. */
const MOST_CODES = 3000;

/** A column, with the codes that it may have. */
export type ColumnFilter = readonly [column: string, codes: readonly string[]];

/** The datasets of a selection, each with the filters of its columns. */
export function byDataset(selection: Selection): [dataset: string, filters: (tree: AreaTree) => ColumnFilter[]][] {
  const datasets = [...new Set(selection.measures.map((key) => key.split(".")[0] ?? ""))];
  return datasets.map((dataset) => {
    const measures = selection.measures
      .filter((key) => key.startsWith(`${dataset}.`))
      .map((key) => key.slice(dataset.length + 1));
    return [dataset, (tree) => [["MEASURE", measures], ...filtersOf(selection, tree)]];
  });
}

/** The statistics that add up the homes counted: more homes make more of them, and those of the whole are no measure for its parts. */
const AMOUNTS = ["COUNT", "TOTAL"] as const;

export const isAmount = (statistic: Statistic): statistic is (typeof AMOUNTS)[number] => AMOUNTS.some((one) => one === statistic);

/** The filters of a selection, without its measures. */
export function filtersOf(selection: Selection, tree: AreaTree): ColumnFilter[] {
  const { level, within, areas, types, periods, view } = selection;
  const whole = areas.length === 0 && view !== "distribution";
  return [
    ["STATISTIC", statisticsOf(selection)],
    ...(whole ? [["AREA_LEVEL", [level]] satisfies ColumnFilter] : []),
    ...(whole && within === tree.root.code ? [] : [["REF_AREA", areasOf(selection, tree)] satisfies ColumnFilter]),
    ["HOUSEHOLD_TYPE", types],
    ["TIME_PERIOD", periods],
  ];
}

/** Suffixes of the files of a whole dataset. */
export type ExportSuffix = "csv" | "json" | "parquet" | "arrow" | "arrows" | "sdmx.csv" | "sdmx.json";

/** Address of a whole dataset as a file, relative to the page; a portal and a plain host have the same. */
export function exportPath(dataset: string, suffix: ExportSuffix): string {
  const id = encodeURIComponent(dataset);
  return `v1/datasets/${id}/exports/${id}.${suffix}`;
}

/** Address of a whole dataset in the form that French spreadsheets open. Only a portal answers it. */
export function spreadsheetPath(dataset: string): string {
  return `v1/datasets/${encodeURIComponent(dataset)}/exports/csv?dialect=excel-fr`;
}
