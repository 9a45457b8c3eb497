import { type Cell, type CountNode, protect } from "../privacy/index.ts";
import { countKey, type Earlier, NOTHING_EARLIER } from "./earlier.ts";
import { countCell, type ForestNode, forest } from "./forest.ts";
import type { NoisyCell } from "./mechanism.ts";
import type { CellFate } from "./payload.ts";
import type { Cube, MeasuredCell } from "./plan/cube.ts";
import type { PublicationPlan } from "./plan/plan.ts";

/**
 * Withheld counts stay withheld: while the public rows together, those of the year's earlier publications included, would
 * pin the count of a withheld cell or rung within ± 2k (95 %), a sibling of it is withheld too. Post-processing of the
 * gates' outcome and of noisy counts only.
 */
export function fates(
  publication: PublicationPlan,
  cube: Cube,
  noisy: readonly NoisyCell[],
  earlier: Earlier = NOTHING_EARLIER,
): CellFate[] {
  const result: CellFate[] = noisy.map((cell) => (cell ? "published" : "few"));
  const { territory, settings } = publication.plan;
  for (const measure of publication.measures) {
    const { classes, rungs } = measure.measure.measure.similarity;
    const sums = rungs.map((rung) => rung.classes.map((code) => classes.findIndex((one) => one.code === code)));
    const own = cube.cells.filter((cell) => cell.publication === measure);
    // What was measured before and is not measured now is to stay hidden too.
    const before = [...earlier.cells].filter(([, cell]) => cell.publication.measure.key === measure.measure.key);
    const cells = [...new Map([...before, ...own.map((cell) => [countKey(cell), cell] as const)]).values()];
    for (const tree of forest(territory, cells)) {
      const state = (cell: MeasuredCell): Cell => {
        const now = countCell(cell, cell.publication === measure ? (noisy[cell.cell] as NoisyCell) : null);
        const known = earlier.counts.get(countKey(cell));
        return known ? { ...now, before: known } : now;
      };
      const nodes = tree.map(
        (node): CountNode => ({ children: node.children, total: state(node.total), classes: node.classes.map(state) }),
      );
      for (const { node, cell } of protect(nodes, settings.k, sums)) {
        const withheld = tree[node] as ForestNode;
        const measured = cell === "total" ? withheld.total : (withheld.classes[cell] as MeasuredCell);
        result[measured.cell] = "protecting";
      }
    }
  }
  return result;
}
