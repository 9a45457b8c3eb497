import { parsePeriod, type Step } from "../../src/contract/period.ts";
import type { MeasureRef } from "../../src/domains/index.ts";
import type { EstimateWithEnds } from "../../src/privacy/areas/index.ts";
import { hundredHomes } from "../charts/hundred.ts";
import type { KnownQuarters } from "../charts/quarters.ts";
import { periodOrder } from "../shared/data.ts";
import { publishedBins } from "../shared/published-bins.ts";
import type { Relation } from "../shared/published-figure.ts";
import { figureAt, relationAt, shareGapAt } from "./area-figures.ts";
import type { Atlas } from "./atlas.ts";
import { periodsOfMeasure } from "./choice.ts";

/** Portraits always use the mean of all homes. */
export const MEAN_OF_ALL = { statistic: "mean", type: "_T" } as const;

/** A topic of a place, compared with its parent. */
export interface TopicOfPlace {
  readonly ref: MeasureRef;
  /** the period used: see `periodOfPlace`; null: the topic is not published */
  readonly period: string | null;
  /** the gap as a share of the parent's figure; null: there is none */
  readonly gap: EstimateWithEnds | null;
  /** the comparison as on the map */
  readonly relation: Relation;
}

/** The period for a place: the one shown if it is published there, else the latest year, else the latest period. */
export function periodOfPlace(atlas: Atlas, ref: MeasureRef, area: string, shown: string): string | null {
  const at = { ref, ...MEAN_OF_ALL };
  const publishedPeriods = periodsOfMeasure(atlas.rows, ref).filter(
    (period) => figureAt(atlas, { ...at, period }, area) !== null,
  );
  if (publishedPeriods.includes(shown)) return shown;
  return publishedPeriods.findLast((period) => period.length === 4) ?? publishedPeriods.at(-1) ?? null;
}

/** Cache of topics by place, because every part of a portrait needs them. */
const TOPICS = new WeakMap<Atlas, Map<string, readonly TopicOfPlace[]>>();

/** Every topic of the commons at a place, published ones first. */
export function topicsOf(atlas: Atlas, area: string, parent: string | null, shown: string): readonly TopicOfPlace[] {
  const known = TOPICS.get(atlas) ?? new Map<string, readonly TopicOfPlace[]>();
  TOPICS.set(atlas, known);
  const key = JSON.stringify([area, parent, shown]);
  const topics = known.get(key) ?? topicsAt(atlas, area, parent, shown);
  known.set(key, topics);
  return topics;
}

function topicsAt(atlas: Atlas, area: string, parent: string | null, shown: string): TopicOfPlace[] {
  const topics = atlas.refs.map((ref): TopicOfPlace => {
    const period = periodOfPlace(atlas, ref, area, shown);
    if (period === null) return { ref, period, gap: null, relation: "absent" };
    const choice = { ref, ...MEAN_OF_ALL, period };
    if (parent === null) return { ref, period, gap: null, relation: "same" };
    const gap = shareGapAt(atlas, choice, area, parent);
    return { ref, period, gap, relation: gap === null ? "same" : relationAt(atlas, choice, area, parent) };
  });
  return [...topics.filter(({ period }) => period !== null), ...topics.filter(({ period }) => period === null)];
}

/** A figure over periods of the same length. */
export interface PlaceTrend {
  readonly area: string;
  readonly periods: readonly string[];
  readonly points: readonly (EstimateWithEnds | null)[];
}

/** The periods of a step in which a place is published, gaps included. */
function trendAt(atlas: Atlas, ref: MeasureRef, area: string, step: Step): PlaceTrend | null {
  const figureIn = (period: string) => figureAt(atlas, { ref, ...MEAN_OF_ALL, period }, area);
  const all = periodsOfMeasure(atlas.rows, ref).filter((period) => parsePeriod(period).step === step);
  const [first, last] = [
    all.findIndex((period) => figureIn(period) !== null),
    all.findLastIndex((period) => figureIn(period) !== null),
  ];
  const periods = first < 0 ? [] : all.slice(first, last + 1);
  const points = periods.map(figureIn);
  return points.filter((point) => point !== null).length < 2 ? null : { area, periods, points };
}

