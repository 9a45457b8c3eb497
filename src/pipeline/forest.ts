import { HISTOGRAM, TOLD_OF_TOTAL, type TreeCell, toNumber, totalOf } from "../privacy/index.ts";
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
 * One measure's measured cells as trees: one a topmost due area, the root first, children after their parents. A level
 * that is not due is left out between them.
 *
 * @param placeOf the area at whose place a cell stands; absent: its own
 */
export function forest(territory: Territory, cells: readonly MeasuredCell[], placeOf: (area: Area) => Area = (area) => area) {
  const byArea = new Map<string, MeasuredCell[]>();
  for (const cell of cells) {
    const { code } = placeOf(cell.area);
    byArea.set(code, [...(byArea.get(code) ?? []), cell]);
  }
  const roots: ForestNode[][] = [];
  const place = new Map<string, { tree: ForestNode[]; index: number }>();
  // Areas come level by level, so that a parent is placed before its children.
  for (const area of territory.areas) {
    const own = byArea.get(area.code);
    const total = own?.find((cell) => cell.type === "_T");
    if (!own || !total) continue;
    // The nearest area above that has a cell of its own.
    const [above] = territory
      .lineage(area.code)
      .slice(1)
      .flatMap(({ code }) => place.get(code) ?? []);
    const tree = above?.tree ?? [];
    if (above) tree[above.index]?.children.push(tree.length);
    else roots.push(tree);
    place.set(area.code, { tree, index: tree.length });
    tree.push({ children: [], total, classes: own.filter((cell) => cell !== total) });
  }
  return roots;
}

/** A count as the public sees it: its own draw and, where there is a histogram, the total of its bins and groups, weighed together. */
export function countCell(cell: MeasuredCell, noisy: NoisyCell): TreeCell {
  const own = 1 / toNumber(cell.plan.count.variance);
  const bins = cell.plan.histogram ? TOLD_OF_TOTAL / toNumber(cell.plan.histogram.variance) : 0;
  const variance = 1 / (own + bins);
  if (!noisy) return { published: false, noisy: 0, variance };
  const inBins = noisy.bins ? totalOf(noisy.bins.map(Number)) : 0;
  return { published: true, noisy: variance * (own * Number(noisy.count) + bins * inBins), variance };
}

/** A centred sum as the public sees it. */
export function sumCell(cell: MeasuredCell, noisy: NoisyCell): TreeCell {
  return { published: noisy !== null, noisy: noisy ? Number(noisy.sum) : 0, variance: toNumber(cell.plan.sum.variance) };
}

/** The bins and groups of a cell's histogram as the public sees them. */
export function binsCell({ plan }: MeasuredCell, noisy: NoisyCell): TreeCell<readonly number[]> {
  const variance = plan.histogram ? toNumber(plan.histogram.variance) : Number.POSITIVE_INFINITY;
  const none = HISTOGRAM.map(() => 0);
  return { published: Boolean(noisy?.bins), noisy: noisy?.bins?.map(Number) ?? none, variance };
}
