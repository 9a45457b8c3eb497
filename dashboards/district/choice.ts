import type { Observation } from "../../src/contract/observation.ts";
import type { MeasureRef } from "../../src/domains/index.ts";
import type { Area } from "../../src/territory/index.ts";
import { type AreaTree, byName, countsWithin } from "../shared/areas.ts";
import { periodOrder } from "../shared/data.ts";
import type { Atlas } from "./atlas.ts";

/** What the page shows of the figures. */
export const AREA_STATISTICS = ["mean", "median", "participation"] as const;
export type AreaStatistic = (typeof AREA_STATISTICS)[number];

/** The map with its ranking, two areas, one area over all topics, several leaves as one. */
export const DISTRICT_VIEWS = ["map", "compare", "portrait", "own"] as const;
export type DistrictView = (typeof DISTRICT_VIEWS)[number];

/** All that the page shows is in its address. */
export interface Choice {
  readonly view: DistrictView;
  readonly ref: MeasureRef;
  readonly statistic: AreaStatistic;
  /** type of household; `_T`: all */
  readonly type: string;
  readonly period: string;
  /** the area whose parts are shown, and which they are held against */
  readonly area: string;
  /** of the parts */
  readonly level: string;
  /** a part that is looked at; null: none */
  readonly at: string | null;
  /** a second place */
  readonly other: string | null;
  /** leaves of an area of one's own */
  readonly picks: readonly string[];
  /** a zone of the territory; null: none */
  readonly zone: string | null;
}

/** The statistic of a release behind each that the page shows. */
export const PUBLISHED_AS = { mean: "MEAN", median: "P50", participation: "COUNT" } as const;

/** The levels below an area; its own where there is none. */
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

/** The periods of a measure, oldest first; at the same end the longer one last. */
export function periodsOfMeasure(rows: Rows, ref: MeasureRef): string[] {
  return [...(periodsIn(rows).get(ref.key) ?? [])];
}

/** Periods of each measure of some rows: many parts of the page ask for them. */
const PERIODS = new WeakMap<Rows, ReadonlyMap<string, readonly string[]>>();

function periodsIn(rows: Rows): ReadonlyMap<string, readonly string[]> {
  const known = PERIODS.get(rows);
  if (known) return known;
  const found = new Map<string, Set<string>>();
  for (const row of rows) {
    const key = `${row.DOMAIN}.${row.MEASURE}`;
    const periods = found.get(key);
    if (periods) periods.add(row.TIME_PERIOD);
    else found.set(key, new Set([row.TIME_PERIOD]));
  }
  const sorted = new Map(
    [...found].map(([key, periods]) => [key, [...periods].sort((a, b) => (periodOrder(a) < periodOrder(b) ? -1 : 1))]),
  );
  PERIODS.set(rows, sorted);
  return sorted;
}

/** Published rows of a measure at a period, by area; `_T` alone. */
function publishedAt(rows: Rows, ref: MeasureRef, period: string): Set<string> {
  const found = rows.filter(
    (row) =>
      isOf(row, ref) &&
      row.TIME_PERIOD === period &&
      row.STATISTIC === "MEAN" &&
      row.HOUSEHOLD_TYPE === "_T" &&
      row.OBS_VALUE !== null,
  );
  return new Set(found.map((row) => row.REF_AREA));
}

/** The latest year with anything published, else the latest period with anything, else the latest. */
function bestPeriod(rows: Rows, ref: MeasureRef): string {
  const periods = periodsOfMeasure(rows, ref).reverse();
  const filled = periods.filter((period) => publishedAt(rows, ref, period).size > 0);
  return filled.find((period) => period.length === 4) ?? filled[0] ?? periods[0] ?? "";
}

/** The area with the most published parts; of equal ones the widest; the whole where nothing is published. */
function bestArea(tree: AreaTree, published: ReadonlySet<string>): Area {
  const counts = countsWithin(tree, published);
  let best = { area: tree.root, count: counts.get(tree.root.code) ?? 0 };
  for (const area of tree.areas) {
    const count = counts.get(area.code) ?? 0;
    if (count > best.count) best = { area, count };
  }
  return best.area;
}

/** The first level below an area of which any part is published; else the first below. */
function bestLevel(tree: AreaTree, below: readonly string[], code: string, published: ReadonlySet<string>): string {
  const filled = below.find((level) => areasWithin(tree, code, level).some((area) => published.has(area.code)));
  return filled ?? below[0] ?? "";
}

/** The nearest area that has all the places strictly within it; null: no area has, as for the whole itself. */
function areaAround(tree: AreaTree, codes: readonly string[]): Area | null {
  const [first, ...others] = codes.map((code) => tree.lineage(code).slice(1));
  return first?.find((area) => others.every((above) => above.includes(area))) ?? null;
}

/** Of two places the wider one, where it has the other in it; null: neither has. */
function widerOf(tree: AreaTree, a: Area, b: Area): Area | null {
  if (tree.lineage(b.code).includes(a)) return a;
  return tree.lineage(a.code).includes(b) ? b : null;
}

/** The area on whose map two places are seen: what is around both, or of one within the other what is around that. */
function areaOfPair(tree: AreaTree, a: Area, b: Area): Area | null {
  const wider = widerOf(tree, a, b);
  if (wider === null) return areaAround(tree, [a.code, b.code]);
  const inner = wider === a ? b : a;
  return tree.get(inner.parent ?? "") ?? null;
}