/** Years from which on they say more than the seasons within them. */
const MANY_YEARS = 3;

/**
 * The trend of a place: of many years, else of quarters or months that come again in another year, else of whatever it has; where the
 * place has none, that of the nearest wider one.
 */
export function trendOfPlace(atlas: Atlas, ref: MeasureRef, area: string): PlaceTrend | null {
  for (const { code } of atlas.tree.lineage(area)) {
    const [years, quarters, months] = (["year", "quarter", "month"] as const).map((step) => trendAt(atlas, ref, code, step));
    const many = years && years.points.filter((point) => point !== null).length >= MANY_YEARS ? years : null;
    const again = [quarters, months].find((trend) => trend && sameSeason(trend) !== null);
    const found = many ?? again ?? years ?? months ?? quarters;
    if (found) return found;
  }
  return null;
}

/** The figures of a place over given periods. */
export function trendOver(atlas: Atlas, ref: MeasureRef, area: string, periods: readonly string[]): PlaceTrend {
  const points = periods.map((period) => figureAt(atlas, { ref, ...MEAN_OF_ALL, period }, area));
  return { area, periods, points };
}

/** The last period with a figure and the first of the same season: between seasons a verdict would be the weather's. Null: there is one a season. */
export function sameSeason({ area, periods, points }: PlaceTrend): PlaceTrend | null {
  const last = points.findLastIndex((point) => point !== null);
  const seasonOf = (i: number): string | undefined => periods[i]?.slice(4);
  const first = points.findIndex((point, i) => point !== null && seasonOf(i) === seasonOf(last));
  if (first < 0 || first === last) return null;
  return { area, periods: [periods[first] ?? "", periods[last] ?? ""], points: [points[first] ?? null, points[last] ?? null] };
}

/** Tells whether a figure rises or falls from the first to the last period by more than the margins. */
export function trendDirection({ points }: PlaceTrend): "up" | "down" | "unclear" {
  const known = points.flatMap((point) => point ?? []);
  const [first, last] = [known[0], known.at(-1)];
  if (!first || !last) return "unclear";
  if (last.lower > first.upper) return "up";
  return last.upper < first.lower ? "down" : "unclear";
}

/** Fewest points of which one is called the highest or the lowest. */
const FEWEST_POINTS = 3;

/** The periods with the highest and the lowest figure, each only where its margin is beyond those of all others. */
export function peaksOf({ periods, points }: PlaceTrend): { readonly high: string | null; readonly low: string | null } {
  const known = periods.flatMap((period, i) => {
    const point = points[i];
    return point ? [{ period, point }] : [];
  });
  const beyond = (isBeyond: (one: EstimateWithEnds, other: EstimateWithEnds) => boolean): string | null =>
    known.find((one) => known.every((other) => other === one || isBeyond(one.point, other.point)))?.period ?? null;
  if (known.length < FEWEST_POINTS) return { high: null, low: null };
  return { high: beyond((one, other) => one.lower > other.upper), low: beyond((one, other) => one.upper < other.lower) };
}

/** The season with the highest figure of every year, and that with the lowest, each only where all years agree beyond the margins. */
export function peaksOfYears({ area, periods, points }: PlaceTrend): ReturnType<typeof peaksOf> {
  const years = [...new Set(periods.map((period) => period.slice(0, 4)))];
  const peaks = years.map((year) => {
    const within = periods.flatMap((period, i) => (period.startsWith(year) ? [i] : []));
    const own = { area, periods: within.map((i) => periods[i] ?? ""), points: within.map((i) => points[i] ?? null) };
    return peaksOf(own);
  });
  const common = (end: "high" | "low"): string | null => {
    const last = peaks.at(-1)?.[end] ?? null;
    return years.length > 1 && last !== null && peaks.every((peak) => peak[end]?.slice(4) === last.slice(4)) ? last : null;
  };
  return { high: common("high"), low: common("low") };
}

