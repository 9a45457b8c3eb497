import { leastSquares, type MeasuredNode } from "../../src/privacy/tree.ts";

/**
 * The least-squares variances of every total, class and sum of classes (`rungs`, by the positions of their classes); Infinity
 * where the counts do not determine one.
 */
export function countVariances(nodes: readonly MeasuredNode[], rungs: readonly (readonly number[])[] = []) {
  const { weigh } = leastSquares(nodes);
  return nodes.map(({ classes }, node) => ({
    total: weigh(node, "total").variance,
    classes: classes.map((_, entry) => weigh(node, entry).variance),
    rungs: classes.length > 0 ? rungs.map((rung) => weigh(node, rung).variance) : [],
  }));
}
