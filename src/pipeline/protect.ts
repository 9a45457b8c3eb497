import { type CountNode, protect, toNumber } from "../privacy/index.ts";
import type { Area, Territory } from "../territory/index.ts";
import type { NoisyCell } from "./mechanism.ts";
import type { Cube, MeasuredCell } from "./plan/cube.ts";
import type { PublicationPlan } from "./plan/plan.ts";

/** What became of a measured cell: published, too few households (or none), or withheld to protect another. */
export type CellFate = "published" | "few" | "protecting";

/**
 * Withheld counts stay withheld: while the public rows together would pin the count of a withheld cell or rung
 * within ± 2k (95 %), a sibling of it is withheld too. Post-processing of the gates' outcome and of
 * noisy counts only.
 */
export function fates(publication: PublicationPlan, cube: Cube, noisy: readonly NoisyCell[]): CellFate[] {
  const result: CellFate[] = noisy.map((cell) => (cell ? "published" : "few"));
  const { territory, settings } = publication.plan;
  for (const measure of publication.measures) {
    const { classes, rungs } = measure.measure.measure.similarity;
    const sums = rungs.map((rung) => rung.classes.map((code) => classes.findIndex((one) => one.code === code)));
    const cells = cube.cells.filter((cell) => cell.publication === measure);
    for (const tree of forest(territory, cells)) {
      const state = (cell: MeasuredCell) => countState(cell, noisy[cell.cell] as NoisyCell);
      const nodes = tree.map(
        (node): CountNode => ({ children: node.children, total: state(node.total), classes: node.classes.map(state) }),
      );
      for (const { node, cell } of protect(nodes, settings.k, sums)) {
        const withheld = tree[node] as TreeNode;
        const measured = cell === "total" ? withheld.total : (withheld.classes[cell] as MeasuredCell);
        result[measured.cell] = "protecting";
      }
    }
  }
  return result;
}

interface TreeNode {
  readonly children: number[];
  readonly total: MeasuredCell;
  /** in the order of the similarity partition, as the cube has them */
  readonly classes: readonly MeasuredCell[];
}

/** One tree a topmost due area: the root first, children after their parents. */
function forest(territory: Territory, cells: readonly MeasuredCell[]): TreeNode[][] {
  const byArea = new Map<string, MeasuredCell[]>();
  for (const cell of cells) byArea.set(cell.area.code, [...(byArea.get(cell.area.code) ?? []), cell]);
  const roots: TreeNode[][] = [];
  const place = new Map<string, { tree: TreeNode[]; index: number }>();
  // Areas come level by level, so that a parent is placed before its children.
  for (const area of territory.areas) {
    const own = byArea.get(area.code);
    const total = own?.find((cell) => cell.type === "_T");
    if (!own || !total) continue;
    const above = nearest(territory, area, place);
    const tree = above ? above.tree : [];
    if (above) (tree[above.index] as TreeNode).children.push(tree.length);
    else roots.push(tree);
    place.set(area.code, { tree, index: tree.length });
    tree.push({ children: [], total, classes: own.filter((cell) => cell !== total) });
  }
  return roots;
}

/** The nearest area above that has a cell of its own. */
function nearest<T>(territory: Territory, area: Area, place: ReadonlyMap<string, T>): T | undefined {
  for (const above of territory.lineage(area.code).slice(1)) {
    const at = place.get(above.code);
    if (at !== undefined) return at;
  }
  return undefined;
}

/** A count as the public sees it: its own draw and, where there is a histogram, the sum of its 32 bins. */
function countState(cell: MeasuredCell, noisy: NoisyCell): { published: boolean; noisy: number; variance: number } {
  const own = toNumber(cell.plan.count.variance);
  const bins = cell.plan.histogram ? 32 * toNumber(cell.plan.histogram.variance) : Number.POSITIVE_INFINITY;
  return { published: noisy !== null, noisy: noisy ? Number(noisy.count) : 0, variance: 1 / (1 / own + 1 / bins) };
}
