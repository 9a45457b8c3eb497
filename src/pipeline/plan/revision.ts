import { toNumber } from "../../privacy/index.ts";
import { tablesOf } from "./levels.ts";
import { cellPlanOf, type Plan, planRevision } from "./plan.ts";

/** What the annual revision would give of one measure in one table of one level. */
export interface RevisionPrediction {
  readonly measure: string;
  readonly level: string;
  readonly table: string;
  /** standard deviation of a count's noise, households */
  readonly sigmaCount: number;
  /** households with which a cell appears in one half of the draws */
  readonly householdsNeeded: number;
  /** predicted relative half-width (95 %) of a mean in a cell that just has them */
  readonly halfWidth: number;
}

const Z95 = 1.959963984540054;
/** Of no year: what a revision gives is the same in each. */
const ANY_YEAR = 2000;

/**
 * What the reserve would give, from settings and public numbers alone; nothing where the settings keep none.
 *
 * The half-width is 1.96·√(σ_Z² + θ²σ_n²) / (n·μ) at the public mean μ = C/4 (clamps are four public means), θ = μ − C/2.
 *
 * @throws Refusal `period-not-due` when no level is published by the year
 */
export function predictRevision(plan: Plan): RevisionPrediction[] {
  if (plan.settings.budget.shares.revision <= 0) return [];
  const { levels, measures } = planRevision(plan, ANY_YEAR);
  return measures.flatMap((measure) =>
    levels.flatMap((level) =>
      tablesOf(level).map((table): RevisionPrediction => {
        const { count, sum, gate } = cellPlanOf(measure, level.level, table);
        const mean = Number(measure.centre) / 2;
        const noise = Math.sqrt(toNumber(sum.variance) + mean ** 2 * toNumber(count.variance));
        return {
          measure: measure.measure.key,
          level: level.level,
          table,
          sigmaCount: Math.sqrt(toNumber(count.variance)),
          householdsNeeded: Number(gate.householdsNeeded),
          halfWidth: (Z95 * noise) / (Number(gate.householdsNeeded) * mean),
        };
      }),
    ),
  );
}
