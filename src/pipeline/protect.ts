import { exposedCells, protect } from "../privacy/index.ts";
import type { EarlierDraw } from "./earlier.ts";
import { countCell } from "./forest.ts";
import type { NoisyCell } from "./mechanism.ts";
import type { CellFate, DrawnCell } from "./payload.ts";
import type { Cube, MeasuredCell } from "./plan/cube.ts";
import type { PublicationPlan } from "./plan/plan.ts";
import { yearOf, yearTables } from "./year.ts";

/**
 * Withheld counts stay withheld: while all public rows of the year, those to come included, would pin the count of a
 * withheld cell or rung within ± 2k (95 %), a sibling of it is withheld too, and from then on all year. Post-processing
 * of the gates' outcome and of noisy counts only.
 */
export function fates(
  publication: PublicationPlan,
  cube: Cube,
  noisy: readonly NoisyCell[],
  earlier: readonly EarlierDraw[] = [],
): CellFate[] {
  const result: CellFate[] = noisy.map((cell) => (cell ? "published" : "few"));
  const year = yearOf(publication, cube, earlier);
  const passing = noisy.map((cell, i) => (cell ? { noisy: countCell(cube.cells[i] as MeasuredCell, cell).noisy } : null));
  for (const { measure } of publication.measures) {
    const { classes, rungs } = measure.measure.similarity;
    const sums = rungs.map((rung) => rung.classes.map((code) => classes.findIndex((one) => one.code === code)));
    for (const { nodes, evidence, cellAt } of yearTables(year, measure.key, passing)) {
      for (const [node, { total, classes: own }] of nodes.entries()) {
        for (const [column, { state }] of [["total" as const, total] as const, ...own.entries()]) {
          const cell = cellAt(node, column);
          if (cell && state === "withheld" && passing[cell.cell]) result[cell.cell] = "protecting";
        }
      }
      for (const { node, cell } of protect(nodes, evidence, publication.plan.settings.k, sums)) {
        result[(cellAt(node, cell) as MeasuredCell).cell] = "protecting";
      }
    }
  }
  return result;
}

/**
 * Cells that a publication withholds and whose count the year's public rows give to better than ± 2k all the same: an
 * earlier publication showed it, or all that it is the difference of. From public fates alone.
 */
export function exposedIn(
  publication: PublicationPlan,
  cube: Cube,
  drawn: readonly DrawnCell[],
  earlier: readonly EarlierDraw[],
): MeasuredCell[] {
  const year = yearOf(publication, cube, earlier);
  const published = drawn.map(({ fate }) => (fate === "published" ? { noisy: 0 } : null));
  return publication.measures
    .flatMap(({ measure }) =>
      yearTables(year, measure.key, published).flatMap(({ nodes, evidence, cellAt }) => {
        const shown = nodes.flatMap(({ total, classes }, node) =>
          [["total" as const, total] as const, ...classes.entries()].flatMap(([column, { state }]) =>
            state === "shown" ? [cellAt(node, column)] : [],
          ),
        );
        const known = exposedCells(nodes, evidence, publication.plan.settings.k).map(({ node, cell }) => cellAt(node, cell));
        return [...shown, ...known].flatMap((cell) => (cell && !published[cell.cell] ? [cell] : []));
      }),
    )
    .sort((a, b) => a.cell - b.cell);
}
