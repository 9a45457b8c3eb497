import { type Observation, STATISTICS, type Statistic } from "../../src/contract/observation.ts";
import { parsePeriod, STEPS, type Step } from "../../src/contract/period.ts";
import type { MeasureRef } from "../../src/domains/index.ts";
import { type AreaTree, countsWithin } from "../shared/areas.ts";

/** Six views of one state. */
export const EXPLORE_VIEWS = ["table", "ranking", "map", "time", "scatter", "distribution"] as const;
export type ExploreView = (typeof EXPLORE_VIEWS)[number];

/** Views that hold one period, or a few, beside each other; the others hold as many as there are. */
const ONE_PERIOD: ReadonlySet<ExploreView> = new Set(["ranking", "map", "scatter", "distribution"]);

/** What a distribution is made of. */
const QUANTILES: readonly Statistic[] = ["P10", "P25", "P50", "P75", "P90"];

/** What the page shows: all of it is in the address. */
export interface Selection {
  readonly view: ExploreView;
  /** `domain.measure`, one at least */
  readonly measures: readonly string[];
  readonly statistic: Statistic;
  /** the level whose areas are shown, and the area that they are part of */
  readonly level: string;
  readonly within: string;
  /** areas that were picked one by one, of any level; none: all of the level */
  readonly areas: readonly string[];
  /** one at least */
  readonly types: readonly string[];
  /** latest first, one at least */
  readonly periods: readonly string[];
}

/** What an address is read against. */
export interface SelectionContext {
  /** measures of the commons, in public order */
  readonly refs: readonly MeasureRef[];
  /** every period that has a release, latest first */
  readonly released: readonly string[];
  readonly tree: AreaTree;
  /** from the whole to the leaf */
  readonly levels: readonly string[];
  /** of the periods that the address asks for (`wantedPeriods`) */
  readonly rows: readonly Observation[];
}

export const keyOf = (row: Pick<Observation, "DOMAIN" | "MEASURE">): string => `${row.DOMAIN}.${row.MEASURE}`;

function listed(asked: URLSearchParams, name: string): string[] {
  return (asked.get(name) ?? "").split(",").filter((one) => one !== "");
}

/**
 * The periods that an address asks for: those that it names, every one of a step (`period=month`), all of them (`period=all`), or the newest
 * year. Known from the catalogue alone, so that only their releases are read.
 */
export function wantedPeriods(asked: URLSearchParams, released: readonly string[]): readonly string[] {
  const text = asked.get("period");
  if (text === "all") return released;
  const step = STEPS.find((one) => one === text);
  const found = step ? ofStep(released, step) : released.filter((period) => listed(asked, "period").includes(period));
  if (found.length > 0) return found;
  if (asked.get("view") === "time") {
    const most = [...STEPS].reverse().find((one) => ofStep(released, one).length > 1);
    if (most) return ofStep(released, most);
  }
  const newest = ofStep(released, "year")[0] ?? released[0];
  return newest === undefined ? [] : [newest];
}

export function ofStep(periods: readonly string[], step: Step): string[] {
  return periods.filter((period) => parsePeriod(period).step === step);
}

/** The measures of an address. Links of before name a dataset and, without it, a measure. */
function measuresOf(asked: URLSearchParams, { refs, rows }: SelectionContext): string[] {
  const dataset = asked.get("dataset");
  const named = listed(asked, "measure").map((one) => (one.includes(".") || dataset === null ? one : `${dataset}.${one}`));
  const known = [...new Set(named)].filter((key) => refs.some((ref) => ref.key === key));
  if (known.length > 0) return known;
  const filled = new Set(rows.map(keyOf));
  const offered = refs.filter(({ domain }) => dataset === null || domain.id === dataset);
  const first = offered.find(({ key }) => filled.has(key)) ?? offered[0] ?? refs[0];
  return first ? [first.key] : [];
}

/** The area whose parts are best published, and their level: what an address without places shows. Of equal ones the widest. */
function bestPlace({ tree, levels, rows }: SelectionContext, measure: string): { within: string; level: string } {
  const shown = new Set<string>();
  const known = new Set<string>();
  for (const row of rows) {
    if (keyOf(row) !== measure || row.STATISTIC !== "MEAN" || row.HOUSEHOLD_TYPE !== "_T") continue;
    known.add(row.AREA_LEVEL);
    if (row.OBS_VALUE !== null) shown.add(row.REF_AREA);
  }
  let best = { within: tree.root.code, level: levels.filter((level) => known.has(level))[1] ?? tree.root.level, count: 0 };
  const counts = countsWithin(tree, shown);
  for (const area of tree.areas) {
    const count = counts.get(area.code) ?? 0;
    if (count > best.count) best = { within: area.code, level: tree.children(area.code)[0]?.level ?? best.level, count };
  }
  return best;
}

