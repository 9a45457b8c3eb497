import {
  differenceOf,
  type EstimateWithEnds,
  measuredCount,
  measuredMean,
  measuredTotal,
  sumOfCells,
} from "../../src/privacy/areas/index.ts";
import { comparison } from "../shared/digits.ts";
import { fromZero, type WithMargin } from "../shared/reliable-interval.ts";
import {
  excludesZero,
  type FigureChoice,
  figureAt,
  homesAt,
  homesThere,
  meanOfPublished,
  measuredAt,
  relationAt,
  yardstickAt,
} from "./area-figures.ts";
import type { Atlas } from "./atlas.ts";
import type { Choice } from "./choice.ts";
import { wholeByDwellings } from "./weighed.ts";

/** What the figure of an own area is about, and the whole that it is compared with. */
type OwnChoice = FigureChoice & Pick<Choice, "area">;

/** Several leaves as one area, and what can be told about them. */
export interface OwnArea {
  readonly leaves: readonly string[];
  readonly published: readonly string[];
  /** leaves left out of the sum, which the page names */
  readonly withheld: readonly string[];
  /** code of the published area with exactly these leaves, whose own row is shown; else null */
  readonly same: string | null;
  /** `place`: of the row of a published area, its code */
  readonly figure: (WithMargin & { readonly place?: string }) | null;
  /** the total of a mean, of the homes counted, per month; null: of a published area, or there is none */
  readonly total: EstimateWithEnds | null;
  readonly homes: EstimateWithEnds | null;
  /** true where the sum contains leaves whose measurement was scaled by a ratio of the whole */
  readonly modelled: boolean;
  /** the figure and the whole with each place weighed by its dwellings, where their difference could then not be told; else null */
  readonly byDwellings: { readonly own: WithMargin; readonly whole: WithMargin } | null;
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
export function ownArea(atlas: Atlas, choice: OwnChoice, picked: readonly string[]): OwnArea {
  const leaves = [...new Set(picked)];
  const published = leaves.filter((leaf) => measuredAt(atlas, choice, leaf) !== null);
  const withheld = leaves.filter((leaf) => !published.includes(leaf));
  const unsure = published.filter((leaf) => figureAt(atlas, { ...choice, statistic: "mean" }, leaf)?.unsure);
  const whole = leaves.length >= FEWEST ? areaOfLeaves(atlas, leaves) : null;
  const same = whole !== null && figureAt(atlas, choice, whole) !== null ? whole : null;
  const base = { leaves, published, withheld, unsure, same, modelled: false, byDwellings: null, total: null };
  if (same !== null) {
    const figure = figureAt(atlas, choice, same);
    return { ...base, figure: figure && { ...figure, place: same }, homes: homesAt(atlas, choice, same) };
  }
  const cells = published.flatMap((leaf) => measuredAt(atlas, choice, leaf) ?? []);
  if (cells.length < FEWEST || choice.statistic === "median") return { ...base, figure: null, homes: null };
  const sum = sumOfCells(cells);
  const homes = measuredCount(sum);
  const mean = measuredMean(sum);
  if (choice.statistic === "mean") {
    const figure = mean && fromZero(mean);
    const byDwellings = figure && untoldByDwellings(atlas, choice, published, figure);
    return {
      ...base,
      figure,
      total: figure && fromZero(measuredTotal(sum)),
      homes,
      modelled: (sum.spread ?? 0) > 0,
      byDwellings,
    };
  }
  const dwellings = published.reduce((all, leaf) => all + homesThere(atlas, choice.type, leaf), 0);
  const share = 100 / (dwellings || Number.NaN);
  const { value, lower, upper } = homes;
  return { ...base, homes, figure: fromZero({ value: value * share, lower: lower * share, upper: upper * share }) };
}

/**
 * The figure and the whole as both would be if each place weighed by its dwellings, where their difference, told of the homes counted, could
 * then not be told; else null, as where nobody knows what the whole would be. The margin is that of the homes counted, which are known, so
 * that it is no wider than anybody can work out from the release; that more of the homes of one place are counted than of another is said
 * beside it, and is in no margin. Where every place is beyond the whole on one side, no weighting brings their sum to the other. Dwellings
 * are known of all kinds together.
 */
function untoldByDwellings(
  atlas: Atlas,
  choice: OwnChoice,
  leaves: readonly string[],
  figure: WithMargin,
): OwnArea["byDwellings"] {
  const whole = yardstickAt(atlas, choice, choice.area);
  const wholeMoved = wholeByDwellings(atlas, choice);
  const gap = whole && differenceOf(figure, whole);
  if (!gap || !wholeMoved || !excludesZero(gap) || choice.type !== "_T") return null;
  const side = gap.value > 0 ? "more" : "less";
  if (leaves.every((leaf) => relationAt(atlas, choice, leaf, choice.area) === side)) return null;
  // Published means may be drawn towards the whole: only what the weights change is taken from them.
  const shift =
    meanOfPublished(atlas, choice, leaves, (leaf) => atlas.tree.get(leaf)?.dwellings ?? 0) -
    meanOfPublished(atlas, choice, leaves, (leaf) => homesAt(atlas, choice, leaf)?.value ?? 0);
  const { value, lower, upper } = figure;
  const moved = fromZero({ value: value + shift, lower: lower + shift, upper: upper + shift });
  return comparison(moved, wholeMoved) === side ? null : { own: moved, whole: wholeMoved };
}

/** The difference between the own area and the whole; null where there is none to tell. */
export function ownGap(atlas: Atlas, choice: OwnChoice, own: OwnArea): EstimateWithEnds | null {
  const whole = yardstickAt(atlas, choice, choice.area);
  if (!own.figure || !whole || own.same === choice.area) return null;
  return differenceOf(own.figure, whole);
}
