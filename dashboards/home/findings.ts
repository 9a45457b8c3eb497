import type { WithMargin } from "../shared/reliable-interval.ts";
import { isBeyondMargin, widenedMargin } from "./margins.ts";

/** A figure with its name, such as a kind of home or an area. */
export interface NamedMean {
  readonly name: string;
  readonly mean: WithMargin;
}

/** A finding that the margins of a release support, as numbers without words. */
export type PublicFinding =
  | { readonly kind: "types"; readonly lowest: NamedMean; readonly highest: NamedMean; readonly all: readonly NamedMean[] }
  | {
      readonly kind: "areas";
      readonly lowest: NamedMean;
      readonly highest: NamedMean;
      readonly all: readonly NamedMean[];
      readonly whole: WithMargin;
    }
  | {
      readonly kind: "share";
      readonly homes: number;
      readonly dwellings: number;
      readonly share: number;
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

/**
 * At most three findings, fewer where the figures support fewer. Each is beyond a margin that is widened for everything that was
 * tested to find it (Bonferroni: the 5 % are shared by all differences among types and areas, and the share, of every topic: a visitor
 * may look at each).
 */
export function findings({ types, areas, whole, homes, dwellings, topics }: FindingsInput): PublicFinding[] {
  const pairs = (n: number): number => (n * (n - 1)) / 2;
  const tested = topics * (pairs(types.length) + pairs(areas.length) + (homes && dwellings ? 1 : 0));
  const results: PublicFinding[] = [];
  const ends = (all: readonly NamedMean[]): { lowest: NamedMean; highest: NamedMean } | null => {
    const sorted = [...all].sort((a, b) => a.mean.value - b.mean.value);
    const [lowest, highest] = [sorted[0], sorted.at(-1)];
    return lowest && highest && lowest !== highest && isBeyondMargin(lowest.mean, highest.mean, tested)
      ? { lowest, highest }
      : null;
  };
  const byType = ends(types);
  if (byType) results.push({ kind: "types", ...byType, all: types });
  const byArea = whole && ends(areas);
  if (byArea) results.push({ kind: "areas", ...byArea, all: areas, whole });
  if (homes && dwellings) {
    const least = widenedMargin(homes, tested).lower / dwellings;
    // "More than one in four" must hold at the lower end of the widened margin.
    if (least > 0.005)
      results.push({
        kind: "share",
        homes: homes.value,
        dwellings,
        share: homes.value / dwellings,
        oneIn: Math.max(2, Math.ceil(1 / least)),
      });
  }
  return results;
}