/**
 * Makes a selection out of an address. What is left out, and what nobody knows, becomes what is published best. What is known but has no
 * rows stays as it was asked for: the page says so, and what is nearest.
 */
export function selectionOf(asked: URLSearchParams, context: SelectionContext): Selection {
  const { tree, levels, released, rows } = context;
  const measures = measuresOf(asked, context);
  const best = bestPlace(context, measures[0] ?? "");
  const level = levels.find((one) => one === asked.get("level"));
  const within = tree.get(asked.get("in") ?? "")?.code;
  const types = listed(asked, "type").filter((type) => type === "_T" || rows.some((row) => row.HOUSEHOLD_TYPE === type));
  const chosen = {
    measures,
    statistic: STATISTICS.find((one) => one === asked.get("statistic")) ?? "MEAN",
    level:
      level ?? (within === undefined ? best.level : (tree.children(within)[0]?.level ?? tree.get(within)?.level ?? best.level)),
    within: within ?? (level === undefined ? best.within : tree.root.code),
    areas: listed(asked, "area").filter((code) => tree.get(code) !== undefined),
    types: types.length === 0 ? ["_T"] : types,
    periods: wantedPeriods(asked, released),
  };
  const view = EXPLORE_VIEWS.find((one) => one === asked.get("view"));
  // A step without the chosen level is followed at the whole of the territory.
  if (view === "time" && level === undefined && within === undefined && !rows.some((row) => row.AREA_LEVEL === chosen.level))
    return { view, ...chosen, level: tree.root.level, within: tree.root.code };
  if (view) return { view, ...chosen };
  const several = areasOf({ view: "ranking", ...chosen }, tree).length > 1;
  return { view: several && chosen.periods.length === 1 ? "ranking" : chosen.periods.length > 1 ? "time" : "table", ...chosen };
}

/**
 * What an address asks for and nothing here knows, as it stands in the address: `period=1999`. The page shows something else then, and says so.
 */
export function unknownIn(asked: URLSearchParams, { refs, released, tree, levels, rows }: SelectionContext): string[] {
  const dataset = asked.get("dataset");
  const known: Readonly<Record<string, (one: string) => boolean>> = {
    view: (one) => EXPLORE_VIEWS.some((view) => view === one),
    dataset: (one) => refs.some(({ domain }) => domain.id === one),
    measure: (one) => refs.some(({ key }) => key === one || (dataset !== null && key === `${dataset}.${one}`)),
    statistic: (one) => STATISTICS.some((statistic) => statistic === one),
    level: (one) => levels.includes(one),
    in: (one) => tree.get(one) !== undefined,
    area: (one) => tree.get(one) !== undefined,
    type: (one) => one === "_T" || rows.some(({ HOUSEHOLD_TYPE }) => HOUSEHOLD_TYPE === one),
    period: (one) => one === "all" || STEPS.some((step) => step === one) || released.includes(one),
  };
  return Object.entries(known).flatMap(([name, knows]) =>
    listed(asked, name).flatMap((one) => (knows(one) ? [] : [`${name}=${one}`])),
  );
}

/** The areas of a selection. A distribution is one group's: without picked areas it is that of the whole of them. */
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

/** The area that the places of a selection are held against: the one that they are part of, or all of the territory. */
export function wholeOf({ areas, within }: Pick<Selection, "areas" | "within">, tree: AreaTree): string {
  return areas.length > 0 ? tree.root.code : within;
}

/** The statistics that a selection shows: counts of homes stand beside every figure. */
export function statisticsOf({ view, statistic }: Pick<Selection, "view" | "statistic">): readonly Statistic[] {
  if (view === "distribution") return ["COUNT", ...QUANTILES];
  return statistic === "COUNT" ? ["COUNT"] : ["COUNT", statistic];
}

/** What was selected last of some rows: title, table and what is beside them ask for the same. */
const SELECTED = new WeakMap<Selection, { readonly rows: readonly Observation[]; readonly found: readonly Observation[] }>();