/** The level on which two places are seen: the wider of theirs; of one within the other the inner one's. */
function levelOfPair(tree: AreaTree, levels: readonly string[], a: Area, b: Area): string {
  const [coarse, fine] = levels.indexOf(a.level) <= levels.indexOf(b.level) ? [a, b] : [b, a];
  return widerOf(tree, a, b) === null ? coarse.level : fine.level;
}

/**
 * Makes a choice out of an address. What is unknown or left out is the measure, the period and the area of which most is published. A
 * leaf as the area stands for itself among its siblings.
 *
 * @returns null: the commons publishes no measure
 */
export function choiceOf(
  asked: URLSearchParams,
  atlas: Pick<Atlas, "rows" | "refs" | "tree" | "levels" | "leaf" | "zones">,
): Choice | null {
  const { rows, refs, tree, levels, leaf } = atlas;
  const key = asked.get("measure") ?? "";
  const ref =
    refs.find((one) => one.key === key) ??
    refs.find((one) => rows.some((row) => isOf(row, one) && row.OBS_VALUE !== null && row.STATISTIC === "MEAN")) ??
    refs[0];
  if (!ref) return null;
  const periods = periodsOfMeasure(rows, ref);
  const period = periods.find((one) => one === asked.get("period")) ?? bestPeriod(rows, ref);
  const published = publishedAt(rows, ref, period);
  const known = (name: string): Area | undefined => tree.get(asked.get(name) ?? "");
  const named = known("area");
  const single = named && tree.children(named.code).length === 0 && named.parent !== null ? named : undefined;
  const at = known("at") ?? single;
  const around = at?.parent != null ? tree.get(at.parent) : undefined;
  const other = known("with");
  // In place of a place that nobody knows stands the whole, and no other place.
  const lost = !!asked.get("area") && !named;
  const asArea = (single ? tree.get(single.parent ?? "") : named) ?? around ?? (lost ? tree.root : bestArea(tree, published));
  const picks = (asked.get("pick") ?? "").split(",").filter((code) => tree.get(code)?.level === leaf);
  const zone = atlas.zones.some((row) => row.zone === asked.get("zone")) ? asked.get("zone") : null;
  const inAddress = DISTRICT_VIEWS.find((one) => one === asked.get("view")) ?? "map";
  const view = inAddress !== "map" ? inAddress : picks.length > 0 || zone !== null ? "own" : other ? "compare" : "map";
  // The map has what is compared or added up, wherever that is.
  const leaves = zone === null ? picks : atlas.zones.filter((row) => row.zone === zone).map((row) => row.leaf);
  const places = view === "own" ? leaves : view === "compare" && at && other ? [at.code, other.code] : [];
  const within = (code: string): boolean => tree.lineage(code).slice(1).includes(asArea);
  // Of leaves of one's own some may lie elsewhere: the map that is looked at stays.
  const stays =
    named !== undefined && (view === "own" && zone === null ? places.some(within) || places.length === 0 : places.every(within));
  const pair = view === "compare" && at && other ? ([at, other] as const) : null;
  const fitted = stays ? null : pair ? areaOfPair(tree, ...pair) : areaAround(tree, places);
  const area = fitted ?? asArea;
  const below = levelsBelow(tree, levels, area.code);
  const shared = pair ? levelOfPair(tree, levels, ...pair) : undefined;
  const types = typesPublished(rows, ref, period);
  return {
    view,
    ref,
    statistic: AREA_STATISTICS.find((one) => one === asked.get("stat")) ?? "mean",
    type: types.find((one) => one === asked.get("type")) ?? "_T",
    period,
    area: area.code,
    level:
      below.find((level) => level === shared) ??
      below.find((level) => level === asked.get("level")) ??
      bestLevel(tree, below, area.code, published),
    at: at?.code ?? null,
    other: other?.code ?? null,
    picks: [...new Set(picks)],
    zone,
  };
}

/** What an address names and nobody knows: a place, a topic; null: all is known. */
export function unknownIn(asked: URLSearchParams, { refs, tree }: Pick<Atlas, "refs" | "tree">): "place" | "topic" | null {
  const codes = ["area", "at", "with"].map((name) => asked.get(name)).filter((code): code is string => !!code);
  if (codes.some((code) => tree.get(code) === undefined)) return "place";
  const measure = asked.get("measure");
  return measure && !refs.some(({ key }) => key === measure) ? "topic" : null;
}

/** Types of household with a published mean at a period, in the measure's order; without `_T`. */
export function typesPublished(rows: Rows, ref: MeasureRef, period: string): string[] {
  const found = new Set(
    rows
      .filter((row) => isOf(row, ref) && row.TIME_PERIOD === period && row.STATISTIC === "MEAN" && row.OBS_VALUE !== null)
      .map((row) => row.HOUSEHOLD_TYPE),
  );
  const { classes, rungs } = ref.measure.similarity;
  return [...classes, ...rungs].map(({ code }) => code).filter((code) => found.has(code));
}

/** A choice as parameters of an address: what differs from another. */
export type ChoiceChange = Partial<
  Record<"view" | "measure" | "stat" | "type" | "period" | "area" | "level" | "at" | "with" | "pick" | "zone", string | null>
>;
