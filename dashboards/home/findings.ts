import type { WithMargin } from "../shared/reliable-interval.ts";
import { isBeyondMargin, wider } from "./margins.ts";

/** A figure with its name, such as a kind of home or an area. */
export interface NamedMean {
  readonly name: string;
  readonly mean: WithMargin;
}

/** What a release says that its margins bear. Numbers only: words are the page's. */
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
  /** kinds of homes in the focus, in the measure's order */
  readonly types: readonly NamedMean[];
  /** its parts */
  readonly areas: readonly NamedMean[];
  readonly whole: WithMargin | null;
  /** homes that take part in it, with their margin */
  readonly homes: WithMargin | null;
  /** public; null: not known */
  readonly dwellings: number | null;
}

/**
 * At most three findings, each beyond a margin that is widened for everything that was looked at to find it (Bonferroni: 5 % is shared
 * by all differences that the three could have been); fewer where the figures bear fewer.
 */
export function findings({ types, areas, whole, homes, dwellings }: FindingsInput): PublicFinding[] {
  const pairs = (n: number): number => (n * (n - 1)) / 2;
  const looked = pairs(types.length) + pairs(areas.length) + (homes && dwellings ? 1 : 0);
  const found: PublicFinding[] = [];
  const ends = (all: readonly NamedMean[]): { lowest: NamedMean; highest: NamedMean } | null => {
    const sorted = [...all].sort((a, b) => a.mean.value - b.mean.value);
    const [lowest, highest] = [sorted[0], sorted.at(-1)];
    return lowest && highest && lowest !== highest && isBeyondMargin(lowest.mean, highest.mean, looked)
      ? { lowest, highest }
      : null;
  };
  const byType = ends(types);
  if (byType) found.push({ kind: "types", ...byType, all: types });
  const byArea = whole && ends(areas);
  if (byArea) found.push({ kind: "areas", ...byArea, all: areas, whole });
  if (homes && dwellings) {
    const least = wider(homes, looked).lower / dwellings;
    // "More than one in four" must hold at the lower end of the widened margin.
    if (least > 0.005)
      found.push({
        kind: "share",
        homes: homes.value,
        dwellings,
        share: homes.value / dwellings,
        oneIn: Math.max(2, Math.ceil(1 / least)),
      });
  }
  return found;
}
