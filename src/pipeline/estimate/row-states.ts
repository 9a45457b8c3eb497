// From noisy integers to estimates: least squares over all published measurements of a measure, so that classes and areas add up.
// `model.ts` and `observations.ts` go on from the `RowState` of each row. No exact sum gets here.

import { assumedShares } from "../../privacy/forecast/index.ts";
import { binsOf, consistent, type LeafRatio, roundTree, type TreeColumn, type WholeNode } from "../../privacy/index.ts";
import { binsCell, countCell, type ForestNode, forest, sumCell } from "../forest.ts";
import type { NoisyCell } from "../mechanism.ts";
import type { CellFate, DrawnCell } from "../payload.ts";
import { type Cube, type CubeRow, hasLowerClamp, type MeasuredCell } from "../plan/cube.ts";
import type { MeasurePublication, PublicationPlan } from "../plan/plan.ts";
import { referenceMean } from "../plan/reference.ts";
import { edgesOf } from "./edges.ts";
import { type CentredSum, leafRatios, scaledSum } from "./leaf-ratio.ts";
import { type CountedSum, expectedMargin, isVague, predictedHalf, UNRELIABLE } from "./margin.ts";
import { type Reach, reachOfCount } from "./passing.ts";

/**
 * Estimates of one published row: least-squares values from all published measurements of its measure, their variances, and whole
 * numbers that add up.
 */
export interface RowEstimate extends CountedSum {
  /** centred, in 1/scale base units per month */
  readonly sum: number;
  /** centre of `sum`, in the same unit */
  readonly centre: number;
  /** whether the sum was measured under the lower clamp of leaves, and multiplied by the whole's ratio */
  readonly scaled: boolean;
  /** households: the sum of the parts wherever all are published */
  readonly wholeCount: number;
  /** total that adds up in the same way, in 10^−decimals of the display unit per month */
  readonly wholeTotal: number;
  /** how far the count's interval reaches: further down where a count near its gate's threshold may have passed by luck */
  readonly reach: Reach;
  /** fewest households that can be behind it: k a cell */
  readonly least: number;
  /** mean that the row is expected to have, whatever its own noise (`scalesOf`), in the unit of `sum`; margins are compared with it */
  readonly scale: number;
  /** null without a histogram */
  readonly bins: {
    /** noisy integers of the cell's own histogram, or of those of a rung's classes added up */
    readonly noisy: readonly number[];
    /** least-squares estimate from all published histograms of its measure, computed when first called */
    readonly estimate: () => BinEstimate;
    /** shares of the bins that the row is expected to have, whatever its own noise (`shapesOf`); quantiles' margins are judged by them */
    readonly expected: () => readonly number[];
  } | null;
}

/** Least-squares estimate of a histogram. All of its integers have one variance, which is what the noise of all histograms leaves. */
interface BinEstimate {
  /** households in each bin, then in each group of bins */
  readonly histogram: readonly number[];
  readonly variance: number;
}

/** A row's estimate before it is known what to compare its margins with. */
type MeasuredRow = Omit<RowEstimate, "scale" | "bins"> & {
  /** whether its noise has a part in the estimate at the top of its tree (`tiedToTop`) */
  readonly isTied: boolean;
  readonly bins: Omit<NonNullable<RowEstimate["bins"]>, "expected"> | null;
};

/** What the public may see of a row: its estimate, or why it is withheld. */
export type RowState =
  | { readonly fate: "published"; readonly estimate: RowEstimate }
  | { readonly fate: Exclude<CellFate, "published"> };

/** 1/scale base units in one display unit. */
export function displayUnit({ scale, measure }: MeasurePublication): number {
  return Number(scale.scale * measure.factor);
}

