import type { Step } from "../../contract/period.ts";
import { meanNoise, publicationsOf } from "../../privacy/forecast/index.ts";
import { fromNumber, mul, type Rational, rational, sub, sum, toNumber } from "../../privacy/index.ts";
import { cellPlan } from "./budget.ts";
import type { TableName } from "./levels.ts";
import { scaleOf } from "./measures.ts";
import { centreIn, centreOf, type Plan } from "./plan.ts";
import { type MeasuredTable, measuredTables, noiseOf } from "./tables.ts";

/**
 * What one table takes of a measure's year: the table of a level's own cells, or that of twins. The tables that one household
 * sits in take the whole year together, less the reserve.
 */
interface Allotment {
  readonly level: string;
  /** lower levels whose areas are twins of this level's, and which pay for the table too; empty for a level's own cells */
  readonly twins: readonly string[];
  readonly table: TableName;
  /** number of areas that are measured so */
  readonly areas: number;
  /** step of the publications that hold the table, and how many of them a year has */
  readonly step: Step;
  readonly publications: number;
  /** ρ of one publication: of counts, sums and histograms */
  readonly rho: { readonly counts: number; readonly sums: number; readonly histograms: number };
  /** ρ of all these publications, as a part of what one measure may spend in the year */
  readonly share: number;
  /** δ′ of the gates that a household sits in, in the year */
  readonly delta: number;
  /** σ of a count, households */
  readonly sigmaCount: number;
  /** relative σ of a mean, times the households in its cell: divide by these */
  readonly sigmaMean: number;
}

/** How a household's year is split. */
export interface Allocation {
  /** ρ of the year, and of one measure stream: ρ / L */
  readonly rho: number;
  readonly rhoPerMeasure: number;
  /** δ of the conversion to (ε, δ), and of all gates together */
  readonly delta: { readonly conversion: number; readonly gates: number };
  /** the same for every measure, but for `sigmaMean` where its leaves have a lower clamp */
  readonly tables: readonly Allotment[];
  /** part of a measure's ρ that is kept for the annual revision */
  readonly reserve: number;
}

/** The split of the year's ρ and δ′ over measures, levels, tables and publications, as they will be debited. */
export function allocation(plan: Plan): Allocation {
  const { settings, budget } = plan;
  const [measure] = plan.measures;
  if (!measure) throw new RangeError("a plan has at least one measure");
  const tables = tablesOfYear(plan).map(({ levels: paying, table, areas, step, times }): Allotment => {
    const [{ level }, ...twins] = paying;
    const scale = scaleOf(measure, step);
    const cell = cellPlan(
      plan,
      { levels: paying, table },
      step,
      centreIn(plan.territory, measure, scale, { levels: paying, table }),
    );
    const [counts, sums, histograms] = [cell.count, cell.sum, cell.histogram].map((charge) => charge?.rho ?? rational(0n)) as [
      Rational,
      Rational,
      Rational,
    ];
    const year = mul(sum([counts, sums, histograms]), rational(BigInt(times)));
    const noise = noiseOf(cell, centreOf(measure, scale), settings.k);
    return {
      level,
      twins: twins.map((twin) => twin.level),
      table,
      areas,
      step,
      publications: times,
      rho: { counts: toNumber(counts), sums: toNumber(sums), histograms: toNumber(histograms) },
      share: toNumber(year) / toNumber(budget.rhoPerMeasure),
      delta: toNumber(mul(budget.gateDelta, rational(BigInt(times * plan.streams)))),
      sigmaCount: noise.sigmaCount,
      sigmaMean: meanNoise(noise),
    };
  });
  return {
    rho: toNumber(budget.rho),
    rhoPerMeasure: toNumber(budget.rhoPerMeasure),
    delta: {
      conversion: toNumber(budget.conversionDelta),
      gates: toNumber(sub(budget.delta, budget.conversionDelta)),
    },
    tables,
    reserve: toNumber(fromNumber(settings.budget.shares.revision)),
  };
}

interface AllocatedTable extends MeasuredTable {
  readonly step: Step;
  readonly times: number;
}

/** The tables of each kind of publication: those of single levels first, in the order of the levels, then those of twins. */
function tablesOfYear(plan: Plan): AllocatedTable[] {
  const { levels } = plan;
  const tables = publicationsOf(levels).flatMap(({ step, times, due }) =>
    measuredTables(plan, due).map((table): AllocatedTable => ({ ...table, step, times })),
  );
  return tables.sort(
    (a, b) =>
      Number(a.levels.length > 1) - Number(b.levels.length > 1) ||
      levels.indexOf(a.levels[0]) - levels.indexOf(b.levels[0]) ||
      Number(a.table === "types") - Number(b.table === "types"),
  );
}
