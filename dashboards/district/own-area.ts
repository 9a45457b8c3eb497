import { differenceOf, type EstimateWithEnds, measuredCount, measuredMean, sumOfCells } from "../../src/privacy/areas/index.ts";
import { comparableAt, type FigureChoice, figureAt, homesAt, measuredAt } from "./area-figures.ts";
import type { Atlas } from "./atlas.ts";

/** Several leaves as one: what can be said of them. */
export interface OwnArea {
  readonly leaves: readonly string[];
  readonly published: readonly string[];
  /** not in the sum, and said to be */
  readonly withheld: readonly string[];
  /** the published area that has just these leaves; its own row is shown */
  readonly same: string | null;
  readonly figure: EstimateWithEnds | null;
  readonly homes: EstimateWithEnds | null;
  /** is the mean of leaves that were multiplied by a ratio of the whole? */
  readonly modelled: boolean;
  /** of the published leaves that make the sum, those whose margin is too wide to rely on */
  readonly unsure: readonly string[];
}

/** All leaves under an area. */
export function leavesUnder(atlas: Pick<Atlas, "tree">, code: string): string[] {
  const children = atlas.tree.children(code);
  return children.length === 0 ? [code] : children.flatMap((child) => leavesUnder(atlas, child.code));
}

/** The area whose leaves are just these, the widest of twins; null: none is. */
export function areaOfLeaves(atlas: Pick<Atlas, "tree">, leaves: readonly string[]): string | null {
  const wanted = new Set(leaves);
  const [first] = leaves;
  if (first === undefined) return null;
  const above = [...atlas.tree.lineage(first)].reverse();
  const found = above.find(({ code }) => {
    const own = leavesUnder(atlas, code);
    return own.length === wanted.size && own.every((leaf) => wanted.has(leaf));
  });
  return found?.code ?? null;
}

/** Fewest published leaves of which there is a sum. */
const FEWEST = 2;

/**
 * The sum of the published leaves (`src/privacy/areas/areas.md`): their measurements added up, variances too. A withheld leaf is in no
 * sum, and nothing is taken from a parent, which would refill it. With fewer than two published leaves there is nothing; what is equal to
 * a published area is that row.
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
  if (choice.statistic === "mean") return { ...base, figure: measuredMean(sum), homes, modelled: (sum.spread ?? 0) > 0 };
  const dwellings = published.reduce((all, leaf) => all + (atlas.tree.get(leaf)?.dwellings ?? 0), 0);
  const share = 100 / (dwellings || Number.NaN);
  const { value, lower, upper } = homes;
  return { ...base, homes, figure: { value: value * share, lower: lower * share, upper: upper * share } };
}

/** How far the own area is from another, by independent measurements; null where there is no telling. */
export function ownGap(atlas: Atlas, choice: FigureChoice, own: OwnArea, other: string): EstimateWithEnds | null {
  const measured = comparableAt(atlas, choice, other);
  const mine = own.same === null ? own.figure : comparableAt(atlas, choice, own.same);
  return mine && measured && own.same !== other ? differenceOf(mine, measured) : null;
}