/** The rows of a selection, in the order in which they are published. */
export function selected(rows: readonly Observation[], selection: Selection, tree: AreaTree): readonly Observation[] {
  const known = SELECTED.get(selection);
  if (known?.rows === rows) return known.found;
  const found = select(rows, selection, tree);
  SELECTED.set(selection, { rows, found });
  return found;
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

/** A part of an address: null takes a parameter out. */
export type AddressChange = Readonly<Record<string, string | null>>;

/** The whole selection as parameters, none left to what is published best: an address that shows the same when more is published. */
export function whole({ view, measures, statistic, level, within, areas, types, periods }: Selection): AddressChange {
  return {
    dataset: null,
    view,
    measure: measures.join(","),
    statistic,
    level,
    in: within,
    area: areas.join(","),
    type: types.join(","),
    period: periods.join(","),
  };
}

/** Every period of a step by the step's name: those that are published later are then in it too. */
export function periodText(periods: readonly string[], released: readonly string[]): string {
  for (const step of STEPS) {
    const all = ofStep(released, step);
    if (all.length > 1 && all.length === periods.length && all.every((one) => periods.includes(one))) return step;
  }
  return periods.length > 1 && periods.length === released.length ? "all" : periods.join(",");
}

/** What changes in the address for a view that follows time: where only one period of a step is published, another step, and the whole of the territory, which every step has. */
function overTime(periods: readonly string[], released: readonly string[]): AddressChange {
  if (periods.length > 1) return {};
  const own = parsePeriod(periods[0] ?? "2000").step;
  if (ofStep(released, own).length > 1) return { period: own };
  const most = [...STEPS].reverse().find((step) => ofStep(released, step).length > 1);
  return most ? { period: most, level: null, in: null, area: null } : {};
}

/**
 * The change that shows the same in another view, with what that view cannot do without: time has several periods, the others few; a
 * scatter has two measures, or two periods where there is one measure only.
 *
 * @param offered measures that have rows
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
  // Every period of a step is the time's own; a few that were picked stay beside each other.
  const every = view !== selection.view && periods.length > 1 && !periods.join(",").includes(periodText(periods, released));
  const many = periods.length > MOST_FIGURES || every;
  const year = ofStep(periods, "year")[0];
  const fewer: AddressChange = many ? (year ? { period: year } : { period: null, level: null, in: null, area: null }) : {};
  if (view !== "scatter" || measures.length * types.length > 1 || (periods.length > 1 && !many)) return { view, ...fewer };
  const other = offered.find((key) => !measures.includes(key));
  if (other !== undefined) return { view, ...fewer, measure: [...measures, other].join(",") };
  const shown = year ?? periods[0] ?? "2000";
  const again = ofStep(released, parsePeriod(shown).step).find((one) => one !== shown);
  return again === undefined ? { view, ...fewer } : { view, period: `${shown},${again}` };
}

/** Figures that stand beside each other at most. */
export const MOST_FIGURES = 4;

/** One figure's subject: a measure, a kind of homes and a period. */
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
 * The two subjects of a scatter, each with rows: of two measures the newest chosen period that each has, else whatever differs.
 *
 * @param available subjects that have rows
 */
export function scatterAxes(available: readonly Axis[]): readonly Axis[] {
  const first = available[0];
  const second = available.find(({ measure }) => measure !== first?.measure) ?? available[1];
  return first && second ? [first, second] : [];
}

/** The rows of a selection on the API, an address for each dataset. Picked areas go along where the address stays short. */
export function recordsUrls(selection: Selection, tree: AreaTree, base: string): string[] {
  return byDataset(selection).map(([dataset, filters]) => {
    const url = new URL(`v1/datasets/${encodeURIComponent(dataset)}/records`, base);
    for (const [column, codes] of filters(tree)) {
      const text = codes.join(",");
      if (text.length <= MOST_CODES) url.searchParams.set(column, text);
    }
    url.searchParams.set("limit", "10000");
    return url.href;
  });
}

/** An address whose rows are those of one release, whatever is published later; null: it stays as it is. */
export function ofRelease(href: string, release: string | null): string {
  const url = new URL(href);
  if (release !== null) url.searchParams.set("release", release);
  return url.href;
}

/** The portal's bound on a parameter is 4000 characters: more codes than that are left out, and the answer has more rows. */
const MOST_CODES = 3000;

/** A column, and the codes that it may have. */
export type ColumnFilter = readonly [column: string, codes: readonly string[]];

/** The datasets of a selection, and for each what its columns may have. */
export function byDataset(selection: Selection): [dataset: string, filters: (tree: AreaTree) => ColumnFilter[]][] {
  const datasets = [...new Set(selection.measures.map((key) => key.split(".")[0] ?? ""))];
  return datasets.map((dataset) => {
    const measures = selection.measures
      .filter((key) => key.startsWith(`${dataset}.`))
      .map((key) => key.slice(dataset.length + 1));
    return [dataset, (tree) => [["MEASURE", measures], ...filtersOf(selection, tree)]];
  });
}

/** What the columns of a selection may have, but for its measures. */
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

/** How the files of a whole dataset end. */
export type ExportSuffix = "csv" | "json" | "parquet" | "arrow" | "arrows" | "sdmx.csv" | "sdmx.json";

/** The address of the whole dataset as a file, relative to the page: a portal's and a plain host's alike. */
export function exportPath(dataset: string, suffix: ExportSuffix): string {
  const id = encodeURIComponent(dataset);
  return `v1/datasets/${id}/exports/${id}.${suffix}`;
}

/** The same as French spreadsheets open it: an answer of a portal alone. */
export function spreadsheetPath(dataset: string): string {
  return `v1/datasets/${encodeURIComponent(dataset)}/exports/csv?dialect=excel-fr`;
}