/** The state of every row of the cube, in its order. It depends on the draw and the plan alone. */
export function rowStates(publication: PublicationPlan, cube: Cube, draw: readonly DrawnCell[]): RowState[] {
  const { territory, settings } = publication.plan;
  const noisy = draw.map((cell): NoisyCell => (cell.fate === "published" ? cell : null));
  const places = new Map<MeasuredCell, TreePlace>();
  const ratios = leafRatios(cube, draw);
  for (const measure of publication.measures) {
    const cells = cube.cells.filter((cell) => cell.publication === measure);
    for (const tree of forest(territory, cells)) placeTree(measure, tree, noisy, ratios.get(measure), places);
  }
  const estimates = cube.rows.map((row) => estimateOf(row, noisy, places, settings.k));
  const scales = scalesOf(publication, cube, estimates);
  const shapes = shapesOf(publication, cube, estimates);
  return cube.rows.map((row, i): RowState => {
    const { cells } = row;
    const rowEstimate = estimates[i];
    if (rowEstimate) {
      const bins = rowEstimate.bins && { ...rowEstimate.bins, expected: () => shapes(row) };
      return { fate: "published", estimate: { ...rowEstimate, scale: scales[i] as number, bins } };
    }
    // A rung may have households enough; with a class beside it that has not, its sum would give that one away.
    return { fate: cells.every(({ cell }) => draw[cell]?.fate === "few") ? "few" : "protecting" };
  });
}

/** No sum has more than this part of its error in common with one of its parts, as far as margins are compared with it. */
const MOST_SHARED = 0.9;

/** Where a measured cell sits in the estimates of its tree. */
interface TreePlace {
  readonly counts: ReturnType<typeof consistent>;
  readonly sums: ReturnType<typeof consistent>;
  readonly node: number;
  readonly column: TreeColumn;
  readonly wholeCount: number;
  readonly wholeTotal: number;
  readonly histograms: () => BinTree;
  /**
   * converted sum of a leaf that was measured under the lower clamp, else null; `sums` has no such leaf, for its clamp is the
   * measure's
   */
  readonly scaled: CentredSum | null;
  readonly isTied: boolean;
}

/** Makes a value when it is first asked for. */
function once<T>(make: () => T): () => T {
  let made: { readonly value: T } | undefined;
  return () => {
    made ??= { value: make() };
    return made.value;
  };
}

/** Estimates one tree of cells, and enters each cell's place in `places`. */
function placeTree(
  measure: MeasurePublication,
  tree: readonly ForestNode[],
  noisy: readonly NoisyCell[],
  ratios: ReadonlyMap<bigint, LeafRatio> | undefined,
  places: Map<MeasuredCell, TreePlace>,
): void {
  const nodesOf = <T>(make: (drawn: NoisyCell, cell: MeasuredCell, node: number, column: TreeColumn) => T) =>
    tree.map(({ children, total, classes }, node) => {
      const entryOf = (cell: MeasuredCell, column: TreeColumn) => make(noisy[cell.cell] as NoisyCell, cell, node, column);
      return { children, total: entryOf(total, "total"), classes: classes.map(entryOf) };
    });
  const counts = consistent(nodesOf((drawn, cell) => countCell(cell, drawn)));
  const sums = consistent(nodesOf((drawn, cell) => sumCell(cell, hasLowerClamp(cell) ? null : drawn)));
  const centre = Number(measure.centre);
  const perUnit = 10 ** measure.measure.measure.decimals / displayUnit(measure);
  const wholes = (value: (node: number, column: TreeColumn) => number) =>
    roundTree(nodesOf((drawn, _, node, column) => drawn && value(node, column)));
  const count = (node: number, column: TreeColumn) => counts.weigh(node, column).value;
  const scaled = nodesOf((drawn, cell, node, column) => {
    const ratio = hasLowerClamp(cell) ? ratios?.get(cell.plan.centre) : undefined;
    return ratio && drawn ? scaledSum(cell, drawn.sum, count(node, column), ratio) : null;
  }).map(({ total }) => total);
  const wholeCounts = wholes(count);
  const isPublished = (node: number) => noisy[tree[node]?.total.cell ?? -1] != null;
  const totals = leafTotals(tree, scaled, isPublished, (node, column) => {
    const counted = counts.weigh(node, column);
    const leafSum = column === "total" ? scaled[node] : null;
    if (leafSum)
      return {
        value: leafSum.sum + leafSum.centre * counted.value,
        variance: leafSum.sumVariance + leafSum.centre ** 2 * counted.variance,
      };
    const { value, variance } = sums.weigh(node, column);
    return { value: value + centre * counted.value, variance };
  });
  const wholeTotals = wholes((node, column) => totals(node, column) * perUnit);
  const histograms = once(() => binTree(tree, noisy));
  const isTied = tiedToTop(tree, noisy);
  nodesOf((_, cell, node, column) => {
    const wholeOf = (wholeNode: WholeNode | undefined) =>
      (column === "total" ? wholeNode?.total : wholeNode?.classes[column]) ?? 0;
    const [wholeCount, wholeTotal] = [wholeOf(wholeCounts[node]), wholeOf(wholeTotals[node])];
    places.set(cell, {
      counts,
      sums,
      node,
      column,
      wholeCount,
      wholeTotal,
      histograms,
      scaled: column === "total" ? (scaled[node] ?? null) : null,
      isTied: isTied(node, column),
    });
  });
}

