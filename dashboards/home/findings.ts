import type { WithMargin } from "../shared/reliable-interval.ts";
import { isMore, widenedMargin } from "./margins.ts";

/** A figure with its name, such as a kind of home or an area. */
export interface NamedMean {
  readonly code: string;
  readonly name: string;
  readonly mean: WithMargin;
}

/** A finding that the margins of a release support, as numbers without words. */
export type PublicFinding =
  /** `times`: one of them is more than so many times another */
  | { readonly kind: "types"; readonly times: number; readonly all: readonly NamedMean[] }
  | { readonly kind: "areas"; readonly times: number; readonly all: readonly NamedMean[]; readonly whole: WithMargin }
  | {
      readonly kind: "share";
      readonly homes: WithMargin;
      readonly dwellings: number;
      /** these homes in percent of the dwellings */
      readonly percent: WithMargin;
      readonly oneIn: number;
    };

export interface FindingsInput {
  /** kinds of homes in the area in focus, in the measure's order */
  readonly types: readonly NamedMean[];
  /** parts of that area */
  readonly areas: readonly NamedMean[];
  readonly whole: WithMargin | null;
  /** number of homes that take part there */
  readonly homes: WithMargin | null;
  /** number of dwellings there, from public data; null: not known */
  readonly dwellings: number | null;
  /** number of topics that the page offers, each with its findings */
  readonly topics: number;
}

/** How many times one mean may be said to be more than another. */
const TIMES = [5, 4, 3, 2, 1.9, 1.8, 1.7, 1.6, 1.5, 1.4, 1.3, 1.2, 1.1, 1];

/**
 * At most three findings, fewer where the figures support fewer. Each is beyond a margin that is widened for everything that was
 * tested to find it (Bonferroni: the 5 % are shared by all differences among types and areas, and the share, of every topic: a visitor
 * may look at each).
 */
export function findings({ types, areas, whole, homes, dwellings, topics }: FindingsInput): PublicFinding[] {
  const pairs = (n: number): number => (n * (n - 1)) / 2;
  const tested = topics * (pairs(types.length) + pairs(areas.length) + (homes && dwellings ? 1 : 0));
  const results: PublicFinding[] = [];
  // Of all pairs, which are all counted among those tested: the highest or the lowest may be the least certain.
  const timesOf = (all: readonly NamedMean[]): number | undefined =>
    TIMES.find((times) => all.some((high) => all.some((low) => isMore(high.mean, low.mean, tested, times))));
  const byType = timesOf(types);
  if (byType) results.push({ kind: "types", times: byType, all: types });
  const byArea = timesOf(areas);
  if (byArea && whole) results.push({ kind: "areas", times: byArea, all: areas, whole });
  if (homes && dwellings) {
    const percent = (count: number): number => (100 * count) / dwellings;
    const least = widenedMargin(homes, tested).lower / dwellings;
    // "More than one in four" must hold at the lower end of the widened margin.
    if (least > 0.005)
      results.push({
        kind: "share",
        homes,
        dwellings,
        percent: { value: percent(homes.value), lower: percent(homes.lower), upper: percent(homes.upper) },
        oneIn: Math.max(2, Math.ceil(1 / least)),
      });
  }
  return results;
}
