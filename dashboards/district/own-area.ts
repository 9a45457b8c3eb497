import { differenceOf, type EstimateWithEnds, measuredCount, measuredMean, sumOfCells } from "../../src/privacy/areas/index.ts";
import { yardstickOf } from "../shared/published-figure.ts";
import { fromZero, type WithMargin } from "../shared/reliable-interval.ts";
import { type FigureChoice, figureAt, homesAt, measuredAt } from "./area-figures.ts";
import type { Atlas } from "./atlas.ts";

/** Several leaves as one area, and what can be told about them. */
export interface OwnArea {
  readonly leaves: readonly string[];
  readonly published: readonly string[];
  /** leaves left out of the sum, which the page names */
  readonly withheld: readonly string[];
  /** code of the published area with exactly these leaves, whose own row is shown; else null */
  readonly same: string | null;
  readonly figure: WithMargin | null;
  readonly homes: EstimateWithEnds | null;
  /** true where the sum contains leaves whose measurement was scaled by a ratio of the whole */
  readonly modelled: boolean;
  /** published leaves in the sum whose margin is too wide to rely on */
  readonly unsure: readonly string[];
}

/** All leaves under an area. */
export function leavesUnder(atlas: Pick<Atlas, "tree">, code: string): string[] {
  const children = atlas.tree.children(code);
  return children.length === 0 ? [code] : children.flatMap((child) => leavesUnder(atlas, child.code));
}

/** The area with exactly these leaves, and the widest of twins; null: there is none. */
export function areaOfLeaves(atlas: Pick<Atlas, "tree">, leaves: readonly string[]): string | null {
  const wanted = new Set(leaves);
  const [first] = leaves;
  if (first === undefined) return null;
  const above = [...atlas.tree.lineage(first)].reverse();
  const found = above.find(({ code }) => {
    const areaLeaves = leavesUnder(atlas, code);
    return areaLeaves.length === wanted.size && areaLeaves.every((leaf) => wanted.has(leaf));
  });
  return found?.code ?? null;
}

/** Fewest published leaves for a sum. */
const FEWEST = 2;

/**
 * Sums the measurements of the published leaves, and their variances (`src/privacy/areas/areas.md`). A withheld leaf is in no
 * sum, and nothing is taken from a parent, which would reveal the leaf. Fewer than two published leaves give no sum. Leaves that
 * form a published area give that area's row.
 */
export function ownArea(atlas: Atlas, choice: FigureChoice, picked: readonly string[]): OwnArea {
  const leaves = [...new Set(picked)];
  const published = leaves.filter((leaf) => measuredAt(atlas, choice, leaf) !== null);
  const withheld = leaves.filter((leaf) => !published.includes(leaf));
  const unsure = published.filter((leaf) => figureAt(atlas, { ...choice, statistic: "mean" }, leaf)?.unsure);
  const whole = leaves.length >= FEWEST ? areaOfLeaves(atlas, leaves) : null;
  const same = whole !== null && figureAt(atlas, choice, whole) !== null ? whole : null;
  const base = { leaves, published, withheld, unsure, same, modelled: false };
  if (same !== null) return { ...base, figure: figureAt(atlas, choice, same), homes: homesAt(atlas, choice, same) };
  const cells = published.flatMap((leaf) => measuredAt(atlas, choice, leaf) ?? []);
  if (cells.length < FEWEST || choice.statistic === "median") return { ...base, figure: null, homes: null };
  const sum = sumOfCells(cells);
  const homes = measuredCount(sum);
  const mean = measuredMean(sum);
  if (choice.statistic === "mean") return { ...base, figure: mean && fromZero(mean), homes, modelled: (sum.spread ?? 0) > 0 };
  const dwellings = published.reduce((all, leaf) => all + (atlas.tree.get(leaf)?.dwellings ?? 0), 0);
  const share = 100 / (dwellings || Number.NaN);
  const { value, lower, upper } = homes;
  return { ...base, homes, figure: fromZero({ value: value * share, lower: lower * share, upper: upper * share }) };
}

/** The difference between the own area and another; null where there is none to tell. */
export function ownGap(atlas: Atlas, choice: FigureChoice, own: OwnArea, other: string): EstimateWithEnds | null {
  const published = figureAt(atlas, choice, other);
  if (!own.figure || !published || own.same === other) return null;
  return differenceOf(own.figure, published);
}

/**
 * The difference between the own area and another. Null: there is none to tell, or it would lie outside its margin if each leaf weighed as
 * all its dwellings, so that whether the own area has more or less depends on where homes were counted.
 */
export function soundGap(atlas: Atlas, choice: FigureChoice, own: OwnArea, other: string): EstimateWithEnds | null {
  const gap = ownGap(atlas, choice, own, other);
  if (!gap || yardstickOf(figureAt(atlas, choice, other)) === null) return null;
  // Dwellings are known of all kinds together.
  if (own.same !== null || choice.statistic !== "mean" || choice.type !== "_T") return gap;
  const leaves = own.published.flatMap((leaf) => {
    const [mean, homes] = [figureAt(atlas, choice, leaf)?.value, homesAt(atlas, choice, leaf)?.value];
    const dwellings = atlas.tree.get(leaf)?.dwellings ?? 0;
    return mean !== undefined && homes && dwellings > 0 ? [{ mean, homes, dwellings }] : [];
  });
  if (leaves.length < own.published.length) return gap;
  const meanBy = (weight: "homes" | "dwellings"): number =>
    leaves.reduce((sum, leaf) => sum + leaf.mean * leaf[weight], 0) / leaves.reduce((sum, leaf) => sum + leaf[weight], 0);
  // Published means may be drawn towards the whole: only what the weights change is taken from them.
  const otherwise = gap.value + meanBy("dwellings") - meanBy("homes");
  return otherwise < gap.lower || otherwise > gap.upper ? null : gap;
}