/**
 * Whether a cell's own noise has a part in the least-squares estimate at the top of its tree: sums are estimated from their parts only
 * where all of these are published, and none is measured under a lower clamp.
 */
function tiedToTop(tree: readonly ForestNode[], noisy: readonly NoisyCell[]): (node: number, column: TreeColumn) => boolean {
  const tiedIn = (column: TreeColumn): boolean[] => {
    const isPart = (node: number) => {
      const { total, classes } = tree[node] as ForestNode;
      const cell = column === "total" ? total : classes[column];
      return cell !== undefined && !hasLowerClamp(cell) && noisy[cell.cell] != null;
    };
    // Parents stand before their children.
    const tied = [true];
    for (const [node, { children }] of tree.entries()) {
      const areTied = tied[node] === true && children.every(isPart);
      for (const child of children) tied[child] = areTied;
    }
    return tied;
  };
  const byColumn = new Map<TreeColumn, boolean[]>();
  return (node, column) => {
    const tied = byColumn.get(column) ?? tiedIn(column);
    byColumn.set(column, tied);
    return tied[node] === true;
  };
}

/**
 * Totals by node and column. Totals of leaves under a lower clamp are shifted so that all leaves add up to the measured total above
 * them, where all of its parts are published: the difference is shared out among them in proportion to their variances. The total
 * above stays as it was measured, and so do those of leaves under the measure's own clamp.
 */
function leafTotals(
  tree: readonly ForestNode[],
  scaled: readonly (CentredSum | null)[],
  isPublished: (node: number) => boolean,
  totalOf: (node: number, column: TreeColumn) => { readonly value: number; readonly variance: number },
): (node: number, column: TreeColumn) => number {
  const shifts = new Map<number, number>();
  for (const [node, { children }] of tree.entries()) {
    if (!children.some((child) => scaled[child]) || !children.every(isPublished)) continue;
    const parts = children.map((child) => ({ child, isScaled: scaled[child] != null, ...totalOf(child, "total") }));
    const above = totalOf(node, "total");
    if (!Number.isFinite(above.variance)) continue;
    const difference = parts.reduce((rest, { value }) => rest - value, above.value);
    const shifted = parts.filter(({ isScaled }) => isScaled);
    const totalVariance = shifted.reduce((total, { variance }) => total + variance, 0);
    for (const { child, variance } of shifted) shifts.set(child, (difference * variance) / totalVariance);
  }
  return (node, column) => totalOf(node, column).value + (column === "total" ? (shifts.get(node) ?? 0) : 0);
}

/** Estimated histograms of one tree. Only some nodes have a histogram: `places` maps a node of the tree to its place in `bins`. */
interface BinTree {
  readonly bins: ReturnType<typeof consistent>;
  readonly places: ReadonlyMap<number, number>;
}

