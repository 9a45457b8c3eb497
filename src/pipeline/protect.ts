// Complementary suppression: which cells a publication withholds so that withheld counts stay unknown (`decideFates`), and which
// withheld counts are known all the same (`exposedCountsIn`). `publish.ts` calls both.

import { type Count, exposedCounts, protect } from "../privacy/index.ts";
import type { EarlierDraw } from "./earlier.ts";
import { countCell } from "./forest.ts";
import type { NoisyCell } from "./mechanism.ts";
import type { CellFate, DrawnCell } from "./payload.ts";
import type { Cube, MeasuredCell } from "./plan/cube.ts";
import type { PlannedMeasure } from "./plan/measures.ts";
import type { PublicationPlan } from "./plan/plan.ts";
import { type YearCount, yearOf, yearTables } from "./year.ts";

/**
 * Decides the fate of every cell, so that withheld counts stay unknown. While all public rows of the year, those to come
 * included, would give the count of a withheld cell or rung to within ± 2k (95 %), one of its siblings is withheld too, for the
 * rest of the year. Post-processing of the gates' outcome and of noisy counts only.
 */
export function decideFates(
  publication: PublicationPlan,
  cube: Cube,
  noisy: readonly NoisyCell[],
  earlier: readonly EarlierDraw[] = [],
): CellFate[] {
  const result: CellFate[] = noisy.map((cell) => (cell ? "published" : "few"));
  const year = yearOf(publication, cube, earlier);
  const passing = noisy.map((cell, i) => (cell ? countCell(cube.cells[i] as MeasuredCell, cell).noisy : null));
  const withhold = (count: YearCount | undefined) => {
    if (count?.now) result[count.now.cell] = "protecting";
  };
  for (const { measure } of publication.measures) {
    for (const { nodes, evidence } of yearTables(year, measure.key, passing)) {
      for (const count of nodes.flatMap(({ total, classes }) => [total, ...classes]))
        if (count.state === "withheld" && passing[count.now?.cell ?? -1] != null) withhold(count);
      for (const { node, cell } of protect(nodes, evidence, publication.plan.settings.k, rungsOf(measure)))
        withhold(cell === "total" ? nodes[node]?.total : nodes[node]?.classes[cell]);
    }
  }
  return result;
}

/** A count that a publication withholds although the year's public rows give it away. */
export interface ExposedCount {
  readonly measure: string;
  readonly area: string;
  readonly type: string;
}

/**
 * Cells and rungs that a publication withholds although the year's public rows give their count to better than ± 2k. An earlier
 * publication showed the count itself, or everything that it is the sum or difference of. Public fates alone decide it.
 */
export function exposedCountsIn(
  publication: PublicationPlan,
  cube: Cube,
  drawn: readonly DrawnCell[],
  earlier: readonly EarlierDraw[],
): ExposedCount[] {
  const year = yearOf(publication, cube, earlier);
  const published = drawn.map(({ fate }) => (fate === "published" ? 0 : null));
  const isWithheld = ({ cell }: MeasuredCell) => published[cell] === null;
  return publication.measures.flatMap(({ measure }) => {
    const { rungs } = measure.measure.similarity;
    const sums = rungsOf(measure);
    const exposed = yearTables(year, measure.key, published).flatMap(({ nodes, evidence }) => {
      const exposedNames = new Set(exposedCounts(nodes, evidence, publication.plan.settings.k, sums).map(nameOf));
      return nodes.flatMap(({ total, classes }, node) => {
        const ofCells = [total, ...classes].flatMap(({ state, now }, column) => {
          const of = column === 0 ? ("total" as const) : [column - 1];
          const isKnown = state === "shown" || exposedNames.has(nameOf({ node, of }));
          return now && isWithheld(now) && isKnown ? [{ cell: now, type: now.type }] : [];
        });
        const ofRungs = (classes.length === 0 ? [] : sums).flatMap((of, r) => {
          const parts = of.map((column) => classes[column] as YearCount);
          const cells = parts.flatMap(({ now }) => now ?? []);
          if (cells.length < of.length || !cells.some(isWithheld)) return [];
          const isKnown = parts.every(({ state }) => state !== "withheld") || exposedNames.has(nameOf({ node, of }));
          return isKnown ? [{ cell: cells.at(-1) as MeasuredCell, type: rungs[r]?.code as string }] : [];
        });
        return [...ofCells, ...ofRungs];
      });
    });
    return exposed
      .sort((a, b) => a.cell.cell - b.cell.cell)
      .map(({ cell, type }): ExposedCount => ({ measure: measure.key, area: cell.area.code, type }));
  });
}

/** The classes that each rung sums, by their place in the partition. */
function rungsOf({ measure }: PlannedMeasure) {
  const { classes, rungs } = measure.similarity;
  return rungs.map((rung) => rung.classes.map((code) => classes.findIndex((one) => one.code === code)));
}

function nameOf({ node, of }: Count): string {
  return `${node}/${of}`;
}
