import { periodsOf } from "../../contract/period.ts";
import { toNumber } from "../../privacy/index.ts";
import type { CellPlan } from "./budget.ts";
import type { TableName } from "./levels.ts";
import { cellPlanOf, type Plan, planPublication } from "./plan.ts";

/** What one table of one level would publish of one measure, in each of its publications. */
export interface Prediction {
  readonly measure: string;
  readonly level: string;
  readonly table: TableName;
  /** of the level's own step, in the year */
  readonly step: string;
  readonly publications: number;
  /** standard deviation of a count's noise, households */
  readonly sigmaCount: number;
  /** households with which a cell appears in one half of the draws */
  readonly householdsNeeded: number;
  readonly cells: number;
  /** cells that would have the households they need, if donors were spread as dwellings are and types evenly */
  readonly publishedCells: number;
  /** predicted relative half-width (95 %) of a mean in the median published cell; null where none is published */
  readonly halfWidth: number | null;
  /** the same for a cell that just has the households it needs */
  readonly halfWidthAtThreshold: number;
}

const Z95 = 1.959963984540054;

/**
 * What a plan can give with that many households: from public dwelling counts, settings and the number
 * expected, never from the vault.
 *
 * @param households expected donors in the whole territory, each with every measure
 */
export function predict(plan: Plan, households: number): Prediction[] {
  const { territory } = plan;
  return plan.levels.flatMap((level) => {
    const period = periodsOf(2000, level.step)[0];
    if (!period) return [];
    const publication = planPublication(plan, period);
    return publication.measures.flatMap((measure) =>
      (level.typed ? (["_T", "types"] as const) : (["_T"] as const)).map((table): Prediction => {
        const cell = cellPlanOf(measure, level.level, table);
        const kinds = table === "_T" ? 1 : measure.measure.measure.similarity.classes.length;
        const expected = territory.areas
          .filter((area) => area.level === level.level)
          .flatMap((area) => new Array<number>(kinds).fill((area.dwellings * households) / territory.dwellings / kinds));
        const published = expected.filter((n) => n >= Number(cell.gate.householdsNeeded)).sort((a, b) => a - b);
        const median = published[Math.floor(published.length / 2)];
        const width = (n: number) => relativeHalfWidth(cell, Number(measure.centre), n);
        return {
          measure: measure.measure.key,
          level: level.level,
          table,
          step: level.step,
          publications: level.publications,
          sigmaCount: Math.sqrt(toNumber(cell.count.variance)),
          householdsNeeded: Number(cell.gate.householdsNeeded),
          cells: expected.length,
          publishedCells: published.length,
          halfWidth: median === undefined ? null : width(median),
          halfWidthAtThreshold: width(Number(cell.gate.householdsNeeded)),
        };
      }),
    );
  });
}

/** 1.96·√(σ_Z² + θ²σ_n²) / (n·μ) with the public mean μ = C/4 (clamps are four public means) and θ = μ − C/2. */
function relativeHalfWidth(cell: CellPlan, centre: number, n: number): number {
  const mean = centre / 2;
  const noise = Math.sqrt(toNumber(cell.sum.variance) + (mean - centre) ** 2 * toNumber(cell.count.variance));
  return (Z95 * noise) / (n * mean);
}