/**
 * Bins and groups of bins add up as counts do: over a node's classes, and over the areas below. They are estimated without the
 * counts. Estimating both together would only set the total of a cell's bins to its count, for all integers of a histogram have
 * one variance.
 */
function binTree(tree: readonly ForestNode[], noisy: readonly NoisyCell[]): BinTree {
  const binned = [...tree.keys()].filter((node) => tree[node]?.total.plan.histogram);
  const places = new Map(binned.map((node, place) => [node, place]));
  const cellBins = (cell: MeasuredCell) => binsCell(cell, noisy[cell.cell] as NoisyCell);
  const nodes = binned.map((node) => {
    const { children, total, classes } = tree[node] as ForestNode;
    return {
      children: children.flatMap((child) => places.get(child) ?? []),
      total: cellBins(total),
      classes: classes.map(cellBins),
    };
  });
  return { bins: consistent(nodes), places };
}

/** Estimate of a row; null where it is withheld. A rung is published only where all of its classes are. */
function estimateOf(
  { cells, publication }: CubeRow,
  noisy: readonly NoisyCell[],
  places: ReadonlyMap<MeasuredCell, TreePlace>,
  k: number,
): MeasuredRow | null {
  const centre = Number(publication.centre);
  const published = cells.flatMap((cell) => {
    const drawn = noisy[cell.cell];
    return drawn ? [{ ...drawn, plan: cell.plan, place: places.get(cell) as TreePlace }] : [];
  });
  const [first] = published;
  if (!first || published.length < cells.length) return null;
  const { counts, sums, node, column, scaled } = first.place;
  const columns = column === "total" ? column : published.map(({ place }) => place.column as number);
  const [count, sum] = [counts.weigh(node, columns), sums.weigh(node, columns)];
  const centredSum = scaled ?? { sum: sum.value, sumVariance: sum.variance, centre };
  const histograms = published.flatMap(({ bins }) => (bins ? [bins] : []));
  return {
    count: count.value,
    countVariance: count.variance,
    ...centredSum,
    scaled: scaled !== null,
    isTied: published.every(({ place }) => place.isTied),
    wholeCount: published.reduce((all, { place }) => all + place.wholeCount, 0),
    wholeTotal: published.reduce((all, { place }) => all + place.wholeTotal, 0),
    reach: reachOfCount(published, count.variance, k),
    least: k * cells.length,
    bins:
      histograms.length < cells.length
        ? null
        : {
            noisy: first.bins?.map((_, i) => histograms.reduce((all, bins) => all + Number(bins[i]), 0)) ?? [],
            estimate: once(() => binEstimate(first.place, columns)),
          },
  };
}

function binEstimate({ histograms, node }: TreePlace, columns: TreeColumn | readonly number[]): BinEstimate {
  const { bins, places } = histograms();
  const { values, variance } = bins.weighAll(places.get(node) as number, columns);
  return { histogram: values, variance };
}

/**
 * The mean that each row is expected to have, which its margin is compared with. A row's own noisy mean would not do: rows that
 * noise made large would pass as precise, and the intervals of those would hold too rarely. It is the same household type's mean
 * at the top of the territory, without the row's own part in it, else that of all homes there, else the public mean. A mean at the
 * top is used only where it is published and known to a third of itself, as predicted with the public mean.
 *
 * @param estimates by row of the cube; null where it is withheld
 * @returns per month, in 1/scale base units, by row of the cube; always above 0
 */
