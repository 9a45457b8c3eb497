import type { Observation } from "../../src/contract/observation.ts";
import type { MeasureRef } from "../../src/domains/index.ts";
import type { Area } from "../../src/territory/index.ts";
import { type AreaTree, byName, countsWithin } from "../shared/areas.ts";
import { bestMeasure } from "../shared/best-measure.ts";
import { periodOrder } from "../shared/data.ts";
import { reliableInterval } from "../shared/reliable-interval.ts";
import { cellAt } from "../visit/commons.ts";
import type { Atlas } from "./atlas.ts";

/** What the page shows of a measure. */
export const AREA_STATISTICS = ["mean", "median", "participation"] as const;
export type AreaStatistic = (typeof AREA_STATISTICS)[number];

/** The map with its ranking, two areas, one area over all topics, or several leaves as one area. */
export const DISTRICT_VIEWS = ["map", "compare", "portrait", "own"] as const;
export type DistrictView = (typeof DISTRICT_VIEWS)[number];

/** What changes from one small map to the next, where the map stands several times. */
export const REPEATS = ["period", "type"] as const;
export type Repeat = (typeof REPEATS)[number];

/** Everything that the page shows. It is all in the address. */
export interface Choice {
  readonly view: DistrictView;
  readonly ref: MeasureRef;
  readonly statistic: AreaStatistic;
  /** type of household; `_T`: all */
  readonly type: string;
  readonly period: string;
  /** area whose parts are shown, and with which they are compared */
  readonly area: string;
  /** level of the parts */
  readonly level: string;
  /** the chosen part; null: none */
  readonly at: string | null;
  /** the second place of a comparison */
  readonly other: string | null;
  /** leaves of the visitor's own area */
  readonly picks: readonly string[];
  /** zone of the territory; null: none */
  readonly zone: string | null;
  /** the map stands once for each of these too; null: it does not */
  readonly each: Repeat | null;
}

/** The statistic of a release that each statistic of the page is made from. */
export const PUBLISHED_AS = { mean: "MEAN", median: "P50", participation: "COUNT" } as const;

/** The levels below an area; for a leaf, its own level. */
export function levelsBelow(tree: AreaTree, levels: readonly string[], code: string): string[] {
  const own = levels.indexOf(tree.get(code)?.level ?? "");
  const below = levels.slice(own + 1);
  return below.length > 0 ? below : levels.slice(own);
}

/** The areas of a level within an area, by name. */
export function areasWithin(tree: AreaTree, code: string, level: string): Area[] {
  const found: Area[] = [];
  const walk = (area: Area): void => {
    for (const child of tree.children(area.code)) {
      if (child.level === level) found.push(child);
      else walk(child);
    }
  };
  const area = tree.get(code);
  if (area) walk(area);
  return found.sort((a, b) => byName(a.name, b.name));
}

type Rows = readonly Observation[];
const isOf = (row: Observation, ref: MeasureRef): boolean => row.DOMAIN === ref.domain.id && row.MEASURE === ref.measure.id;

/** The periods of a measure by their end, oldest first; of two with the same end, the shorter comes first. */
export function periodsOfMeasure(rows: Rows, ref: MeasureRef): string[] {
  return [...(periodsIn(rows).get(ref.key)?.keys() ?? [])];
}

/** By measure and then by period, oldest first: the areas with a published mean of all homes (`_T`). */
type PublishedAreas = ReadonlyMap<string, ReadonlyMap<string, ReadonlySet<string>>>;

/** Cache of periods by measure, for many parts of the page. */
const PERIODS = new WeakMap<Rows, PublishedAreas>();

function periodsIn(rows: Rows): PublishedAreas {
  const cached = PERIODS.get(rows);
  if (cached) return cached;
  const byMeasure = new Map<string, Map<string, Set<string>>>();
  let [last, areas]: [Rows[number] | undefined, Set<string>] = [undefined, new Set()];
  for (const row of rows) {
    // Rows of a measure and a period lie together: where they are told is looked up once.
    if (row.DOMAIN !== last?.DOMAIN || row.MEASURE !== last.MEASURE || row.TIME_PERIOD !== last.TIME_PERIOD) {
      const key = `${row.DOMAIN}.${row.MEASURE}`;
      const periods = byMeasure.get(key) ?? new Map<string, Set<string>>();
      byMeasure.set(key, periods);
      areas = periods.get(row.TIME_PERIOD) ?? new Set();
      periods.set(row.TIME_PERIOD, areas);
    }
    last = row;
    if (row.STATISTIC === "MEAN" && row.HOUSEHOLD_TYPE === "_T" && row.OBS_VALUE !== null) areas.add(row.REF_AREA);
  }
  const byEnd = ([a]: [string, unknown], [b]: [string, unknown]): number => (periodOrder(a) < periodOrder(b) ? -1 : 1);
  const sorted = new Map([...byMeasure].map(([key, periods]) => [key, new Map([...periods].sort(byEnd))]));
  PERIODS.set(rows, sorted);
  return sorted;
}

