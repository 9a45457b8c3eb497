import { consistent, type LeafRatio, roundTree, type TreeColumn, type WholeNode } from "../../privacy/index.ts";
import { binsCell, countCell, type ForestNode, forest, sumCell } from "../forest.ts";
import type { NoisyCell } from "../mechanism.ts";
import type { CellFate, DrawnCell } from "../payload.ts";
import { type Cube, type CubeRow, hasLowerClamp, type MeasuredCell } from "../plan/cube.ts";
import type { MeasurePublication, PublicationPlan } from "../plan/plan.ts";
import { referenceMean } from "../plan/reference.ts";
import { type CentredSum, leafRatios, scaledSum } from "./leaf-ratio.ts";
import { type CountedSum, predictedHalf, UNRELIABLE } from "./margin.ts";
import { passingExcess } from "./passing.ts";

/**
 * What is known of a row: least-squares estimates from all published measurements of its measure, with the variances
 * that follow, and whole numbers that add up.
 */
export interface RowEstimate extends CountedSum {
  /** centred, in 1/scale base units per month */
  readonly sum: number;
  /** what it is centred on; likewise */
  readonly centre: number;
  /** was it measured under the lower clamp of leaves, and multiplied by the whole's ratio? */
  readonly scaled: boolean;
  /** households: the sum of the parts wherever all are published */
  readonly wholeCount: number;
  /** likewise, in 10^−decimals of the display unit per month */
  readonly wholeTotal: number;
  /** households by which the count's lower end lies further down: a count that is near its gate's threshold may have passed by luck */
  readonly passing: number;
  /** households that are behind it for certain: k a cell */
  readonly least: number;
  /** the mean that it is expected to have, whatever its own noise (`scalesOf`): what its margins are judged by; unit as of `sum` */
  readonly scale: number;
  /** null: it has no histogram */
  readonly bins: {
    /** its own, of a cell or of a rung's classes added up */
    readonly noisy: readonly number[];
    /** what all published histograms of its measure tell of it; made when first asked for */
    readonly estimate: () => BinEstimate;
  } | null;
}

/** Least-squares estimates of a histogram, each of the variance that its own noise and that of the others leave. */
interface BinEstimate {
  /** households a bin and a group of bins */
  readonly histogram: readonly number[];
  readonly variance: number;
}

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
    for (const tree of forest(territory, cells)) estimate(measure, tree, noisy, ratios.get(measure), places);
  }
  const estimates = cube.rows.map((row) => estimateOf(row, noisy, places, settings.k));
  const scales = scalesOf(publication, cube, estimates);
  return cube.rows.map(({ cells }, i): RowState => {
    const found = estimates[i];
    if (found) return { fate: "published", estimate: { ...found, scale: scales[i] as number } };
    // Too few households anywhere is the reason given first.
    return { fate: cells.some(({ cell }) => draw[cell]?.fate === "few") ? "few" : "protecting" };
  });
}

/** Where a measured cell sits in the estimates of its tree. */
interface TreePlace {
  readonly counts: ReturnType<typeof consistent>;
  readonly sums: ReturnType<typeof consistent>;
  readonly node: number;
  readonly column: TreeColumn;
  readonly wholeCount: number;
  readonly wholeTotal: number;
  readonly histograms: () => BinTree;
  /** of a leaf that was measured under its lower clamp; its sum is in no tree, whose sums are of other amounts */
  readonly scaled: CentredSum | null;
}