function scalesOf(publication: PublicationPlan, cube: Cube, estimates: readonly (MeasuredRow | null)[]): number[] {
  const { root } = publication.plan.territory;
  // Twins of the root share its cell, so they are judged as the root is.
  const isWhole = ({ area }: CubeRow) => cube.measuredAs(area).code === root.code;
  const tops = new Map<string, { readonly mean: number; readonly variance: number }>();
  const keyOf = ({ publication: { measure } }: CubeRow, type: string) => `${measure.key}\n${type}`;
  cube.rows.forEach((row, i) => {
    const estimate = estimates[i];
    if (row.area.code !== root.code || !estimate) return;
    const mean = meanOf(estimate);
    const isKnown = predictedHalf(estimate, estimate.centre, referenceMean(publication, row.publication)) <= UNRELIABLE;
    if (isKnown && mean > 0) tops.set(keyOf(row, row.type), { mean, variance: varianceOfMean(estimate, mean) });
  });
  return cube.rows.map((row, i) => {
    const ofType = isWhole(row) ? undefined : tops.get(keyOf(row, row.type));
    const ofAllHomes = isWhole(row) && row.type === "_T" ? undefined : tops.get(keyOf(row, "_T"));
    const estimate = estimates[i];
    if (ofType && estimate?.isTied) return withoutOwnNoise(ofType, estimate);
    return (ofType ?? ofAllHomes)?.mean ?? referenceMean(publication, row.publication);
  });
}

const meanOf = ({ centre, sum, count }: MeasuredRow): number => centre + sum / count;

/** Variance of a row's mean, were its true mean this one. */
function varianceOfMean({ count, countVariance, sumVariance, centre }: MeasuredRow, mean: number): number {
  return (sumVariance + (mean - centre) ** 2 * countVariance) / count ** 2;
}

/**
 * The mean at the top, free of the noise of a row that it was estimated from. The covariance of a sum with each of its parts is the
 * sum's own variance (page: `src/privacy/shrinkage.md`), so what is left of the top's error is independent of the row's.
 */
function withoutOwnNoise(top: { readonly mean: number; readonly variance: number }, row: MeasuredRow): number {
  const shared = Math.min(MOST_SHARED, top.variance / varianceOfMean(row, top.mean));
  const free = (top.mean - shared * meanOf(row)) / (1 - shared);
  return free > 0 ? free : top.mean;
}

/**
 * The shares of bins that each row is expected to have. As with means (`scalesOf`), a row's own noise must not decide whether its quantiles
 * appear: the shares are those of the same household type at the top of the territory, else of all homes there, else log-normal around the
 * public mean. A top's own are used where its median is expected to be precise.
 */
function shapesOf(
  publication: PublicationPlan,
  cube: Cube,
  estimates: readonly (MeasuredRow | null)[],
): (row: CubeRow) => readonly number[] {
  const { root } = publication.plan.territory;
  const isWhole = ({ area }: CubeRow) => cube.measuredAs(area).code === root.code;
  const keyOf = ({ publication: { measure } }: CubeRow, type: string) => `${measure.key}\n${type}`;
  const tops = new Map(cube.rows.flatMap((row, i) => (row.area.code === root.code ? [[keyOf(row, row.type), { row, i }]] : [])));
  const known = new Map<string, readonly number[] | null>();
  const sharesAtTop = (key: string): readonly number[] | null => {
    if (!known.has(key)) {
      const top = tops.get(key);
      const estimate = top && estimates[top.i];
      known.set(key, top && estimate ? knownShares(estimate, top.row.publication, expectedOf(top.row)) : null);
    }
    return known.get(key) ?? null;
  };
  const expectedOf = (row: CubeRow): readonly number[] => {
    const ofType = isWhole(row) ? null : sharesAtTop(keyOf(row, row.type));
    const ofAllHomes = isWhole(row) && row.type === "_T" ? null : sharesAtTop(keyOf(row, "_T"));
    const { publication: measure } = row;
    return ofType ?? ofAllHomes ?? assumedShares(edgesOf(measure), referenceMean(publication, measure) / displayUnit(measure));
  };
  return expectedOf;
}

/** Shares of a row's bins; null where its median, with the shares that are expected of it, would be too vague to appear. */
function knownShares(
  { bins, ...row }: MeasuredRow,
  publication: MeasurePublication,
  expected: readonly number[],
): number[] | null {
  if (!bins || !(row.count > 0)) return null;
  const { histogram, variance } = bins.estimate();
  if (isVague(expectedMargin({ ...row, variance, expected }, publication, 0.5))) return null;
  return binsOf(histogram, row.count).map((households) => households / row.count);
}
