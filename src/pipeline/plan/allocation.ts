import { periodsOf, STEPS, type Step, stepWithin } from "../../contract/period.ts";
import { meanNoise } from "../../forecast/index.ts";
import { add, fromNumber, mul, type Rational, rational, sum, toNumber } from "../../privacy/index.ts";
import { cellPlan } from "./budget.ts";
import { type LevelPlan, type TableName, tablesOf } from "./levels.ts";
import { scaleOf } from "./measures.ts";
import type { Plan } from "./plan.ts";
import { noiseOf } from "./tables.ts";

/** What one table of one level takes of a measure's year. */
export interface Allotment {
  readonly level: string;
  readonly table: TableName;
  /** publications of the year that hold the level, by the step of their period */
  readonly publications: Readonly<Partial<Record<Step, number>>>;
  /** ρ of one publication: of counts, sums and histograms */
  readonly rho: { readonly counts: number; readonly sums: number; readonly histograms: number };
  /** ρ of all of its publications, as a part of what one measure may spend in the year */
  readonly share: number;
  /** δ′ of the gates that a household sits in, in the year */
  readonly delta: number;
  /** σ of a count, households */
  readonly sigmaCount: number;
  /** σ of a mean over the mean, times the households in the cell: divide by these */
  readonly sigmaMean: number;
}

/** How a household's year is split. */
export interface Allocation {
  /** ρ of the year, and of one measure stream: ρ / L */
  readonly rho: number;
  readonly rhoPerMeasure: number;
  /** δ of the conversion to (ε, δ), and of all gates together */
  readonly delta: { readonly conversion: number; readonly gates: number };
  /** the same for every measure */
  readonly tables: readonly Allotment[];
  /** part of a measure's ρ that is kept for the annual revision */
  readonly reserve: number;
}

/** The split of the year's ρ and δ′ over measures, levels, tables and publications, as they will be debited. */
export function allocation(plan: Plan): Allocation {
  const { settings, budget, levels } = plan;
  const [measure] = plan.measures;
  if (!measure) throw new RangeError("a plan has at least one measure");
  const tables = levels.flatMap((level) => {
    const centre = (measure.upper / 2n) * scaleOf(measure, level.step).scale;
    const cell = cellPlan({ settings, budget, level, centre });
    const rho = (charge: { readonly rho: Rational } | null) => charge?.rho ?? rational(0n);
    const times = rational(BigInt(level.publications));
    const year = mul(sum([cell.count, cell.sum, cell.histogram].map(rho)), times);
    return tablesOf(level).map((table): Allotment => {
      const noise = noiseOf(cell, centre, settings.k);
      return {
        level: level.level,
        table,
        publications: publicationsOf(level, levels),
        rho: { counts: toNumber(rho(cell.count)), sums: toNumber(rho(cell.sum)), histograms: toNumber(rho(cell.histogram)) },
        share: toNumber(year) / toNumber(budget.rhoPerMeasure),
        delta: toNumber(mul(budget.gateDelta, mul(times, rational(BigInt(plan.streams))))),
        sigmaCount: noise.sigmaCount,
        sigmaMean: meanNoise(noise),
      };
    });
  });
  return {
    rho: toNumber(budget.rho),
    rhoPerMeasure: toNumber(budget.rhoPerMeasure),
    delta: {
      conversion: toNumber(budget.conversionDelta),
      gates: toNumber(add(budget.delta, mul(budget.conversionDelta, rational(-1n)))),
    },
    tables,
    reserve: toNumber(fromNumber(settings.budget.shares.revision)),
  };
}

/** By the step of its period: the level's own, and every longer one that another level has. */
function publicationsOf(level: LevelPlan, levels: readonly LevelPlan[]): Partial<Record<Step, number>> {
  const steps = STEPS.filter((step) => levels.some((other) => other.step === step) && stepWithin(level.step, step));
  return Object.fromEntries(steps.map((step) => [step, periodsOf(2000, step).length]));
}