/** Enters the places of one tree's cells. */
function estimate(
  measure: MeasurePublication,
  tree: readonly ForestNode[],
  noisy: readonly NoisyCell[],
  ratio: LeafRatio | undefined,
  places: Map<MeasuredCell, TreePlace>,
): void {
  const nodesOf = <T>(make: (drawn: NoisyCell, cell: MeasuredCell, node: number, column: TreeColumn) => T) =>
    tree.map(({ children, total, classes }, node) => {
      const of = (cell: MeasuredCell, column: TreeColumn) => make(noisy[cell.cell] as NoisyCell, cell, node, column);
      return { children, total: of(total, "total"), classes: classes.map(of) };
    });
  const counts = consistent(nodesOf((drawn, cell) => countCell(cell, drawn)));
  const sums = consistent(nodesOf((drawn, cell) => sumCell(cell, hasLowerClamp(cell) ? null : drawn)));
  const centre = Number(measure.centre);
  const perUnit = 10 ** measure.measure.measure.decimals / displayUnit(measure);
  const wholes = (value: (node: number, column: TreeColumn) => number) =>
    roundTree(nodesOf((drawn, _, node, column) => drawn && value(node, column)));
  const count = (node: number, column: TreeColumn) => counts.weigh(node, column).value;
  const scaled = nodesOf((drawn, cell, node, column) =>
    ratio && drawn && hasLowerClamp(cell) ? scaledSum(cell, drawn.sum, count(node, column), ratio) : null,
  ).map(({ total }) => total);
  const wholeCounts = wholes(count);
  const totals = leafTotals(tree, scaled, (node, column) => {
    const counted = counts.weigh(node, column);
    const own = column === "total" ? scaled[node] : null;
    if (own)
      return { value: own.sum + own.centre * counted.value, variance: own.sumVariance + own.centre ** 2 * counted.variance };
    const { value, variance } = sums.weigh(node, column);
    return { value: value + centre * counted.value, variance };
  });
  const wholeTotals = wholes((node, column) => totals(node, column) * perUnit);
  let made: BinTree | undefined;
  const histograms = () => {
    made ??= binTree(tree, noisy);
    return made;
  };
  nodesOf((_, cell, node, column) => {
    const whole = (of: WholeNode | undefined) => (column === "total" ? of?.total : of?.classes[column]) ?? 0;
    const [wholeCount, wholeTotal] = [whole(wholeCounts[node]), whole(wholeTotals[node])];
    places.set(cell, {
      counts,
      sums,
      node,
      column,
      wholeCount,
      wholeTotal,
      histograms,
      scaled: column === "total" ? (scaled[node] ?? null) : null,
    });
  });
}

/**
 * Totals of which those of leaves under a lower clamp add up to the total above them, where all of them are published: what is left over is
 * shared out by their variances. The total above stays as it was measured.
 */
function leafTotals(
  tree: readonly ForestNode[],
  scaled: readonly (CentredSum | null)[],
  totalOf: (node: number, column: TreeColumn) => { readonly value: number; readonly variance: number },
): (node: number, column: TreeColumn) => number {
  const shifts = new Map<number, number>();
  for (const [node, { children }] of tree.entries()) {
    if (children.length === 0 || !children.every((child) => scaled[child])) continue;
    const own = children.map((child) => totalOf(child, "total"));
    const above = totalOf(node, "total");
    if (!Number.isFinite(above.variance)) continue;
    const left = own.reduce((rest, { value }) => rest - value, above.value);
    const all = own.reduce((total, { variance }) => total + variance, 0);
    for (const [i, child] of children.entries()) shifts.set(child, (left * (own[i]?.variance ?? 0)) / all);
  }
  return (node, column) => totalOf(node, column).value + (column === "total" ? (shifts.get(node) ?? 0) : 0);
}

/** The histograms of the nodes that have them: `places` has each node's place among them. */
interface BinTree {
  readonly bins: ReturnType<typeof consistent>;
  readonly places: ReadonlyMap<number, number>;
}

/**
 * Bins and groups of them are counts: those of a node's classes add up to the node's, and those of areas to the area's above. The estimate
 * of all together is this one with the total of a cell's bins set to its count, for all its integers have one variance.
 */
