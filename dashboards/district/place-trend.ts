import { parsePeriod, type Step } from "../../src/contract/period.ts";
import type { MeasureRef } from "../../src/domains/index.ts";
import type { EstimateWithEnds } from "../../src/privacy/areas/index.ts";
import { figureAt } from "./area-figures.ts";
import type { Atlas } from "./atlas.ts";
import { periodsOfMeasure } from "./choice.ts";
import { MEAN_OF_ALL } from "./portrait-figures.ts";

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