/** Areas with a published mean of all homes for a measure and period. */
function publishedAt(rows: Rows, ref: MeasureRef, period: string): ReadonlySet<string> {
  return periodsIn(rows).get(ref.key)?.get(period) ?? new Set();
}

/** The latest year with a published mean, else the latest period with one, else the latest period. */
function bestPeriod(rows: Rows, ref: MeasureRef): string {
  const periods = periodsOfMeasure(rows, ref).reverse();
  const filled = periods.filter((period) => publishedAt(rows, ref, period).size > 0);
  return filled.find((period) => period.length === 4) ?? filled[0] ?? periods[0] ?? "";
}

/** The area with the most published parts and, of equal ones, the widest; the whole where nothing is published. */
function bestArea(tree: AreaTree, published: ReadonlySet<string>): Area {
  const counts = countsWithin(tree, published);
  let best = { area: tree.root, count: counts.get(tree.root.code) ?? 0 };
  for (const area of tree.areas) {
    const count = counts.get(area.code) ?? 0;
    if (count > best.count) best = { area, count };
  }
  return best.area;
}

/** The first level below an area with a published part, else the first level below. */
function bestLevel(tree: AreaTree, below: readonly string[], code: string, published: ReadonlySet<string>): string {
  const filled = below.find((level) => areasWithin(tree, code, level).some((area) => published.has(area.code)));
  return filled ?? below[0] ?? "";
}

/** The nearest area that contains all the places without being one of them; null: there is none, as for the whole itself. */
function areaAround(tree: AreaTree, codes: readonly string[]): Area | null {
  const [first, ...others] = codes.map((code) => tree.lineage(code).slice(1));
  return first?.find((area) => others.every((above) => above.includes(area))) ?? null;
}

/** The wider of two places, where it contains the other; else null. */
function widerOf(tree: AreaTree, a: Area, b: Area): Area | null {
  if (tree.lineage(b.code).includes(a)) return a;
  return tree.lineage(a.code).includes(b) ? b : null;
}

/** The area whose map shows both places: the one around both or, where one contains the other, the parent of the inner one. */
function areaOfPair(tree: AreaTree, a: Area, b: Area): Area | null {
  const wider = widerOf(tree, a, b);
  if (wider === null) return areaAround(tree, [a.code, b.code]);
  const inner = wider === a ? b : a;
  return tree.get(inner.parent ?? "") ?? null;
}

/** The level at which the map shows two places: the coarser one or, where one place contains the other, that of the inner one. */
function levelOfPair(tree: AreaTree, levels: readonly string[], a: Area, b: Area): string {
  const [coarse, fine] = levels.indexOf(a.level) <= levels.indexOf(b.level) ? [a, b] : [b, a];
  return widerOf(tree, a, b) === null ? coarse.level : fine.level;
}

/**
 * Reads a choice from an address. Missing or unknown parameters become the measure of the first page, and its period and area with the most
 * published figures. A leaf given as the area is chosen among its siblings. Null where the commons publishes no measure.
 */
