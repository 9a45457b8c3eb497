import { type Count, exposedCounts, protect } from "../privacy/index.ts";
import type { EarlierDraw } from "./earlier.ts";
import { countCell } from "./forest.ts";
import type { NoisyCell } from "./mechanism.ts";
import type { CellFate, DrawnCell } from "./payload.ts";
import type { Cube, MeasuredCell } from "./plan/cube.ts";
import type { PlannedMeasure } from "./plan/measures.ts";
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
    const sums = rungsOf(measure);
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

/** A count that a publication withholds although it is known. */
export interface Exposed {
  readonly measure: string;
  readonly area: string;
  readonly type: string;
}

/**
 * Cells and rungs that a publication withholds and whose count the year's public rows give to better than ± 2k all the same:
 * an earlier publication showed it, or all that it is the sum or the difference of. From public fates alone.
 */
export function exposedIn(
  publication: PublicationPlan,
  cube: Cube,
  drawn: readonly DrawnCell[],
  earlier: readonly EarlierDraw[],
): Exposed[] {
  const year = yearOf(publication, cube, earlier);
  const published = drawn.map(({ fate }) => (fate === "published" ? { noisy: 0 } : null));
  return publication.measures.flatMap(({ measure }) => {
    const { rungs } = measure.measure.similarity;
    const sums = rungsOf(measure);
    const found = yearTables(year, measure.key, published).flatMap(({ nodes, evidence, cellAt }) => {
      const known = new Set(exposedCounts(nodes, evidence, publication.plan.settings.k, sums).map(nameOf));
      return nodes.flatMap(({ total, classes }, node) => {
        const columns = [["total" as const, total] as const, ...classes.entries()];
        const cells = columns.flatMap(([column, { state }]) => {
          const cell = cellAt(node, column);
          if (!cell || published[cell.cell]) return [];
          const of = column === "total" ? column : [column];
          return state === "shown" || known.has(nameOf({ node, of })) ? [{ cell, type: cell.type }] : [];
        });
        const ofRungs = (classes.length === 0 ? [] : sums).flatMap((of, r) => {
          const own = of.flatMap((column) => cellAt(node, column) ?? []);
          if (own.length < of.length || own.every(({ cell }) => published[cell])) return [];
          const isKnown = of.every((column) => classes[column]?.state !== "withheld") || known.has(nameOf({ node, of }));
          return isKnown ? [{ cell: own.at(-1) as MeasuredCell, type: rungs[r]?.code as string }] : [];
        });
        return [...cells, ...ofRungs];
      });
    });
    return found
      .sort((a, b) => a.cell.cell - b.cell.cell)
      .map(({ cell, type }): Exposed => ({ measure: measure.key, area: cell.area.code, type }));
  });
}

/** The classes that each rung sums, by their place in the partition. */
function rungsOf({ measure }: PlannedMeasure): number[][] {
  const { classes, rungs } = measure.similarity;
  return rungs.map((rung) => rung.classes.map((code) => classes.findIndex((one) => one.code === code)));
}

function nameOf({ node, of }: Count): string {
  return `${node}/${of}`;
}