function binTree(tree: readonly ForestNode[], noisy: readonly NoisyCell[]): BinTree {
  const binned = [...tree.keys()].filter((node) => tree[node]?.total.plan.histogram);
  const places = new Map(binned.map((node, place) => [node, place]));
  const of = (cell: MeasuredCell) => binsCell(cell, noisy[cell.cell] as NoisyCell);
  const nodes = binned.map((node) => {
    const { children, total, classes } = tree[node] as ForestNode;
    return { children: children.flatMap((child) => places.get(child) ?? []), total: of(total), classes: classes.map(of) };
  });
  return { bins: consistent(nodes), places };
}

/** null: it is withheld. A rung is published only where all of its classes are. */
function estimateOf(
  { cells, publication }: CubeRow,
  noisy: readonly NoisyCell[],
  places: ReadonlyMap<MeasuredCell, TreePlace>,
  k: number,
): Omit<RowEstimate, "scale"> | null {
  const centre = Number(publication.centre);
  const published = cells.flatMap((cell) => {
    const drawn = noisy[cell.cell];
    return drawn ? [{ ...drawn, plan: cell.plan, place: places.get(cell) as TreePlace }] : [];
  });
  const [first] = published;
  if (!first || published.length < cells.length) return null;
  const { counts, sums, node, column, scaled } = first.place;
  const at = column === "total" ? column : published.map(({ place }) => place.column as number);
  const [count, sum] = [counts.weigh(node, at), sums.weigh(node, at)];
  const summed = scaled ?? { sum: sum.value, sumVariance: sum.variance, centre };
  const binned = published.flatMap(({ bins }) => (bins ? [bins] : []));
  return {
    count: count.value,
    countVariance: count.variance,
    ...summed,
    scaled: scaled !== null,
    wholeCount: published.reduce((all, { place }) => all + place.wholeCount, 0),
    wholeTotal: published.reduce((all, { place }) => all + place.wholeTotal, 0),
    passing: passingExcess(published, k),
    least: k * cells.length,
    bins:
      binned.length < cells.length
        ? null
        : {
            noisy: first.bins?.map((_, i) => binned.reduce((all, bins) => all + Number(bins[i]), 0)) ?? [],
            estimate: () => binEstimate(first.place, at),
          },
  };
}

function binEstimate({ histograms, node }: TreePlace, at: TreeColumn | readonly number[]): BinEstimate {
  const { bins, places } = histograms();
  const { values, variance } = bins.weighAll(places.get(node) as number, at);
  return { histogram: values, variance };
}

/**
 * The mean that each row is expected to have: what says, without the row's own noise, whether its margin is wide. A row that was
 * judged by its own noisy mean would escape where noise made that large, and the intervals of those that escape would not
 * hold. It is the mean that the same household type has at the top of the territory; else that of all homes there; else the
 * public mean: the first of them that is published and known to a third of itself, as predicted with the public mean.
 *
 * @param known by row of the cube; null where it is withheld
 * @returns per month, in 1/scale base units, by row of the cube; always above 0
 */
function scalesOf(publication: PublicationPlan, cube: Cube, known: readonly (Omit<RowEstimate, "scale"> | null)[]): number[] {
  const { root } = publication.plan.territory;
  // What is measured as the whole is judged as the whole is: their rows are equal.
  const isWhole = ({ area }: CubeRow) => cube.measuredAs(area).code === root.code;
  const tops = new Map<string, number>();
  const keyOf = ({ publication: { measure } }: CubeRow, type: string) => `${measure.key}\n${type}`;
  cube.rows.forEach((row, i) => {
    const one = known[i];
    if (row.area.code !== root.code || !one) return;
    const mean = one.centre + one.sum / one.count;
    const isKnown = predictedHalf(one, one.centre, referenceMean(publication, row.publication)) <= UNRELIABLE;
    if (isKnown && mean > 0) tops.set(keyOf(row, row.type), mean);
  });
  return cube.rows.map((row) => {
    const own = isWhole(row) ? undefined : tops.get(keyOf(row, row.type));
    const all = isWhole(row) && row.type === "_T" ? undefined : tops.get(keyOf(row, "_T"));
    return own ?? all ?? referenceMean(publication, row.publication);
  });
}