export function choiceOf(
  params: URLSearchParams,
  atlas: Pick<Atlas, "rows" | "refs" | "tree" | "levels" | "leaf" | "zones" | "cells" | "main">,
): Choice | null {
  const { rows, refs, tree, levels, leaf } = atlas;
  const key = params.get("measure") ?? "";
  const meanOf = (one: MeasureRef, code: string) =>
    reliableInterval(cellAt(atlas, one, code, "_T", atlas.main?.period ?? "")?.get("MEAN"));
  const ref = refs.find((one) => one.key === key) ?? bestMeasure(atlas, meanOf)?.ref;
  if (!ref) return null;
  const periods = periodsOfMeasure(rows, ref);
  const period = periods.find((one) => one === params.get("period")) ?? bestPeriod(rows, ref);
  const published = publishedAt(rows, ref, period);
  const areaNamed = (name: string): Area | undefined => tree.get(params.get(name) ?? "");
  const givenArea = areaNamed("area");
  const givenLeaf = givenArea && tree.children(givenArea.code).length === 0 && givenArea.parent !== null ? givenArea : undefined;
  const at = areaNamed("at") ?? givenLeaf;
  const around = at?.parent != null ? tree.get(at.parent) : undefined;
  const other = areaNamed("with");
  // An unknown place is replaced by the whole, never by another place.
  const isUnknownArea = !!params.get("area") && !givenArea;
  const mapArea = givenLeaf ? tree.get(givenLeaf.parent ?? "") : givenArea;
  const asArea = mapArea ?? around ?? (isUnknownArea ? tree.root : bestArea(tree, published));
  const picks = (params.get("pick") ?? "").split(",").filter((code) => tree.get(code)?.level === leaf);
  const zoneCode = atlas.zones.some((row) => row.zone === params.get("zone")) ? params.get("zone") : null;
  const inAddress = DISTRICT_VIEWS.find((one) => one === params.get("view")) ?? "map";
  const view = inAddress !== "map" ? inAddress : picks.length > 0 || zoneCode !== null ? "own" : other ? "compare" : "map";
  // The map shows what is compared or summed, wherever that is.
  const leaves = zoneCode === null ? picks : atlas.zones.filter((row) => row.zone === zoneCode).map((row) => row.leaf);
  const places = view === "own" ? leaves : view === "compare" && at && other ? [at.code, other.code] : [];
  const within = (code: string): boolean => tree.lineage(code).slice(1).includes(asArea);
  const fitsOnMap = givenArea !== undefined && places.every(within);
  const pair = view === "compare" && at && other ? ([at, other] as const) : null;
  const fitted = fitsOnMap ? null : pair ? areaOfPair(tree, ...pair) : areaAround(tree, places);
  const area = fitted ?? asArea;
  const below = levelsBelow(tree, levels, area.code);
  const shared = pair ? levelOfPair(tree, levels, ...pair) : undefined;
  const types = typesPublished(rows, ref, period);
  const each = view === "map" ? (REPEATS.find((one) => one === params.get("each")) ?? null) : null;
  return {
    view,
    ref,
    statistic: AREA_STATISTICS.find((one) => one === params.get("stat")) ?? "mean",
    // Maps of each type stand beside the figures of all homes.
    type: (each !== "type" && types.find((one) => one === params.get("type"))) || "_T",
    period,
    area: area.code,
    level:
      below.find((level) => level === shared) ??
      below.find((level) => level === params.get("level")) ??
      bestLevel(tree, below, area.code, published),
    at: at?.code ?? null,
    other: other?.code ?? null,
    picks: [...new Set(picks)],
    zone: zoneCode,
    each,
  };
}

/** Which parameter of an address is unknown: a place or a topic; null: neither. */
export function unknownIn(asked: URLSearchParams, { refs, tree }: Pick<Atlas, "refs" | "tree">): "place" | "topic" | null {
  const codes = ["area", "at", "with"].map((name) => asked.get(name)).filter((code): code is string => !!code);
  if (codes.some((code) => tree.get(code) === undefined)) return "place";
  const measure = asked.get("measure");
  return measure && !refs.some(({ key }) => key === measure) ? "topic" : null;
}

/** Types of household with a published mean in a period, in the measure's order, without `_T`. */
export function typesPublished(rows: Rows, ref: MeasureRef, period: string): string[] {
  const publishedTypes = new Set(
    rows
      .filter((row) => isOf(row, ref) && row.TIME_PERIOD === period && row.STATISTIC === "MEAN" && row.OBS_VALUE !== null)
      .map((row) => row.HOUSEHOLD_TYPE),
  );
  const { classes, rungs } = ref.measure.similarity;
  return [...classes, ...rungs].map(({ code }) => code).filter((code) => publishedTypes.has(code));
}

/** Tells whether a class is that of homes that did not answer. */
export const isUnsaid = (where: Readonly<Record<string, readonly string[]>>): boolean =>
  Object.values(where).some((values) => values.every((value) => value === "unknown"));

/** Changes of a choice, as parameters of an address. */
export type ChoiceChange = Partial<
  Record<
    "view" | "measure" | "stat" | "type" | "period" | "area" | "level" | "at" | "with" | "pick" | "zone" | "each",
    string | null
  >
>;

/** The picked leaves, or those of the zone. */
export function leavesOf({ atlas, choice }: { readonly atlas: Atlas; readonly choice: Choice }): readonly string[] {
  return choice.zone === null ? choice.picks : atlas.zones.filter(({ zone }) => zone === choice.zone).map(({ leaf }) => leaf);
}
