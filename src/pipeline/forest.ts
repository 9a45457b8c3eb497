// One measure's cells as trees of areas and classes: the form on which least squares (`estimate/row-states.ts`) and complementary
// suppression (`year.ts`) work.

import { type TreeCell, toNumber, totalOf, totalPrecision } from "../privacy/index.ts";
import type { Area, Territory } from "../territory/index.ts";
import type { NoisyCell } from "./mechanism.ts";
import type { MeasuredCell } from "./plan/cube.ts";

/** An area's measured cells of one measure. */
export interface ForestNode {
  readonly children: number[];
  readonly total: MeasuredCell;
  /** in the order of the similarity partition, as the cube has them */
  readonly classes: readonly MeasuredCell[];
}

/**
 * Arranges one measure's cells as trees, one for each topmost due area: the root first, parents before their children. Levels
 * that are not due are skipped.
 *
 * @param placeOf the area under which a cell is entered; absent: its own area
 */
export function forest(territory: Territory, cells: readonly MeasuredCell[], placeOf: (area: Area) => Area = (area) => area) {
  const byArea = new Map<string, MeasuredCell[]>();
  for (const cell of cells) {
    const { code } = placeOf(cell.area);
    byArea.set(code, [...(byArea.get(code) ?? []), cell]);
  }
  const roots: ForestNode[][] = [];
  const place = new Map<string, { tree: ForestNode[]; index: number }>();
  // Areas are listed level by level, so a parent is placed before its children.
  for (const area of territory.areas) {
    const areaCells = byArea.get(area.code);
    const total = areaCells?.find((cell) => cell.type === "_T");
    if (!areaCells || !total) continue;
    // The nearest area above that has a cell of its own.
    const [above] = territory
      .lineage(area.code)
      .slice(1)
      .flatMap(({ code }) => place.get(code) ?? []);
    const tree = above?.tree ?? [];
    if (above) tree[above.index]?.children.push(tree.length);
    else roots.push(tree);
    place.set(area.code, { tree, index: tree.length });
    tree.push({ children: [], total, classes: areaCells.filter((cell) => cell !== total) });
  }
  return roots;
}

/**
 * A count as the public sees it: its own draw and, where there is a histogram, the total of its bins and groups, weighted by
 * precision.
 */
export function countCell(cell: MeasuredCell, noisy: NoisyCell): TreeCell {
  const drawPrecision = 1 / toNumber(cell.plan.count.variance);
  const binsPrecision = cell.plan.histogram
    ? totalPrecision(cell.publication.measure.binned) / toNumber(cell.plan.histogram.variance)
    : 0;
  const variance = 1 / (drawPrecision + binsPrecision);
  if (!noisy) return { published: false, noisy: 0, variance };
  const inBins = noisy.bins ? totalOf(noisy.bins.map(Number)) : 0;
  return { published: true, noisy: variance * (drawPrecision * Number(noisy.count) + binsPrecision * inBins), variance };
}

/** A centred sum as the public sees it. */
export function sumCell(cell: MeasuredCell, noisy: NoisyCell): TreeCell {
  return { published: noisy !== null, noisy: noisy ? Number(noisy.sum) : 0, variance: toNumber(cell.plan.sum.variance) };
}

/** The bins and groups of a cell's histogram as the public sees them. */
export function binsCell({ plan, publication }: MeasuredCell, noisy: NoisyCell): TreeCell<readonly number[]> {
  const variance = plan.histogram ? toNumber(plan.histogram.variance) : Number.POSITIVE_INFINITY;
  const none = publication.measure.binned.places.map(() => 0);
  return { published: Boolean(noisy?.bins), noisy: noisy?.bins?.map(Number) ?? none, variance };
}