/** A kind of home at a place, with its homes as dots where a histogram is published. */
export interface KindOfPlace {
  readonly type: string;
  readonly homes: readonly number[];
  readonly quarters: KnownQuarters;
  readonly middle: EstimateWithEnds | null;
  readonly mean: EstimateWithEnds | null;
  readonly count: EstimateWithEnds | null;
}

/** The published kinds of homes of a place, in the measure's order, without the class of homes that did not answer. */
function kindsAt(atlas: Atlas, ref: MeasureRef, area: string, period: string): KindOfPlace[] {
  return ref.measure.similarity.classes.flatMap(({ code: type, where }): KindOfPlace[] => {
    const mean = figureAt(atlas, { ref, statistic: "mean", type, period }, area);
    if (isUnsaid(where) || !mean || mean.unsure) return [];
    const cell = atlas.cells.get({ domain: ref.domain.id, measure: ref.measure.id, area, type, period });
    const [low, high] = [cell?.get("P25")?.OBS_VALUE ?? null, cell?.get("P75")?.OBS_VALUE ?? null];
    const middle = figureAt(atlas, { ref, statistic: "median", type, period }, area);
    return [
      {
        type,
        mean,
        homes: hundredHomes(
          publishedBins(atlas.distributions, {
            DOMAIN: ref.domain.id,
            MEASURE: ref.measure.id,
            REF_AREA: area,
            HOUSEHOLD_TYPE: type,
            TIME_PERIOD: period,
          }),
        ),
        quarters: { low, middle: middle?.value ?? null, high },
        middle,
        count: rowCount(atlas, ref, area, type, period),
      },
    ];
  });
}

function rowCount(atlas: Atlas, ref: MeasureRef, area: string, type: string, period: string): EstimateWithEnds | null {
  const row = atlas.cells.get({ domain: ref.domain.id, measure: ref.measure.id, area, type, period })?.get("COUNT");
  return row?.OBS_VALUE == null
    ? null
    : { value: row.OBS_VALUE, lower: row.CI_LOWER ?? row.OBS_VALUE, upper: row.CI_UPPER ?? row.OBS_VALUE };
}

/** The kinds with the lowest and the highest figure; null where their margins touch. */
export function kindsApart(
  kinds: readonly KindOfPlace[],
  of: "middle" | "mean",
): { readonly low: KindOfPlace; readonly high: KindOfPlace } | null {
  const known = kinds.filter((kind) => kind[of] !== null).sort((a, b) => (a[of]?.value ?? 0) - (b[of]?.value ?? 0));
  const [low, high] = [known[0], known.at(-1)];
  return low?.[of] && high?.[of] && low[of].upper < high[of].lower ? { low, high } : null;
}

/** Fewest kinds that are worth a drawing. */
const FEWEST_KINDS = 2;

/** The kinds that a place does not publish, without the class of homes that did not answer. */
function kindsMissing(ref: MeasureRef, kinds: readonly KindOfPlace[]): string[] {
  return ref.measure.similarity.classes.flatMap(({ code, where }) =>
    isUnsaid(where) || kinds.some(({ type }) => type === code) ? [] : [code],
  );
}

/** Tells whether a class is that of homes that did not answer. */
export const isUnsaid = (where: Readonly<Record<string, readonly string[]>>): boolean =>
  Object.values(where).some((values) => values.every((value) => value === "unknown"));

/** The kinds of homes of a place, else of the nearest wider place that publishes enough. */
export function kindsOfPlace(atlas: Atlas, ref: MeasureRef, area: string, shown: string) {
  const periods = [shown, ...periodsOfMeasure(atlas.rows, ref).sort((a, b) => periodOrder(b).localeCompare(periodOrder(a)))];
  for (const { code } of atlas.tree.lineage(area)) {
    for (const period of new Set(periods)) {
      const kinds = kindsAt(atlas, ref, code, period);
      if (kinds.length >= FEWEST_KINDS) return { area: code, period, kinds, missing: kindsMissing(ref, kinds) };
    }
  }
  return null;
}
